"""Whatever the text: no error, exact spans, the same answer twice, bounded time."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ess_orient.language import Reader
from ess_orient.model.comprehension import Comprehension

WORDS = [
    "je",
    "nous",
    "on",
    "notre",
    "association",
    "épicerie",
    "creuse",
    "Creuse",
    "à",
    "Guéret",
    "local",
    "cherche",
    "pas",
    "de",
    "d'",
    "un",
    "prêt",
    "prête",
    "mairie",
    "maire",
    "depuis",
    "2012",
    "bénévoles",
    "mais",
    ",",
    ".",
    "?",
    "!",
    "(",
    "23",
    ")",
    "46230",
    "€",
    "ne",
    "n'",
    "plus",
    "sans",
    "scop",
    "tiers-lieu",
    "ressourserie",
    "commune",
    "dans",
    "le",
    "Lot",
    "salariés",
    "reprendre",
    "😀",
    "́",
    "<b>",
    "\x1b[31m",
    "\u202e",
    "rue",
    "faim",
    "%",
    "''",
    "«",
    "»",
    "…",
    "SAINT",
    "St",
    "Denis",
    "financement",
    "voudrais",
    "ouvrir",
]
SENTENCES = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join), st.text("aeéiou '’-.\n", max_size=200)
)  # fmt: skip


def check(text: str, said: Comprehension) -> None:
    assert said.text == text
    for each in said.evidence:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.words
        assert 0 < each.confidence <= 1
        assert each.rule
    keys = {each.key for each in said.evidence}
    assert set(said.answers) | set(said.suggestions) <= keys
    for key, values in said.answers.items():
        for value in (values,) if isinstance(values, str) else values:
            assert any(each.key == key and each.value == value for each in said.evidence)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=SENTENCES)
def test_any_text_is_read(reader: Reader, text: str) -> None:
    said = reader.read(text)
    check(text, said)
    assert msgspec.json.encode(said) == msgspec.json.encode(reader.read(text))


@pytest.mark.parametrize(
    "text",
    [
        "épicerie " * 450, "Saint-Denis " * 340, "ne pas " * 570, "cherche " * 500, "x" * 4000, "à Guéret, " * 400,
        "(" * 4000, "é" * 4000, "1 " * 2000, "Bonjour. " * 440, "notre association cherche un local et " * 110,
        "zzzzzzzz aaaaaaaa " * 230, "d'" * 2000, "\U0001f600" * 1000,
    ],
)  # fmt: skip
def test_long_texts_take_bounded_time(reader: Reader, text: str) -> None:
    reader.read(text)
    began = time.perf_counter()
    said = reader.read(text)
    assert time.perf_counter() - began < 2
    check(text, said)


def test_half_characters_do_no_harm(reader: Reader) -> None:
    reader.read("épicerie \ud800 à \udfff Guéret")


def test_a_rambling_text_is_understood(reader: Reader) -> None:
    filler = "Il faut dire que depuis toujours j'aime la campagne et que le temps passe vite par ici. "
    text = filler * 20 + "Je voudrais ouvrir une épicerie à Guéret et je cherche un financement. " + filler * 20
    said = reader.read(text)
    assert said.answers["secteurs"] == ("commerce",)
    assert said.answers["commune"] == "23096"
    assert said.answers["besoins"] == ("financement",)
