"""An actor, a scheme and what they share with every result: reasons, what is to be checked, how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ess_orient.model.entries import Status
from ess_orient.model.orientation import Certainty, LocalDoor, Proposed, Reason, Relevance
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.wording import folded
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import ended, french_date

Answers = Mapping[str, str | tuple[str, ...]]

_RELEVANCE = {
    Relevance.STRONG: "correspond très bien",
    Relevance.MEDIUM: "correspond bien",
    Relevance.KNOW_OF: "bon à connaître",
}
_POSSIBLE = {
    Relevance.STRONG: "pourrait correspondre très bien, à vérifier",
    Relevance.MEDIUM: "pourrait correspondre, à vérifier",
    Relevance.KNOW_OF: "bon à connaître, à vérifier",
}
UNCONFIRMED = "Appelez avant de compter dessus."


def relevance(level: Relevance, certainty: Certainty) -> str:
    """How well a result fits, in plain words."""
    return _POSSIBLE[level] if certainty is Certainty.TO_CHECK else _RELEVANCE[level]


def proposed_lines(entry: Proposed, answers: Answers, labels: Labels) -> Iterator[Line]:
    """One actor or scheme; its local door, where there is one, stands in its place."""
    door = entry.door
    name = door.name if door is not None else named(entry)
    yield Line(Role.NAME, name, mark=f"{entry.rank}.", tag=relevance(entry.relevance, entry.certainty))
    if door is not None and not says(door.name, entry):
        yield Line(Role.FACT, named(entry), label="Réseau")
    if entry.former_name is not None:
        yield Line(Role.FACT, entry.former_name, label="Ancien nom")
    yield Line(Role.BODY, entry.text)
    known = labels.freshness(entry.source, entry.checked_on, entry.stale, entry.status)
    yield from reason_lines(entry.reasons, labels, known)
    yield from to_check_lines(entry.to_check, answers, labels, entry.territory)
    yield from _contact_lines(entry, labels)
    yield from _notes(entry)
    yield Line(Role.QUIET, entry.territory, label="Territoire")
    yield Line(Role.QUIET, labels.credit(entry.source), label="Fiche")


def named(entry: Proposed) -> str:
    """Its name, with its acronym unless the name holds it."""
    if entry.acronym is None or folded(entry.acronym) in folded(entry.name):
        return entry.name
    return f"{entry.name} ({entry.acronym})"


def says(name: str, entry: Proposed) -> bool:
    """Whether the name of a door already tells its network."""
    spoken = f" {folded(name)} "
    return any(f" {folded(word)} " in spoken for word in (entry.name, entry.acronym) if word)


def contact(entry: Proposed) -> tuple[str | None, bool]:
    """The address of the local door or that of the network, and whether it is the network's for want of the other."""
    door = entry.door
    site = (door.site if door is not None else None) or entry.site
    return site, site is not None and door is not None and door.site is None


def _contact_lines(entry: Proposed, labels: Labels) -> Iterator[Line]:
    site, of_network = contact(entry)
    if site is not None:
        yield Line(Role.FACT, site, label="Site du réseau" if of_network else "Site")
    if entry.door is not None:
        yield Line(Role.QUIET, _read_on(entry.door, labels), label="Adresse")


def _read_on(door: LocalDoor, labels: Labels) -> str:
    """When the door was found, and where; whether to doubt it."""
    found = f"relevée le {french_date(door.checked_on)}"
    doubt = " ; peu sûre, à confirmer" if door.to_confirm else ""
    doubt += " ; au niveau national, faute de porte locale connue" if door.national else ""
    return f"{found}{doubt} ({labels.credit(door.source)})"


def _notes(entry: Proposed) -> Iterator[Line]:
    """What has changed or could not be confirmed, and what else is known."""
    if entry.status is Status.TO_CONFIRM:
        note = f"{ended(entry.note)} " if entry.note else ""
        yield Line(Role.WARNING, f"{note}{UNCONFIRMED}", label="À confirmer")
    elif entry.note:
        yield Line(Role.FACT, entry.note, label="À savoir")
    if entry.door is not None and entry.door.note:
        yield Line(Role.FACT, entry.door.note, label="À savoir de cette porte")


def reason_lines(reasons: Sequence[Reason], labels: Labels, known: str = "") -> Iterator[Line]:
    """Why a result is there, each reason with its source; then how fresh it is."""
    for reason in reasons:
        label = "Pourquoi" if reason.certainty is Certainty.SURE else "Pourquoi, si c'est votre cas"
        yield Line(Role.FACT, reason.text, label=label)
        yield Line(Role.QUIET, labels.credit(reason.source), label="Source")
    if known:
        yield Line(Role.QUIET, known, label="État")


def to_check_lines(keys: Sequence[str], answers: Answers, labels: Labels, territory: str = "") -> Iterator[Line]:
    """What a result still depends on, and why it is not known."""
    if not keys:
        return
    said = [labels.question(key) for key in keys if answers.get(key) == DONT_KNOW]
    not_asked = [labels.question(key) for key in keys if answers.get(key) != DONT_KNOW]
    parts = []
    if said:
        parts.append(f"{listed_and(said)} (vous ne savez pas encore)")
    if not_asked:
        parts.append(f"{listed_and(not_asked)} (sans réponse pour l'instant)")
    where = f" Territoire concerné : {territory}." if territory and "departement" in keys else ""
    yield Line(
        Role.WARNING, f"ce résultat dépend d'une réponse qui manque : {listed_and(parts)}.{where}", label="À vérifier"
    )


def listed_and(words: Sequence[str]) -> str:
    """« a, b et c »."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}"
