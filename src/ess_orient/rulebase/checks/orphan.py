"""Une fiche que l'on peut proposer est recommandée par une règle au moins.

Sans règle, un acteur, un dispositif ou un exemple n'est jamais proposé à personne. Recommandez-le dans une règle, ou
recommandez sa famille ou son réseau. Une fiche arrêtée n'en a pas besoin.

À éviter :

    acteurs:
      - id: boutique-de-gueret
        nom: "Boutique de gestion"
        famille: famille-sans-regle
        texte: "Elle vous reçoit."
        source: {document: guide-2020, section: "Acteurs"}
        verifie_le: "2020-09-01"

Préférer :

    acteurs:
      - id: boutique-de-gueret
        nom: "Boutique de gestion"
        famille: famille-sans-regle
        texte: "Elle vous reçoit."
        source: {document: guide-2020, section: "Acteurs"}
        verifie_le: "2020-09-01"

    regles:
      - id: boutique-a-gueret
        quand: {besoins: [financement], departement: ["23"]}
        recommander: {acteurs: {boutique-de-gueret: 3}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Acteurs", lecture: true}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.entries import Actor, ImmediateStep, Initiative, Lever, Scheme, WayOfActing
from ess_orient.model.problem import Level
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study

_PROPOSABLE = (Lever, WayOfActing, Actor, Scheme, Initiative, ImmediateStep)


def find(study: Study) -> Iterator[Finding]:
    """Open entries that no rule gives points to, directly, by their family or by their network."""
    named = {target for rule in study.base.rules for _, weights in rule.recommend.targets() for target in weights}
    actors = {actor.id: actor for actor in study.base.actors}
    for placed in study.entries:
        entry = placed.record
        if not isinstance(entry, _PROPOSABLE) or _spoken_for(entry, named, actors):
            continue
        if not study.standings[entry.id].open:
            continue
        message = f"aucune règle ne recommande {entry.id} : la fiche n'est jamais proposée"
        yield Finding(study.spot(placed, ("id",)), message, "Ajoutez-la à « recommander » dans une règle.")


def _spoken_for(entry: object, named: set[str], actors: dict[str, Actor]) -> bool:
    seen: set[str] = set()
    while isinstance(entry, Actor) and entry.id not in seen:
        if entry.id in named or entry.family in named:
            return True
        seen.add(entry.id)
        entry = actors.get(entry.network or "")
    return getattr(entry, "id", None) in named


CHECK = Check(id="orpheline", level=Level.WARNING, find=find)
