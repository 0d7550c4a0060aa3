"""Rows with their results, as lines of CSV or of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from ess_orient.batch.columns import UNDERSTOOD
from ess_orient.batch.dialect import Dialect
from ess_orient.batch.rows import Row
from ess_orient.batch.spreadsheet import csv_lines
from ess_orient.engine.columns import RESULT_COLUMNS, SEPARATOR
from ess_orient.engine.orient import Orienter
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile

SET_ASIDE = "reponses_ecartees"
REJECT_COLUMNS = ("rejet_ligne", "rejet_colonne", "rejet_valeur", "rejet_raison", "rejet_remede")
_MOST_REMEMBERED = 500


class Reject(NamedTuple):
    """A row that cannot be used, with all it held."""

    line: int
    column: str
    value: str
    reason: str
    remedy: str
    values: Sequence[object]


class Done(NamedTuple):
    """Rows with what was found for them, in the order of the file."""

    rows: Sequence[Row]
    answers: Sequence[Mapping[AnswerKey, tuple[str, ...]]]
    texts: Sequence[Sequence[str]]
    """The result columns but the last: one sequence a column."""
    more: Sequence[tuple[str, ...]]
    """For each row, the texts of the columns after the results: what could not be used, what was understood."""


class Writer(Protocol):
    """How a result file is written, piece after piece."""

    needs_texts: bool
    appendable: bool
    """Whether what is written stands by itself, so that a run may go on after it."""

    def start(self) -> bytes:
        """What stands before the first row."""
        ...

    def rows(self, done: Done) -> bytes:
        """The rows."""
        ...

    def finish(self) -> bytes:
        """What stands after the last row."""
        ...


def text_of(value: object) -> str:
    """A value as the text of a cell."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return SEPARATOR.join(value)
    return json.dumps(value, ensure_ascii=False)


class CsvWriter:
    """The input's columns, then the results."""

    needs_texts = True
    appendable = True

    def __init__(self, names: Sequence[str], dialect: Dialect | None, fingerprint: str, more: Sequence[str]) -> None:
        self._names = [*names, *RESULT_COLUMNS, *more]
        self._fingerprint = fingerprint
        self.separator = dialect.separator if dialect else ","
        self.newline = dialect.newline if dialect else "\n"
        self._mark = dialect.excel if dialect else False

    def start(self) -> bytes:
        """The mark that Excel needs, and the names."""
        line = csv_lines([self._names], self.separator, self.newline)[0]
        return (b"\xef\xbb\xbf" if self._mark else b"") + line.encode()

    def rows(self, done: Done) -> bytes:
        """The rows."""
        found = []
        results = zip(*done.texts, strict=True)
        for row, result, more in zip(done.rows, results, done.more, strict=True):
            found.append([*map(text_of, row.values), *result, self._fingerprint, *more])
        return "".join(csv_lines(found, self.separator, self.newline)).encode("utf-8", "replace")

    def finish(self) -> bytes:
        """Nothing."""
        return b""


class JsonWriter:
    """One orientation a line, with the row it answers under `entree`; or, `brief`, the columns of a table."""

    appendable = True

    def __init__(self, names: Sequence[str], orienter: Orienter, more: Sequence[str], brief: bool) -> None:
        self._names = names
        self._orienter = orienter
        self._more = more
        self._brief = brief
        self.needs_texts = brief
        self._known: dict[Profile, bytes] = {}

    def start(self) -> bytes:
        """Nothing."""
        return b""

    def rows(self, done: Done) -> bytes:
        """The rows."""
        results = zip(*done.texts, strict=True) if self._brief else ((),) * len(done.rows)
        pieces = []
        for row, answers, result, added in zip(done.rows, done.answers, results, done.more, strict=True):
            given = row.raw or msgspec.json.encode(dict(zip(self._names, row.values, strict=True)))
            told = self._columns(result) if self._brief else self._orientation(answers)
            more = b"".join(map(_member, self._more, added))
            pieces.append(b'{"entree":%s%s,%s\n' % (given, more, told[1:]))
        return b"".join(pieces)

    def finish(self) -> bytes:
        """Nothing."""
        return b""

    def _columns(self, texts: Sequence[str]) -> bytes:
        fields: dict[str, object] = {RESULT_COLUMNS[0]: texts[0] or None}
        for name, text in zip(RESULT_COLUMNS[1:-1], texts[1:], strict=True):
            fields[name] = text.split(SEPARATOR) if text else []
        fields[RESULT_COLUMNS[-1]] = self._orienter.identity.fingerprint
        return msgspec.json.encode(fields)

    def _orientation(self, answers: Mapping[AnswerKey, tuple[str, ...]]) -> bytes:
        profile = Profile(answers)
        found = self._known.get(profile)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[profile] = msgspec.json.encode(self._orienter.orient(profile))
        return found


def _member(name: str, text: str) -> bytes:
    """A further column as a member of an object; what was understood is a list, as ids are."""
    value = (text.split(SEPARATOR) if text else []) if name == UNDERSTOOD else text
    return b',"%s":%s' % (name.encode(), msgspec.json.encode(value))


class RejectWriter:
    """The rejected rows as CSV: where, what, why and what to do, then the row as it stood."""

    def __init__(self, names: Sequence[str], dialect: Dialect | None) -> None:
        self._names = names
        self._separator = dialect.separator if dialect else ","
        self._newline = dialect.newline if dialect else "\n"
        self._mark = dialect.excel if dialect else False

    def start(self) -> bytes:
        """The names."""
        line = csv_lines([[*REJECT_COLUMNS, *self._names]], self._separator, self._newline)[0]
        return (b"\xef\xbb\xbf" if self._mark else b"") + line.encode()

    def rows(self, rejects: Sequence[Reject]) -> bytes:
        """The rows."""
        count = len(self._names)
        lines = []
        for reject in rejects:
            values = [text_of(value) for value in reject.values[:count]]
            told = [str(reject.line), reject.column, reject.value, reject.reason, reject.remedy]
            lines.append([*told, *values, *[""] * (count - len(values))])
        return "".join(csv_lines(lines, self._separator, self._newline)).encode("utf-8", "replace")
