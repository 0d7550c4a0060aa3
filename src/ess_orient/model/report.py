"""What a report of a file of answers shows: bars, a grid, remarks. Counts are already masked where they must be."""

from __future__ import annotations

from typing import NamedTuple


class Bar(NamedTuple):
    """A count with its name; `value` is None where it is too small to be shown."""

    name: str
    value: int | None


class Bars(NamedTuple):
    """Counts to be compared."""

    title: str
    text: str
    unit: str
    values: tuple[Bar, ...]


class Grid(NamedTuple):
    """Counts by row and column; None where they are too small to be shown."""

    title: str
    text: str
    unit: str
    columns: tuple[str, ...]
    values: tuple[tuple[str, tuple[int | None, ...]], ...]


class Part(NamedTuple):
    """A chapter of the report."""

    title: str
    text: str = ""
    bars: tuple[Bars, ...] = ()
    grid: Grid | None = None
    points: tuple[str, ...] = ()


class Report(NamedTuple):
    """The whole report, in reading order."""

    title: str
    summary: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    foot: tuple[str, ...]
