"""Un texte n'est jamais vide.

Une clé sans valeur, ou avec des espaces seulement, laisserait un blanc sous les yeux de la personne. Complétez, ou
retirez la clé si elle est facultative.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "  "
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Texts of nothing but spaces."""
    for part in study.texts:
        if not part.value.strip():
            message = f"{part.path[-1] if isinstance(part.path[-1], str) else part.path[-2]} : le texte est vide"
            yield Finding(study.spot_of(part), message, "Complétez, ou retirez la clé.")


CHECK = Check(id="texte-vide", find=find)
