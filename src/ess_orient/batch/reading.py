"""Rows sorted into those that can be scored, with the codes of their answers, and those that are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ess_orient.batch.cells import GROUPS, SEVERAL, Cell, CellReader
from ess_orient.batch.columns import Layout
from ess_orient.batch.described import Understanding, filled
from ess_orient.batch.rows import Row
from ess_orient.batch.writers import Reject, text_of
from ess_orient.model.condition import AnswerKey
from ess_orient.model.problem import Problem

_KEYS = tuple(AnswerKey)


class Read(NamedTuple):
    """What a batch of rows holds."""

    rows: list[Row]
    codes: list[list[int]]
    """One list for each group."""
    answers: list[Mapping[AnswerKey, tuple[str, ...]]]
    set_aside: list[str]
    understood: list[str]
    """What the description of each row answered."""
    rejects: list[Reject]
    empty: int
    lenient: int
    """Rows scored without an answer that could not be used."""
    restored: int
    """Rows where a code had lost its zero."""


class RowReader:
    """Reads the rows of one layout."""

    def __init__(
        self,
        cells: CellReader,
        layout: Layout,
        lenient: bool,
        keep_answers: bool,
        understanding: Understanding | None = None,
    ) -> None:
        self._understanding = understanding if layout.description is not None else None
        self._cells = cells
        self._layout = layout
        self._lenient = lenient
        self._keep_answers = keep_answers
        self.places = [tuple(layout.of[key] for key in keys) for keys in cells.keys]

    def read(self, rows: Iterable[Row]) -> Read:
        """Sort these rows."""
        found = Read([], [[] for _ in GROUPS], [], [], [], [], 0, 0, 0)
        empty = lenient = restored = 0
        for row in rows:
            if row.fault is not None:
                column, value, reason, remedy = row.fault.column, row.fault.value, row.fault.reason, row.fault.remedy
                found.rejects.append(Reject(row.line, column, value, reason, remedy, row.values))
                continue
            if not row.values:
                empty += 1
                continue
            cells = self._read_row(row.values)
            problems = [problem for cell in cells if cell.problems for problem in cell.problems]
            if problems and not (self._lenient and any(cell.answers for cell in cells)):
                found.rejects.append(self._refused(row, problems))
                continue
            lenient += bool(problems)
            restored += any(cell.restored_zero for cell in cells)
            found.rows.append(row)
            found.set_aside.append(self._told(row, problems) if problems else "")
            if self._understanding is not None:
                self._add_described(found, row, cells, self._understanding)
                continue
            found.understood.append("")
            for codes, cell in zip(found.codes, cells, strict=True):
                codes.append(cell.code)
            if self._keep_answers:
                found.answers.append({key: value for cell in cells for key, value in cell.answers.items()})
        if not self._keep_answers:
            found.answers.extend([{}] * len(found.rows))
        return found._replace(empty=empty, lenient=lenient, restored=restored)

    def _add_described(self, found: Read, row: Row, cells: list[Cell], understanding: Understanding) -> None:
        assert self._layout.description is not None
        told = filled(self._cells, cells, text_of(row.values[self._layout.description]), understanding)
        found.understood.append(told.understood)
        for codes, code in zip(found.codes, told.codes, strict=True):
            codes.append(code)
        if self._keep_answers:
            found.answers.append(told.answers)

    def _read_row(self, values: Sequence[object]) -> list[Cell]:
        known, found = self._cells.known, []
        for group, places in enumerate(self.places):
            texts = tuple([values[place] for place in places])
            try:
                cell = known[group].get(texts)  # type: ignore[arg-type]
            except TypeError:  # a list, from JSON
                cell = None
            found.append(cell if cell is not None else self._read_cell(group, texts))
        return found

    def _read_cell(self, group: int, values: tuple[object, ...]) -> Cell:
        texts = [text_of(value) if _is_text(value) else None for value in values]
        if all(text is not None for text in texts):
            return self._cells.cell(group, tuple(text for text in texts if text is not None))
        return self._cells.read(group, dict(zip(self._cells.keys[group], values, strict=True)))

    def _refused(self, row: Row, problems: Sequence[Problem]) -> Reject:
        keys = list(dict.fromkeys(_KEYS[problem.column] for problem in problems if problem.column >= 0))
        return Reject(
            row.line,
            SEVERAL.join(self._layout.column(key) for key in keys),
            SEVERAL.join(self._value(row, key) for key in keys),
            " ; ".join(problem.message for problem in problems),
            " ; ".join(problem.remedy for problem in problems if problem.remedy),
            row.values,
        )

    def _value(self, row: Row, key: AnswerKey) -> str:
        return text_of(row.values[self._layout.of[key]]) if key in self._layout.of else ""

    def _told(self, row: Row, problems: Sequence[Problem]) -> str:
        keys = dict.fromkeys(_KEYS[problem.column] for problem in problems if problem.column >= 0)
        return SEVERAL.join(f"{key.value}={self._value(row, key)}" for key in keys)


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, str) and SEVERAL not in item for item in value)
    return value is None or isinstance(value, str)
