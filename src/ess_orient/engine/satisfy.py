"""Whether answers can fulfil a term, and whether one condition implies another. Exact for complete answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ess_orient.engine.situation import Gazetteer
from ess_orient.engine.terms import FIELD_OF, Field, Literal, Term, Terms
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.question import QuestionKind


class Answerable(NamedTuple):
    """What the questions allow: the values of each field, and how many may be given where it is more than one."""

    values: Mapping[Field, frozenset[str]]
    most: Mapping[Field, int]

    @classmethod
    def of(cls, base: Base) -> Answerable:
        """What a base allows. A field without a question has no values; any commune may be given."""
        values = {Field.PLACE: frozenset(Gazetteer(base).departments)}
        most = {}
        for question in base.questions:
            if question.kind is QuestionKind.CHOICE:
                field = FIELD_OF[question.key]
                values[field] = frozenset(choice.id for choice in question.choices)
                if question.key in (AnswerKey.SECTORS, AnswerKey.NEEDS, AnswerKey.SITUATION):
                    most[field] = question.maximum
        return cls(values, most)


class Conflict(NamedTuple):
    """Tests of one field that no answer fulfils together."""

    field: Field
    tests: tuple[Literal, ...]
    most: int


def conflict(term: Term, answerable: Answerable) -> Conflict | None:
    """The first field whose tests cannot hold together, None if some answers fulfil the whole term."""
    for field in Field:
        tests = tuple(sorted((test for test in term if test.field is field), key=_order))
        if tests and not _fulfilled(field, tests, answerable):
            return Conflict(field, tests, answerable.most.get(field, 1))
    places = [test for test in term if test.field in (Field.PLACE, Field.MUNICIPALITY)]
    if {test.field for test in places} == {Field.PLACE, Field.MUNICIPALITY} and not _town_in_place(places, answerable):
        return Conflict(Field.PLACE, tuple(sorted(places, key=_order)), 1)
    return None


def can_hold(terms: Terms, answerable: Answerable) -> bool:
    """Whether some complete answers fulfil one of the terms."""
    return any(conflict(term, answerable) is None for term in terms)


def _order(test: Literal) -> tuple[int, bool, list[str]]:
    return test.field.value, not test.positive, sorted(test.values)


def _fulfilled(field: Field, tests: tuple[Literal, ...], answerable: Answerable) -> bool:
    refused = frozenset().union(*(test.values for test in tests if not test.positive))
    wanted = [test.values - refused for test in tests if test.positive]
    if field is not Field.MUNICIPALITY:
        known = answerable.values.get(field, frozenset())
        wanted = [values & known for values in wanted]
        if not wanted:
            return field in answerable.most or bool(known - refused)
    if field in answerable.most:
        return _hit(wanted, answerable.most[field])
    return not wanted or bool(frozenset.intersection(*wanted))


def _hit(wanted: list[frozenset[str]], most: int) -> bool:
    """Whether at most `most` values can meet every set."""
    if not wanted:
        return True
    if most == 0:
        return False
    smallest = min(wanted, key=lambda values: (len(values), sorted(values)))
    return any(_hit([values for values in wanted if value not in values], most - 1) for value in sorted(smallest))


def _town_in_place(tests: list[Literal], answerable: Answerable) -> bool:
    """Whether a wanted commune lies in a wanted département."""
    departments = answerable.values.get(Field.PLACE, frozenset())
    towns: frozenset[str] | None = None
    for test in tests:
        if test.field is Field.PLACE:
            departments = departments & test.values if test.positive else departments - test.values
        elif test.positive:
            towns = test.values if towns is None else towns & test.values
    return towns is None or any(department_of_town(town) in departments for town in towns)


def department_of_town(code: str) -> str:
    """The département of a commune, from its INSEE code."""
    return code[:3] if code.startswith("97") else code[:2]


def implies(narrow: Terms, wide: Terms, answerable: Answerable) -> bool:
    """Whether every answers that fulfil `narrow` fulfil `wide`; may say no where a finer look would say yes."""
    return all(any(_term_implies(left, right, answerable) for right in wide) for left in narrow)


def _term_implies(left: Term, right: Term, answerable: Answerable) -> bool:
    return all(any(_literal_implies(test, other, answerable) for test in left) for other in right)


def _literal_implies(left: Literal, right: Literal, answerable: Answerable) -> bool:
    if left.field is not right.field:
        return False
    if left.positive and right.positive:
        return left.values <= right.values
    if not left.positive and not right.positive:
        return right.values <= left.values
    if left.field in answerable.most:
        return False
    if left.positive:
        return not left.values & right.values
    known = answerable.values.get(left.field)
    return known is not None and known - left.values <= right.values
