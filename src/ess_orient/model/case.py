"""What is kept of a case. The records are also what `exporter --personne` hands over."""

from __future__ import annotations

from enum import StrEnum

from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.profile import Profile
from ess_orient.model.record import Result

FORMAT = "ess-orient/dossier/1"


class CaseState(StrEnum):
    """Whether the adviser still follows the case."""

    OPEN = "ouvert"
    CLOSED = "clos"


class ContactState(StrEnum):
    """How far the person got with an actor."""

    PROPOSED = "propose"
    CONTACTED = "contacte"
    APPOINTMENT = "rendez_vous"
    NOT_PURSUED = "sans_suite"
    HELPED = "aide"


class AnswerKept(Result, frozen=True, kw_only=True):
    """One answer, and when it was said. No value: none of the choices."""

    key: AnswerKey
    values: tuple[str, ...]
    said_at: str


class Proposal(Result, frozen=True, kw_only=True):
    """What was proposed at an interview, by its name of that day."""

    id: str
    kind: str
    name: str
    shown: bool


class Interview(Result, frozen=True, kw_only=True):
    """One meeting: the answers as they stood at its end, what they led to, and on which base."""

    id: int
    number: int
    opened_at: str
    answers: tuple[AnswerKept, ...]
    base: BaseIdentity | None
    proposals: tuple[Proposal, ...]

    @property
    def profile(self) -> Profile:
        """The answers as the engine reads them."""
        return Profile({answer.key: answer.values for answer in self.answers})

    @property
    def day(self) -> str:
        """The day it was held."""
        return self.opened_at[:10]


class Note(Result, frozen=True, kw_only=True):
    """Something written down: free, or tied to an answer or to an actor."""

    id: int
    interview: int | None
    noted_at: str
    answer: AnswerKey | None
    actor: str | None
    text: str


class Contact(Result, frozen=True, kw_only=True):
    """The state reached with an actor, on a day; the name is the one it had then."""

    id: int
    actor: str
    name: str
    state: ContactState
    date: str
    noted_at: str


class Case(Result, frozen=True, kw_only=True):
    """All that is held on someone."""

    id: int
    name: str
    project: str
    state: CaseState
    opened_at: str
    changed_at: str
    interviews: tuple[Interview, ...]
    notes: tuple[Note, ...]
    contacts: tuple[Contact, ...]

    @property
    def last(self) -> Interview:
        """The latest interview; a case has at least one."""
        return self.interviews[-1]

    def standing(self) -> dict[str, Contact]:
        """The latest state of each actor."""
        return {contact.actor: contact for contact in self.contacts}
