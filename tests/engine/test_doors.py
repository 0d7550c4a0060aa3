from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from ess_orient.engine.doors import DoorIndex, held_departments, is_over
from ess_orient.engine.situation import Gazetteer
from ess_orient.model.base import Base
from ess_orient.model.door import Confidence, Door
from ess_orient.model.entries import Actor, Status
from ess_orient.model.source import Source, Territory
from tests.engine.bases import DEPARTMENTS, REGIONS

TODAY = "2026-11-23"
PAGE = Source(document="page-publique", url="https://exemple.fr", date="2024")
BRETAGNE = Territory(label="Bretagne", regions=("53",))
MORBIHAN = Territory(label="Morbihan", departments=("56",))


def door(identifier: str, territory: Territory | None = None, **more: object) -> Door:
    facts = {
        "network": "reseau", "name": identifier, "source": PAGE, "checked_on": TODAY, "confidence": Confidence.HIGH,
    }  # fmt: skip
    return Door(id=identifier, territory=territory, **{**facts, **more})  # type: ignore[arg-type]


def index(*doors: Door, today: str = TODAY) -> DoorIndex:
    base = Base(regions=REGIONS, departments=DEPARTMENTS, doors=doors)
    return DoorIndex(base, Gazetteer(base), today)


def actor(identifier: str, territory: Territory | None = None, network: str | None = None) -> Actor:
    return Actor(
        id=identifier, name=identifier, text="…", source=PAGE, checked_on=TODAY, family="f", territory=territory,
        network=network,
    )  # fmt: skip


def near(found: DoorIndex, *departments: str) -> list[str]:
    return [one.id for one in found.near("reseau", departments or None)]


def test_the_smallest_area_comes_first_and_the_national_network_last() -> None:
    found = index(door("pays"), door("region", BRETAGNE), door("departement", MORBIHAN))
    assert near(found, "56") == ["departement", "region", "pays"]
    assert near(found, "22") == ["region", "pays"]
    assert near(found, "19") == ["pays"]


def test_without_a_place_only_what_serves_everywhere() -> None:
    found = index(door("pays"), door("region", BRETAGNE))
    assert near(found) == ["pays"]


def test_a_region_known_without_the_department_takes_no_door_of_one_department() -> None:
    found = index(door("pays"), door("region", BRETAGNE), door("departement", MORBIHAN))
    assert near(found, "22", "56") == ["region", "pays"]


def test_low_confidence_and_to_confirm_come_after_what_is_sure_and_before_the_national_network() -> None:
    found = index(
        door("pays"), door("douteuse", MORBIHAN, confidence=Confidence.LOW),
        door("ancienne", MORBIHAN, status=Status.TO_CONFIRM), door("region", BRETAGNE),
    )  # fmt: skip
    assert near(found, "56") == ["region", "ancienne", "douteuse", "pays"]


def test_a_national_directory_comes_before_what_is_to_be_confirmed() -> None:
    found = index(door("annuaire", directory=True), door("ancienne", MORBIHAN, status=Status.TO_CONFIRM))
    assert near(found, "56") == ["annuaire", "ancienne"]
    found = index(door("annuaire", directory=True), door("sure", MORBIHAN))
    assert near(found, "56") == ["sure", "annuaire"]


def test_a_door_of_a_part_of_an_area_is_listed_yet_never_named_for_the_whole() -> None:
    brest = Territory(label="Pays de Ploërmel", departments=("56",), partial=True)
    found = index(door("pays"), door("partie", brest))
    assert near(found, "56") == ["pays", "partie"]
    listed = found.around(["reseau"], frozenset({"56"}))
    assert [standing.door.id for standing in listed] == ["partie", "pays"]


def test_all_doors_of_a_wide_place_those_of_the_whole_first() -> None:
    found = index(door("pays"), door("departement", MORBIHAN), door("region", BRETAGNE), door("ailleurs", Territory(
        label="Corrèze", departments=("19",))))  # fmt: skip
    listed = found.around(["reseau"], frozenset({"22", "56"}))
    assert [standing.door.id for standing in listed] == ["region", "departement", "pays"]


def test_a_closed_door_is_never_near() -> None:
    closed = door("fermee", BRETAGNE, status=Status.ENDED, ended_on="2024-03-08")
    found = index(door("pays"), closed, door("remplacee", BRETAGNE, status=Status.REPLACED))
    assert near(found, "56") == ["pays"]
    assert [standing.door.id for standing in found.ended] == ["fermee", "remplacee"]


