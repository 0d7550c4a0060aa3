"""The small values that the page works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from ess_orient.cli.interview.session import Changes
from ess_orient.model.condition import AnswerKey

UNKNOWN_WORDS = frozenset({"je ne sais pas", "ne sait pas", "nsp"})


class Mode(Enum):
    """What keystrokes mean at the moment."""

    PAGE = "page"
    CHOOSE = "choose"
    PICK = "pick"
    TEXT = "text"
    HELP = "help"


class Suggestion(NamedTuple):
    """An answer that the project's words seem to give, to be confirmed; a place may be as precise as a commune."""

    values: tuple[str, ...]
    words: str
    town: str = ""

    def changes(self, key: AnswerKey) -> Changes:
        """What confirming it keeps."""
        return {key: self.values, AnswerKey.MUNICIPALITY: (self.town,)} if self.town else {key: self.values}


class Pick(NamedTuple):
    """One thing to pick from a short list."""

    label: str
    act: Callable[[], None]


class Asking(NamedTuple):
    """A line to type. `accept` gives what is wrong with it, or None."""

    title: str
    accept: Callable[[str], str | None]
    default: str = ""
    complete: Callable[[str], Sequence[str]] | None = None
