"""The smallest change of answers that flips an entry: brings it in, raises it among those shown, or takes it out.

Answers that no relevant test tells apart fall together, so only one of each class is tried. Bringing an entry in
depends on its own rules and gate alone: that search is complete. What is shown depends on all entries: that search
changes one value of a list at a time, and stops after a number of tries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from ess_orient.engine.compile import Candidate, CompiledBase
from ess_orient.engine.masks import truth
from ess_orient.engine.match import match, matched_entry
from ess_orient.engine.questions import allowed, limits_of
from ess_orient.engine.terms import FIELD_OF, Field, Literal
from ess_orient.model.condition import AnswerKey
from ess_orient.model.entries import Initiative
from ess_orient.model.explanation import Change, Presence
from ess_orient.model.orientation import Certainty
from ess_orient.model.profile import Profile, Unknown

MOST_CHANGED = 3
MOST_TRIES = 4_000
MOST_QUICK_TRIES = 60_000
"""Tries that ask for the entry's own rules and gate only cost far less."""
_ORDER = {Presence.ABSENT: 0, Presence.LISTED: 1, Presence.SHOWN: 2}

Option = tuple[str, ...]


def nearest_change(compiled: CompiledBase, profile: Profile, candidate: Candidate, presence: Presence) -> Change:
    """The first change found, by growing number of answers changed."""
    if not candidate.rules or (not candidate.standing.open and presence is Presence.ABSENT):
        return _nothing(MOST_CHANGED, complete=True)  # no answers can bring it in
    search = _Search(compiled, profile, candidate, presence)
    for size in range(1, MOST_CHANGED + 1):
        for changed in search.changes(size):
            if search.exhausted:
                return _nothing(size - 1, complete=False)
            found = search.tried(changed)
            if found is not None:
                return found
    return _nothing(MOST_CHANGED, complete=search.exact)


def _nothing(limit: int, complete: bool) -> Change:
    return Change(changed={}, becomes=None, certainty=None, limit=limit, complete=complete)


