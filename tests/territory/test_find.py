"""From a text to a place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.territory.places import Places
from ess_orient.territory.records import Ambiguous, Answer, Found, NotFound, Place, PlaceKind


def found(answer: Answer) -> tuple[PlaceKind, str]:
    assert isinstance(answer, Found), answer
    return answer.place.kind, answer.place.code


def codes(places: tuple[Place, ...]) -> list[str]:
    return [place.code for place in places]


def test_every_departement_is_found_by_name_article_and_code(places: Places) -> None:
    assert len(places.departments()) == 101
    for department in places.departments():
        wanted = (PlaceKind.DEPARTMENT, department.code)
        # « Corse » is a région, « la Réunion » both: the département is the nearer answer.
        for text in (
            department.code,
            department.name,
            f"le {department.name}",
            f"dans la {department.name}",
            f"en {department.name.upper()}",
            f"département de l'{department.name}",
        ):
            assert found(places.find(text)) == wanted, text


def test_every_region_is_found_by_name_and_article(places: Places) -> None:
    assert len(places.regions()) == 18
    departments = {department.name for department in places.departments()}
    for region in places.regions():
        assert found(places.find(f"région {region.name}")) == (PlaceKind.REGION, region.code)
        if region.name not in departments:
            for text in (region.name, f"la {region.name}", region.name.upper(), region.name.replace("-", " ")):
                assert found(places.find(text)) == (PlaceKind.REGION, region.code), text


def test_a_bare_code_is_a_departement_even_where_a_region_has_it(places: Places) -> None:
    both = {each.code for each in places.regions()} & {each.code for each in places.departments()}
    assert {"53", "24", "44", "75", "76", "01", "11", "27", "28", "32", "52", "84", "93", "94"} <= both
    for code in both:
        answer = places.find(code)
        assert found(answer) == (PlaceKind.DEPARTMENT, code)
        assert isinstance(answer, Found)
        assert answer.alternatives == ()
    region = places.region("53")
    department = places.department("53")
    assert region is not None
    assert department is not None
    assert (region.name, department.name, department.region) == ("Bretagne", "Mayenne", "52")


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Augan", PlaceKind.MUNICIPALITY, "56006"),
        ("  aUGAN ", PlaceKind.MUNICIPALITY, "56006"),
        ("à Augan", PlaceKind.MUNICIPALITY, "56006"),
        ("56006", PlaceKind.MUNICIPALITY, "56006"),
        ("56800 Augan", PlaceKind.MUNICIPALITY, "56006"),
        ("Augan (56, Morbihan)", PlaceKind.MUNICIPALITY, "56006"),
        ("Augan, Bretagne", PlaceKind.MUNICIPALITY, "56006"),
        ("Saint-Denis (974)", PlaceKind.MUNICIPALITY, "97411"),
        ("Saint-Denis, Réunion", PlaceKind.MUNICIPALITY, "97411"),
        ("St Denis 93", PlaceKind.MUNICIPALITY, "93066"),
        ("Le Mans", PlaceKind.MUNICIPALITY, "72181"),
        ("Mans", PlaceKind.MUNICIPALITY, "72181"),
        ("2A004", PlaceKind.MUNICIPALITY, "2A004"),
        ("75011", PlaceKind.MUNICIPALITY, "75056"),
        ("Paris 11e", PlaceKind.MUNICIPAL_DISTRICT, "75111"),
        ("75111", PlaceKind.MUNICIPAL_DISTRICT, "75111"),
        ("Paris", PlaceKind.DEPARTMENT, "75"),
        ("Paris (75)", PlaceKind.MUNICIPALITY, "75056"),
        ("ville de Paris", PlaceKind.MUNICIPALITY, "75056"),
        ("Vienne", PlaceKind.DEPARTMENT, "86"),
        ("Vienne (38)", PlaceKind.MUNICIPALITY, "38544"),
        ("Creuse (80)", PlaceKind.MUNICIPALITY, "80225"),
        ("Mayotte", PlaceKind.DEPARTMENT, "976"),
        ("2a", PlaceKind.DEPARTMENT, "2A"),
        ("1", PlaceKind.DEPARTMENT, "01"),
        ("Corse", PlaceKind.REGION, "94"),
        ("PACA", PlaceKind.REGION, "93"),
        ("Limousin", PlaceKind.FORMER_REGION, "limousin"),
        ("dans le Limousin", PlaceKind.FORMER_REGION, "limousin"),
        ("Morvan", PlaceKind.AREA, "morvan"),
        ("le Perche", PlaceKind.AREA, "perche"),
        ("Vercors", PlaceKind.AREA, "vercors"),
        ("massif du Jura", PlaceKind.AREA, "jura-massif"),
        ("Jura", PlaceKind.DEPARTMENT, "39"),
        ("Arbignieu", PlaceKind.DELEGATED, "01015"),
        ("CC du Perche", PlaceKind.EPCI, ""),
        ("01144", PlaceKind.DELEGATED, "01144"),
        ("Nouvelle-Calédonie", PlaceKind.COLLECTIVITY, "988"),
        ("Nouméa", PlaceKind.COLLECTIVITY, "988"),
        ("98800", PlaceKind.COLLECTIVITY, "988"),
        ("987", PlaceKind.COLLECTIVITY, "987"),
        ("Saint-Martin (978)", PlaceKind.COLLECTIVITY, "978"),
        ("Tahiti", PlaceKind.COLLECTIVITY, "987"),
        ("Ploërmel Morbihan", PlaceKind.MUNICIPALITY, "56165"),
        ("saint denis la reunion", PlaceKind.MUNICIPALITY, "97411"),
        ("département 56", PlaceKind.DEPARTMENT, "56"),
        ("région 53", PlaceKind.REGION, "53"),
        ("commune 56006", PlaceKind.MUNICIPALITY, "56006"),
        ("F-56006", PlaceKind.MUNICIPALITY, "56006"),
        ("56 006", PlaceKind.MUNICIPALITY, "56006"),
        ("Nantes Métropole", PlaceKind.EPCI, ""),
        ("Ploërmel Communauté", PlaceKind.EPCI, ""),
    ],
)
def test_what_people_type_is_found(places: Places, text: str, kind: PlaceKind, code: str) -> None:
    answer = places.find(text)
    assert isinstance(answer, Found), answer
    assert answer.place.kind is kind
    if kind is not PlaceKind.EPCI:
        assert answer.place.code == code


def test_a_commune_brings_what_is_known_of_it(places: Places) -> None:
    answer = places.find("Augan")
    assert isinstance(answer, Found)
    town = answer.place.municipality
    assert town is not None
    assert (town.department, town.region, town.postcodes) == ("56", "53", ("56800",))
    assert town.population is not None
    assert town.population > 1000
    assert town.epci is not None
    epci = places.epci(town.epci)
    assert epci is not None
    assert "56" in epci.departments
    assert answer.place.label == "Augan (56, Morbihan)"


def test_a_postcode_of_several_communes_asks_which_but_knows_the_departement(places: Places) -> None:
    answer = places.find("56800")
    assert isinstance(answer, Ambiguous)
    assert "56006" in codes(answer.candidates)
    assert answer.common is not None
    assert answer.common.departments == ("56",)
    assert answer.common.regions == ("53",)


@pytest.mark.parametrize("text", ["Saint-Denis", "st denis", "SAINT DENIS"])
def test_repeated_names_ask_for_the_departement_whatever_their_size(places: Places, text: str) -> None:
    answer = places.find(text)
    assert isinstance(answer, Ambiguous)
    assert codes(answer.candidates) == ["11339", "30247", "93066", "97411"]
    assert answer.common is None
    for department in ("974", "La Réunion", "la Réunion"):
        assert found(places.find(text, department)) == (PlaceKind.MUNICIPALITY, "97411")


def test_a_collectivity_that_shares_its_name_is_offered_with_the_communes(places: Places) -> None:
    for name, code in (("Saint-Martin", "978"), ("Saint-Barthélemy", "977")):
        answer = places.find(name)
        assert isinstance(answer, Ambiguous)
        assert code in codes(answer.candidates)
    overseas = places.collectivity("978")
    assert overseas is not None
    assert "hors des 101 départements" in overseas.advice


def test_a_name_that_is_a_departement_and_a_commune_keeps_the_commune_at_hand(places: Places) -> None:
    answer = places.find("Creuse")
    assert isinstance(answer, Found)
    assert answer.place.kind is PlaceKind.DEPARTMENT
    assert "80225" in codes(answer.alternatives)


def test_a_longer_name_that_may_be_meant_is_at_hand(places: Places) -> None:
    answer = places.find("Évry")
    assert isinstance(answer, Found)
    assert "Évry-Courcouronnes" in [place.name for place in answer.alternatives]


@pytest.mark.parametrize("text", ["la Bresse", "Larzac", "la Baule", "97133"])
def test_two_meanings_of_one_name_are_asked(places: Places, text: str) -> None:
    assert isinstance(places.find(text), Ambiguous)


def test_a_pays_has_the_departements_that_its_source_gives(places: Places) -> None:
    answer = places.find("le Morvan")
    assert isinstance(answer, Found)
    assert answer.place.departments == ("21", "58", "71", "89")
    assert answer.place.regions == ("27",)


@pytest.mark.parametrize(
    ("text", "expected"), [("Augen", "Augan"), ("Quimpr", "Quimper"), ("Ploer", "Ploërmel"), ("Morbian", "Morbihan")]
)
def test_a_name_that_does_not_exist_brings_near_ones(places: Places, text: str, expected: str) -> None:
    answer = places.find(text)
    assert isinstance(answer, NotFound)
    assert expected in [place.name for place in answer.suggestions]


@pytest.mark.parametrize("text", ["96", "00", "99", "99999", "00000", "xyzzy", "Augan (35)", "à", "?", ""])
def test_what_is_no_place_is_not_found(places: Places, text: str) -> None:
    assert isinstance(places.find(text), NotFound)


HOSTILE = [
    "\x00",
    "Augan\x00",
    "'; DROP TABLE name;--",
    "%",
    "_%_",
    "\x1b[31mAugan\x1b[0m",
    "\ud800",
    "5\ud800",
    "²",
    "٥٦",
    "(" * 500,
    "," * 500,
    "a" * 1_000_000,
    "Saint " * 100_000,
    "56" * 500_000,
    "- " * 300,
    "s/" * 200,
    "\u202e56",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_answered_quickly(places: Places, text: str) -> None:
    start = time.perf_counter()
    for answer in (places.find(text), places.find("Augan", text)):
        assert isinstance(answer, Found | Ambiguous | NotFound)
    places.complete(text)
    assert places.municipality(text) is None
    assert places.department(text) is None
    assert places.epci(text) is None
    assert places.collectivity(text) is None
    assert time.perf_counter() - start < 2


@given(text=st.text(), department=st.none() | st.text())
@settings(deadline=None)
def test_no_text_raises(places: Places, text: str, department: str | None) -> None:
    answer = places.find(text, department)
    assert isinstance(answer, Found | Ambiguous | NotFound)


@given(st.text(alphabet="abcdeilnorstu' -(),0123456789", max_size=30))
@settings(deadline=None)
def test_no_likely_text_raises(places: Places, text: str) -> None:
    places.find(text)
    places.complete(text)


@given(
    st.sampled_from(["Augan", "Ploërmel", "Saint-Malo", "Le Havre", "L'Isle-d'Espagnac", "Sainte-Sévère-sur-Indre"]),
    st.data(),
)
def test_spelling_does_not_matter(places: Places, name: str, data: st.DataObject) -> None:
    spell = data.draw(
        st.sampled_from(
            [
                str.upper,
                str.lower,
                lambda text: text.replace("-", " "),
                lambda text: text.replace("'", "’"),
                lambda text: text.replace("Saint", "St"),
                lambda text: text.replace("sur", "s/"),
            ]
        )
    )
    assert found(places.find(spell(name))) == found(places.find(name))
