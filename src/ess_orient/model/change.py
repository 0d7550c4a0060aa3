"""What changed in a case, what would change, and what calls for news."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from ess_orient.model.case import Contact, Interview, Proposal
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation


class AnswerChange(NamedTuple):
    """An answer that differs; None: not asked."""

    key: AnswerKey
    before: tuple[str, ...] | None
    after: tuple[str, ...] | None


class Renamed(NamedTuple):
    """The same entry under another name, or the one that took its place (another id)."""

    before: Proposal
    after: Proposal


class Difference(NamedTuple):
    """What appears, goes or changes its name, in the order it was proposed in."""

    new: tuple[Proposal, ...]
    gone: tuple[Proposal, ...]
    renamed: tuple[Renamed, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.renamed)


class Trial(NamedTuple):
    """Two orientations side by side; `reasons` says, by id, why an entry appears, or why it was there.

    `below` are those no longer shown although they still apply: others come first.
    """

    answers: tuple[AnswerChange, ...]
    before: Orientation
    after: Orientation
    difference: Difference
    reasons: Mapping[str, str]
    below: frozenset[str]


class Since(NamedTuple):
    """What changed since a former interview: said by the person, or learnt by the base."""

    former: Interview
    answers: tuple[AnswerChange, ...]
    by_answers: Difference
    by_base: Difference
    base_changed: bool


class Asked(NamedTuple):
    """A question still worth asking: the most results that one of its answers makes come or go.

    Zero: nothing alone, though something together with other answers.
    """

    key: AnswerKey
    most: int


class Why(Enum):
    """What the reminder rests on."""

    APPOINTMENT_PAST = "appointment past"
    NO_NEWS = "no news"
    NOTHING_NOTED = "nothing noted"


class Reminder(NamedTuple):
    """Why to call, since which day, and about which actors (none: nothing was noted since the interview)."""

    why: Why
    since: str
    contacts: tuple[Contact, ...]
