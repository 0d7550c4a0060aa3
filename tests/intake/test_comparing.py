"""What differs between two states, held to its meaning on random ones."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.orient import Orienter
from ess_orient.intake.asking import to_ask
from ess_orient.intake.comparing import answer_changes, difference, proposals
from ess_orient.intake.trying import attempt, since, with_changes
from ess_orient.model.base import Base
from ess_orient.model.case import AnswerKept, Interview, Proposal
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity, Orientation
from ess_orient.model.profile import Profile
from tests.engine.bases import bases, profiles

TODAY = "2026-11-23"
IDS = ("a", "b", "c", "d", "e")


def orienter_of(base: Base, fingerprint: str = "sha256:0") -> Orienter:
    return Orienter(CompiledBase(base, TODAY), BaseIdentity(version="essai", fingerprint=fingerprint))


def states() -> st.SearchStrategy[tuple[Proposal, ...]]:
    """Entries by id, some shown, each under one of two names."""
    one = st.tuples(st.sampled_from(IDS), st.sampled_from(["Un", "Deux"]), st.booleans())
    return st.lists(one, unique_by=lambda item: item[0]).map(
        lambda items: tuple(Proposal(id=key, kind="financer", name=name, shown=shown) for key, name, shown in items)
    )


def shown_ids(state: tuple[Proposal, ...]) -> set[str]:
    return {proposal.id for proposal in state if proposal.shown}


@given(states(), states())
def test_a_difference_leads_from_one_state_to_the_other(
    before: tuple[Proposal, ...], after: tuple[Proposal, ...]
) -> None:
    found = difference(before, after)
    new, gone = {entry.id for entry in found.new}, {entry.id for entry in found.gone}
    assert (shown_ids(before) - gone) | new == shown_ids(after)
    assert not new & shown_ids(before) and gone <= shown_ids(before)
    back = difference(after, before)
    assert ({entry.id for entry in back.gone}, {entry.id for entry in back.new}) == (new, gone)
    assert len(back.renamed) == len(found.renamed)


@given(states())
def test_nothing_differs_from_itself(state: tuple[Proposal, ...]) -> None:
    assert not difference(state, state, {"a": "b"})


@given(states(), states(), st.dictionaries(st.sampled_from(IDS), st.sampled_from(IDS)))
def test_each_entry_is_told_once(
    before: tuple[Proposal, ...], after: tuple[Proposal, ...], heirs: dict[str, str]
) -> None:
    found = difference(before, after, heirs)
    told = [entry.id for entry in found.gone] + [
        pair.before.id for pair in found.renamed if pair.before.id != pair.after.id
    ]
    assert sorted(told) == sorted(shown_ids(before) - shown_ids(after))
    came = [entry.id for entry in found.new] + [
        pair.after.id for pair in found.renamed if pair.before.id != pair.after.id
    ]
    assert sorted(came) == sorted(shown_ids(after) - shown_ids(before))


def test_a_successor_is_a_change_of_name() -> None:
    before = (Proposal(id="a", kind="financer", name="Ancien", shown=True),)
    after = (Proposal(id="b", kind="financer", name="Nouveau", shown=True),)
    found = difference(before, after, {"a": "b"})
    assert [(pair.before.name, pair.after.name) for pair in found.renamed] == [("Ancien", "Nouveau")]
    assert not found.new and not found.gone


@given(profiles(), profiles())
def test_the_changes_of_answers_lead_from_one_to_the_other(before: Profile, after: Profile) -> None:
    changes = {change.key: change.after for change in answer_changes(before, after)}
    changed = dict(with_changes(before, changes).answers)
    expected = dict(after.answers)
    if AnswerKey.DEPARTMENT in changes:  # which brings its région back when the engine completes the profile
        changed.pop(AnswerKey.REGION, None)
        expected.pop(AnswerKey.REGION, None)
    assert changed == expected
    assert answer_changes(before, before) == ()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bases(), profiles(), profiles())
def test_a_trial_says_why_each_entry_comes_or_goes(base: Base, before: Profile, after: Profile) -> None:
    trial = attempt(orienter_of(base), before, after)
    assert shown_ids(proposals(trial.after)) - shown_ids(proposals(trial.before)) == {
        entry.id for entry in trial.difference.new
    }
    for entry in (*trial.difference.new, *trial.difference.gone):
        assert trial.reasons[entry.id]


def interview_of(profile: Profile, orientation: Orientation) -> Interview:
    return Interview(
        id=1, number=1, opened_at="2026-03-03T10:00:00", base=orientation.base, proposals=proposals(orientation),
        answers=tuple(AnswerKept(key=key, values=values, said_at="") for key, values in profile.answers.items()),
    )  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bases(), bases(), profiles(), profiles())
def test_what_changed_is_told_apart_by_cause(base: Base, later: Base, before: Profile, after: Profile) -> None:
    first, second = orienter_of(base), orienter_of(later, "sha256:1")
    former = interview_of(first.completed(before), first.orient(before))
    same_base = since(first, former, after)
    assert not same_base.base_changed and not same_base.by_base
    same_answers = since(second, former, first.completed(before))
    assert same_answers.base_changed and not same_answers.by_answers and not same_answers.answers
    both = since(second, former, after)
    kept = shown_ids(former.proposals)
    for step in (both.by_base, both.by_answers):
        kept = (kept - {entry.id for entry in step.gone}) | {entry.id for entry in step.new}
    assert kept == shown_ids(proposals(second.orient(after)))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bases(), profiles())
def test_what_is_to_ask_is_what_the_engine_finds_useful(base: Base, profile: Profile) -> None:
    orienter = orienter_of(base)
    orientation = orienter.orient(profile)
    asked = to_ask(orienter, profile, orientation)
    assert tuple(each.key.value for each in asked) == orientation.useful_questions
    assert all(each.most >= 0 for each in asked)
