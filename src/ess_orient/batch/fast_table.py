"""Arrow tables scored and written as tables, without making a Python object for each row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from ess_orient.batch.arrow_columns import ColumnReader
from ess_orient.batch.arrow_files import ParquetWriter, cell_value
from ess_orient.batch.cells import CellReader
from ess_orient.batch.columns import Layout
from ess_orient.batch.rows import Row
from ess_orient.batch.vector_tables import Integers


class ParsedTable(NamedTuple):
    """The rows that can be scored, with their codes, and those that cannot."""

    lines: pa.RecordBatch
    codes: list[Integers]
    refused: list[Row]
    restored: int


class FastTable:
    """Reads and writes the tables of one file."""

    def __init__(self, layout: Layout, cells: CellReader, writer: ParquetWriter, fingerprint: str) -> None:
        self._layout = layout
        self._columns = ColumnReader(cells)
        self._writer = writer
        self._fingerprint = fingerprint

    def parse(self, block: tuple[pa.RecordBatch, int]) -> ParsedTable:
        """The rows of a table and the number of the first."""
        batch, line = block
        codes, restored = self._columns.of_batch(batch, self._layout)
        bad = np.zeros(batch.num_rows, bool)
        for column in codes:
            bad |= column < 0
        if not bad.any():
            return ParsedTable(batch, codes, [], int(restored.sum()))
        refused = batch.filter(pa.array(bad))
        values = zip(*(column.to_pylist() for column in refused.columns), strict=True)
        rows = [
            Row(line + int(place), [cell_value(value) for value in row])
            for place, row in zip(np.flatnonzero(bad), values, strict=True)
        ]
        kept = ~bad
        found = batch.filter(pa.array(kept))
        return ParsedTable(found, [column[kept] for column in codes], rows, int((restored & kept).sum()))

    def written(self, parsed: ParsedTable, texts: Sequence[Any]) -> list[bytes]:
        """The table with its results."""
        count = parsed.lines.num_rows
        columns = [*parsed.lines.columns, *texts, pa.repeat(self._fingerprint, count)]
        return [self._writer.batch(pa.RecordBatch.from_arrays(columns, schema=self._writer.schema))]