class _Search:
    def __init__(self, compiled: CompiledBase, profile: Profile, candidate: Candidate, presence: Presence) -> None:
        self._compiled = compiled
        self._profile = profile
        self._candidate = candidate
        self._before = presence
        self.exact = presence is Presence.ABSENT
        self._quick = self._full = 0
        self._strict = allowed(compiled, profile, match(compiled, profile))
        literals = self._literals()
        self._options = {
            key: list(self._told_apart(key, options, literals))
            for key in self._keys()
            if (options := list(self._possible(key)))
        }

    @property
    def exhausted(self) -> bool:
        """Whether enough has been tried."""
        return self._quick >= MOST_QUICK_TRIES or self._full >= MOST_TRIES

    def changes(self, size: int) -> Iterator[dict[AnswerKey, Option]]:
        """Every change of that many answers."""
        for keys in combinations(self._options, size):
            for options in product(*(self._options[key] for key in keys)):
                yield dict(zip(keys, options, strict=True))

    def tried(self, changed: dict[AnswerKey, Option]) -> Change | None:
        """What the entry becomes with these answers, None if it does not flip."""
        profile = self._changed(changed)
        if self._before is Presence.ABSENT:
            self._quick += 1
            if not self._may_apply(profile):
                return None
        self._full += 1
        matches = match(self._compiled, profile)
        after, certainty = Presence.ABSENT, None
        for ranked in matches.lists.values():
            for rank, matched in enumerate(ranked, 1):
                if matched.candidate.entry.id == self._candidate.entry.id:
                    shown = rank <= limits_of(self._compiled)[self._candidate.kind]
                    after = Presence.SHOWN if shown else Presence.LISTED
                    certainty = Certainty.SURE if matched.sure else Certainty.TO_CHECK
        flipped = _ORDER[after] > _ORDER[self._before]
        if self._before is Presence.SHOWN:
            flipped = after is not Presence.SHOWN
        if not flipped or (self._strict and not allowed(self._compiled, profile, matches)):
            return None
        written = {
            key.value: values if self._several(key) else values[0] if values else () for key, values in changed.items()
        }
        return Change(changed=written, becomes=after, certainty=certainty, limit=len(changed), complete=self.exact)

    def _may_apply(self, profile: Profile) -> bool:
        answers = self._compiled.gazetteer.answers(profile)
        outcome = self._compiled.conditions.evaluate(answers)
        return matched_entry(self._compiled, self._candidate, outcome) is not None

    def _changed(self, changed: dict[AnswerKey, Option]) -> Profile:
        profile = self._profile
        for key, values in changed.items():
            if key is AnswerKey.DEPARTMENT:
                profile = profile.without(AnswerKey.MUNICIPALITY, AnswerKey.REGION)
                region = self._compiled.gazetteer.region_of(values[0])
                profile = profile.replace(AnswerKey.REGION, (region,)) if region else profile
            profile = profile.replace(key, values)
        return profile

    def _keys(self) -> list[AnswerKey]:
        keys = list(self._compiled.questions)
        return keys if AnswerKey.DEPARTMENT in keys else [*keys, AnswerKey.DEPARTMENT]

    def _several(self, key: AnswerKey) -> bool:
        question = self._compiled.questions.get(key)
        return question is not None and question.maximum > 1

    def _literals(self) -> dict[Field, list[Literal]]:
        """The tests that may matter: the entry's own and those of what it gives way to, or all of them."""
        compiled, entry = self._compiled, self._candidate.entry
        found: dict[Field, set[Literal]] = {field: set() for field in Field}
        if not self.exact:
            for field in Field:
                found[field] = set(compiled.conditions.terms_with[field])
        else:
            others = [actor.id for actor in compiled.base.actors if actor.network == entry.id]
            if isinstance(entry, Initiative) and entry.resource is not None:
                others.append(entry.resource)
            for candidate in (self._candidate, *(compiled.by_id[name] for name in others if name in compiled.by_id)):
                numbers = {number for number, _ in candidate.rules} | {candidate.gate}
                self._add_tests(found, numbers)
            self._add_tests(found, {*compiled.asked_if.values(), *compiled.offered_if.values()})
        return {field: sorted(tests, key=_literal_order) for field, tests in found.items()}

    def _add_tests(self, found: dict[Field, set[Literal]], numbers: set[int | None]) -> None:
        for number in numbers:
            for term in self._compiled.terms[number] if number is not None else ():
                for literal in term:
                    found[literal.field].add(literal)

    def _told_apart(
        self, key: AnswerKey, options: Iterable[Option], literals: dict[Field, list[Literal]]
    ) -> Iterator[Option]:
        """One option of each class, other than the class of the present answer."""
        field = FIELD_OF[key]

        def signature(values: Option | None) -> tuple[object, ...]:
            tests = tuple(truth(literal, values, field is Field.PLACE) for literal in literals[field])
            offered = frozenset(self._compiled.offered_if.get((key, value)) for value in values or ())
            return (*tests, offered)

        present = self._compiled.gazetteer.answers(self._profile)[field]
        seen = {signature(present)}
        for option in options:
            mark = signature(option)
            if mark not in seen:
                seen.add(mark)
                yield option

    def _possible(self, key: AnswerKey) -> Iterator[Option]:
        """The answers a question may get, those nearest to the present one first."""
        if key is AnswerKey.DEPARTMENT:
            yield from ((code,) for code in sorted(self._compiled.gazetteer.departments))
            return
        question = self._compiled.questions[key]
        values = [choice.id for choice in question.choices]
        if question.maximum == 1:
            yield from ((value,) for value in values)
            return
        given = self._profile.get(key)
        present = set() if isinstance(given, Unknown) else set(given)
        sizes = range(max(question.minimum, 0), question.maximum + 1)
        sets = [chosen for size in sizes for chosen in combinations(values, size)]
        far = {chosen: len(present ^ set(chosen)) for chosen in sets}
        nearest = sorted(sets, key=lambda chosen: (far[chosen], chosen))
        for chosen in nearest:
            swapped = far[chosen] == 2 and len(chosen) == len(present)
            if self.exact or far[chosen] <= 1 or swapped:
                yield chosen


def _literal_order(literal: Literal) -> tuple[bool, list[str]]:
    return literal.positive, sorted(literal.values)
