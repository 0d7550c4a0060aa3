"""Blocks of plain CSV scored without making a Python object for each row.

Serves only what is beyond doubt: no quotes, one sort of line break, as many values as columns on every line. Any
other block is left to the reader of rows, which gives the same bytes, only slower.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from ess_orient.batch.arrow_columns import ColumnReader
from ess_orient.batch.blocks import LONGEST_LINE, Block
from ess_orient.batch.cells import CellReader
from ess_orient.batch.dialect import Dialect
from ess_orient.batch.rows import Row
from ess_orient.batch.spreadsheet import RUN_BYTES, csv_lines
from ess_orient.batch.vector_tables import Integers

_RUN = np.zeros(256, bool)
_RUN[list(RUN_BYTES)] = True


class Parsed(NamedTuple):
    """A block read: the lines, the codes of the rows that can be scored, and the rows that cannot."""

    lines: pa.Array
    """Each line with the break that comes before it; only those that can be scored."""
    codes: list[Integers]
    refused: list[Row]
    restored: int


class FastCsv:
    """Reads, scores and writes blocks of one file."""

    def __init__(self, dialect: Dialect, cells: CellReader, places: Sequence[tuple[int, ...]], tail: str) -> None:
        self._dialect = dialect
        self._columns = ColumnReader(cells)
        self._places = places
        self._break = dialect.newline.encode()
        self._tail = tail
        names = [str(place) for place in range(len(dialect.names))]
        self._reading = arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=1 << 30)
        self._parsing = arrow_csv.ParseOptions(
            delimiter=dialect.separator, quote_char=False, newlines_in_values=False, ignore_empty_lines=False
        )
        needed = [names[place] for group in places for place in group]
        coded = pa.dictionary(pa.int32(), pa.string())
        self._converting = arrow_csv.ConvertOptions(
            include_columns=needed, column_types=dict.fromkeys(needed, coded), strings_can_be_null=False,
            check_utf8=False,
        )  # fmt: skip

    @staticmethod
    def serves(dialect: Dialect) -> bool:
        """Whether results can be added to lines as they stand."""
        return dialect.separator not in "|\"'" and dialect.header.strip() != b"" and b'"' not in dialect.header

    def parse(self, block: Block) -> Parsed | None:
        """The rows of a block; None if it is not plain enough."""
        data = block.data if block.data.endswith(self._break) else block.data + self._break
        if not self._plain(data):
            return None
        raw: Any = np.frombuffer(data, np.uint8)
        ends = np.flatnonzero(raw == 10) + 1 - len(self._break)
        returns = data.count(b"\r")
        if returns != (len(ends) if self._break == b"\r\n" else 0) or (returns and (raw[ends] != 13).any()):
            return None
        starts = np.concatenate([[0], ends[:-1] + len(self._break)])
        lengths = ends - starts
        if lengths.max() > LONGEST_LINE or lengths.min() <= len(self._dialect.names) - 1:
            return None
        try:
            table = arrow_csv.read_csv(pa.py_buffer(data), self._reading, self._parsing, self._converting)
        except pa.ArrowInvalid:
            return None
        if table.num_rows != len(ends):
            return None
        codes, restored = self._codes(table)
        bad = np.zeros(len(ends), bool)
        for column in codes:
            bad |= column < 0
        return self._sorted(block, data, raw, starts, ends, codes, bad, restored)

    def written(self, parsed: Parsed, texts: Sequence[pa.Array]) -> list[memoryview | bytes]:
        """The lines with their results."""
        if not len(parsed.lines):
            return []
        joined = pc.binary_join_element_wise(parsed.lines, *texts, pa.scalar(self._tail), self._dialect.separator)
        offsets = np.frombuffer(joined.buffers()[1], np.int32, len(joined) + 1, joined.offset * 4)
        content = memoryview(joined.buffers()[2])[int(offsets[0]) : int(offsets[-1])]
        first = len(self._break) if content[: len(self._break)] == self._break else 0
        return [content[first:], self._break]

    def _plain(self, data: bytes) -> bool:
        if b'"' in data or b"\0" in data or self._dialect.header in data:
            return False
        try:
            return data.isascii() or "\ufffd" not in data.decode()
        except UnicodeDecodeError:
            return False

    def _codes(self, table: pa.Table) -> tuple[list[Integers], Any]:
        groups = [[_combined(table.column(str(place))) for place in places] for places in self._places]
        return self._columns.of_columns(groups, table.num_rows)

    def _sorted(
        self,
        block: Block,
        data: bytes,
        raw: Any,
        starts: Any,
        ends: Any,
        codes: list[Integers],
        bad: Any,
        restored: Any,
    ) -> Parsed:
        offsets = np.concatenate([[0], ends]).astype(np.int32)
        lines = pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(data))
        lines = self._neutral(lines, data, raw, starts, ends)
        if not bad.any():
            return Parsed(lines, codes, [], int(restored.sum()))
        refused = [
            Row(block.line + int(place), self._cut(data[starts[place] : ends[place]])) for place in np.flatnonzero(bad)
        ]
        kept = ~bad
        return Parsed(
            lines.filter(pa.array(kept)), [column[kept] for column in codes], refused, int((restored & kept).sum())
        )

    def _neutral(self, lines: pa.Array, data: bytes, raw: Any, starts: Any, ends: Any) -> pa.Array:
        """The lines, those with a value that a spreadsheet would run written again."""
        separators = np.flatnonzero(raw == ord(self._dialect.separator)) + 1
        risky = np.concatenate([separators[_RUN[raw[np.minimum(separators, len(raw) - 1)]]], starts[_RUN[raw[starts]]]])
        if self._dialect.newline == "\r\n":  # an empty last value is followed by the break itself
            risky = risky[raw[np.minimum(risky, len(raw) - 1)] != 13]
        if not len(risky):
            return lines
        rows = np.unique(np.searchsorted(ends, risky, side="right"))
        mask = np.zeros(len(lines), bool)
        mask[rows] = True
        texts = csv_lines(
            (self._cut(data[starts[row] : ends[row]]) for row in rows), self._dialect.separator, self._dialect.newline
        )
        new = [
            (self._dialect.newline if row else "") + text.removesuffix(self._dialect.newline)
            for row, text in zip(rows, texts, strict=True)
        ]
        return pc.replace_with_mask(lines, pa.array(mask), pa.array(new, pa.string()))

    def _cut(self, line: bytes) -> list[str]:
        return next(csv.reader([line.decode()], delimiter=self._dialect.separator), [])


def _combined(column: pa.ChunkedArray) -> pa.DictionaryArray:
    return column.unify_dictionaries().combine_chunks() if column.num_chunks != 1 else column.chunk(0)
