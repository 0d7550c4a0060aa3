"""A small base and the running of jobs on it, for the tests of files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ess_orient.batch.feeds import Format
from ess_orient.batch.run import Finished, Job, Run
from ess_orient.engine.answers import AnswerReader
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.orient import Orienter
from ess_orient.model.base import Base
from ess_orient.model.condition import Condition
from ess_orient.model.entries import Actor, Initiative, Scheme
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.rule import Recommendation, Rule
from ess_orient.model.source import Territory
from tests.engine.bases import DEPARTMENTS, FAMILIES, LEVERS, QUESTIONS, REGIONS, SETTINGS, SOURCE

TODAY = "2026-11-23"
IDENTITY = BaseIdentity(version="essai", fingerprint="sha256:0")
RESULTS = (
    "levier_1", "leviers", "acteurs_informer", "acteurs_financer", "acteurs_accompagner", "dispositifs",
    "a_verifier", "empreinte",
)  # fmt: skip

has_extra = all(find_spec(name) for name in ("numpy", "pyarrow"))
needs_extra = pytest.mark.skipif(not has_extra, reason="le supplément [lot] (numpy, pyarrow) n'est pas installé")
needs_sheets = pytest.mark.skipif(not find_spec("openpyxl"), reason="openpyxl (supplément [lot]) n'est pas installé")


def _entry(identifier: str) -> dict[str, Any]:
    return {"id": identifier, "name": identifier, "text": "…", "source": SOURCE, "checked_on": "2020-09-01"}


def _rule(number: int, when: Condition, unless: Condition | None = None, **weights: dict[str, float]) -> Rule:
    return Rule(
        id=f"r{number}", when=when, unless=unless, recommend=Recommendation(**weights), because="…", source=SOURCE
    )


@lru_cache
def small_base() -> Base:
    """Fixed, with a local face, territories, a reserved scheme and a nested condition."""
    brittany = Territory(label="Bretagne", regions=("53",))
    rules = (
        _rule(0, Condition(), levers={"accompagner-l": 1}, actors={"acteur-0": 1}),
        _rule(1, Condition(needs=("financement",)), levers={"financer-l": 3}, families={"famille-1": 2}),
        _rule(2, Condition(stage=("creation", "reprise"), sectors=("commerce",)), actors={"acteur-3": 2.5}),
        _rule(3, Condition(region=("53",)), Condition(audience=("citoyen",)), schemes={"dispositif-0": 2}),
        _rule(
            4, Condition(any_of=(Condition(situation=("jeunes",)), Condition(needs=("formation",)))),
            schemes={"dispositif-1": 3}, actors={"acteur-2": 0.5},
        ),
    )  # fmt: skip
    actors = tuple(
        Actor(
            **_entry(f"acteur-{number}"), family=f"famille-{number % 3}", network="acteur-0" if number == 3 else None,
            territory=brittany if number == 3 else None,
        )
        for number in range(6)
    )  # fmt: skip
    schemes = (
        Scheme(**_entry("dispositif-0")),
        Scheme(**_entry("dispositif-1"), reserved_to=Condition(audience=("porteur",))),
    )
    return Base(
        version="essai", settings=SETTINGS, questions=QUESTIONS, levers=LEVERS, families=FAMILIES, actors=actors,
        schemes=schemes, initiatives=(Initiative(**_entry("exemple-0"), theme="…", lesson="…"),), rules=rules,
        regions=REGIONS, departments=DEPARTMENTS,
    )  # fmt: skip


@lru_cache
def small_orienter() -> Orienter:
    """The engine of the small base."""
    return Orienter(CompiledBase(small_base(), TODAY), IDENTITY)


def run(source: Path, output: Path, *, orienter: Orienter | None = None, **options: Any) -> Finished:
    """Run a job from one file to another, formats by their extensions."""
    used = orienter or small_orienter()
    understanding = options.pop("understanding", None)
    job = Job(
        str(source), str(output), options.pop("rejects", rejects_of(output)), form(source), form(output), **options
    )
    return Run(job, used, AnswerReader(used.compiled.base), None, understanding).run()


def form(path: Path) -> Format:
    return Format(path.suffix[1:])


def rejects_of(output: Path) -> Path:
    return output.with_name(output.stem + "-rejets.csv")


def rows(path: Path, separator: str = ",") -> list[dict[str, str]]:
    """A CSV written by a job."""
    if not path.exists():
        return []
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def lines(path: Path) -> list[dict[str, Any]]:
    """JSON Lines written by a job."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_csv(path: Path, table: Sequence[Sequence[str]], separator: str = ",") -> Path:
    """A table as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(table)
    return path
