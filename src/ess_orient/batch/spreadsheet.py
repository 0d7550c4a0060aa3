"""What a spreadsheet would run is made plain text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

_RUN = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,]*")
RUN_BYTES = b"=+-@\t\r"


def neutral(text: str) -> str:
    """The text with an apostrophe before what would be run; a plain number stays as it is."""
    if text.startswith(_RUN) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


class _Lines:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        self.lines.append(line)


def csv_lines(rows: Iterable[Sequence[str]], separator: str, newline: str) -> list[str]:
    """Each row as a line of CSV, with its break. Quotes as for either break, so that any reader agrees."""
    kept = _Lines()
    csv.writer(kept, delimiter=separator, lineterminator="\r\n").writerows([neutral(v) for v in row] for row in rows)
    return kept.lines if newline == "\r\n" else [line[:-2] + newline for line in kept.lines]
