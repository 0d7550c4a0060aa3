"""The doors of a place: the one to name in an orientation, and all of them, nearest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ess_orient.engine.masks import Answer
from ess_orient.engine.situation import Gazetteer
from ess_orient.engine.standing import has_ended
from ess_orient.model.base import Base
from ess_orient.model.door import Confidence, Door
from ess_orient.model.entries import Actor, Entry, Status
from ess_orient.model.orientation import LocalDoor

WHOLE_COUNTRY = "France entière"

_ORDER = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}

Held = frozenset[str] | None
"""The départements a door serves; None for the whole country."""


class Standing(NamedTuple):
    """A door and the départements it serves."""

    door: Door
    held: Held

    def serves(self, place: Answer) -> bool:
        """Whether it serves the whole place, as far as départements tell."""
        return self.held is None or (place is not None and self.held.issuperset(place))

    def touches(self, place: Iterable[str]) -> bool:
        """Whether it serves some of the place."""
        return self.held is None or not self.held.isdisjoint(place)


class DoorIndex:
    """The doors that are open on a day, by network."""

    def __init__(self, base: Base, gazetteer: Gazetteer, today: str) -> None:
        self._by_network: dict[str, list[Standing]] = {}
        self.ended: list[Standing] = []
        for door in base.doors:
            standing = Standing(door, covered_departments(door, gazetteer))
            if is_over(door, today):
                self.ended.append(standing)
            else:
                self._by_network.setdefault(door.network, []).append(standing)
        self._owners = {door.network for door in base.doors}
        self._departments_of = gazetteer.departments_of

    def networks(self) -> tuple[str, ...]:
        """The networks that have at least one open door, in the order of the data."""
        return tuple(self._by_network)

    def near(self, network: str, place: Answer) -> tuple[Door, ...]:
        """The doors that serve the whole place (départements it may be), the one to name first.

        With no place, only national doors: a local one cannot be chosen.
        """
        serving = [standing for standing in self._by_network.get(network, ()) if standing.serves(place)]
        return tuple(standing.door for standing in sorted(serving, key=_to_name))

    def around(self, networks: Iterable[str], place: frozenset[str]) -> tuple[Standing, ...]:
        """All doors of these networks that serve the place or some of it, nearest first."""
        found = [
            standing
            for network in networks
            for standing in self._by_network.get(network, ())
            if standing.touches(place)
        ]
        return tuple(sorted(found, key=lambda standing: _to_list(standing, tuple(place))))

    def nearest(self, entry: Entry, place: Answer) -> Door | None:
        """The door to name for an entry: its own, else the one its network has for the very same territory.

        An incubator is not replaced by another of its network; CRESS Bretagne is what CRESS has for Bretagne.
        """
        if entry.id in self._owners:
            own = self.near(entry.id, place)
            return own[0] if own else None
        if not isinstance(entry, Actor) or entry.network is None or entry.territory is None:
            return None
        territory = entry.territory
        held = held_departments(territory.regions, territory.departments, self._departments_of)
        same = [standing.door for standing in self._by_network.get(entry.network, ()) if standing.held == held]
        return same[0] if len(same) == 1 and held is not None else None


def is_over(door: Door, today: str) -> bool:
    """Whether a door is closed on the day. A date of end, where one is known, decides."""
    if door.ended_on is not None:
        return has_ended(door.ended_on, today)
    return door.status in (Status.ENDED, Status.REPLACED)


def to_confirm(door: Door) -> bool:
    """Whether what is known of a door is too old or too thin to be relied on."""
    return door.confidence is Confidence.LOW or door.status is Status.TO_CONFIRM


def is_partial(door: Door) -> bool:
    """Whether a door serves only some of the départements its territory names."""
    return door.territory is not None and door.territory.partial


def covered_departments(door: Door, gazetteer: Gazetteer) -> Held:
    """The départements a door serves, None for the whole country."""
    if door.territory is None:
        return None
    return held_departments(door.territory.regions, door.territory.departments, gazetteer.departments_of)


def held_departments(
    regions: tuple[str, ...], departments: tuple[str, ...], departments_of: dict[str, tuple[str, ...]]
) -> Held:
    """The départements of a territory, None for the whole country."""
    if not regions and not departments:
        return None
    return frozenset(departments).union(*(departments_of.get(region, ()) for region in regions))


def _to_name(standing: Standing) -> tuple[int, int, int, str]:
    """Sure local doors, a national directory, local doors to be confirmed, the national network, parts of an area.

    Then the smallest area, the surest source, the id.
    """
    door, held = standing
    if held is None:
        step = 1 if door.directory else 3
    elif is_partial(door):
        step = 4
    else:
        step = 2 if to_confirm(door) else 0
    return step, len(held or ()), _ORDER[door.confidence], door.id


def _to_list(standing: Standing, place: tuple[str, ...]) -> tuple[bool, bool, tuple[int, int, int, str]]:
    """As for naming, but what serves the whole place before what serves a part, and the national network last."""
    national = standing.held is None and not standing.door.directory
    return national, not standing.serves(place), _to_name(standing)


def local_door(door: Door) -> LocalDoor:
    """A door as an orientation names it."""
    return LocalDoor(
        id=door.id,
        name=door.name,
        site=door.site,
        territory=door.territory.label if door.territory is not None else WHOLE_COUNTRY,
        national=door.territory is None,
        source=door.source,
        checked_on=door.checked_on,
        confidence=door.confidence.value,
        to_confirm=to_confirm(door),
        note=door.note,
    )
