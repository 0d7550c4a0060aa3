"""What a prompt asks and what it may get; the conversation knows nothing else of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import NamedTuple, Protocol

from ess_orient.render.lines import Line


class Move(Enum):
    """What a person may do instead of answering."""

    BACK = "back"
    HELP = "help"


class Stopped(Exception):
    """The person left: Ctrl-C, Ctrl-D or a closed terminal."""


class Option(NamedTuple):
    """One thing to choose."""

    value: str
    label: str
    help: str = ""


class Choosing(NamedTuple):
    """A question with its choices. `chosen` stands ticked or pointed at when it opens."""

    title: str
    options: tuple[Option, ...]
    help: str = ""
    example: str = ""
    progress: str = ""
    minimum: int = 1
    maximum: int = 1
    chosen: tuple[str, ...] = ()
    chosen_as: str = "votre réponse"
    """What those are called where they cannot be seen to be ticked."""
    unknown: bool = False
    """Whether « Je ne sais pas » is offered; the answer is then `(DONT_KNOW,)`."""
    back: str = ""
    """What going back is called; empty: there is nowhere to go back to."""
    glossary: bool = False

    @property
    def several(self) -> bool:
        """Whether choices are ticked rather than picked."""
        return self.maximum > 1 or self.minimum == 0


class Typing(NamedTuple):
    """A question answered by typing. An empty answer means that the person does not know."""

    title: str
    help: str = ""
    progress: str = ""
    default: str = ""
    draft: str = ""
    """A text to change, where a text can be changed in place."""
    back: str = ""
    glossary: bool = False
    empty: str = ""
    """What an empty answer means."""
    complete: Callable[[str], Sequence[str]] | None = None


class Prompter(Protocol):
    """A way of asking: with lists to move in, or on plain numbered lines."""

    def choose(self, asked: Choosing) -> tuple[str, ...] | Move:
        """The values chosen. Raises `Stopped`."""

    def write(self, asked: Typing) -> str | Move:
        """The text typed. Raises `Stopped`."""

    def tell(self, lines: Iterable[Line]) -> None:
        """Say something that is no result."""

    def quote(self, title: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Show a person's own text with some of its words brought out, under a title, where a screen can."""


UNKNOWN_LABEL = "Je ne sais pas"
BACK_LABEL = "← Question précédente"


def count_problem(asked: Choosing, number: int) -> str | None:
    """What is wrong with so many answers; None if nothing is."""
    if number > asked.maximum:
        return f"{number} réponses choisies : gardez-en {asked.maximum} au plus."
    if number < asked.minimum:
        least = "une réponse" if asked.minimum == 1 else f"{asked.minimum} réponses"
        return f"Choisissez au moins {least}, ou « {UNKNOWN_LABEL} »." if asked.unknown else f"Choisissez {least}."
    return None


def how_many(asked: Choosing) -> str:
    """How many answers are wanted, in words; nothing where one is, or where the help says it."""
    if not asked.several or "réponse" in asked.help:
        return ""
    most = min(asked.maximum, len(asked.options))
    if asked.minimum == 0:
        return "Aucune, une ou plusieurs réponses."
    return f"Une à {most} réponses." if asked.minimum == 1 else f"De {asked.minimum} à {most} réponses."
