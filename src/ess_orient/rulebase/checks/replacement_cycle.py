"""Les successions et les réseaux ne tournent pas en rond.

Si A est remplacé par B et B par A, la personne ne sait plus où aller. De même un acteur ne peut pas être, de proche en
proche, le visage local de lui-même.

À éviter :

    suivis:
      - entree: france-active
        statut: remplace
        successeur: france-active
        note: "Remplacée."
        source: {document: page-publique, adresse: "https://www.franceactive.org"}
        verifie_le: "2026-11-01"
        confiance: haute

Préférer :

    suivis:
      - entree: france-active
        statut: remplace
        successeur: adie
        note: "Remplacée."
        source: {document: page-publique, adresse: "https://www.franceactive.org"}
        verifie_le: "2026-11-01"
        confiance: haute
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Cycles among successors, and among the networks of actors."""
    updates = {placed.record.entry: placed for placed in study.sections.get("suivis", ())}
    after = {entry: placed.record.successor for entry, placed in updates.items() if placed.record.successor}
    for entry in after:
        circle = _circle(entry, after)
        if circle is not None:
            message = f"succession en cercle : {' → '.join(circle)}"
            yield Finding(study.spot(updates[entry], ("successeur",)), message, "Retirez l'un des successeurs.")
    actors = {placed.id: placed for placed in study.sections.get("acteurs", ())}
    networks = {actor: placed.record.network for actor, placed in actors.items() if placed.record.network}
    for actor in networks:
        circle = _circle(actor, networks)
        if circle is not None:
            message = f"réseaux en cercle : {' → '.join(circle)}"
            yield Finding(study.spot(actors[actor], ("reseau",)), message, "Retirez l'un des « reseau ».")


def _circle(start: str, following: Mapping[str, str]) -> list[str] | None:
    """The way from an id back to itself, None if there is none."""
    path, seen = [start], {start}
    while (after := following.get(path[-1])) is not None:
        path.append(after)
        if after == start:
            return path
        if after in seen:
            return None  # told where that circle begins
        seen.add(after)
    return None


CHECK = Check(id="cercle", find=find, blocking=True)
