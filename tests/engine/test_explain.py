"""Explanations walk the conditions as written; the compiled engine and the plain definition must agree with them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.errors import UnknownEntry
from ess_orient.engine.explain import Explainer
from ess_orient.engine.match import match
from ess_orient.engine.questions import limits_of
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.explanation import EntryExplained, Obstacle, Presence, Truth
from ess_orient.model.profile import DONT_KNOW, Profile
from tests.engine.bases import CHOICES, DEPARTMENTS, QUESTIONS, REGIONS, SETTINGS, SEVERAL, bases, profiles
from tests.engine.reference import Reference

TODAY = "2026-11-23"
WORDS = {1.0: Truth.YES, 0.0: Truth.NO, 0.5: Truth.UNKNOWN}


def everything(base: Base, profile: Profile) -> list[EntryExplained]:
    compiled = CompiledBase(base, TODAY)
    explainer = Explainer(compiled, profile)
    return [explainer.entry(candidate.entry.id, with_change=False) for candidate in compiled.candidates]


@given(bases(), profiles())
def test_rules_and_gates_have_the_value_of_the_plain_definition(base: Base, profile: Profile) -> None:
    reference = Reference(base)
    numbers = {rule.id: number for number, rule in enumerate(base.rules)}
    entries = {candidate.entry.id: candidate.entry for candidate in CompiledBase(base, TODAY).candidates}
    for told in everything(base, profile):
        for rule in told.rules:
            assert rule.verdict is WORDS[reference.rule(numbers[rule.rule], profile)]
        gates = [part.verdict for part in (told.territory, told.reserved_to) if part is not None]
        order = [Truth.NO, Truth.UNKNOWN, Truth.YES]
        worst = min(gates, key=order.index, default=Truth.YES)
        assert worst is WORDS[reference.gate(entries[told.id], profile)]


@given(bases(), profiles())
def test_presence_score_and_points_are_those_of_the_engine(base: Base, profile: Profile) -> None:
    compiled = CompiledBase(base, TODAY)
    found = {
        matched.candidate.entry.id: (rank, matched)
        for ranked in match(compiled, profile).lists.values()
        for rank, matched in enumerate(ranked, 1)
    }
    for told in everything(base, profile):
        assert (told.presence is not Presence.ABSENT) == (told.id in found)
        assert bool(told.obstacles) == (told.id not in found)
        if told.id in found:
            rank, matched = found[told.id]
            assert told.rank == rank
            assert told.score == pytest.approx(matched.score)
            assert sum(rule.counted for rule in told.rules) == pytest.approx(matched.score)
            assert (told.presence is Presence.SHOWN) == (rank <= limits_of(compiled)[matched.candidate.kind])


@given(bases(), profiles())
def test_each_obstacle_is_true(base: Base, profile: Profile) -> None:
    for told in everything(base, profile):
        if Obstacle.RULES in told.obstacles:
            assert told.rules
            assert all(rule.verdict is Truth.NO for rule in told.rules)
        if Obstacle.NO_RULE in told.obstacles:
            assert not told.rules
        if Obstacle.TERRITORY in told.obstacles:
            assert told.territory is not None
            assert told.territory.verdict is Truth.NO
        if told.obstacles == (Obstacle.GIVES_WAY,):
            assert told.gives_way_to is not None


def answers_of(key: AnswerKey) -> list[tuple[str, ...]]:
    """Every answer of a question, for exhaustive listing."""
    if key is AnswerKey.DEPARTMENT:
        return [(department.id,) for department in DEPARTMENTS]
    least = 0 if key is AnswerKey.SITUATION else 1
    return [
        chosen for size in range(least, SEVERAL.get(key, 1) + 1) for chosen in combinations(CHOICES[key], size)
    ]  # fmt: skip


def with_answers(profile: Profile, changed: dict[AnswerKey, tuple[str, ...]]) -> Profile:
    for key, values in changed.items():
        if key is AnswerKey.DEPARTMENT:
            region = next(department.region for department in DEPARTMENTS if department.id == values[0])
            profile = profile.without(AnswerKey.REGION).replace(AnswerKey.REGION, (region,))
        profile = profile.replace(key, values)
    return profile


def present(compiled: CompiledBase, profile: Profile, entry: str) -> bool:
    lists = match(compiled, profile).lists.values()
    return any(matched.candidate.entry.id == entry for ranked in lists for matched in ranked)


@settings(max_examples=60, deadline=None)
@given(bases(), profiles(), st.sampled_from(["acteur-0", "acteur-3", "dispositif-1", "exemple-0", "financer-l"]))
def test_the_change_flips_and_none_smaller_does(base: Base, profile: Profile, entry: str) -> None:
    compiled = CompiledBase(base, TODAY)
    told = Explainer(compiled, profile).entry(entry)
    assert told.change is not None
    keys = [*CHOICES, AnswerKey.DEPARTMENT]
    if told.change.changed:
        changed = {
            AnswerKey(key): (values,) if isinstance(values, str) else tuple(values)
            for key, values in told.change.changed.items()
        }
        again = Explainer(compiled, with_answers(profile, changed)).entry(entry, with_change=False)
        assert again.presence is told.change.becomes
        assert again.presence is not told.presence
    if told.presence is Presence.ABSENT:
        smaller = 1 if len(told.change.changed) != 1 else 0
        for key in keys[: len(keys) * smaller]:
            for values in answers_of(key):
                assert not present(compiled, with_answers(profile, {key: values}), entry)


def test_an_unknown_entry_is_refused() -> None:
    base = Base(settings=SETTINGS, questions=QUESTIONS, regions=REGIONS, departments=DEPARTMENTS)
    explainer = Explainer(CompiledBase(base, TODAY), Profile({AnswerKey.STAGE: (DONT_KNOW,)}))
    with pytest.raises(UnknownEntry):
        explainer.entry("nulle-part")
