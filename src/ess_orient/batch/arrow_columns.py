"""Answers read from Arrow columns, each distinct value once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ess_orient.batch.cells import NONE_OF_THEM, SEVERAL, CellReader
from ess_orient.batch.columns import Layout, Unusable
from ess_orient.batch.vector_tables import Integers
from ess_orient.model.condition import AnswerKey
from ess_orient.model.wording import shown_value


def text_column(column: pa.Array, name: str, empty: str = "") -> pa.DictionaryArray:
    """A column of answers as distinct texts; lists are joined (`empty` for one without values), numbers written."""
    kind = column.type
    if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
        encoded = column
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        joined = pc.binary_join(column.cast(pa.list_(pa.string())), SEVERAL)
        encoded = pc.if_else(pc.equal(joined, ""), empty, joined).dictionary_encode()
    elif (
        pa.types.is_integer(kind)
        or pa.types.is_null(kind)
        or pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
    ):
        encoded = column.cast(pa.string()).dictionary_encode()
    else:
        raise Unusable(
            f"colonne « {shown_value(name)} » de type {kind} ; des textes étaient attendus",
            "Convertissez cette colonne en texte.",
        )
    if encoded.null_count == 0:
        return encoded
    texts = pa.array([*encoded.dictionary.to_pylist(), ""], pa.string())
    return pa.DictionaryArray.from_arrays(encoded.indices.cast(pa.int32()).fill_null(len(texts) - 1), texts)


class ColumnReader:
    """Turns columns of texts into codes."""

    def __init__(self, cells: CellReader) -> None:
        self._cells = cells

    def of_batch(self, batch: pa.RecordBatch, layout: Layout) -> tuple[list[Integers], Any]:
        """The codes of each group, and which rows had a code without its zero. A code below 0 is a problem."""
        columns = [
            [text_column(batch.column(layout.of[key]), layout.column(key), self._empty(key)) for key in keys]
            for keys in self._cells.keys
        ]
        return self.of_columns(columns, batch.num_rows)

    def _empty(self, key: AnswerKey) -> str:
        return NONE_OF_THEM[0] if key in self._cells.none_allowed else ""

    def of_columns(self, groups: Sequence[Sequence[pa.DictionaryArray]], count: int) -> tuple[list[Integers], Any]:
        """The same, from the columns of each group."""
        found: list[Integers] = []
        restored = np.zeros(count, bool)
        for group, columns in enumerate(groups):
            if not columns:
                found.append(np.zeros(count, np.int64))
                continue
            distinct, rows = _distinct(columns, count)
            codes, zeros = self._read(group, distinct, [column.dictionary.to_pylist() for column in columns])
            found.append(np.take(codes, rows))
            if zeros.any():
                restored |= np.take(zeros, rows)
        return found, restored

    def _read(self, group: int, keys: Sequence[int], texts: Sequence[Sequence[str]]) -> tuple[Integers, Any]:
        codes, zeros = np.zeros(max(1, len(keys)), np.int64), np.zeros(max(1, len(keys)), bool)
        if len(texts) == 1:
            found = [self._cells.cell(group, (text,)) for text in texts[0]]
            codes[: len(found)] = [-1 if cell.problems else cell.code for cell in found]
            zeros[: len(found)] = [cell.restored_zero for cell in found]
            return codes, zeros
        for number, key in enumerate(keys):
            parts: list[str] = []
            for column in reversed(texts):
                key, place = divmod(key, len(column))
                parts.append(column[place])
            cell = self._cells.cell(group, tuple(reversed(parts)))
            codes[number] = -1 if cell.problems else cell.code
            zeros[number] = cell.restored_zero
        return codes, zeros


def _distinct(columns: Sequence[pa.DictionaryArray], count: int) -> tuple[list[int], Any]:
    """The distinct combinations of values, and which each row holds."""
    if len(columns) == 1:
        return list(range(len(columns[0].dictionary))), np.asarray(columns[0].indices)
    key = np.zeros(count, np.int64)
    for column in columns:
        key = key * max(1, len(column.dictionary)) + np.asarray(column.indices)
    encoded = pa.array(key).dictionary_encode()
    return encoded.dictionary.to_pylist(), np.asarray(encoded.indices)
