"""What to check before acting, and what is still unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation, Proposed
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.sheet import Fact
from ess_orient.render.labels import Labels
from ess_orient.render.sheet.items import doubtful, names

_PLACES = (AnswerKey.DEPARTMENT, AnswerKey.REGION, AnswerKey.MUNICIPALITY)


def to_check(orientation: Orientation, base: Base, labels: Labels, full: bool) -> tuple[str, ...]:
    """What to make sure of, most useful first."""
    entries = [entry for entry in _proposed(orientation) if full or entry.shown]
    return tuple(_checks(orientation, entries, base, labels))


def _checks(orientation: Orientation, entries: Sequence[Proposed], base: Base, labels: Labels) -> Iterator[str]:
    sure = [entry for entry in entries if doubtful(entry)]
    if sure:
        yield f"Ce qui suit n'a pas pu être confirmé. Appelez avant de compter dessus : {names(sure)}."
    waiting = [entry for entry in entries if entry.to_check]
    if waiting:
        keys = list(dict.fromkeys(key for entry in waiting for key in entry.to_check))
        asked = ", ".join(labels.question(key) for key in keys)
        yield f"Cela dépend d'une réponse qui manque ({asked}) : {names(waiting)}."
    if orientation.useful_questions:
        missing = " ; ".join(labels.question(key) for key in orientation.useful_questions)
        yield f"Ces réponses rendraient la fiche plus précise : {missing}."
    old = [entry for entry in entries if _never_checked(entry, base) and entry not in sure]
    if old:
        yield f"Ce qui en est dit n'a pas été revérifié depuis le guide : {names(old)}. Faites-vous confirmer les détails."
    stale = [entry for entry in entries if entry.stale and entry not in old and entry not in sure]
    if stale:
        yield f"La dernière vérification est ancienne : {names(stale)}."


def _never_checked(entry: Proposed, base: Base) -> bool:
    """Whether only its document vouches for it."""
    published = {document.id: document.date[:7] for document in base.documents}
    return entry.source.url is None and entry.checked_on[:7] == published.get(entry.source.document)


def unknown_answers(orientation: Orientation, base: Base, labels: Labels) -> tuple[Fact, ...]:
    """The questions without an answer: said unknown, or not asked."""
    placed = any(orientation.answers.get(key.value, DONT_KNOW) != DONT_KNOW for key in _PLACES)
    found = []
    for question in base.questions:
        said = orientation.answers.get(question.key.value)
        if (said is not None and said != DONT_KNOW) or (placed and question.key in _PLACES):
            continue
        useful = " – changerait les résultats" if question.key.value in orientation.useful_questions else ""
        state = "la personne ne sait pas" if said == DONT_KNOW else "pas encore demandé"
        found.append(Fact(label=labels.title(question.key.value), text=f"{state}{useful}"))
    return tuple(found)


def _proposed(orientation: Orientation) -> list[Proposed]:
    return [*(actor for _, group in orientation.actors.groups() for actor in group), *orientation.schemes]
