"""The places of France, opened only when one is looked up."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ess_orient import paths
from ess_orient.engine.answers import TownFound, TownsFound

if TYPE_CHECKING:
    from ess_orient.territory.places import Places
    from ess_orient.territory.records import Place

PLACES_FILE = "places.sqlite"


@cache
def open_places(path: Path) -> Places | None:
    """The places, None where their file cannot be used: département and région names still work without it."""
    from ess_orient.territory.places import Places
    from ess_orient.territory.records import PlacesError

    try:
        return Places.open(path)
    except PlacesError:
        return None


def places() -> Places | None:
    """The embedded places."""
    return open_places(paths.data_folder() / PLACES_FILE)


def find_town(text: str, department: str | None) -> TownsFound:
    """The communes a text may mean: an INSEE code, or a name. Passed to the reader of answers.

    A name unknown in the département is looked for elsewhere, so that the contradiction can be said.
    """
    known = places()
    if known is None:
        return TownsFound(())
    town = known.municipality(text.upper())
    if town is not None:
        return TownsFound((TownFound(town.code, town.name, town.department),))
    found = _named(known, text, department)
    if department is not None and not found.towns:
        elsewhere = _named(known, text, None)
        return elsewhere if len(elsewhere.towns) == 1 else found
    return found


def _named(known: Places, text: str, department: str | None) -> TownsFound:
    from ess_orient.territory.records import Ambiguous, Found

    answer = known.find(text, department)
    if isinstance(answer, Found):
        candidates: tuple[Place, ...] = (answer.place, *answer.alternatives)
    elif isinstance(answer, Ambiguous):
        candidates = answer.candidates
    else:
        return TownsFound((), tuple(place.label for place in answer.suggestions if place.municipality))
    towns = {place.municipality.code: place.municipality for place in candidates if place.municipality}
    return TownsFound(tuple(TownFound(town.code, town.name, town.department) for town in towns.values()))


def town_names(codes: tuple[str, ...]) -> dict[str, str]:
    """Code -> « Tulle (19) » of the communes that are known."""
    known = places() if codes else None
    if known is None:
        return {}
    found = {code: known.municipality(code) for code in codes}
    return {code: f"{town.name} ({town.department})" for code, town in found.items() if town is not None}
