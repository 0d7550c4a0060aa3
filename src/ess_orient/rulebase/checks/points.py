"""Une règle recommande au moins une fiche, avec de 0,5 à 10 points.

0,5 à 1 pour un accueil toujours possible, 2 pour un secteur ou un stade, 3 pour un besoin, 4 pour un besoin dans ce cas
précis, 5 pour ce qui est fait pour la personne.

À éviter :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 50}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 5}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.rule import Recommendation
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study

LEAST, MOST = 0.5, 10.0


def find(study: Study) -> Iterator[Finding]:
    """Points out of bounds, and rules that recommend nothing."""
    for part in study.parts:
        if isinstance(part.owner, Recommendation) and isinstance(part.value, float):
            if not LEAST <= part.value <= MOST:
                message = f"{part.value:g} points pour {part.path[-1]} ; de 0.5 à 10 étaient attendus"
                yield Finding(study.spot_of(part), message, "Voyez les points d'une règle voisine.")
        elif isinstance(part.value, Recommendation) and not any(weights for _, weights in part.value.targets()):
            yield Finding(study.spot_of(part, key=True), f"la règle {part.placed.id} ne recommande aucune fiche",
                          "Ajoutez par exemple {acteurs: {france-active: 3}}.")  # fmt: skip


CHECK = Check(id="points", find=find)
