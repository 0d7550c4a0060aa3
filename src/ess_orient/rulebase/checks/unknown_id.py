"""Un identifiant cité est celui d'une fiche de la base.

Une règle, un exemple, un suivi, une porte ou une source cite d'autres fiches par leur identifiant. S'il n'existe pas,
la fiche voulue ne serait jamais proposée. L'identifiant le plus proche est donné.

À éviter :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {finanse: 3}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.entries import Actor
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.references import citations
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Cited ids that nothing carries; an actor's family has a check of its own."""
    for citation in citations(study):
        if citation.cited in citation.known or (type(citation.part.owner), citation.part.name) == (Actor, "family"):
            continue
        wanted = listed(sorted(citation.known), 6)
        other = study.by_id.get(citation.cited)
        if other is not None:
            found = (
                f"« {shown_value(citation.cited)} » est dans « {other.section} » ; {citation.what} attendu : {wanted}."
            )
        else:
            found = f"{citation.what} : identifiant inconnu « {shown_value(citation.cited)} » ; attendu : {wanted}."
        spot = study.spot_of(citation.part, key=citation.is_key)
        yield Finding(spot, found, did_you_mean(citation.cited, citation.known))


CHECK = Check(id="identifiant-inconnu", find=find, blocking=True)
