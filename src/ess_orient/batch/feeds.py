"""Where rows come from: the columns of a file, then its rows batch after batch, with the places one may resume at."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from ess_orient.batch.blocks import BLOCK, Block, TextInput
from ess_orient.batch.columns import Unusable
from ess_orient.batch.dialect import Dialect, encoding_remark, find_dialect
from ess_orient.batch.rows import CsvRows, JsonRows, Row, json_names
from ess_orient.model.wording import listed, shown_value

STANDARD = "-"


class Format(StrEnum):
    """What a file of answers may be written as."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


_LINE_BREAK = re.compile(rb"\r\n|\n|\r")
_BY_SUFFIX = {
    ".csv": Format.CSV, ".tsv": Format.CSV, ".txt": Format.CSV, ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES, ".parquet": Format.PARQUET, ".xlsx": Format.XLSX,
}  # fmt: skip


def format_of(path: str, said: Format | None, option: str) -> Format:
    """The format said, else the one of the extension. CSV for the standard streams."""
    if said is not None:
        return said
    if path == STANDARD:
        return Format.CSV
    found = _BY_SUFFIX.get(Path(path).suffix.lower())
    if found is None:
        raise Unusable(
            f"format inconnu : « {shown_value(path, 200)} » ; attendu : {listed(_BY_SUFFIX)}",
            f"Dites-le : {option} csv, jsonl, parquet ou xlsx",
        )
    return found


class Position(NamedTuple):
    """A place in a text file between two rows."""

    offset: int
    line: int
    encoding: str | None


class Batch(NamedTuple):
    """Rows read together. `block` is their `Block` of text where it holds whole rows only, or their Arrow table."""

    rows: Iterator[Row]
    done: int
    """Bytes read so far."""
    block: Any = None


class Feed(Protocol):
    """A file of answers being read."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        ...

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the person should know of the file."""
        ...

    @property
    def dialect(self) -> Dialect | None:
        """How a CSV is written."""
        ...

    def batches(self, start: Position | None) -> Iterator[Batch]:
        """The rows, from a place noted before if there is one."""
        ...

    def position(self) -> Position | None:
        """Where to resume after the rows taken so far; None where one cannot."""
        ...


class TextFeed:
    """CSV or JSON Lines."""

    def __init__(self, stream: BinaryIO, form: Format, size: int = BLOCK) -> None:
        self._input = TextInput(stream, size)
        self.dialect: Dialect | None = None
        if form is Format.CSV:
            self.dialect = find_dialect(self._input)
            self.names: tuple[str, ...] = self.dialect.names
            self.reader: CsvRows | JsonRows = CsvRows(self.dialect.separator, self.dialect.names)
        else:
            self.names = json_names(self._input.head())
            if not self.names:
                raise Unusable("aucun objet JSON dans les premières lignes", "Écrivez un objet JSON par ligne.")
            self.reader = JsonRows(self.names)
        self._to_skip = self.dialect.skipped + 1 if self.dialect else 0

    def batches(self, start: Position | None) -> Iterator[Batch]:
        """The rows, from a place noted before if there is one."""
        if start is not None:
            self._input.skip_to(start.offset, start.line, start.encoding)
            self._to_skip = 0
        for block in self._input.blocks():
            whole = not self.reader.pending and not block.overlong
            kept = self._without_header(block)
            yield Batch(self.reader.rows(kept), block.end, kept if whole else None)
        yield Batch(self.reader.finish(), self._input.offset)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was found out; complete once the file is read."""
        return (self.dialect.remarks if self.dialect else ()) + encoding_remark(self._input)

    def position(self) -> Position | None:
        """Where to resume after the rows taken so far; None inside a row."""
        if self.reader.pending:
            return None
        return Position(self._input.offset, self._input.line, self._input.encoding)

    def _without_header(self, block: Block) -> Block:
        while self._to_skip and block.data:
            found = _LINE_BREAK.search(block.data)
            cut = found.end() if found else len(block.data)
            block = Block(block.data[cut:], block.line + block.data.count(b"\n", 0, cut), block.end)
            self._to_skip -= 1
        return block


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The file, or the standard input. A file that changes while it is read cannot be trusted."""
    if path == STANDARD:
        yield sys.stdin.buffer
        return
    if Path(path).is_dir():
        raise Unusable(f"« {shown_value(path, 200)} » est un dossier ; un fichier était attendu")
    with Path(path).open("rb") as stream:
        before = identity(stream)
        yield stream
        if identity(stream) != before or identity_of(path) != before:
            raise Unusable(
                f"« {shown_value(path, 200)} » a changé pendant la lecture",
                "Rien n'a été publié. Recommencez quand le fichier ne bouge plus.",
            )


def identity(stream: BinaryIO) -> tuple[int, int, int]:
    """Length, time of the last change and number of an open file."""
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns, status.st_ino


def identity_of(path: str) -> tuple[int, int, int]:
    """The same of the file that has this name now; zeros if there is none."""
    try:
        status = Path(path).stat()
    except OSError:
        return 0, 0, 0
    return status.st_size, status.st_mtime_ns, status.st_ino
