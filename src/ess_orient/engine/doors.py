"""The door of a network that is nearest to the person."""

from __future__ import annotations

from ess_orient.engine.masks import Answer
from ess_orient.engine.situation import Gazetteer
from ess_orient.engine.standing import has_ended
from ess_orient.model.base import Base
from ess_orient.model.door import Confidence, Door
from ess_orient.model.entries import Actor, Entry, Scheme, Status
from ess_orient.model.orientation import LocalDoor

_ORDER = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}


class DoorIndex:
    """Open doors by network, nearest first once a place is given."""

    def __init__(self, base: Base, gazetteer: Gazetteer, today: str) -> None:
        self._by_network: dict[str, list[tuple[Door, frozenset[str] | None]]] = {}
        for door in base.doors:
            if door.status in (Status.ENDED, Status.REPLACED) or has_ended(door.ended_on, today):
                continue
            self._by_network.setdefault(door.network, []).append((door, covered_departments(door, gazetteer)))

    def networks(self) -> tuple[str, ...]:
        """The networks that have at least one open door, in the order of the data."""
        return tuple(self._by_network)

    def near(self, network: str, place: Answer) -> tuple[Door, ...]:
        """The doors that serve the whole place (départements it may be), nearest first; national ones last.

        With no place, only national doors: a local one cannot be chosen.
        """
        serving = [
            (door, held)
            for door, held in self._by_network.get(network, ())
            if held is None or (place is not None and held.issuperset(place))
        ]
        serving.sort(key=lambda item: _nearness(*item))
        return tuple(door for door, _ in serving)

    def nearest(self, entry: Entry, place: Answer) -> Door | None:
        """The door to name for an entry: its own, else that of the network it belongs to."""
        own = self.near(entry.id, place)
        if own:
            return own[0]
        network = entry.network if isinstance(entry, (Actor, Scheme)) else None
        through = self.near(network, place) if network is not None and isinstance(entry, Actor) else ()
        return through[0] if through else None


def covered_departments(door: Door, gazetteer: Gazetteer) -> frozenset[str] | None:
    """The départements a door serves, None for the whole country."""
    territory = door.territory
    if territory is None or not (territory.regions or territory.departments):
        return None
    if territory.departments:
        return frozenset(territory.departments)
    return frozenset(dep for region in territory.regions for dep in gazetteer.departments_of.get(region, ()))


def _nearness(door: Door, held: frozenset[str] | None) -> tuple[bool, bool, int, int, str]:
    """National last, doors to be confirmed after surer local ones, then the smallest area, the surest, the id."""
    low = door.confidence is Confidence.LOW
    return (held is None, low, len(held) if held is not None else 0, _ORDER[door.confidence], door.id)


def local_door(door: Door) -> LocalDoor:
    """A door as an orientation names it."""
    return LocalDoor(
        id=door.id,
        name=door.name,
        site=door.site,
        source=door.source,
        checked_on=door.checked_on,
        confidence=door.confidence.value,
        note=door.note,
    )
