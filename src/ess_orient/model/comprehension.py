"""What a text was understood to say, with the words that say it."""

from __future__ import annotations

from ess_orient.model.lexicon import Helpline
from ess_orient.model.record import Result

FORMAT = "ess-orient/comprehension/1"

Said = dict[str, str | tuple[str, ...]]


class Evidence(Result, frozen=True, kw_only=True):
    """A value and the words that justify it: `text[start:end] == words`."""

    key: str
    value: str
    start: int
    end: int
    words: str
    confidence: float
    rule: str


class Comprehension(Result, frozen=True, kw_only=True):
    """Answers that are sure, answers that are likely, and what is left to ask.

    Keys and values are those of an answers file. A key with one answer that has several suggestions is a choice
    left to the person: a commune whose name repeats, a pays that lies in several départements.
    """

    format: str = FORMAT
    text: str
    answers: Said
    suggestions: Said
    evidence: tuple[Evidence, ...]
    to_ask: tuple[str, ...]
    out_of_scope: bool
    distress: bool
    message: str | None
    helplines: tuple[Helpline, ...]
