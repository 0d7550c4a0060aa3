"""The head of a page: what was answered, where the advice comes from, and the whole in a few rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ess_orient.model.orientation import Certainty, Orientation, Proposed
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.source import Source
from ess_orient.render.entry import contact, named
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import lowered


class GroupNames(NamedTuple):
    """What a group of actors is called."""

    title: str
    short: str


GROUPS = {
    "informer": GroupNames("Pour vous informer et vous orienter", "Pour vous informer"),
    "financer": GroupNames("Pour vous financer", "Pour vous financer"),
    "accompagner": GroupNames("Pour vous accompagner et vous représenter", "Pour être accompagné"),
}

_FINER = {"region": ("departement", "commune"), "departement": ("commune",)}
"""A place is said once, as precisely as it is known."""

_PLACES = ("departement", "region", "commune")


def known_answers(orientation: Orientation) -> dict[str, str | tuple[str, ...]]:
    """The answers to show: each once."""
    answers = orientation.answers
    return {
        key: values
        for key, values in answers.items()
        if not any(answers.get(finer, DONT_KNOW) != DONT_KNOW for finer in _FINER.get(key, ()))
    }


def opening(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    """The answers in a sentence, and how old the advice is."""
    yield Line(Role.TITLE, "Votre orientation")
    known = {key: values for key, values in known_answers(orientation).items() if values and values != DONT_KNOW}
    if known:
        said = " ; ".join(_answer(key, labels.answer(key, values)) for key, values in known.items())
        yield Line(Role.PARAGRAPH, f"D'après vos réponses : {said}.")
    else:
        yield Line(
            Role.PARAGRAPH, "Vous n'avez pas encore précisé votre projet : voici où être reçu et écouté d'abord."
        )
    source = main_source(orientation)
    if source is not None:
        said = (
            f"conseils du {labels.document(source)} ; ce qui a été vérifié depuis porte sa date, le reste a pu changer."
        )
        yield Line(Role.NOTE, said, label="Attention")


def summary(orientation: Orientation) -> Iterator[Line]:
    """What someone in a hurry reads: a lever, a door a group, a scheme, a first step."""
    yield Line(Role.HEADING, "En bref")
    for lever in orientation.levers[:1]:
        yield Line(Role.FACT, lever.title, label="Votre premier levier")
    for group, actors in orientation.actors.groups():
        for actor in actors[:1]:
            yield Line(Role.FACT, _door(actor), label=GROUPS[group].short)
    for scheme in [each for each in orientation.schemes if each.shown and each.certainty is Certainty.SURE][:1]:
        yield Line(Role.FACT, _door(scheme), label="Une aide à utiliser")
    for step in orientation.next_steps[:1]:
        yield Line(Role.FACT, step.text, label="À faire en premier")


def main_source(orientation: Orientation) -> Source | None:
    """The document, not a page read later, that the first results rest on."""
    sources = [reason.source for lever in orientation.levers for reason in lever.reasons]
    sources += [actor.source for _, actors in orientation.actors.groups() for actor in actors]
    return next((source for source in sources if source.url is None), None)


def _answer(key: str, said: str) -> str:
    return said if key in _PLACES else lowered(said)


def _door(entry: Proposed) -> str:
    site, _ = contact(entry)
    name = entry.door.name if entry.door is not None else named(entry)
    return f"{name} – {site}" if site else name
