"""What a person types as a place, as the one place meant; else what it may be and how to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ess_orient.cli.errors import Refusal
from ess_orient.cli.towns import places
from ess_orient.model.wording import shown_value

if TYPE_CHECKING:
    from ess_orient.territory.places import Places
    from ess_orient.territory.records import Ambiguous, Answer, NotFound, Place

CALL = "ess-orient territoire"
_MOST = 12
_EXPECTED = "une commune, un code postal, une intercommunalité, un département, une région ou un pays"


class Meant(NamedTuple):
    """The place meant, the communes of a postcode, the other places that have its name."""

    place: Place
    towns: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def opened() -> Places:
    """The places. `Refusal` where their file cannot be used."""
    known = places()
    if known is None:
        raise Refusal(
            "la base des lieux (places.sqlite) manque ou ne peut pas être lue",
            "Réinstallez ess-orient, ou refaites ce fichier avec tools/build_places.py.",
        )
    return known


def meant(known: Places, text: str) -> Meant:
    """The one place a text names. `Refusal` says what to write where there are several, none, or one not covered."""
    from ess_orient.territory.records import Ambiguous, NotFound, PlaceKind

    answer: Answer = known.find(text)
    if isinstance(answer, NotFound):
        raise _unknown(known, answer)
    if isinstance(answer, Ambiguous):
        if answer.common is None:
            raise _several(known, text, answer)
        return Meant(answer.common, towns=tuple(place.name for place in answer.candidates))
    place = answer.place
    if place.kind is PlaceKind.COLLECTIVITY:
        collectivity = known.collectivity(place.code)
        raise Refusal(f"{place.label} n'est pas un département", collectivity.advice if collectivity else None)
    others = [other for other in answer.alternatives if other.departments != place.departments]
    return Meant(place, others=tuple(how_to_say(known, other) for other in others))


def how_to_say(known: Places, place: Place) -> str:
    """The shortest text that names this place and no other: « Saint-Denis (974) »."""
    from ess_orient.territory.records import Found

    if len(place.departments) == 1:
        short = f"{place.name} ({place.departments[0]})"
        answer = known.find(short)
        if isinstance(answer, Found) and (answer.place.kind, answer.place.code) == (place.kind, place.code):
            return short
    return place.label


def _called(known: Places, places: tuple[Place, ...]) -> list[str]:
    return [f'  {CALL} "{how_to_say(known, place)}"  → {place.label}' for place in places[:_MOST]]


def _several(known: Places, text: str, answer: Ambiguous) -> Refusal:
    lines = _called(known, answer.candidates)
    if len(answer.candidates) > _MOST:
        lines.append(f"  … et {len(answer.candidates) - _MOST} autres")
    said = f"« {shown_value(text)} » désigne {len(answer.candidates)} lieux ; un seul était attendu."
    return Refusal("\n".join([f"{said} Dites lequel :", *lines]))


def _unknown(known: Places, answer: NotFound) -> Refusal:
    message = f"lieu inconnu « {shown_value(answer.text)} » ; attendu : {_EXPECTED}."
    if answer.suggestions:
        return Refusal("\n".join([f"{message} Vouliez-vous :", *_called(known, answer.suggestions)]))
    if answer.text.isascii() and answer.text.isdigit():
        return Refusal(message, "Aucune commune n'a ce code postal ou ce code Insee. Donnez plutôt son nom.")
    return Refusal(message, "Une commune qui a fusionné porte un autre nom : essayez son code postal.")
