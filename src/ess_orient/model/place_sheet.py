"""What is told of a place: what it is, whether it is rural, and every door that serves it."""

from __future__ import annotations

from ess_orient.model.entries import Status
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.record import Result
from ess_orient.model.source import Source

FORMAT = "ess-orient/territoire/1"


class Area(Result, frozen=True, kw_only=True):
    """A département, a région or a group of communes."""

    code: str
    name: str


class Town(Result, frozen=True, kw_only=True):
    """A commune; the population is the legal one, None where there is none."""

    code: str
    name: str
    population: int | None
    postcodes: tuple[str, ...]


class PlaceTold(Result, frozen=True, kw_only=True):
    """A place. `towns` are those of a postcode; `alternatives` are other places of the same name."""

    kind: str
    code: str
    name: str
    label: str
    municipality: Town | None
    epci: Area | None
    departments: tuple[Area, ...]
    regions: tuple[Area, ...]
    towns: tuple[str, ...]
    alternatives: tuple[str, ...]
    source: str


class RuralFact(Result, frozen=True, kw_only=True):
    """A classification as an official file gives it. `rural` is None where it does not tell."""

    label: str
    rural: bool | None
    partial: bool
    source: str
    vintage: str


class RuralityTold(Result, frozen=True, kw_only=True):
    """The guide's definition, and what the files that the user imported say of the commune; None is unknown."""

    definition: str | None
    source: Source | None
    density: RuralFact | None
    typology: RuralFact | None
    revitalisation: RuralFact | None


class ListedDoor(Result, frozen=True, kw_only=True):
    """A door of the place. `whole`: it serves all of it, as far as départements tell."""

    id: str
    name: str
    text: str | None
    territory: str
    partial: bool
    whole: bool
    national: bool
    site: str | None
    site_basis: str | None
    source: Source
    checked_on: str
    stale: bool
    confidence: str
    to_confirm: bool
    status: Status
    ended_on: str | None
    note: str | None


class NetworkDoors(Result, frozen=True, kw_only=True):
    """The doors of a network, nearest first. `local` is false where only the national one is known."""

    id: str
    name: str
    former_name: str | None
    local: bool
    doors: tuple[ListedDoor, ...]


class PlaceSheet(Result, frozen=True, kw_only=True):
    """Everything told of a place on a day, the network with the nearest door first."""

    format: str
    base: BaseIdentity
    date: str
    place: PlaceTold
    rurality: RuralityTold
    networks: tuple[NetworkDoors, ...]
    ended: tuple[ListedDoor, ...]
