"""Chaque acteur est dans une famille, et chaque famille dans un groupe.

La famille dit dans lequel des trois groupes du guide l'acteur est montré : ils informent, ils financent, ils
accompagnent. Sans elle, il ne serait montré nulle part.

À éviter :

    acteurs:
      - id: boutique-de-guéret
        nom: "Boutique de gestion"
        famille: famille-qui-n-existe-pas
        texte: "Elle vous reçoit."
        source: {document: guide-2020, section: "Acteurs"}
        verifie_le: "2020-09-01"

Préférer :

    acteurs:
      - id: boutique-de-gueret
        nom: "Boutique de gestion"
        famille: finance-solidaire
        texte: "Elle vous reçoit."
        source: {document: guide-2020, section: "Acteurs"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Actors whose family is none."""
    known = [family.id for family in study.base.families]
    for placed in study.sections.get("acteurs", ()):
        family = placed.record.family
        if family not in known:
            message = f"{placed.id} : famille inconnue « {shown_value(family)} » ; attendu : {listed(known, 20)}."
            yield Finding(study.spot(placed, ("famille",)), message, did_you_mean(family, known))


CHECK = Check(id="acteur-sans-famille", find=find, blocking=True)
