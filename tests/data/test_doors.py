"""The doors and follow-ups that the program is delivered with."""

from __future__ import annotations

import random
from functools import cache

import pytest

from ess_orient import paths
from ess_orient.engine.catalogue import catalogue
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.directory import KINDS_OF_DOOR, Directory
from ess_orient.engine.doors import DoorIndex
from ess_orient.engine.orient import Orienter
from ess_orient.engine.standing import standings
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.entries import Status
from ess_orient.model.profile import Profile
from ess_orient.rulebase.load import EMBEDDED, Layer, load
from ess_orient.rulebase.sampling import SEED, draw_profile

TODAY = "2026-11-23"
BASE: Base = load([Layer(EMBEDDED, paths.data_folder())]).base
DEPARTMENTS = [department.id for department in BASE.departments]
REGIONS = [region.id for region in BASE.regions]
CLOSED = (Status.ENDED, Status.REPLACED)


@cache
def orienter(day: str) -> Orienter:
    loaded = load([Layer(EMBEDDED, paths.data_folder())])
    return Orienter(CompiledBase(loaded.base, day), loaded.identity)


def departments_of(region: str) -> tuple[str, ...]:
    return orienter(TODAY).compiled.gazetteer.departments_of[region]


def test_the_country_is_whole() -> None:
    assert (len(DEPARTMENTS), len(REGIONS)) == (101, 18)


@pytest.mark.parametrize("place", [(code,) for code in DEPARTMENTS])
def test_every_department_gets_its_cress_dla_directory_france_active_and_scop_union(place: tuple[str, ...]) -> None:
    _has_the_four(place)


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_gets_them_too(region: str) -> None:
    _has_the_four(departments_of(region))


def _has_the_four(place: tuple[str, ...]) -> None:
    doors = DoorIndex(BASE, orienter(TODAY).compiled.gazetteer, TODAY)
    cress = doors.near("cress", place)
    assert cress and cress[0].territory is not None, "the CRESS of the région itself"
    assert any(door.directory for door in doors.near("dla", place))
    for network in ("france-active", "urscop"):
        first = doors.near(network, place)[0]
        nationals = [door for door in doors.near(network, place) if door.territory is None]
        assert first.territory is not None or first.site is not None
        assert nationals and nationals[0].site is not None
    told = {network.id: network for network in Directory(orienter(TODAY).compiled).around(place)}
    assert {"cress", "dla", "france-active", "urscop"} <= set(told)
    assert told["cress"].local


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_an_orientation_names_the_local_door_in_place_of_the_network(department: str) -> None:
    region = orienter(TODAY).compiled.gazetteer.region_of(department)
    answers = {
        AnswerKey.STAGE: ("creation",), AnswerKey.NEEDS: ("information", "financement", "accompagnement"),
        AnswerKey.DEPARTMENT: (department,),
    }  # fmt: skip
    orientation = orienter(TODAY).orient(Profile(answers))
    actors = [actor for _, group in orientation.actors.groups() for actor in group]
    local = [actor for actor in actors if actor.id == "cress" or actor.id.startswith("cress-")]
    assert local and all(actor.door is not None and not actor.door.national for actor in local)
    for actor in actors:
        if actor.door is not None:
            door = next(door for door in BASE.doors if door.id == actor.door.id)
            assert door.status not in CLOSED
            if door.territory is not None:
                assert department in door.territory.departments or region in door.territory.regions


def test_every_door_leads_somewhere_known_and_says_where_it_was_read() -> None:
    known = {entry.id for entry in (*BASE.actors, *BASE.schemes)} | set(KINDS_OF_DOOR)
    for door in BASE.doors:
        assert door.network in known, door.id
        assert door.source.url, door.id
        assert (door.site is None) == (door.site_basis is None), door.id
        assert door.status is not Status.REPLACED, door.id
        if door.territory is not None and door.territory.partial:
            assert door.territory.departments or door.territory.regions, door.id


