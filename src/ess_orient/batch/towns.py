"""The communes that a text may mean, from the embedded places."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ess_orient import paths
from ess_orient.engine.answers import TownFound, TownsFound
from ess_orient.territory.records import Ambiguous, Found, PlacesError

if TYPE_CHECKING:
    from ess_orient.territory.places import Places
    from ess_orient.territory.records import Municipality


@cache
def _places() -> Places | None:
    from ess_orient.territory.places import Places

    try:
        return Places.open(paths.data_folder() / "places.sqlite")
    except PlacesError:
        return None


def find_town(text: str, department: str | None) -> TownsFound:
    """An INSEE code or a name; a name unknown in the département is looked for elsewhere, to be said."""
    known = _places()
    if known is None:
        return TownsFound(())
    town = known.municipality(text.upper())
    if town is not None:
        return TownsFound((_found(town),))
    here = _named(known, text, department)
    if department is None or here.towns:
        return here
    elsewhere = _named(known, text, None)
    return elsewhere if len(elsewhere.towns) == 1 else here


def _named(known: Places, text: str, department: str | None) -> TownsFound:
    answer = known.find(text, department)
    if isinstance(answer, Found):
        candidates = (answer.place, *answer.alternatives)
    elif isinstance(answer, Ambiguous):
        candidates = answer.candidates
    else:
        return TownsFound((), tuple(place.label for place in answer.suggestions if place.municipality))
    towns = {place.municipality.code: place.municipality for place in candidates if place.municipality}
    return TownsFound(tuple(_found(town) for town in towns.values()))


def _found(town: Municipality) -> TownFound:
    return TownFound(town.code, town.name, town.department)
