"""`comprendre`: on screen and as JSON, whatever the text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.cli.context import Context
from ess_orient.cli.understanding import open_reader
from ess_orient.language import Reader
from ess_orient.render.comprehension import as_text, palette
from ess_orient.render.labels import Labels
from tests.cli.running import call, process

CONTEXT = Context()
READER: Reader = open_reader(CONTEXT)
LABELS = Labels.of(CONTEXT.loaded().base)
EXAMPLE = "Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement."


def test_the_document_is_that_of_the_interface() -> None:
    ran = call("comprendre", "--format", "json", EXAMPLE)
    assert (ran.code, ran.err) == (0, "")
    document = json.loads(ran.out)
    assert list(document)[:7] == ["format", "texte", "reponses", "suggestions", "indices", "a_demander", "hors_sujet"]
    assert document["format"] == "ess-orient/comprehension/1"
    assert document["reponses"]["departement"] == "23"
    assert document["reponses"]["secteurs"] == ["commerce"]
    for each in document["indices"]:
        assert list(each) == ["cle", "valeur", "debut", "fin", "mots", "confiance", "regle"]
        assert EXAMPLE[each["debut"] : each["fin"]] == each["mots"]


def test_the_screen_shows_the_words_that_say_it() -> None:
    ran = call("comprendre", EXAMPLE)
    assert ran.code == 0
    assert "[épicerie]" in ran.out
    assert "Creuse (23)" in ran.out
    assert "\x1b" not in ran.out


def test_standard_input_and_too_long_a_text() -> None:
    ran = process("comprendre", "-", stdin=EXAMPLE.encode())
    assert ran.code == 0 and "Creuse" in ran.out
    ran = call("comprendre", "a" * 20_001)
    assert ran.code == 2 and "20000" in ran.err


def test_distress_is_answered_with_a_door() -> None:
    ran = call("comprendre", "je n'ai plus rien à manger")
    assert ran.code == 0
    assert "115" in ran.out and "pas le bon" in ran.out


@pytest.mark.parametrize(
    "text", ["", "😀", "\x1b[31mrouge", "\u202eeiceripé", "a\x00b", "épicerie\n\n\tà Guéret", "-" * 50 + "x"]
)
def test_hostile_texts_are_shown_harmless(text: str) -> None:
    shown = as_text(READER.read(text), LABELS, palette(False))
    assert "\x1b" not in shown and "\u202e" not in shown and "\x00" not in shown


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_can_be_shown(text: str) -> None:
    shown = as_text(READER.read(text), LABELS, palette(False))
    assert all(char.isprintable() or char in "\n\u00a0\u202f" for char in shown)


def test_colours_only_where_wanted() -> None:
    said = READER.read(EXAMPLE)
    assert "\x1b[" in as_text(said, LABELS, palette(True, {}))
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"ACCESSIBLE": "1"}):
        assert "\x1b" not in as_text(said, LABELS, palette(True, environment))
