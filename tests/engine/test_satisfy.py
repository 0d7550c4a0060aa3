"""What can hold and what implies what, against the listing of all complete answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ess_orient.engine.errors import TooManyTerms
from ess_orient.engine.satisfy import Answerable, can_hold, department_of_town, implies
from ess_orient.engine.situation import Gazetteer
from ess_orient.engine.terms import TermBuilder, Terms
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.profile import Profile
from tests.engine.bases import CHOICES, DEPARTMENTS, QUESTIONS, REGIONS, SETTINGS, SEVERAL, conditions
from tests.engine.reference import YES, Reference

BASE = Base(settings=SETTINGS, questions=QUESTIONS, regions=REGIONS, departments=DEPARTMENTS)
ANSWERABLE = Answerable.of(BASE)
REFERENCE = Reference(BASE)
BUILDER = TermBuilder(Gazetteer(BASE).departments_of)


def compiled(condition: Condition) -> Terms:
    try:
        return BUILDER.terms(condition)
    except TooManyTerms:
        assume(False)
        raise


def keys_of(condition: Condition) -> set[AnswerKey]:
    """The keys a condition tests; the others cannot change its value."""
    found = {key for key, _ in condition.tests()}
    for child in (*condition.all_of, *condition.any_of, *condition.none_of):
        found |= keys_of(child)
    return found


def complete(keys: set[AnswerKey]) -> Iterator[Profile]:
    """Every complete answer to these keys, the others answered in one way."""
    place = {AnswerKey.DEPARTMENT, AnswerKey.REGION} & keys
    options: list[list[tuple[AnswerKey, tuple[str, ...]]]] = []
    for key, values in CHOICES.items():
        least = 0 if key is AnswerKey.SITUATION else 1
        sizes = range(least, SEVERAL.get(key, 1) + 1)
        every = [(key, chosen) for size in sizes for chosen in combinations(values, size)]
        options.append(every if key in keys else every[:1])
    places = [(AnswerKey.DEPARTMENT, (department.id,)) for department in DEPARTMENTS]
    options.append(places if place else places[:1])
    for chosen in product(*options):
        yield Profile(dict(chosen))


@settings(max_examples=150, deadline=None)
@given(conditions())
def test_can_hold_is_what_listing_finds(condition: Condition) -> None:
    terms = compiled(condition)
    listed = any(REFERENCE.value(condition, profile) == YES for profile in complete(keys_of(condition)))
    assert can_hold(terms, ANSWERABLE) == listed


@settings(max_examples=150, deadline=None)
@given(conditions(), conditions(), st.booleans())
def test_what_is_implied_holds_for_every_answer(narrow: Condition, wide: Condition, nested: bool) -> None:
    if nested:  # random pairs seldom imply each other
        narrow = Condition(all_of=(narrow, wide))
    if not implies(compiled(narrow), compiled(wide), ANSWERABLE):
        return
    for profile in complete(keys_of(narrow) | keys_of(wide)):
        if REFERENCE.value(narrow, profile) == YES:
            assert REFERENCE.value(wide, profile) == YES


@given(conditions())
def test_everything_implies_itself(condition: Condition) -> None:
    terms = compiled(condition)
    assert implies(terms, terms, ANSWERABLE)


def test_the_departement_of_a_commune() -> None:
    assert [department_of_town(code) for code in ("23096", "2A004", "97411")] == ["23", "2A", "974"]
