"""Completion while a place is being typed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.territory.places import Places
from ess_orient.territory.records import Found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("aug", "Augan (56, Morbihan)"),
        ("le mor", "Morbihan (56, département)"),
        ("mor", "Morvan (pays : 4 départements)"),
        ("bret", "Bretagne (région)"),
        ("limou", "Limousin (ancienne région : 19 Corrèze, 23 Creuse, 87 Haute-Vienne)"),
        ("568", "Augan (56, Morbihan)"),
        ("56", "Morbihan (56, département)"),
        ("56006", "Augan (56, Morbihan)"),
        ("2a", "Corse-du-Sud (2A, département)"),
        ("st-den", "Saint-Denis (974, La Réunion)"),
        ("Saint-Denis, Ré", "Saint-Denis (974, La Réunion)"),
        ("Augan (5", "Augan (56, Morbihan)"),
        ("stras", "Strasbourg (67, Bas-Rhin)"),
        ("nouvelle-c", "Nouvelle-Calédonie (988, collectivité d'outre-mer)"),
    ],
)
def test_any_form_completes(places: Places, typed: str, expected: str) -> None:
    assert expected in [place.label for place in places.complete(typed, 40)]


@pytest.mark.parametrize("typed", ["", " ", "(", ",", "-"])
def test_nothing_typed_offers_nothing(places: Places, typed: str) -> None:
    assert places.complete(typed) == ()


def test_no_more_than_asked(places: Places) -> None:
    assert len(places.complete("saint", 5)) == 5
    assert places.complete("saint", 0) == ()


@given(st.text(alphabet="abcdeilmnorstuv -'", min_size=1, max_size=4))
@settings(deadline=None)
def test_each_label_names_its_place_again(places: Places, typed: str) -> None:
    for place in places.complete(typed):
        answer = places.find(place.label)
        assert isinstance(answer, Found), place.label
        assert answer.place == place


def test_letters_are_answered_while_they_are_typed(places: Places) -> None:
    start = time.perf_counter()
    for typed in ("s", "sa", "sai", "saint", "saint-", "saint-d", "saint-denis"):
        places.complete(typed)
    assert (time.perf_counter() - start) / 7 < 0.05  # ten times the aim: other work runs beside the tests
