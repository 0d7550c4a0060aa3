"""French spaces and apostrophes, and addresses left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ess_orient.render.sheet.sources import link
from ess_orient.render.sheet.typeset import french


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Pourquoi ? Parce que ; voilà !", "Pourquoi\u202f? Parce que\u202f; voilà\u202f!"),
        ("« Ici » : oui", "«\u00a0Ici\u00a0»\u00a0: oui"),
        ("l'ESS d'« ici »", "l’ESS d’«\u00a0ici\u00a0»"),
        ("161 900 emplois, 20 %", "161\u202f900 emplois, 20\u00a0%"),
        ("le 1er mars, le 23 novembre 2026", "le 1er\u00a0mars, le 23\u00a0novembre 2026"),
        ("p. 28, n° 3", "p.\u00a028, n°\u00a03"),
        ("du texte – encore", "du texte\u00a0– encore"),
        ("voir https://exemple.fr/?a='b' ; merci", "voir https://exemple.fr/?a='b'\u202f; merci"),
        ("a@b.fr : moi", "a@b.fr\u00a0: moi"),
        ("ÉPICERIE À L'ÎLE-D'ŒUVRE", "ÉPICERIE À L’ÎLE-D’ŒUVRE"),
        ("coller:pas?", "coller:pas?"),
    ],
)
def test_french(written: str, read: str) -> None:
    assert french(written) == read


@given(st.text())
def test_typesetting_twice_changes_nothing_and_drops_no_letter(text: str) -> None:
    once = french(text)
    assert french(once) == once
    assert [char for char in once if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "http://", "https://a.fr/ b", 'https://a"b', "ftp://a.fr", "/etc"],
)
def test_only_plain_web_addresses_are_followed(address: str) -> None:
    found = link(address)
    assert found is not None and found.url is None


def test_an_address_is_read_without_what_nobody_types() -> None:
    found = link("https://www.exemple.fr/")
    assert found is not None
    assert (found.text, found.url) == ("exemple.fr", "https://www.exemple.fr/")