def test_codes_of_doors_exist() -> None:
    for door in BASE.doors:
        if door.territory is not None:
            assert set(door.territory.departments) <= set(DEPARTMENTS), door.id
            assert set(door.territory.regions) <= set(REGIONS), door.id


def test_cap_rural_has_closed_and_is_proposed_nowhere() -> None:
    told = Directory(orienter(TODAY).compiled)
    place = departments_of("84")
    assert "porte-cap-rural" in [door.id for door in told.ended(place)]
    assert "porte-cap-rural" not in [door.id for network in told.around(place) for door in network.doors]
    assert told.ended(departments_of("53")) == ()


GRID = ["2020-09-01", "2021-12-15", "2023-06-15", "2023-06-14", "2024-06-30", "2024-07-01", "2024-10-31", "2025-06-01",
        TODAY, "2028-01-01"]  # fmt: skip


@pytest.mark.parametrize("day", GRID)
def test_nothing_that_is_over_is_ever_proposed_as_open(day: str) -> None:
    here = orienter(day)
    draw = random.Random(SEED)
    open_doors = {door.id for door in BASE.doors} - {standing.door.id for standing in here.doors.ended}
    for _ in range(60):
        orientation = here.orient(draw_profile(here.compiled, draw))
        proposed = [actor for _, group in orientation.actors.groups() for actor in group] + list(orientation.schemes)
        for entry in proposed:
            standing = here.compiled.standings[entry.id]
            assert standing.open and standing.status not in CLOSED, entry.id
            assert entry.status is standing.status
            assert entry.door is None or entry.door.id in open_doors


@pytest.mark.parametrize("update", [update for update in BASE.updates if update.since], ids=lambda update: update.entry)
def test_a_change_holds_from_its_day_on(update: object) -> None:
    since = update.since  # type: ignore[attr-defined]
    first = f"{since}-01-01"[:10] if len(since) == 4 else f"{since}-01"[:10]
    before = standings(BASE, f"{int(since[:4]) - 1}-12-31")[update.entry]  # type: ignore[attr-defined]
    after = standings(BASE, first)[update.entry]  # type: ignore[attr-defined]
    assert before.update is None
    assert after.update is update
    if update.status in CLOSED:  # type: ignore[attr-defined]
        assert not after.open
    if update.new_name:  # type: ignore[attr-defined]
        assert after.name == update.new_name and after.former_name not in (None, after.name)  # type: ignore[attr-defined]


def test_a_replaced_entry_leads_to_its_successor_in_the_catalogue() -> None:
    entries = {entry.id: entry for entry in catalogue(BASE, TODAY)}
    replaced = [update for update in BASE.updates if update.status is Status.REPLACED]
    assert replaced
    for update in replaced:
        found = entries[update.entry]
        assert found.facts["successeur"] in entries
        assert found.names["successeur"] == entries[found.facts["successeur"]].name
        assert found.facts["statut"] == "remplace" and found.facts["note"]


def test_a_renamed_entry_shows_both_names_in_an_orientation() -> None:
    answers = {AnswerKey.AUDIENCE: ("collectivite",), AnswerKey.NEEDS: ("financement",), AnswerKey.DEPARTMENT: ("23",)}
    orientation = orienter(TODAY).orient(Profile(answers))
    named = [actor for _, group in orientation.actors.groups() for actor in group if actor.former_name]
    for actor in named:
        assert actor.name != actor.former_name
    assert orienter(TODAY).compiled.standings["leader"].former_name == "LEADER"


def test_the_same_day_gives_the_same_result() -> None:
    profile = Profile({AnswerKey.STAGE: ("creation",), AnswerKey.DEPARTMENT: ("23",)})
    loaded = load([Layer(EMBEDDED, paths.data_folder())])
    again = Orienter(CompiledBase(loaded.base, TODAY), loaded.identity)
    assert again.orient(profile) == orienter(TODAY).orient(profile)
