"""Why an entry is proposed to a person, or why not: every condition with its value, every rule with its points."""

from __future__ import annotations

from enum import StrEnum

from ess_orient.model.orientation import BaseIdentity, Certainty
from ess_orient.model.record import Result
from ess_orient.model.source import Source

EXPLANATION_FORMAT = "ess-orient/explication/1"


class Truth(StrEnum):
    """The three values of a condition, in words."""

    YES = "oui"
    NO = "non"
    UNKNOWN = "inconnu"


class Presence(StrEnum):
    """Where an entry stands in an orientation."""

    SHOWN = "affichee"
    LISTED = "proposee"
    ABSENT = "ecartee"


class Obstacle(StrEnum):
    """Why an entry is absent."""

    CLOSED = "arretee"
    NO_RULE = "aucune_regle"
    RULES = "regles"
    TERRITORY = "territoire"
    RESERVED = "reservee"
    GIVES_WAY = "cede_la_place"


class TestExplained(Result, frozen=True, kw_only=True):
    """One test of a condition. `given` is None while the answer is unknown."""

    __test__ = False
    key: str
    accepted: tuple[str, ...]
    given: tuple[str, ...] | None
    verdict: Truth


class ConditionExplained(Result, frozen=True, kw_only=True):
    """A condition as it is written, each part with its value."""

    verdict: Truth
    tests: tuple[TestExplained, ...] = ()
    all_of: tuple[ConditionExplained, ...] = ()
    any_of: tuple[ConditionExplained, ...] = ()
    none_of: tuple[ConditionExplained, ...] = ()


class RuleExplained(Result, frozen=True, kw_only=True):
    """A rule that speaks for the entry: its points, and those counted."""

    rule: str
    text: str
    verdict: Truth
    points: float
    counted: float
    when: ConditionExplained
    unless: ConditionExplained | None
    layer: str
    source: Source


class Change(Result, frozen=True, kw_only=True):
    """The smallest change of answers that flips the entry. `changed` is empty if none was found.

    `complete`: every change of up to `limit` answers was tried, so that none smaller exists.
    """

    changed: dict[str, str | tuple[str, ...]]
    becomes: Presence | None
    certainty: Certainty | None
    limit: int
    complete: bool


class EntryExplained(Result, frozen=True, kw_only=True):
    """Everything about one entry for one profile."""

    id: str
    name: str
    kind: str
    layer: str
    status: str
    update_note: str | None
    successor: str | None
    presence: Presence
    rank: int | None
    limit: int
    score: float
    certainty: Certainty | None
    to_check: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]
    gives_way_to: str | None
    rules: tuple[RuleExplained, ...]
    territory: ConditionExplained | None
    label: str
    reserved_to: ConditionExplained | None
    change: Change | None


class Explanation(Result, frozen=True, kw_only=True):
    """What `expliquer` answers."""

    format: str
    base: BaseIdentity
    answers: dict[str, str | tuple[str, ...]]
    explained: tuple[EntryExplained, ...]
