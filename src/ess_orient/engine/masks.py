"""All conditions of a profile at once: for each field, the terms its answer fulfils or does not contradict.

A condition set numbers its terms; the terms of a condition stand together. For a field and an answer two masks are
kept: terms whose tests of that field all hold, and terms of which none fails. The conjunction over the fields gives
the terms that hold and those that may; a condition holds if one of its terms does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ess_orient.engine.terms import Field, Literal, Term, Terms

Answer = tuple[str, ...] | None
"""The values of a field, or None while unknown. For the place: the départements it may still be."""


class Outcome(NamedTuple):
    """Bit sets over conditions: those that hold, and those that hold or may."""

    holds: int
    possible: int


def truth(literal: Literal, answer: Answer, place: bool) -> tuple[bool, bool]:
    """(holds, possible) of one test. A place holds only if all it may still be are among the values."""
    if answer is None:
        return False, True
    some = not literal.values.isdisjoint(answer)
    every = literal.values.issuperset(answer) if place else some
    return (every, some) if literal.positive else (not some, not every)


class ConditionSet:
    """Compiled conditions, in the order given.

    Terms are ordered so that conditions of a single term come first with the same number as their term: for them,
    the mask of terms is the mask of conditions, without a loop.
    """

    def __init__(self, conditions: Sequence[Terms]) -> None:
        single = [index for index, terms in enumerate(conditions) if len(terms) == 1]
        several = [index for index, terms in enumerate(conditions) if len(terms) != 1]
        self.position = {index: place for place, index in enumerate([*single, *several])}
        """Place of each condition in an outcome."""
        self.bits = tuple(1 << self.position[index] for index in range(len(conditions)))
        self.size = len(conditions)
        self.terms: list[Term] = [next(iter(conditions[index])) for index in single]
        self._single = (1 << len(single)) - 1
        self._several: list[tuple[int, int]] = []
        for index in several:
            mask = 0
            for term in sorted(conditions[index], key=_term_order):
                mask |= 1 << len(self.terms)
                self.terms.append(term)
            self._several.append((1 << self.position[index], mask))
        self.all_terms = (1 << len(self.terms)) - 1
        self.terms_with: list[dict[Literal, int]] = [{} for _ in Field]
        """For each field, its tests and the terms that hold each of them."""
        for number, term in enumerate(self.terms):
            for literal in term:
                terms = self.terms_with[literal.field]
                terms[literal] = terms.get(literal, 0) | 1 << number
        self._cache: list[dict[Answer, Outcome]] = [{} for _ in Field]
        self._fields_of: dict[int, frozenset[Field]] = {}

    def bit(self, index: int) -> int:
        """The bit of a condition in an outcome."""
        return self.bits[index]

    def terms_of(self, index: int) -> int:
        """The terms of a condition: it holds if one of them does."""
        bit = self.bit(index)
        return bit if bit & self._single else dict(self._several)[bit]

    def field_masks(self, field: Field, answer: Answer) -> Outcome:
        """The terms whose tests of this field hold, and those of which none fails."""
        cached = self._cache[field].get(answer)
        if cached is not None:
            return cached
        undecided = failing = 0
        for test, terms in self.terms_with[field].items():
            holds, possible = truth(test, answer, field is Field.PLACE)
            if not holds:
                undecided |= terms
            if not possible:
                failing |= terms
        outcome = Outcome(self.all_terms & ~undecided, self.all_terms & ~failing)
        self._cache[field][answer] = outcome
        return outcome

    def term_outcome(self, answers: Sequence[Answer]) -> Outcome:
        """The terms that hold and those that may. `answers`: one per `Field`, in its order."""
        holds = possible = self.all_terms
        for field in Field:
            masks = self.field_masks(field, answers[field])
            holds &= masks.holds
            possible &= masks.possible
        return Outcome(holds, possible)

    def evaluate(self, answers: Sequence[Answer]) -> Outcome:
        """The conditions that hold and those that may. `answers`: one per `Field`, in its order."""
        return self.from_terms(self.term_outcome(answers))

    def from_terms(self, terms: Outcome) -> Outcome:
        """The conditions that hold and those that may, from the terms that do."""
        holds, possible = terms.holds & self._single, terms.possible & self._single
        for bit, mask in self._several:
            if terms.holds & mask:
                holds |= bit
            if terms.possible & mask:
                possible |= bit
        return Outcome(holds, possible)

    def open_fields(self, indexes: Iterable[int], conditions: Sequence[Terms], answers: Sequence[Answer]) -> set[Field]:
        """The fields on which undecided conditions still depend: those of an undecided test in a possible term."""
        found: set[Field] = set()
        for index in indexes:
            for term in conditions[index]:
                tests = [(test, truth(test, answers[test.field], test.field is Field.PLACE)) for test in term]
                if all(possible for _, (_, possible) in tests):
                    found.update(test.field for test, (holds, _) in tests if not holds)
        return found


def _term_order(term: Term) -> list[tuple[int, list[str], bool]]:
    """A stable order: sets have none."""
    return sorted((literal.field.value, sorted(literal.values), literal.positive) for literal in term)
