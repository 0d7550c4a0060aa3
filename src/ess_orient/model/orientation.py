"""The answer given to a person: levers, actors, schemes, examples and first steps, each with its reasons."""

from __future__ import annotations

from enum import StrEnum

from ess_orient.model.entries import Status
from ess_orient.model.record import Result
from ess_orient.model.source import Source

FORMAT = "ess-orient/orientation/1"


class Relevance(StrEnum):
    """How well a result fits, in three plain steps."""

    STRONG = "forte"
    MEDIUM = "moyenne"
    KNOW_OF = "a_connaitre"


class Certainty(StrEnum):
    """Whether a result holds whatever the missing answers turn out to be."""

    SURE = "sure"
    TO_CHECK = "a_verifier"


class Reason(Result, frozen=True, kw_only=True):
    """One rule that speaks for an entry. `points` are those it added to the score.

    `certainty` tells a rule that holds from one whose answers are still missing.
    """

    rule: str
    text: str
    points: float
    certainty: Certainty
    source: Source


class BaseIdentity(Result, frozen=True, kw_only=True):
    """Which knowledge gave the result."""

    version: str
    fingerprint: str
    layers: tuple[str, ...] = ()


class LocalDoor(Result, frozen=True, kw_only=True):
    """The local face of a network, where the person lives."""

    id: str
    name: str
    site: str | None
    territory: str
    national: bool
    source: Source
    checked_on: str
    confidence: str
    to_confirm: bool
    note: str | None


class ProposedWay(Result, frozen=True, kw_only=True):
    """A way of acting within a lever."""

    id: str
    number: int
    title: str
    text: str
    rank: int
    relevance: Relevance
    score: float
    certainty: Certainty
    to_check: tuple[str, ...]
    reasons: tuple[Reason, ...]
    shown: bool


class ProposedLever(Result, frozen=True, kw_only=True):
    """A lever, in the wording of the person's viewpoint, with its ways in rank order."""

    id: str
    number: int
    title: str
    text: str
    rank: int
    relevance: Relevance
    score: float
    certainty: Certainty
    to_check: tuple[str, ...]
    reasons: tuple[Reason, ...]
    ways_of_acting: tuple[ProposedWay, ...]
    shown: bool


class Proposed(Result, frozen=True, kw_only=True):
    """An actor or a scheme to turn to."""

    id: str
    name: str
    acronym: str | None
    former_name: str | None
    family: str | None
    theme: str | None
    text: str
    rank: int
    relevance: Relevance
    score: float
    certainty: Certainty
    to_check: tuple[str, ...]
    reasons: tuple[Reason, ...]
    territory: str
    site: str | None
    door: LocalDoor | None
    status: Status
    checked_on: str
    stale: bool
    note: str | None
    source: Source
    shown: bool


class ActorGroups(Result, frozen=True, kw_only=True):
    """The guide's three groups."""

    inform: tuple[Proposed, ...]
    finance: tuple[Proposed, ...]
    support: tuple[Proposed, ...]

    def groups(self) -> tuple[tuple[str, tuple[Proposed, ...]], ...]:
        """(French key, actors in rank order) for each group, in the guide's order."""
        return (("informer", self.inform), ("financer", self.finance), ("accompagner", self.support))


class ProposedInitiative(Result, frozen=True, kw_only=True):
    """An example to be inspired by, wherever it is."""

    id: str
    name: str
    theme: str
    text: str
    territory: str
    why: str
    site: str | None
    rank: int
    score: float
    reasons: tuple[Reason, ...]
    status: Status
    checked_on: str
    source: Source
    shown: bool


class ProposedImmediateStep(Result, frozen=True, kw_only=True):
    """One of the six ways to act now."""

    id: str
    number: int
    title: str
    text: str
    reasons: tuple[Reason, ...]
    shown: bool


class ProposedStep(Result, frozen=True, kw_only=True):
    """Something to do first; `actor` is the id of whom to see."""

    id: str
    text: str
    actor: str
    prepare: str
    source: Source


class Remark(Result, frozen=True, kw_only=True):
    """Answers that hardly go together."""

    id: str
    text: str


class Orientation(Result, frozen=True, kw_only=True):
    """Everything that applies, in rank order; `shown` marks what a person sees at first."""

    format: str
    base: BaseIdentity
    answers: dict[str, str | tuple[str, ...]]
    levers: tuple[ProposedLever, ...]
    actors: ActorGroups
    schemes: tuple[Proposed, ...]
    initiatives: tuple[ProposedInitiative, ...]
    immediate_steps: tuple[ProposedImmediateStep, ...]
    next_steps: tuple[ProposedStep, ...]
    useful_questions: tuple[str, ...]
    remarks: tuple[Remark, ...]
