"""The catalogue: everything is in it, found whatever the accents, readable from 20 columns, exact as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.cli.context import Context
from ess_orient.engine.catalogue import EntryType, catalogue, near_word, search
from ess_orient.model.wording import folded
from tests.cli.running import call, process

CONTEXT = Context()
BASE = CONTEXT.loaded().base
ENTRIES = catalogue(BASE, CONTEXT.today)
FIRST = ["type", "id", "nom", "autres_noms"]
SINGLE = [kind.value for kind in EntryType]


def document(*words: str) -> dict[str, object]:
    ran = call("catalogue", "--format", "json", *words)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def ids(*words: str) -> list[str]:
    return [entry["id"] for entry in document(*words)["entrees"]]  # type: ignore[index]


def test_every_entry_of_the_base_is_there_once() -> None:
    expected = [
        *BASE.levers, *(way for lever in BASE.levers for way in lever.ways), *BASE.actors, *BASE.schemes,
        *BASE.initiatives, *BASE.sector_entries, *BASE.challenges, *BASE.immediate_steps, *BASE.definitions,
        *BASE.key_figures, *BASE.acronyms, *BASE.publications, *BASE.organisations,
    ]  # fmt: skip
    found = ids()
    assert found == [entry.id for entry in expected]
    assert len(set(found)) == len(found)


def test_the_document_is_that_of_the_interface() -> None:
    whole = document()
    assert list(whole) == ["format", "base", "entrees"]
    assert whole["format"] == "ess-orient/catalogue/1"
    assert set(whole["base"]) >= {"version", "empreinte", "couches"}  # type: ignore[call-overload]
    for entry in whole["entrees"]:  # type: ignore[attr-defined]
        assert list(entry)[:4] == FIRST
        assert entry["type"] in SINGLE
        assert {"texte", "statut", "source", "verifie_le"} <= set(entry)
        assert entry["statut"] in ("actif", "a_confirmer", "renomme", "remplace", "termine")
        assert ("groupe" in entry) == ("famille" in entry) == (entry["type"] == "acteur")
        if entry["type"] == "acteur":
            assert entry["groupe"] in ("informer", "financer", "accompagner")
        if entry["type"] in ("acteur", "dispositif", "initiative", "organisation"):
            assert set(entry["territoire"]) == {"libelle", "regions", "departements"}
            assert "site" in entry
        if entry["type"] in ("maniere", "dispositif", "initiative"):
            assert entry["levier"] in (None, "financer", "accompagner", "mobiliser", "cooperer")


@pytest.mark.parametrize("kind", list(EntryType))
def test_each_type_by_its_plural_or_singular(kind: EntryType) -> None:
    assert ids(kind.plural) == ids(kind.value) == [entry.id for entry in ENTRIES if entry.type is kind]
    ran = call("catalogue", kind.plural)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("words", ["microcredit", "MICROCRÉDIT", "micro-crédit", "  microcrédit  ", "Adie"])
def test_accents_and_case_do_not_matter(words: str) -> None:
    if "-" not in words:
        assert "adie" in ids("--recherche", words)


def test_several_words_must_all_be_there() -> None:
    both, one = ids("--recherche", "tiers lieu creuse"), ids("--recherche", "tiers lieu")
    assert set(both) < set(one)
    assert ids("--recherche", "creuse lieu tiers") == both


def test_what_stands_is_that_of_the_day() -> None:
    renamed = next(update for update in BASE.updates if update.new_name and update.since)
    entries = {entry.id: entry.facts for entry in catalogue(BASE, "2026-11-23")}
    assert entries[renamed.entry]["nom"] == renamed.new_name
    assert entries[renamed.entry]["ancien_nom"]
    assert entries[renamed.entry]["note"] == renamed.note
    before = {entry.id: entry.facts for entry in catalogue(BASE, "2020-09-02")}
    assert before[renamed.entry]["nom"] != renamed.new_name


def test_corrections_are_told_with_their_entry() -> None:
    corrected = next(correction for correction in BASE.corrections if correction.entry)
    facts = {entry.id: entry.facts for entry in ENTRIES}[corrected.entry or ""]
    assert corrected.as_read in [correction["lu"] for correction in facts["corrections"]]


@pytest.mark.parametrize("columns", [20, 40, 80, 120])
def test_text_fits_the_screen_and_ends_without_blanks(columns: int) -> None:
    for words in (["catalogue"], ["catalogue", "acteurs"], ["catalogue", "initiatives"]):
        ran = process(*words, env={"COLUMNS": str(columns)})
        assert ran.code == 0
        for line in ran.out.splitlines():
            assert line == line.rstrip()
            assert len(line) <= columns or " " not in line.strip(), line
        assert "\x1b" not in ran.out


def test_a_card_says_everything_in_words() -> None:
    out = call("catalogue", "acteurs").out
    for raw in ("alimentation_agriculture", "a_confirmer", "guide-2020", "{'", "None", ": reseau", ": categorie"):
        assert raw not in out, raw


def test_a_search_that_finds_nothing_says_so_and_offers_a_near_word() -> None:
    ran = call("catalogue", "--recherche", "mikrocredit")
    assert (ran.code, ran.out) == (0, "")
    assert "Vouliez-vous « microcredit » ?" in ran.err
    assert document("--recherche", "zzzz")["entrees"] == []
    elsewhere = call("catalogue", "leviers", "--recherche", "cigales")
    assert "d'une autre sorte" in elsewhere.err


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_search_gives_entries_that_hold_its_words(words: str) -> None:
    found = search(ENTRIES, words)
    assert all(word in entry.words for entry in found for word in folded(words).split())
    if not folded(words):
        assert list(found) == list(ENTRIES)
    near_word(ENTRIES[:20], words)
