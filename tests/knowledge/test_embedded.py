"""What the embedded base must hold: the whole guide, reachable, and nothing out of its territory."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient import paths
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.orient import Orienter
from ess_orient.model.condition import AnswerKey
from ess_orient.model.entries import Actor, Entry, Scheme, Status
from ess_orient.model.orientation import Certainty
from ess_orient.model.profile import Profile
from ess_orient.rulebase.load import EMBEDDED, Layer, load

TODAY = "2026-11-23"
LOADED = load([Layer(EMBEDDED, paths.data_folder())])
BASE = LOADED.base
COMPILED = CompiledBase(BASE, TODAY)
ORIENTER = Orienter(COMPILED, LOADED.identity)
CHOICES = {question.key: [choice.id for choice in question.choices] for question in BASE.questions}


def test_reads_without_a_problem() -> None:
    assert LOADED.problems == ()


def test_holds_the_whole_guide() -> None:
    assert [len(lever.ways) for lever in sorted(BASE.levers, key=lambda lever: lever.number)] == [4, 4, 4, 4]
    assert len(BASE.groups) == 3
    assert len(BASE.families) == 13
    assert len(BASE.actors) >= 53
    assert len(BASE.sector_entries) == 11
    assert len(BASE.challenges) == 6
    assert len(BASE.immediate_steps) == 6
    assert len([one for one in BASE.initiatives if one.sectors and not one.way and not one.lever]) <= 11
    assert len(BASE.initiatives) == 31
    assert len(BASE.key_figures) >= 38
    assert len(BASE.acronyms) >= 43
    assert len(BASE.organisations) >= 35
    assert {family.id for family in BASE.families} == {actor.family for actor in BASE.actors}


def test_vocabulary_is_the_public_one() -> None:
    assert CHOICES[AnswerKey.AUDIENCE] == [
        "porteur",
        "collectif",
        "entreprise_ess",
        "collectivite",
        "accompagnateur",
        "financeur",
        "citoyen",
    ]
    assert CHOICES[AnswerKey.STAGE] == ["idee", "emergence", "creation", "consolidation", "developpement", "reprise"]
    assert len(CHOICES[AnswerKey.SECTORS]) == 12
    assert len(CHOICES[AnswerKey.NEEDS]) == 17
    assert len(CHOICES[AnswerKey.SITUATION]) == 6
    assert len(CHOICES[AnswerKey.LEGAL_FORM]) == 10
    limits = {question.key: (question.minimum, question.maximum) for question in BASE.questions}
    assert limits[AnswerKey.SECTORS] == (1, 3)
    assert limits[AnswerKey.NEEDS] == (1, 4)


def test_every_fact_has_a_source_and_a_date_and_ids_are_unique() -> None:
    entries = [candidate.entry for candidate in COMPILED.candidates]
    documents = {document.id for document in BASE.documents}
    for entry in entries:
        assert entry.source.document in documents, entry.id
        assert entry.source.section or entry.source.url, entry.id
        assert entry.checked_on >= "2010", entry.id
    repeated = [name for name, count in Counter(entry.id for entry in entries).items() if count > 1]
    assert repeated == []


def test_codes_are_in_the_official_lists() -> None:
    departments, regions = COMPILED.gazetteer.departments, COMPILED.gazetteer.regions
    assert (len(departments), len(regions)) == (101, 18)
    territories = [c.entry.territory for c in COMPILED.candidates] + [door.territory for door in BASE.doors]
    for territory in territories:
        if territory is not None:
            assert set(territory.departments) <= set(departments), territory
            assert set(territory.regions) <= set(regions), territory


def local(entry: Entry) -> frozenset[str] | None:
    """The départements an entry serves, None if it serves the whole country."""
    territory = entry.territory
    if territory is None or not (territory.regions or territory.departments):
        return None
    held = [code for region in territory.regions for code in COMPILED.gazetteer.departments_of[region]]
    return frozenset([*held, *territory.departments])


PROFILES = st.fixed_dictionaries(
    {},
    optional={
        key: st.lists(
            st.sampled_from(values),
            min_size=1,
            max_size=2 if key in (AnswerKey.SECTORS, AnswerKey.NEEDS) else 1,
            unique=True,
        ).map(tuple)
        for key, values in CHOICES.items()
        if values
    }
    | {AnswerKey.DEPARTMENT: st.sampled_from(sorted(COMPILED.gazetteer.departments)).map(lambda code: (code,))},
)


@settings(max_examples=150, deadline=None)
@given(PROFILES)
def test_nothing_regional_appears_elsewhere_and_nothing_over_is_proposed(
    answers: dict[AnswerKey, tuple[str, ...]],
) -> None:
    orientation = ORIENTER.orient(Profile(answers))
    place = answers.get(AnswerKey.DEPARTMENT)
    for proposed in (*orientation.schemes, *(a for _, group in orientation.actors.groups() for a in group)):
        candidate = COMPILED.by_id[proposed.id]
        assert candidate.standing.status not in (Status.ENDED, Status.REPLACED)
        held = local(candidate.entry)
        if held is not None:
            if place is not None:
                assert place[0] in held, (proposed.id, place)
            else:
                assert proposed.certainty is Certainty.TO_CHECK
    for _, group in orientation.actors.groups():
        assert group
    assert orientation.levers
    assert len(orientation.next_steps) <= 3
    for step in orientation.next_steps:
        assert step.prepare
        assert step.actor in COMPILED.by_id


def test_someone_who_knows_nothing_is_received_and_listened_to_first() -> None:
    unknown = {key: ("ne_sait_pas",) for key in AnswerKey if key not in (AnswerKey.REGION, AnswerKey.MUNICIPALITY)}
    orientation = ORIENTER.orient(Profile(unknown))
    first = [actor.id for actor in orientation.actors.inform if actor.shown]
    assert "cress" in first
    assert orientation.next_steps
    assert all(actor.certainty is Certainty.SURE for actor in orientation.actors.inform[:3])


def test_every_actor_and_scheme_of_the_guide_is_an_entry_of_its_kind() -> None:
    assert all(isinstance(actor, Actor) for actor in BASE.actors)
    assert all(isinstance(scheme, Scheme) for scheme in BASE.schemes)


def test_claims_about_everybody_are_proved() -> None:
    pytest.importorskip("z3", reason="extra « preuve » absente : z3-solver n'est pas installé")
    from ess_orient.rulebase.coverage import Prover

    coverage = Prover(COMPILED, ORIENTER.answers_as_written).coverage()
    assert [claim.text for claim in coverage.claims if claim.verdict != "prouve"] == []
    assert coverage.profiles > 10**12
