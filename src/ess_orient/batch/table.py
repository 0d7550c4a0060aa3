"""The results of a table of answers: what the public `score` does, here, on Dask or on Spark alike."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ess_orient.batch.arrow_columns import ColumnReader
from ess_orient.batch.cells import CellReader
from ess_orient.batch.columns import Layout, Mapped, read_layout
from ess_orient.batch.plain import PlainScorer
from ess_orient.batch.reading import RowReader
from ess_orient.batch.rows import Row
from ess_orient.batch.vector import VectorScorer
from ess_orient.batch.vector_tables import Integers
from ess_orient.batch.writers import Reject
from ess_orient.engine.answers import AnswerReader
from ess_orient.engine.columns import RESULT_COLUMNS
from ess_orient.engine.orient import Orienter

REJECTED = "rejet"


class Results(NamedTuple):
    """What was found for a table: result columns for the rows kept, and the rows refused."""

    kept: pa.RecordBatch
    columns: list[pa.Array]
    codes: list[Integers]
    rejects: list[Reject]
    places: list[int]
    """The place of each refused row in the table."""
    restored: int


class TableScorer:
    """Scores tables whose columns have one layout. Keeps what it learnt from one table to the next."""

    def __init__(self, orienter: Orienter, answers: AnswerReader, layout: Layout, mapped: Mapped = Mapped()) -> None:  # noqa: B008
        self.layout = layout
        self.fingerprint = orienter.identity.fingerprint
        self.cells = CellReader(orienter.compiled, answers, layout, mapped, "")
        self._columns = ColumnReader(self.cells)
        self._rows = RowReader(self.cells, layout, False, False)
        self._scorer = VectorScorer.of(orienter.compiled, self.cells.books)
        self._plain = PlainScorer(orienter.compiled, self.cells.books) if self._scorer is None else None

    def results(self, batch: pa.RecordBatch, first_line: int = 1) -> Results:
        """The results of a table; its rows are numbered from `first_line`."""
        codes, restored = self._columns.of_batch(batch, self.layout)
        bad = np.zeros(batch.num_rows, bool)
        for column in codes:
            bad |= column < 0
        rejects: list[Reject] = []
        if bad.any():
            refused = batch.filter(pa.array(bad))
            values = zip(*(column.to_pylist() for column in refused.columns), strict=True)
            lines = np.flatnonzero(bad) + first_line
            rows = [Row(int(line), list(row)) for line, row in zip(lines, values, strict=True)]
            rejects = self._rows.read(map(_written, rows)).rejects
            batch = batch.filter(pa.array(~bad))
            codes = [column[~bad] for column in codes]
        return Results(
            batch, self.arrays(codes), codes, rejects, np.flatnonzero(bad).tolist(), int(restored[~bad].sum())
        )

    def arrays(self, codes: list[Integers]) -> list[pa.Array]:
        """The result columns, from codes."""
        if self._scorer is not None:
            found = self._scorer.arrays(codes)
        else:
            assert self._plain is not None
            found = [
                pa.array(column, pa.string()) for column in self._plain.texts([column.tolist() for column in codes])
            ]
        return [*found, pa.repeat(self.fingerprint, len(codes[0]))]

    def score(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Every row with its results, in order; a refused one has the reason in `rejet` and no result."""
        found = self.results(batch)
        reasons = pa.nulls(batch.num_rows, pa.string())
        columns = found.columns
        if found.places:
            told = dict(zip(found.places, (reject.reason for reject in found.rejects), strict=True))
            reasons = pa.array([told.get(place) for place in range(batch.num_rows)], pa.string())
            kept = np.ones(batch.num_rows, bool)
            kept[found.places] = False
            spread = pa.array(np.cumsum(kept) - 1, mask=~kept)
            columns = [column.take(spread) for column in columns]
        return pa.RecordBatch.from_arrays(
            [*batch.columns, *columns, reasons], names=[*batch.schema.names, *RESULT_COLUMNS, REJECTED]
        )


def _written(row: Row) -> Row:
    """Whole numbers as the texts they were read as."""
    return row._replace(values=[str(value) if isinstance(value, int) else value for value in row.values])


def layout_of(batch: pa.RecordBatch, mapped: Mapped = Mapped()) -> Layout:  # noqa: B008
    """Which columns of a table are answers."""
    return read_layout(batch.schema.names, mapped)
