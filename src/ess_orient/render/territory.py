"""The sheet of a place: as lines that any layout may take, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ess_orient.model.entries import Status
from ess_orient.model.place_sheet import ListedDoor, NetworkDoors, PlaceSheet, PlaceTold, RuralFact, RuralityTold
from ess_orient.model.source import Source
from ess_orient.render.labels import Labels, of_date
from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import ended, french_date

_KINDS = {
    "commune": "commune",
    "commune_deleguee": "commune déléguée",
    "arrondissement_municipal": "arrondissement municipal",
    "epci": "intercommunalité",
    "departement": "département",
    "region": "région",
    "pays": "pays (nom d'usage, sans limite administrative)",
    "ancienne_region": "ancienne région, d'avant 2016",
    "code_postal": "code postal",
}
_MOST_NAMED = 12
_IMPORT = "ess-orient territoire actualiser"


def sheet_json(sheet: PlaceSheet) -> str:
    """The sheet on several lines, ended by a line break."""
    return msgspec.json.format(msgspec.json.encode(sheet), indent=2).decode() + "\n"


def sheet_lines(sheet: PlaceSheet, labels: Labels) -> Iterator[Line]:
    """What a person reads: the place, its rurality, its doors, what has closed."""
    yield Line(Role.TITLE, sheet.place.label)
    yield from _place(sheet.place)
    yield Line(Role.HEADING, "Est-ce un territoire rural ?")
    yield from _rurality(sheet.rurality, sheet.place, labels)
    yield from _doors(sheet, labels)
    if sheet.ended:
        yield Line(Role.HEADING, "Ce qui a fermé")
        yield Line(Role.PARAGRAPH, "N'y allez plus : nous le gardons ici parce que d'autres pages en parlent encore.")
        for door in sheet.ended:
            yield from _ended(door, labels)
    yield from _closing(sheet.place)


def _place(place: PlaceTold) -> Iterator[Line]:
    yield Line(Role.FACT, _KINDS.get(place.kind, place.kind), label="Ce que c'est")
    town = place.municipality
    if town is not None:
        if town.name != place.name:
            yield Line(Role.FACT, town.name, label="Commune d'aujourd'hui")
        yield Line(Role.FACT, f"{town.code} ; code postal {_some(town.postcodes)}", label="Code Insee")
        people = "inconnue" if town.population is None else f"{_thousands(town.population)} habitants"
        yield Line(Role.FACT, people, label="Population")
    if place.towns:
        yield Line(Role.FACT, _some(place.towns), label="Communes")
    if place.epci is not None and place.kind != "epci":
        yield Line(Role.FACT, place.epci.name, label="Intercommunalité")
    if place.kind != "departement":
        named = _some(tuple(f"{area.name} ({area.code})" for area in place.departments))
        yield Line(Role.FACT, named, label="Département" if len(place.departments) == 1 else "Départements")
    if place.kind != "region":
        yield Line(Role.FACT, _some(tuple(area.name for area in place.regions)), label="Région")
    yield Line(Role.QUIET, place.source, label="Source")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _some(words: tuple[str, ...]) -> str:
    more = len(words) - _MOST_NAMED
    return ", ".join(words[:_MOST_NAMED]) + (f" et {more} autres" if more > 0 else "")


def _rurality(told: RuralityTold, place: PlaceTold, labels: Labels) -> Iterator[Line]:
    if told.definition is not None and told.source is not None:
        yield Line(Role.PARAGRAPH, f"Ce que « rural » veut dire dans le guide : {told.definition}")
        yield Line(Role.QUIET, labels.credit(told.source), label="Source")
    if place.municipality is None:
        yield Line(Role.FACT, "cela se dit commune par commune. Donnez-en une.", label="Classement officiel")
        return
    yield from _fact(told.density, "Densité", "--densite")
    if told.typology is not None:
        yield from _fact(told.typology, "Typologie", "--densite")
    yield from _fact(told.revitalisation, "Aides FRR", "--frr")


def _fact(fact: RuralFact | None, label: str, option: str) -> Iterator[Line]:
    if fact is None:
        told = f"nous ne savons pas. Téléchargez la liste officielle, puis : {_IMPORT} {option} FICHIER"
        yield Line(Role.FACT, told, label=label)
        return
    nature = "" if fact.rural is None else ", donc rural" if fact.rural else ", donc non rural"
    partial = " (une partie de la commune)" if fact.partial else ""
    yield Line(Role.FACT, f"{fact.label}{partial}{nature}", label=label)
    yield Line(Role.QUIET, f"{fact.source}, {fact.vintage}", label="Source")


def _doors(sheet: PlaceSheet, labels: Labels) -> Iterator[Line]:
    several = len(sheet.place.departments) > 1
    local = [network for network in sheet.networks if network.local]
    distant = [network for network in sheet.networks if not network.local]
    yield Line(Role.HEADING, "À qui s'adresser, le plus proche d'abord")
    if several:
        yield Line(Role.PARAGRAPH, "Ce lieu couvre plusieurs départements : regardez le territoire de chaque porte.")
    if not local:
        yield Line(Role.PARAGRAPH, "Nous ne connaissons pas encore de porte locale ici.")
    for network in local:
        yield from _network(network, labels)
    if distant:
        yield Line(Role.HEADING, "Sans porte locale connue")
        yield Line(Role.PARAGRAPH, "Pour ces réseaux, demandez au niveau national qui reçoit près de chez vous.")
    for network in distant:
        yield from _network(network, labels)


def _network(network: NetworkDoors, labels: Labels) -> Iterator[Line]:
    former = f" (autrefois : {network.former_name})" if network.former_name is not None else ""
    yield Line(Role.GROUP, f"{network.name}{former}")
    sure = any(door.whole and not door.national and not door.to_confirm for door in network.doors)
    beyond = [door for door in network.doors if door.national and sure]
    for number, door in enumerate((door for door in network.doors if door not in beyond), 1):
        yield Line(Role.NAME, door.name, mark=f"{number}.", tag=_served(door))
        yield from _door(door, labels)
    for door in beyond:
        yield Line(Role.QUIET, _beyond(door, labels), label="Au niveau national")


def _beyond(door: ListedDoor, labels: Labels) -> str:
    """A national network in one line, where a local door is sure."""
    site = f", {door.site}" if door.site is not None else ""
    return f"{door.name}{site} ; {_known(door, labels)}"


def _known(door: ListedDoor, labels: Labels) -> str:
    """When the page was read; a door to be confirmed is never said to be checked."""
    status = Status.TO_CONFIRM if door.to_confirm else Status.ACTIVE
    return labels.freshness(door.source, door.checked_on, door.stale, status)


def _served(door: ListedDoor) -> str:
    if door.partial:
        return f"une partie seulement : {door.territory}"
    return f"{door.territory}, à confirmer" if door.to_confirm else door.territory


def _door(door: ListedDoor, labels: Labels) -> Iterator[Line]:
    if door.text:
        yield Line(Role.BODY, door.text)
    if door.site is not None:
        cited = " (adresse citée ailleurs, page non lue)" if door.site_basis == "cite" else ""
        yield Line(Role.FACT, f"{door.site}{cited}", label="Site")
    note = ended(door.note) if door.note else ""
    if door.to_confirm:
        yield Line(Role.WARNING, f"{note} Appelez avant de compter dessus.".strip(), label="À confirmer")
    elif note:
        yield Line(Role.FACT, note, label="À savoir")
    known = _known(door, labels)
    sure = "" if door.to_confirm else f" ; confiance {door.confidence}"
    yield Line(Role.QUIET, f"{_read(door.source, labels)} ; {known}{sure}", label="Source")


def _read(source: Source, labels: Labels) -> str:
    """The page read, its own date and its address."""
    if source.url is None:
        return labels.credit(source)
    dated = of_date(french_date(source.date)) if source.date is not None else "sans date"
    return f"{labels.document(source)} {dated}, {source.url}"


def _ended(door: ListedDoor, labels: Labels) -> Iterator[Line]:
    when = f"fermé depuis {_since(door.ended_on)}" if door.ended_on is not None else "fermé"
    yield Line(Role.NAME, door.name, mark="-", tag=f"{door.territory}, {when}")
    if door.note:
        yield Line(Role.FACT, door.note, label="À savoir")
    known = _known(door, labels)
    yield Line(Role.QUIET, f"{_read(door.source, labels)} ; {known}", label="Source")


def _since(day: str) -> str:
    return f"le {french_date(day)}" if day.count("-") == 2 else french_date(day)


def _closing(place: PlaceTold) -> Iterator[Line]:
    if len(place.departments) > 1:
        codes = " ou ".join(f"ess-orient territoire {area.code}" for area in place.departments[:2])
        yield Line(Role.NOTE, f"un seul département donne une réponse plus précise : {codes}.", label="Plus précis")
    if place.alternatives:
        named = " ; ".join(f'ess-orient territoire "{other}"' for other in place.alternatives)
        yield Line(Role.NOTE, f"{named}.", label="Ce nom est aussi celui d'autres lieux")
    options = [f"--departement {place.departments[0].code}"] if len(place.departments) == 1 else []
    if place.municipality is not None and place.kind in ("commune", "commune_deleguee"):
        options = [f"--commune {place.municipality.code}"]
    if options:
        yield Line(Role.NOTE, f"ess-orient orienter {options[0]}", label="Pour savoir qui aide votre projet")