def test_the_day_decides_whether_a_door_is_closed() -> None:
    closed = door("fermee", BRETAGNE, status=Status.ENDED, ended_on="2024-03-08")
    assert near(index(closed, today="2024-03-07"), "56") == ["fermee"]
    assert near(index(closed, today="2024-03-08"), "56") == ["fermee"]
    assert near(index(closed, today="2024-03-09"), "56") == []
    assert is_over(door("x", ended_on="2022"), "2023-01-01")
    assert not is_over(door("x", ended_on="2022"), "2022-12-31")
    assert is_over(door("x", status=Status.ENDED), "1999-01-01")


def test_an_actor_takes_its_own_door_first_and_no_other_incubators() -> None:
    found = index(
        door("porte-incubateur", BRETAGNE), door("porte-atelier", MORBIHAN, network="atelier"),
        door("pays"),
    )  # fmt: skip
    atelier = actor("atelier", BRETAGNE, network="reseau")
    own = found.nearest(atelier, ("56",))
    assert own is not None and own.id == "porte-atelier"
    assert found.nearest(atelier, ("22",)) is None


def test_the_local_face_of_a_network_has_the_door_of_its_very_territory() -> None:
    found = index(door("porte-bretagne", BRETAGNE), door("porte-morbihan", MORBIHAN), door("pays"))
    face = found.nearest(actor("face-bretagne", BRETAGNE, network="reseau"), ("56",))
    assert face is not None and face.id == "porte-bretagne"
    elsewhere = Territory(label="Mayenne", departments=("53",))
    assert found.nearest(actor("face", elsewhere, network="reseau"), ("53",)) is None
    assert found.nearest(actor("sans-territoire", None, network="reseau"), ("56",)) is None


def test_two_doors_of_one_territory_name_nobody_in_place_of_a_local_face() -> None:
    found = index(door("une", BRETAGNE), door("autre", BRETAGNE))
    assert found.nearest(actor("face", BRETAGNE, network="reseau"), ("56",)) is None


def test_a_territory_of_regions_and_departments_holds_both() -> None:
    held = held_departments(("53",), ("19",), {"53": ("22", "56")})
    assert held == {"22", "56", "19"}
    assert held_departments((), (), {}) is None


_TERRITORIES = st.one_of(
    st.none(),
    st.builds(
        Territory,
        label=st.just("…"),
        departments=st.lists(st.sampled_from([one.id for one in DEPARTMENTS]), min_size=1, unique=True).map(tuple),
        partial=st.booleans(),
    ),
)
_DOORS = st.lists(
    st.tuples(_TERRITORIES, st.sampled_from(Confidence), st.sampled_from(Status), st.booleans()), max_size=6
)


@given(_DOORS, st.sets(st.sampled_from([one.id for one in DEPARTMENTS]), min_size=1))
def test_whatever_the_doors_the_one_named_serves_the_place_and_order_of_data_is_indifferent(
    drawn: list[tuple[Territory | None, Confidence, Status, bool]], place: set[str]
) -> None:
    doors = [
        door(f"porte-{number}", territory, confidence=confidence, status=status, directory=directory)
        for number, (territory, confidence, status, directory) in enumerate(drawn)
    ]
    found, reversed_ = index(*doors), index(*reversed(doors))
    assert found.near("reseau", tuple(place)) == reversed_.near("reseau", tuple(place))
    for one in found.near("reseau", tuple(place)):
        assert one.status not in (Status.ENDED, Status.REPLACED)
        assert one.territory is None or place <= set(one.territory.departments)
    listed = {standing.door.id for standing in found.around(["reseau"], frozenset(place))}
    assert {one.id for one in found.near("reseau", tuple(place))} <= listed
    for one in doors:
        touches = one.territory is None or bool(place & set(one.territory.departments))
        closed = one.status in (Status.ENDED, Status.REPLACED)
        assert (one.id in listed) == (touches and not closed)


def test_doors_read_from_data_may_say_that_they_serve_a_part() -> None:
    written = {"libelle": "Pays de Brest", "departements": ["29"], "partiel": True}
    assert msgspec.convert(written, Territory).partial
