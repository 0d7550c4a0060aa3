"""Les étiquettes YAML (!) ne sont pas admises.

Elles changent le sens d'une valeur. Un texte qui commence par ! se met entre guillemets.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: !!str Groupement
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "! attention"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="etiquette")
