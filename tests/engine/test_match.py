"""The compiled engine equals the plain definition, and keeps its promises."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.match import Matches, match
from ess_orient.engine.orient import Orienter
from ess_orient.engine.questions import shown, useful_questions
from ess_orient.model.base import Base
from ess_orient.model.condition import ALWAYS, AnswerKey, Condition
from ess_orient.model.entries import Actor
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.profile import Profile
from ess_orient.model.rule import Recommendation, Rule
from tests.engine.bases import (
    DEPARTMENTS,
    FAMILIES,
    QUESTIONS,
    REGIONS,
    SETTINGS,
    SOURCE,
    bases,
    profiles,
    refinements,
)
from tests.engine.reference import Reference

TODAY = "2026-11-23"
IDENTITY = BaseIdentity(version="essai", fingerprint="sha256:0")


def by_id(matches: Matches) -> dict[str, tuple[bool, float]]:
    return {
        matched.candidate.entry.id: (matched.sure, matched.score)
        for ranked in matches.lists.values()
        for matched in ranked
    }


@given(bases(), profiles())
def test_equals_the_plain_definition(base: Base, profile: Profile) -> None:
    found = by_id(match(CompiledBase(base, TODAY), profile))
    expected = Reference(base).matches(profile)
    assert {key: (sure, pytest.approx(score)) for key, (sure, score) in expected.items()} == found


@given(bases(), profiles(), st.data())
def test_what_is_sure_stays_when_more_is_known(base: Base, profile: Profile, data: st.DataObject) -> None:
    refined = data.draw(refinements(profile))
    compiled = CompiledBase(base, TODAY)
    before, after = by_id(match(compiled, profile)), by_id(match(compiled, refined))
    faces = {actor.network for actor in base.actors if actor.network and after.get(actor.id, (False, 0))[0]}
    resources = {i.id for i in base.initiatives if i.resource and after.get(i.resource, (False, 0))[0]}
    for entry, (sure, score) in before.items():
        if sure and entry not in faces | resources:
            assert after[entry][0]
            assert after[entry][1] >= score - 1e-9


@given(bases(), profiles(), st.sampled_from(["acteur-0", "acteur-3", "dispositif-0", "exemple-1"]))
def test_a_further_reason_never_lowers_a_rank(base: Base, profile: Profile, target: str) -> None:
    kind = {"a": "actors", "d": "schemes", "e": "initiatives"}[target[0]]
    rule = Rule(
        id="regle-de-plus", when=ALWAYS, recommend=Recommendation(**{kind: {target: 1.0}}), because="…", source=SOURCE
    )
    richer = msgspec.structs.replace(base, rules=(*base.rules, rule))

    def rank(of: Base) -> int | None:
        # Faces of a network share its points, so they are left out of the comparison.
        for ranked in match(CompiledBase(of, TODAY), profile).lists.values():
            ids = [m.candidate.entry.id for m in ranked if m.candidate.entry.id not in ("acteur-1", "acteur-2")]
            if target in ids:
                return ids.index(target)
        return None

    before, after = rank(base), rank(richer)
    if before is not None and after is not None:
        assert after <= before


@given(bases(), profiles())
def test_same_answers_same_bytes(base: Base, profile: Profile) -> None:
    first = Orienter(CompiledBase(base, TODAY), IDENTITY).orient(profile)
    second = Orienter(CompiledBase(base, TODAY), IDENTITY).orient(Profile(dict(reversed(profile.answers.items()))))
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


@given(bases(), profiles(), st.data())
def test_nothing_shown_changes_when_no_question_is_useful(base: Base, profile: Profile, data: st.DataObject) -> None:
    compiled = CompiledBase(base, TODAY)
    matches = match(compiled, profile)
    if useful_questions(compiled, profile, matches):
        return
    refined = data.draw(refinements(profile))
    before = {entry for entry, _ in shown(compiled, matches)}
    after = {entry for entry, _ in shown(compiled, match(compiled, refined))}
    assert before == after


@given(bases(), profiles())
def test_every_entry_has_reasons_that_add_up_and_unsure_ones_say_what_is_missing(base: Base, profile: Profile) -> None:
    orientation = Orienter(CompiledBase(base, TODAY), IDENTITY).orient(profile)
    proposed = [*orientation.schemes, *(actor for _, group in orientation.actors.groups() for actor in group)]
    for entry in [*proposed, *orientation.levers]:
        assert entry.reasons
        assert sum(reason.points for reason in entry.reasons) == pytest.approx(entry.score)
        assert bool(entry.to_check) == (entry.certainty == "a_verifier")
    for _, group in orientation.actors.groups():
        assert [actor.rank for actor in group] == list(range(1, len(group) + 1))


def test_a_question_that_may_only_bring_a_tie_is_still_useful() -> None:
    """An entry that can but equal the last one shown may take its place by its id."""

    def rule(name: str, when: Condition, actors: dict[str, float]) -> Rule:
        return Rule(id=name, when=when, recommend=Recommendation(actors=actors), because="…", source=SOURCE)

    actors = tuple(
        Actor(id=name, name=name, text="…", source=SOURCE, checked_on="2020-09-01", family="famille-0")
        for name in ("acteur-a", "acteur-b", "acteur-c")
    )
    rules = (
        rule("toujours", ALWAYS, {"acteur-b": 1.0, "acteur-c": 1.0}),
        rule("peut-etre", Condition(stage=("idee",)), {"acteur-a": 1.0}),
    )
    base = Base(
        version="essai", settings=SETTINGS, questions=QUESTIONS, families=FAMILIES, actors=actors, rules=rules,
        regions=REGIONS, departments=DEPARTMENTS,
    )  # fmt: skip
    assert useful_questions(CompiledBase(base, TODAY), Profile()) == (AnswerKey.STAGE,)
