"""What a sheet holds, for each reader."""

from __future__ import annotations

import pytest

from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.model.sheet import OrientationSheet, SheetReader
from ess_orient.render.labels import Labels
from ess_orient.render.sheet import build_sheet
from tests.cli.ask.small import TODAY, small_base, small_orienter
from tests.render.sheet.sheets import BOTH, case, sheet


def items(made: OrientationSheet, key: str) -> list[str]:
    return [
        item.name for section in made.sections if section.key == key for group in section.groups for item in group.items
    ]


def test_the_person_reads_what_to_do_and_whom_to_call() -> None:
    made = sheet("commerce")
    assert made.project == (
        "Je veux rouvrir l’épicerie du bourg\u00a0: plus rien à moins de 15\u00a0km\u202f!",
        "Avec un coin café.",
    )
    assert [step.text for step in made.steps] == [
        "Demandez un rendez-vous à Prêt rural.", "Exposez votre idée à CRESS Nouvelle-Aquitaine."
    ]  # fmt: skip
    assert items(made, "contacts")[0] == "CRESS Nouvelle-Aquitaine"
    assert "Prêt rural" in items(made, "contacts")
    assert made.place == "Corrèze (19)"
    assert made.date == "23\u00a0novembre 2026"
    assert not made.unknown and not made.notes and not made.contacts


@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_whom_to_call_always_comes_with_what_it_does_why_and_how_fresh_that_is(name: str, reader: SheetReader) -> None:
    made = sheet(name, reader)
    for section in made.sections:
        if section.key not in ("contacts", "dispositifs"):
            continue
        for item in (item for group in section.groups for item in group.items):
            rules = [fact for fact in item.facts if fact.label == "Règles"]
            assert rules or (item.text and item.reasons and item.state and item.sources), item


@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_every_source_named_is_listed_and_every_source_listed_is_named(name: str, reader: SheetReader) -> None:
    made = sheet(name, reader)
    found = [item for section in made.sections for group in section.groups for item in group.items]
    found += [item for group in (made.levers.groups if made.levers else ()) for item in group.items]
    named = {number for item in (*found, *made.steps) for number in item.sources}
    assert named == {source.number for source in made.sources}
    assert [source.number for source in made.sources] == list(range(1, len(made.sources) + 1))


def test_the_adviser_reads_scores_rules_unknowns_notes_and_contacts() -> None:
    made = sheet("commerce", SheetReader.ADVISER, case=case("Très motivée.\nRappeler en avril."))
    lever = next(section for section in made.sections if section.key == "leviers").groups[0].items[0]
    assert "6 points" in lever.tag
    assert any("règle argent-au-debut" in reason.detail for reason in lever.reasons)
    assert made.notes[0].paragraphs == ("Très motivée.", "Rappeler en avril.")
    assert made.notes[0].about == "Stade"
    assert [(fact.label, fact.text) for fact in made.contacts] == [("CRESS", "contacté le 5\u00a0mars 2026")]
    assert len(items(made, "contacts")) > len(items(sheet("commerce"), "contacts"))


def test_notes_and_the_name_of_the_case_are_not_for_the_person() -> None:
    made = sheet("commerce", words="", case=case("confidence", "Nom du dossier"))
    assert "confidence" not in str(made) and "Nom du dossier" not in str(made)
    assert made.project == ("Rouvrir le café",)


def test_what_is_unknown_is_said_as_such() -> None:
    unknown = {fact.label: fact.text for fact in sheet("rien", SheetReader.ADVISER).unknown}
    assert unknown["Profil"].startswith("la personne ne sait pas")
    assert unknown["Besoins"].startswith("pas encore demandé")
    assert sheet("rien", words="").opening and not sheet("rien").opening


def test_what_could_not_be_confirmed_is_said_twice_where_it_stands_and_before_acting() -> None:
    profile = Profile({AnswerKey.AUDIENCE: ("porteur",)})
    base = small_base()
    made = build_sheet(small_orienter().orient(profile), base, Labels.of(base), today=TODAY, reader=SheetReader.ADVISER)
    assert any("Veille rurale" in check and "Appelez" in check for check in made.to_check)


def test_only_words_that_are_used_are_explained() -> None:
    labels = [fact.label for fact in sheet("commerce").glossary]
    assert labels == ["ESS (économie sociale et solidaire)"]


def test_long_words_are_shortened_for_the_person_and_whole_for_the_adviser() -> None:
    words = "mot " * 1000
    short, whole = sheet("rien", words=words), sheet("rien", SheetReader.ADVISER, words=words)
    assert len(short.project[0]) <= 710 and short.project[0].endswith("mot […]") and short.cut
    assert len(whole.project[0]) == 3999 and not whole.cut


def test_the_path_leads_from_the_project_through_each_lever_to_a_door() -> None:
    path = sheet("commerce").path
    assert path is not None
    assert [(branch.lever, branch.door) for branch in path.branches] == [
        ("Financer les projets", "Prêt rural"), ("Coopérer", "CRESS Nouvelle-Aquitaine")
    ]  # fmt: skip
    assert all(branch.lever in path.sentence and branch.door in path.sentence for branch in path.branches)


def test_same_sheet_twice() -> None:
    assert sheet("commerce") == sheet("commerce")
