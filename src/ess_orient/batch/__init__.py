"""Files and tables of answers.

>>> import pyarrow as pa
>>> from ess_orient.batch import score
>>> asked = pa.RecordBatch.from_pydict({"stade": ["creation"], "besoins": ["financement"], "departement": ["19"]})
>>> score(asked).column("levier_1").to_pylist()
['financer']
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from ess_orient.batch.table import TableScorer

__all__ = ["score", "scorer"]


def score(batch: pa.RecordBatch, day: str | None = None) -> pa.RecordBatch:
    """The same rows with their results, from the embedded base. Needs the extra `[lot]`.

    `batch`: a column an answer (`stade`, `besoins`, `departement`…, accents and case ignored), texts with several
    values joined by `|`, or lists of texts; other columns are kept as they are, a `description` too: only the command `lot`
    reads texts. `day` (ISO) is today if not given.

    The result has the columns of `batch`, then `levier_1`, `leviers`, `acteurs_informer`, `acteurs_financer`,
    `acteurs_accompagner`, `dispositifs`, `a_verifier` (ids joined by `|`), `empreinte`, and `rejet`: why a row could
    not be scored, null if it was. Rows keep their order and number. Each row depends on itself alone, so any
    engine that exchanges Arrow tables may cut them as it likes (`mapInArrow`, `map_partitions`).
    """
    return scorer(tuple(batch.schema.names), day).score(batch)


@lru_cache(maxsize=8)
def scorer(names: tuple[str, ...], day: str | None = None) -> TableScorer:
    """What scores tables that have these columns; kept in the process from one table to the next."""
    from datetime import date

    from ess_orient import paths
    from ess_orient.batch.columns import Mapped, Unusable, read_layout
    from ess_orient.batch.table import TableScorer
    from ess_orient.batch.towns import find_town
    from ess_orient.engine.answers import AnswerReader
    from ess_orient.engine.compile import CompiledBase
    from ess_orient.engine.orient import Orienter
    from ess_orient.rulebase.cache import load_cached
    from ess_orient.rulebase.load import EMBEDDED, Layer

    loaded = load_cached([Layer(EMBEDDED, paths.data_folder())], paths.cache_folder())
    if not loaded.usable:
        raise Unusable("la base de règles ne peut pas être utilisée", "Voyez « ess-orient base verifier ».")
    orienter = Orienter(CompiledBase(loaded.base, day or date.today().isoformat()), loaded.identity)
    return TableScorer(orienter, AnswerReader(loaded.base, find_town), read_layout(names, Mapped()))
