"""A finding in data or input: a value with its place, never an exception."""

from __future__ import annotations

from enum import StrEnum

from ess_orient.model.record import Result


class Level(StrEnum):
    """How much a finding weighs: an error makes the data unusable, a warning does not."""

    ERROR = "erreur"
    WARNING = "avertissement"


class Problem(Result, frozen=True, kw_only=True):
    """What is wrong, where, and what to do.

    `line` and `column` count from 1; 0 means the file as a whole. `message` says what was found and what was
    expected; `remedy` what to do about it.
    """

    file: str
    line: int = 0
    column: int = 0
    level: Level = Level.ERROR
    rule: str
    message: str
    remedy: str | None = None
