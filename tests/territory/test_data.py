"""The database agrees with the lists beside it."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

from ess_orient.territory.places import Places
from ess_orient.territory.records import PlaceKind, PlacesError


def load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def test_where_the_data_comes_from_is_said(places: Places, data: Path) -> None:
    assert places.meta["package"] == "@etalab/decoupage-administratif"
    assert places.meta["geography"] == "2026"
    assert places.meta["licence"] == "Licence Ouverte"
    assert (data / "places.sqlite").stat().st_size <= 4_000_000


def test_official_lists_are_the_same(places: Places, data: Path) -> None:
    lists = load(data / "territories.yaml")
    assert [(row["id"], row["nom"]) for row in lists["regions"]] == [(r.code, r.name) for r in places.regions()]
    assert [(row["id"], row["nom"], row["region"]) for row in lists["departements"]] == [
        (d.code, d.name, d.region) for d in places.departments()
    ]


def test_every_pays_has_a_source_and_is_in_the_database(places: Places, data: Path) -> None:
    areas = load(data / "natural_areas.yaml")
    assert len(areas["pays"]) >= 40
    for section, kind in (("pays", PlaceKind.AREA), ("anciennes_regions", PlaceKind.FORMER_REGION)):
        for row in areas[section]:
            assert row["source"]["adresse"].startswith("http"), row["id"]
            assert all(places.department(code) for code in row["departements"]), row["id"]
            place = places.place(kind, row["id"])
            if place is not None:
                assert place.departments == tuple(row["departements"])
            else:  # five former régions are the régions of today
                assert row["nom"] in [region.name for region in places.regions()]


def test_former_regions_lie_within_the_region_they_became_part_of(places: Places, data: Path) -> None:
    rows = load(data / "natural_areas.yaml")["anciennes_regions"]
    assert len(rows) == 22
    for row in rows:
        regions = {department.region for department in places.departments() if department.code in row["departements"]}
        assert regions == {row["region"]}


def test_all_collectivities_are_known(places: Places) -> None:
    for code in ("975", "977", "978", "986", "987", "988"):
        collectivity = places.collectivity(code)
        assert collectivity is not None
        assert collectivity.name in collectivity.advice


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_missing_or_broken_database_is_said_in_french(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "places.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PlacesError, match="Réinstallez ess-orient"):
        Places.open(path)


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lieux é.sqlite"
    base = sqlite3.connect(path)
    base.executescript(
        "CREATE TABLE meta (key, value); INSERT INTO meta VALUES ('format', '0');"
        "CREATE TABLE department (code, name, region); CREATE TABLE region (code, name);"
    )
    base.close()
    with pytest.raises(PlacesError, match="format « 0 »"):
        Places.open(path)
