"""Every door of a place, grouped by network: what `territoire` tells."""

from __future__ import annotations

from collections.abc import Iterable

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.doors import WHOLE_COUNTRY, DoorIndex, Standing, is_partial, to_confirm
from ess_orient.engine.standing import months_before
from ess_orient.model.entries import Status
from ess_orient.model.place_sheet import ListedDoor, NetworkDoors

KINDS_OF_DOOR = {"portail-orientation": "Portail d'orientation", "autre-reseau": "Autre réseau d'appui"}
"""Doors that belong to no entry say what kind of door they are."""


class Directory:
    """The doors of any place, from a compiled base."""

    def __init__(self, compiled: CompiledBase) -> None:
        self._compiled = compiled
        self._index = DoorIndex(compiled.base, compiled.gazetteer, compiled.today)
        self._limit = months_before(compiled.today, compiled.settings.stale_after_months)
        self._members: dict[str, list[str]] = {}
        parents = {actor.id: actor.network for actor in compiled.base.actors}
        for network in self._index.networks():
            standing = compiled.standings.get(network)
            if standing is None or standing.open:
                self._members.setdefault(parents.get(network) or network, []).append(network)

    def around(self, departments: Iterable[str]) -> tuple[NetworkDoors, ...]:
        """The networks with a door for the place, the one whose door is nearest first, national ones last."""
        place = frozenset(departments)
        found = []
        for order, (network, members) in enumerate(self._members.items()):
            doors = self._index.around(members, place)
            if doors:
                found.append((_reach(doors, place), order, self._told(network, doors, place)))
        return tuple(told for _, _, told in sorted(found, key=lambda item: item[:2]))

    def ended(self, departments: Iterable[str]) -> tuple[ListedDoor, ...]:
        """The doors that served the place and have closed."""
        place = frozenset(departments)
        return tuple(self._listed(standing, place) for standing in self._index.ended if standing.touches(place))

    def _told(self, network: str, doors: tuple[Standing, ...], place: frozenset[str]) -> NetworkDoors:
        entry = self._compiled.standings.get(network)
        return NetworkDoors(
            id=network,
            name=entry.name if entry is not None else KINDS_OF_DOOR.get(network, network),
            former_name=entry.former_name if entry is not None else None,
            local=any(standing.held is not None for standing in doors),
            doors=tuple(self._listed(standing, place) for standing in doors),
        )

    def _listed(self, standing: Standing, place: frozenset[str]) -> ListedDoor:
        door = standing.door
        over = standing in self._index.ended
        return ListedDoor(
            id=door.id,
            name=door.name,
            text=door.text,
            territory=door.territory.label if door.territory is not None else WHOLE_COUNTRY,
            partial=is_partial(door),
            whole=standing.serves(tuple(place)) and not is_partial(door),
            national=standing.held is None,
            site=door.site,
            site_basis=door.site_basis.value if door.site_basis is not None else None,
            source=door.source,
            checked_on=door.checked_on,
            stale=door.checked_on < self._limit,
            confidence=door.confidence.value,
            to_confirm=to_confirm(door),
            status=Status.ENDED if over else Status.ACTIVE if door.status is Status.ENDED else door.status,
            ended_on=door.ended_on,
            note=door.note,
        )


def _reach(doors: tuple[Standing, ...], place: frozenset[str]) -> tuple[bool, bool, int]:
    """How near the nearest door is: local before national, then for the whole place, then the smallest area."""
    local = [standing for standing in doors if standing.held is not None]
    if not local:
        return True, True, 0
    whole = [standing for standing in local if standing.serves(tuple(place))]
    return False, not whole, min(len(standing.held or ()) for standing in whole or local)
