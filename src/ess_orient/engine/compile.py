"""The base made ready to be applied: every condition numbered, every entry with the rules that speak for it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from ess_orient.engine.masks import ConditionSet
from ess_orient.engine.situation import Gazetteer
from ess_orient.engine.standing import Standing, standings
from ess_orient.engine.terms import TRUE, TermBuilder, Terms
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.entries import Actor, Entry, Scheme
from ess_orient.model.question import Question, Settings
from ess_orient.model.rule import Rule


class Kind(IntEnum):
    """The lists an orientation holds."""

    LEVER = 0
    WAY = 1
    ACTOR = 2
    SCHEME = 3
    INITIATIVE = 4
    IMMEDIATE_STEP = 5


class Candidate(NamedTuple):
    """An entry that may be proposed, with all that ranking needs."""

    number: int
    entry: Entry
    kind: Kind
    group: str
    """What it is ranked within: a group of actors, a lever for its ways, or the kind's name."""
    rules: tuple[tuple[int, float], ...]
    """(number of the rule, points), in the order of the rules."""
    mask: int
    """The bits of those rules."""
    gate: int | None
    """Number of the condition without which the entry does not serve; None: it serves everyone, everywhere."""
    specificity: int
    """A specific door comes before a general one of equal score."""
    standing: Standing


class CompiledBase:
    """A base as the engine applies it on a given day. Pure: the day is an argument."""

    def __init__(self, base: Base, today: str) -> None:
        if base.settings is None:
            raise ValueError("a base without settings cannot be applied")
        self.base = base
        self.today = today
        self.settings: Settings = base.settings
        self.gazetteer = Gazetteer(base)
        self.rules: tuple[Rule, ...] = base.rules
        self.standings = standings(base, today)
        self._builder = TermBuilder(self.gazetteer.departments_of)
        self.terms: list[Terms] = [self._builder.guarded(rule.when, rule.unless) for rule in base.rules]
        self._gates: dict[str, int] = {}
        self.questions: dict[AnswerKey, Question] = {
            question.key: question for question in sorted(base.questions, key=lambda question: question.order)
        }
        self.asked_if = {key: self._add(question.asked_if) for key, question in self.questions.items()}
        self.offered_if = {
            (key, choice.id): self._add(choice.offered_if)
            for key, question in self.questions.items()
            for choice in question.choices
        }
        self.steps = sorted(base.steps, key=lambda step: (step.order, step.id))
        self.step_conditions = [self._added(self._builder.guarded(step.when, step.unless)) for step in self.steps]
        self.contradictions = [(remark, self._add(remark.when)) for remark in base.contradictions]
        entries = list(_proposable(base))
        gates = [self._gate(entry) for entry, _, _ in entries]
        self.conditions = ConditionSet(self.terms)
        points = _points(base)
        specific = {family.id: family.specific for family in base.families}
        self.candidates: tuple[Candidate, ...] = tuple(
            self._candidate(index, *entries[index], gates[index], points, specific) for index in range(len(entries))
        )
        self.by_id = {candidate.entry.id: candidate for candidate in self.candidates}

    def _add(self, condition: Condition | None) -> int | None:
        """Number of a condition added after the rules; None if it always holds."""
        return None if condition is None else self._added(self._builder.terms(condition))

    def _added(self, terms: Terms) -> int | None:
        if terms == TRUE:
            return None
        self.terms.append(terms)
        return len(self.terms) - 1

    def _gate(self, entry: Entry) -> int | None:
        if not isinstance(entry, (Actor, Scheme)):
            return None
        territory = entry.territory
        place = self._builder.place(territory.regions, territory.departments) if territory else TRUE
        return self._added(self._builder.joined(place, entry.reserved_to))

    def _candidate(
        self,
        index: int,
        entry: Entry,
        kind: Kind,
        group: str,
        gate: int | None,
        points: dict[str, dict[int, float]],
        specific: dict[str, bool],
    ) -> Candidate:
        rules = tuple(sorted(points.get(entry.id, {}).items()))
        mask = 0
        for number, _ in rules:
            mask |= self.conditions.bit(number)
        return Candidate(
            index, entry, kind, group, rules, mask, gate, _specificity(entry, specific), self.standings[entry.id]
        )  # fmt: skip


def _proposable(base: Base) -> Iterable[tuple[Entry, Kind, str]]:
    """Every entry that may appear in an orientation, with the list it is ranked in."""
    group_of = {family.id: family.group for family in base.families}
    for lever in base.levers:
        yield lever, Kind.LEVER, "leviers"
        for way in lever.ways:
            yield way, Kind.WAY, lever.id
    for actor in base.actors:
        yield actor, Kind.ACTOR, group_of.get(actor.family, "")
    for scheme in base.schemes:
        yield scheme, Kind.SCHEME, "dispositifs"
    for initiative in base.initiatives:
        yield initiative, Kind.INITIATIVE, "initiatives"
    for step in base.immediate_steps:
        yield step, Kind.IMMEDIATE_STEP, "gestes"


def _points(base: Base) -> dict[str, dict[int, float]]:
    """Points by entry and rule. A family's points go to its actors, a network's to its local faces."""
    members: dict[str, list[str]] = {}
    faces: dict[str, list[str]] = {}
    for actor in base.actors:
        members.setdefault(actor.family, []).append(actor.id)
        if actor.network is not None:
            faces.setdefault(actor.network, []).append(actor.id)
    points: dict[str, dict[int, float]] = {}

    def give(entry: str, rule: int, value: float) -> None:
        scores = points.setdefault(entry, {})
        scores[rule] = max(scores.get(rule, 0.0), value)
        for face in faces.get(entry, ()):
            give(face, rule, value)

    for number, rule in enumerate(base.rules):
        for name, weights in rule.recommend.targets():
            for target, value in weights.items():
                for entry in members.get(target, ()) if name == "families" else (target,):
                    give(entry, number, value)
    return points


def _specificity(entry: Entry, specific: dict[str, bool]) -> int:
    """Territory first (a département before a région before the country), then the sector, then the family."""
    if not isinstance(entry, (Actor, Scheme)):
        return 0
    territory = entry.territory
    place = 0 if territory is None else 2 if territory.departments else 1 if territory.regions else 0
    family = isinstance(entry, Actor) and specific.get(entry.family, False)
    return place * 4 + (2 if entry.specialities else 0) + (1 if family else 0)
