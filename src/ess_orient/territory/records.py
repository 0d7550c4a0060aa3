"""What is known of a place, and the three answers a look-up can give."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """Kinds of places; the values are the French words that files and outputs carry."""

    MUNICIPALITY = "commune"
    DELEGATED = "commune_deleguee"
    MUNICIPAL_DISTRICT = "arrondissement_municipal"
    EPCI = "epci"
    DEPARTMENT = "departement"
    REGION = "region"
    AREA = "pays"
    FORMER_REGION = "ancienne_region"
    COLLECTIVITY = "collectivite_outre_mer"
    POSTCODE = "code_postal"


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """One of the 18 régions; the code is INSEE's, as text."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Department:
    """One of the 101 départements, with the code of its région."""

    code: str
    name: str
    region: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Epci:
    """A group of communes with own taxation; the type is « CC », « CA », « CU », « METRO » or « MET69 »."""

    code: str
    name: str
    type: str
    departments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Municipality:
    """A commune of today; population is the legal one (inhabitants), None where INSEE gives none."""

    code: str
    name: str
    department: str
    region: str
    epci: str | None
    population: int | None
    postcodes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Collectivity:
    """An overseas collectivity outside the départements, with what to tell a person who names it (French)."""

    code: str
    name: str
    advice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place that a text names.

    `departments` may hold several codes (a pays, a région): the person chooses. It is empty for a collectivity.
    `municipality` is the commune itself, or the one that a commune déléguée or a municipal district belongs to.
    `label` is what to show: « Augan (56, Morbihan) ».
    """

    kind: PlaceKind
    code: str
    name: str
    label: str
    departments: tuple[str, ...]
    regions: tuple[str, ...]
    municipality: Municipality | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One place; `alternatives` are other places of the same name that a caller may offer."""

    place: Place
    alternatives: tuple[Place, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Ambiguous:
    """Several places, the nearest names first; `common` is what holds for all (a postcode within one département)."""

    candidates: tuple[Place, ...]
    common: Place | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NotFound:
    """No place; `suggestions` have a close name."""

    text: str
    suggestions: tuple[Place, ...] = ()


Answer = Found | Ambiguous | NotFound


class PlacesError(Exception):
    """The database of places cannot be used; the message, in French, says why and what to do."""
