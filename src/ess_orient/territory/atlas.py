"""From kind and code to a place with its label, its départements and régions."""

from collections.abc import Iterable

from ess_orient.territory.records import Municipality, Place, PlaceKind
from ess_orient.territory.store import Store

_PARTS = (PlaceKind.DELEGATED, PlaceKind.MUNICIPAL_DISTRICT)
_MOST_NAMED = 3  # beyond this, a label counts départements instead of naming them


class Atlas:
    """Makes places out of the store's rows."""

    def __init__(self, store: Store) -> None:
        """Take the open store."""
        self._store = store

    def places(self, pairs: Iterable[tuple[PlaceKind, str]]) -> tuple[Place, ...]:
        """Return the places of kind and code, in the order given; what does not exist is left out."""
        return tuple(place for kind, code in pairs if (place := self.place(kind, code)))

    def place(self, kind: PlaceKind, code: str) -> Place | None:
        """Return one place, or None where that kind has no such code."""
        if kind is PlaceKind.MUNICIPALITY:
            municipality = self._store.municipality(code)
            return self._town(kind, code, municipality.name, municipality) if municipality else None
        if kind in _PARTS:
            return self._part(kind, code)
        if kind is PlaceKind.DEPARTMENT:
            return self._department(code)
        if kind is PlaceKind.REGION:
            return self._region(code)
        if kind in (PlaceKind.AREA, PlaceKind.FORMER_REGION):
            return self._area(kind, code)
        if kind is PlaceKind.COLLECTIVITY:
            return self._collectivity(code)
        return self._epci(code) if kind is PlaceKind.EPCI else None

    def part_with_code(self, code: str) -> Place | None:
        """Return the commune déléguée or municipal district that has this code."""
        return next((place for kind in _PARTS if (place := self._part(kind, code))), None)

    def shared(self, postcode: str, places: tuple[Place, ...]) -> Place | None:
        """Return a postcode as a place, where all that it serves lies in one département."""
        departments = {code for place in places for code in place.departments}
        if len(departments) != 1 or not all(place.departments for place in places):
            return None
        (department,) = departments
        name = self._store.departments[department].name
        return self._make(PlaceKind.POSTCODE, postcode, postcode, f"{postcode} ({department}, {name})", (department,))

    def _make(
        self,
        kind: PlaceKind,
        code: str,
        name: str,
        label: str,
        departments: Iterable[str],
        *,
        town: Municipality | None = None,
    ) -> Place:
        codes = tuple(departments)
        regions = tuple(sorted({self._store.departments[each].region for each in codes}))
        return Place(
            kind=kind, code=code, name=name, label=label, departments=codes, regions=regions, municipality=town
        )

    def _town(self, kind: PlaceKind, code: str, name: str, town: Municipality, more: str = "") -> Place:
        department = self._store.departments[town.department]
        label = f"{name} ({department.code}, {department.name}{more})"
        return self._make(kind, code, name, label, (department.code,), town=town)

    def _part(self, kind: PlaceKind, code: str) -> Place | None:
        row = self._store.part(code, kind)
        town = self._store.municipality(row[1]) if row else None
        if not row or not town:
            return None
        more = f", commune de {town.name}" if kind is PlaceKind.DELEGATED else ""
        return self._town(kind, code, row[0], town, more)

    def _department(self, code: str) -> Place | None:
        department = self._store.departments.get(code)
        if not department:
            return None
        label = f"{department.name} ({code}, département)"
        return self._make(PlaceKind.DEPARTMENT, code, department.name, label, (code,))

    def _region(self, code: str) -> Place | None:
        region = self._store.regions.get(code)
        if not region:
            return None
        inside = sorted(each.code for each in self._store.departments.values() if each.region == code)
        return self._make(PlaceKind.REGION, code, region.name, f"{region.name} (région)", inside)

    def _area(self, kind: PlaceKind, code: str) -> Place | None:
        row = self._store.area(code)
        if not row:
            return None
        name, departments = row
        word = "ancienne région" if kind is PlaceKind.FORMER_REGION else "pays"
        return self._make(kind, code, name, f"{name} ({word} : {self._where(departments)})", departments)

    def _collectivity(self, code: str) -> Place | None:
        found = self._store.collectivity(code)
        if not found:
            return None
        label = f"{found.name} ({found.code}, collectivité d'outre-mer)"
        return self._make(PlaceKind.COLLECTIVITY, found.code, found.name, label, ())

    def _epci(self, code: str) -> Place | None:
        epci = self._store.epci(code)
        if not epci:
            return None
        return self._make(
            PlaceKind.EPCI, code, epci.name, f"{epci.name} ({self._where(epci.departments)})", epci.departments
        )

    def _where(self, departments: tuple[str, ...]) -> str:
        if len(departments) > _MOST_NAMED:
            return f"{len(departments)} départements"
        return ", ".join(f"{code} {self._store.departments[code].name}" for code in departments)
