"""One spelling for the many ways in which a name is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ess_orient.territory.fold import fold, name_key, without_leading_words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("ST ETIENNE", "saint etienne"),
        ("Ste-Marie", "sainte marie"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("L’Haÿ les Roses", "l hay les roses"),
        ("Chalon s/ Saône", "chalon sur saone"),
        ("Chalon s/Saône", "chalon sur saone"),
        ("Œuilly", "oeuilly"),
        ("Ambérieu\u00a0en\u00a0Bugey", "amberieu en bugey"),
        ("", ""),
        ("— …", ""),
    ],
)
def test_spellings_of_one_name_are_one(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("name", "key"), [("Le Mans", "mans"), ("L'Île-d'Yeu", "ile d yeu"), ("Lens", "lens"), ("Le", "le")]
)
def test_a_key_has_no_article(name: str, key: str) -> None:
    assert name_key(name) == key


def test_words_that_lead_to_a_place_are_dropped() -> None:
    assert without_leading_words("dans le morbihan") == "morbihan"
    assert without_leading_words("a l ouest") == "ouest"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_is_plain(text: str) -> None:
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(st.text(alphabet="abcdeéèàçôûœ '-"))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text) == fold(text.upper())
