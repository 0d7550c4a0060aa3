"""How proving grows with rules: the embedded base with its rules repeated, as ratios to the base itself in one run.

python bench/coverage.py [TIMES…]        by default 1 2 4 8
"""

from __future__ import annotations

import sys
import time
from datetime import date

import msgspec

from ess_orient import paths
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.orient import Orienter
from ess_orient.model.base import Base
from ess_orient.rulebase.coverage import Prover, Verdict
from ess_orient.rulebase.load import EMBEDDED, Layer, load


def repeated(base: Base, times: int) -> Base:
    """The base with every rule written `times` times, under other ids, each time a little less pressing."""
    rules = [
        msgspec.structs.replace(rule, id=f"{rule.id}-{number}") for number in range(times) for rule in base.rules
    ]  # fmt: skip
    return msgspec.structs.replace(base, rules=tuple(rules))


def main(times: list[int]) -> None:
    """Print the table."""
    loaded = load([Layer(EMBEDDED, paths.data_folder())])
    first = None
    print(f"{'règles':>8} {'secondes':>9} {'rapport':>8}  prouvés")
    for count in times:
        base = repeated(loaded.base, count)
        compiled = CompiledBase(base, date.today().isoformat())
        orienter = Orienter(compiled, loaded.identity)
        start = time.perf_counter()
        coverage = Prover(compiled, orienter.answers_as_written).coverage()
        spent = time.perf_counter() - start
        first = first or spent
        proved = sum(claim.verdict is Verdict.PROVED for claim in coverage.claims)
        print(f"{len(base.rules):>8} {spent:>9.1f} {spent / first:>8.2f}  {proved}/{len(coverage.claims)}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 2, 4, 8])
