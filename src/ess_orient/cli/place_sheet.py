"""A place as found, the user's own files on rurality and the doors of the base, joined into one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ess_orient import paths
from ess_orient.engine.directory import Directory
from ess_orient.model.place_sheet import FORMAT, Area, PlaceSheet, PlaceTold, RuralFact, RuralityTold, Town

if TYPE_CHECKING:
    from ess_orient.cli.context import Context
    from ess_orient.model.base import Base
    from ess_orient.territory.places import Places
    from ess_orient.territory.records import Place
    from ess_orient.territory.rurality import RuralityFact

DEFINITION = "definition-territoires-ruraux"
"""The entry of the base that says what « rural » means there."""


def sheet_of(
    context: Context, known: Places, place: Place, towns: tuple[str, ...] = (), others: tuple[str, ...] = ()
) -> PlaceSheet:
    """All that is told of a place; `towns` are the communes of a postcode, `others` the other places of that name."""
    loaded = context.loaded()
    directory = Directory(context.orienter().compiled)
    return PlaceSheet(
        format=FORMAT,
        base=loaded.identity,
        date=context.today,
        place=_told(known, place, towns, others),
        rurality=_rurality(loaded.base, place.municipality.code if place.municipality is not None else None),
        networks=directory.around(place.departments),
        ended=directory.ended(place.departments),
    )


def _told(known: Places, place: Place, towns: tuple[str, ...], others: tuple[str, ...]) -> PlaceTold:
    from ess_orient.territory.records import PlaceKind

    town = place.municipality
    group = place.code if place.kind is PlaceKind.EPCI else town.epci if town is not None else None
    epci = known.epci(group) if group is not None else None
    departments = [known.department(code) for code in place.departments]
    regions = [known.region(code) for code in place.regions]
    meta = known.meta
    return PlaceTold(
        kind=place.kind.value,
        code=place.code,
        name=place.name,
        label=place.label,
        municipality=Town(code=town.code, name=town.name, population=town.population, postcodes=town.postcodes)
        if town is not None
        else None,
        epci=Area(code=epci.code, name=epci.name) if epci is not None else None,
        departments=tuple(Area(code=found.code, name=found.name) for found in departments if found),
        regions=tuple(Area(code=found.code, name=found.name) for found in regions if found),
        towns=towns,
        alternatives=others,
        source=f"{meta['package']} {meta['version']} (découpage de {meta['geography']}, {meta['licence']})",
    )


def _rurality(base: Base, town: str | None) -> RuralityTold:
    from ess_orient.territory.rurality import Rurality

    definition = next((entry for entry in base.definitions if entry.id == DEFINITION), None)
    kept = Rurality.open(paths.user_folder())
    try:
        record = kept.of(town) if town is not None else None
    finally:
        kept.close()
    return RuralityTold(
        definition=definition.text if definition is not None else None,
        source=definition.source if definition is not None else None,
        density=_fact(record.density) if record is not None else None,
        typology=_fact(record.typology) if record is not None else None,
        revitalisation=_fact(record.frr) if record is not None else None,
    )


def _fact(fact: RuralityFact | None) -> RuralFact | None:
    if fact is None:
        return None
    return RuralFact(
        label=fact.label, rural=fact.rural, partial=fact.partial, source=fact.source.name, vintage=fact.source.vintage
    )
