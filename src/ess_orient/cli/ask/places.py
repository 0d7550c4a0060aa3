"""What a person types as a place -> one spot, several, or none with near names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ess_orient.cli import towns
from ess_orient.engine.situation import Gazetteer
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.wording import folded, nearest

if TYPE_CHECKING:
    from ess_orient.territory.places import Places
    from ess_orient.territory.records import Place

_MOST = 8


class Spot(NamedTuple):
    """A place that was meant. With several départements, the person says which."""

    label: str
    departments: tuple[str, ...]
    region: str | None = None
    town: str | None = None

    def answers(self) -> Mapping[AnswerKey, tuple[str, ...]]:
        """What it answers; a wider place leaves the département unknown."""
        if len(self.departments) == 1:
            answers = {AnswerKey.DEPARTMENT: self.departments}
            return answers | {AnswerKey.MUNICIPALITY: (self.town,)} if self.town else answers
        unknown = {AnswerKey.DEPARTMENT: (DONT_KNOW,)}
        return unknown | {AnswerKey.REGION: (self.region,)} if self.region else unknown


class Lookup(NamedTuple):
    """What a text may mean, the nearest names where it means nothing, and what to say of a place not covered."""

    spots: tuple[Spot, ...]
    near: tuple[str, ...] = ()
    advice: str = ""


class PlaceFinder:
    """Looks among the communes, départements, régions and pays; without their file, among the base's own lists."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def complete(self, prefix: str) -> Sequence[str]:
        """The names that a text being typed may become."""
        if not prefix.strip():
            return ()
        known = towns.places()
        if known is None:
            return self._own_names(prefix)[:_MOST]
        return [place.label for place in known.complete(prefix, _MOST) if self._covered(place) or not place.departments]

    def find(self, text: str) -> Lookup:
        """What the text means."""
        known = towns.places()
        return self._own(text) if known is None else self._among(known, text)

    def of_codes(self, codes: Sequence[str], departments: Sequence[str]) -> tuple[Spot, ...]:
        """The communes of these codes, then the départements."""
        known = towns.places() if codes else None
        found = [known.municipality(code) for code in codes] if known is not None else []
        names = self._gazetteer.departments
        spots = [
            Spot(f"{town.name} ({town.department}, {names[town.department].name})", (town.department,), town=town.code)
            for town in found
            if town is not None and town.department in names
        ]
        spots += [Spot(f"{names[code].name} ({code})", (code,)) for code in departments if code in names]
        return tuple(spots)

    def _among(self, known: Places, text: str) -> Lookup:
        from ess_orient.territory.records import Ambiguous, Found, NotFound

        answer = known.find(text)
        if isinstance(answer, NotFound):
            near = sorted(answer.suggestions, key=lambda place: place.municipality is not None)
            return Lookup((), tuple(place.label for place in near if self._covered(place))[:3])
        found = (answer.place,) if isinstance(answer, Found) else answer.candidates
        spots = [self._spot(place) for place in found if self._covered(place)]
        if isinstance(answer, Ambiguous) and answer.common is not None and self._covered(answer.common):
            spots.append(self._shared(answer.common))
        if spots:
            return Lookup(tuple(spots))
        collectivity = known.collectivity(found[0].code)
        return Lookup((), (), collectivity.advice if collectivity else "")

    def _shared(self, place: Place) -> Spot:
        """What holds for all the places of one postcode: their département."""
        names = " ou ".join(f"{self._gazetteer.departments[code].name} ({code})" for code in place.departments)
        return self._spot(place)._replace(label=f"Le département seulement : {names}")

    def _covered(self, place: Place) -> bool:
        return bool(place.departments) and all(code in self._gazetteer.departments for code in place.departments)

    def _spot(self, place: Place) -> Spot:
        region = place.regions[0] if len(place.regions) == 1 else None
        town = place.municipality.code if place.municipality is not None else None
        return Spot(place.label, place.departments, region, town)

    def _areas(self) -> dict[str, Spot]:
        gazetteer = self._gazetteer
        areas = {
            f"{region.name} (région)": Spot(f"{region.name} (région)", gazetteer.departments_of[code], code)
            for code, region in gazetteer.regions.items()
        }
        for code, department in gazetteer.departments.items():
            label = f"{department.name} ({code}, département)"
            areas[label] = Spot(label, (code,), department.region)
        return areas

    def _own_names(self, prefix: str) -> list[str]:
        wanted = folded(prefix)
        return [label for label in sorted(self._areas()) if wanted and folded(label).startswith(wanted)]

    def _own(self, text: str) -> Lookup:
        wanted, areas = folded(text), self._areas()
        spots = [
            spot
            for label, spot in areas.items()
            if wanted in (folded(label), folded(label.rpartition(" (")[0]))
            or (len(spot.departments) == 1 and text.strip().upper() == spot.departments[0])
        ]
        if spots:
            return Lookup(tuple(spots[-1:]))  # a name that is both is taken for the département
        close = nearest(text, [label.rpartition(" (")[0] for label in areas])
        return Lookup((), (close,) if close else ())
