"""Why an entry is proposed, or why not. Walks the conditions as they are written; the compiled engine must agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ess_orient.engine.compile import Candidate, CompiledBase, Kind
from ess_orient.engine.errors import UnknownEntry
from ess_orient.engine.masks import Answer, truth
from ess_orient.engine.match import Match, Matches, match, open_questions
from ess_orient.engine.nearest_change import nearest_change
from ess_orient.engine.orient import territory_label
from ess_orient.engine.questions import limits_of
from ess_orient.engine.terms import Field, Literal, TermBuilder
from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.entries import Actor, Entry, Initiative, Scheme
from ess_orient.model.explanation import (
    ConditionExplained,
    EntryExplained,
    Obstacle,
    Presence,
    RuleExplained,
    TestExplained,
    Truth,
)
from ess_orient.model.orientation import Certainty
from ess_orient.model.profile import Profile

_VALUE = {Truth.NO: 0, Truth.UNKNOWN: 1, Truth.YES: 2}
_TRUTH = {value: word for word, value in _VALUE.items()}
KIND_WORDS = {
    Kind.LEVER: "levier", Kind.WAY: "maniere", Kind.ACTOR: "acteur", Kind.SCHEME: "dispositif",
    Kind.INITIATIVE: "initiative", Kind.IMMEDIATE_STEP: "geste",
}  # fmt: skip

LayerOf = Callable[[str], str]
"""Id -> name of the layer it was read from."""


class Explainer:
    """Explains entries of a compiled base to one profile."""

    def __init__(self, compiled: CompiledBase, profile: Profile, layer_of: LayerOf = lambda _id: "") -> None:
        self.compiled = compiled
        self.profile = profile
        self.matches: Matches = match(compiled, profile)
        self._layer_of = layer_of
        self._builder = TermBuilder(compiled.gazetteer.departments_of)
        self._limits = limits_of(compiled)
        self._found = {
            matched.candidate.entry.id: (rank, matched)
            for ranked in self.matches.lists.values()
            for rank, matched in enumerate(ranked, 1)
        }

    def entry(self, identifier: str, with_change: bool = True) -> EntryExplained:
        """One entry. `UnknownEntry` if no proposable entry carries the id."""
        candidate = self.compiled.by_id.get(identifier)
        if candidate is None:
            raise UnknownEntry(identifier)
        rank, matched = self._found.get(identifier, (None, None))
        entry, standing = candidate.entry, candidate.standing
        rules = tuple(self._rule(number, points, matched) for number, points in candidate.rules)
        territory, reserved = self._territory(entry), self._reserved(entry)
        presence = self._presence(candidate, rank)
        obstacles = () if matched else tuple(self._obstacles(candidate, rules, territory, reserved))
        return EntryExplained(
            id=entry.id,
            name=standing.name,
            kind=KIND_WORDS[candidate.kind],
            layer=self._layer_of(entry.id),
            status=standing.status.value,
            update_note=standing.update.note if standing.update else None,
            successor=standing.successor,
            presence=presence,
            rank=rank,
            limit=self._limits[candidate.kind],
            score=matched.score if matched else 0.0,
            certainty=_certainty(matched),
            to_check=tuple(key.value for key in open_questions(self.compiled, matched, self.matches))
            if matched
            else (),
            obstacles=obstacles,
            gives_way_to=self._winner(entry) if obstacles == (Obstacle.GIVES_WAY,) else None,
            rules=tuple(sorted(rules, key=lambda rule: (-_VALUE[rule.verdict], -rule.points, rule.rule))),
            territory=territory,
            label=territory_label(entry),
            reserved_to=reserved,
            change=nearest_change(self.compiled, self.profile, candidate, presence) if with_change else None,
        )

    def condition(self, condition: Condition) -> ConditionExplained:
        """A condition with the value of each of its parts, by Kleene's rules."""
        tests = tuple(self._test(key, accepted) for key, accepted in condition.tests())
        all_of = tuple(self.condition(child) for child in condition.all_of)
        any_of = tuple(self.condition(child) for child in condition.any_of)
        none_of = tuple(self.condition(child) for child in condition.none_of)
        values = [*(_VALUE[part.verdict] for part in tests), *(_VALUE[part.verdict] for part in all_of)]
        if any_of:
            values.append(max(_VALUE[part.verdict] for part in any_of))
        values += [2 - _VALUE[part.verdict] for part in none_of]
        verdict = _TRUTH[min(values, default=2)]
        return ConditionExplained(verdict=verdict, tests=tests, all_of=all_of, any_of=any_of, none_of=none_of)

    def rule_truth(self, when: ConditionExplained, unless: ConditionExplained | None) -> Truth:
        """`quand` and not `sauf`."""
        refused = 2 - _VALUE[unless.verdict] if unless is not None else 2
        return _TRUTH[min(_VALUE[when.verdict], refused)]

    def _test(self, key: AnswerKey, accepted: tuple[str, ...]) -> TestExplained:
        literal = self._builder.literal(key, accepted)
        return self._tested(key.value, accepted, literal)

    def _tested(self, key: str, accepted: tuple[str, ...], literal: Literal) -> TestExplained:
        answer: Answer = self.matches.answers[literal.field]
        holds, possible = truth(literal, answer, literal.field is Field.PLACE)
        verdict = Truth.YES if holds else Truth.UNKNOWN if possible else Truth.NO
        return TestExplained(key=key, accepted=accepted, given=self._given(key, answer), verdict=verdict)

    def _given(self, key: str, answer: Answer) -> tuple[str, ...] | None:
        """What the person said; for a région, the régions of the départements it may still be."""
        if answer is None or key != AnswerKey.REGION.value:
            return answer
        regions = {self.compiled.gazetteer.region_of(code) for code in answer}
        return tuple(sorted(region for region in regions if region is not None))

    def _rule(self, number: int, points: float, matched: Match | None) -> RuleExplained:
        rule = self.compiled.rules[number]
        when = self.condition(rule.when)
        unless = self.condition(rule.unless) if rule.unless is not None else None
        return RuleExplained(
            rule=rule.id,
            text=rule.because,
            verdict=self.rule_truth(when, unless),
            points=points,
            counted=dict(matched.rules).get(number, 0.0) if matched else 0.0,
            when=when,
            unless=unless,
            layer=self._layer_of(rule.id),
            source=rule.source,
        )

    def _territory(self, entry: Entry) -> ConditionExplained | None:
        territory = entry.territory
        if not isinstance(entry, (Actor, Scheme)) or territory is None:
            return None
        if not territory.regions and not territory.departments:
            return None
        (term,) = self._builder.place(territory.regions, territory.departments)
        (literal,) = term
        test = self._tested(AnswerKey.DEPARTMENT.value, tuple(sorted(literal.values)), literal)
        return ConditionExplained(verdict=test.verdict, tests=(test,))

    def _reserved(self, entry: Entry) -> ConditionExplained | None:
        if not isinstance(entry, (Actor, Scheme)) or entry.reserved_to is None:
            return None
        return self.condition(entry.reserved_to)

    def _presence(self, candidate: Candidate, rank: int | None) -> Presence:
        if rank is None:
            return Presence.ABSENT
        return Presence.SHOWN if rank <= self._limits[candidate.kind] else Presence.LISTED

    def _obstacles(
        self,
        candidate: Candidate,
        rules: Iterable[RuleExplained],
        territory: ConditionExplained | None,
        reserved: ConditionExplained | None,
    ) -> Iterable[Obstacle]:
        """Everything that keeps an absent entry out; giving way only if nothing else does."""
        found = []
        if not candidate.standing.open and candidate.kind is not Kind.INITIATIVE:
            found.append(Obstacle.CLOSED)
        verdicts = [rule.verdict for rule in rules]
        if not verdicts:
            found.append(Obstacle.NO_RULE)
        elif all(verdict is Truth.NO for verdict in verdicts):
            found.append(Obstacle.RULES)
        if territory is not None and territory.verdict is Truth.NO:
            found.append(Obstacle.TERRITORY)
        if reserved is not None and reserved.verdict is Truth.NO:
            found.append(Obstacle.RESERVED)
        return found or [Obstacle.GIVES_WAY]

    def _winner(self, entry: Entry) -> str | None:
        """What is proposed in the place of an entry that gives way."""
        if isinstance(entry, Initiative):
            return entry.resource
        faces = (actor.id for actor in self.compiled.base.actors if actor.network == entry.id)
        return next((face for face in faces if face in self._found and self._found[face][1].sure), None)


def _certainty(matched: Match | None) -> Certainty | None:
    if matched is None:
        return None
    return Certainty.SURE if matched.sure else Certainty.TO_CHECK
