"""Conditions as disjunctions of terms, so that all of them can be evaluated at once.

Kleene's three-valued logic is distributive and obeys De Morgan's laws, so the disjunctive form has the same value
as the tree for every profile, unknown answers included. Contradictory terms are therefore kept: they are not
false but unknown while their answer is missing.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import product
from typing import NamedTuple

from ess_orient.engine.errors import TooManyTerms
from ess_orient.model.condition import AnswerKey, Condition

MOST_TERMS = 512


class Field(IntEnum):
    """The independent parts of a profile. A département implies its région, so both are one field: the place."""

    AUDIENCE = 0
    STAGE = 1
    SECTORS = 2
    NEEDS = 3
    SITUATION = 4
    LEGAL_FORM = 5
    PLACE = 6
    MUNICIPALITY = 7


FIELD_OF = {
    AnswerKey.AUDIENCE: Field.AUDIENCE,
    AnswerKey.STAGE: Field.STAGE,
    AnswerKey.SECTORS: Field.SECTORS,
    AnswerKey.NEEDS: Field.NEEDS,
    AnswerKey.SITUATION: Field.SITUATION,
    AnswerKey.LEGAL_FORM: Field.LEGAL_FORM,
    AnswerKey.DEPARTMENT: Field.PLACE,
    AnswerKey.REGION: Field.PLACE,
    AnswerKey.MUNICIPALITY: Field.MUNICIPALITY,
}
KEY_TO_ASK = {field: key for key, field in reversed(FIELD_OF.items()) if key is not AnswerKey.REGION}


class Literal(NamedTuple):
    """One test: an answer among `values` (départements, for the place), or none of them."""

    field: Field
    values: frozenset[str]
    positive: bool

    def negated(self) -> Literal:
        """The opposite test."""
        return Literal(self.field, self.values, not self.positive)


Term = frozenset[Literal]
Terms = frozenset[Term]

TRUE: Terms = frozenset({frozenset()})
FALSE: Terms = frozenset()


class TermBuilder:
    """Turns conditions into terms; knows which départements a région holds."""

    def __init__(self, departments_of: dict[str, tuple[str, ...]]) -> None:
        self._departments_of = departments_of

    def literal(self, key: AnswerKey, values: tuple[str, ...]) -> Literal:
        """The test of one key; a région stands for its départements."""
        if key is AnswerKey.REGION:
            values = tuple(dep for region in values for dep in self._departments_of.get(region, ()))
        return Literal(FIELD_OF[key], frozenset(values), True)

    def terms(self, condition: Condition) -> Terms:
        """The disjunctive form of a condition. `TooManyTerms` beyond `MOST_TERMS`."""
        parts = [frozenset({frozenset({self.literal(key, values)})}) for key, values in condition.tests()]
        parts += [self.terms(child) for child in condition.all_of]
        if condition.any_of:
            parts.append(either(*(self.terms(child) for child in condition.any_of)))
        parts += [opposite(self.terms(child)) for child in condition.none_of]
        return both(*parts)

    def guarded(self, when: Condition, unless: Condition | None) -> Terms:
        """`when` and not `unless`."""
        return both(self.terms(when), opposite(self.terms(unless)) if unless is not None else TRUE)

    def joined(self, terms: Terms, condition: Condition | None) -> Terms:
        """These terms and this condition."""
        return terms if condition is None else both(terms, self.terms(condition))

    def place(self, regions: tuple[str, ...], departments: tuple[str, ...]) -> Terms:
        """Being in one of these régions or départements; anywhere when both are empty."""
        if not regions and not departments:
            return TRUE
        held = [dep for region in regions for dep in self._departments_of.get(region, ())]
        return frozenset({frozenset({Literal(Field.PLACE, frozenset([*held, *departments]), True)})})


def either(*parts: Terms) -> Terms:
    """The disjunction."""
    return _simplified(frozenset().union(*parts))


def both(*parts: Terms) -> Terms:
    """The conjunction, distributed over the terms."""
    result = TRUE
    for part in sorted(parts, key=len):
        if len(result) * len(part) > MOST_TERMS:
            raise TooManyTerms(len(result) * len(part), MOST_TERMS)
        result = _simplified(frozenset(left | right for left, right in product(result, part)))
    return result


def opposite(terms: Terms) -> Terms:
    """The negation, by De Morgan's laws."""
    return both(*(frozenset(frozenset({literal.negated()}) for literal in term) for term in terms))


def _simplified(terms: Terms) -> Terms:
    """Terms that another one contains are dropped: absorption holds in three values too."""
    if len(terms) < 2:
        return terms
    return frozenset(term for term in terms if not any(other < term for other in terms))
