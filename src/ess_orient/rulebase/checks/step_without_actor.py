"""Une étape dit qui voir : son texte contient {acteur}.

{acteur} devient le nom de la porte la plus proche de la personne. Sans lui, elle saurait quoi faire, mais pas chez qui.

À éviter :

    etapes:
      - id: etape-essai
        ordre: 90
        vers: financer
        texte: "Prenez rendez-vous pour parler de votre budget."
        preparer: "Un budget d'une page."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    etapes:
      - id: etape-essai
        ordre: 90
        vers: financer
        texte: "Prenez rendez-vous avec {acteur} pour parler de votre budget."
        preparer: "Un budget d'une page."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Steps whose text names nobody."""
    for placed in study.sections.get("etapes", ()):
        if "{acteur}" not in placed.record.text:
            message = f"étape {placed.id} : le texte ne contient pas {{acteur}}"
            yield Finding(study.spot(placed, ("texte",)), message, "Écrivez {acteur} là où vient le nom.")


CHECK = Check(id="etape-sans-acteur", find=find)
