"""Une fiche contient toutes les clés nécessaires.

Copiez une fiche voisine : les clés qui y sont toujours doivent y être.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
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

from ess_orient.rulebase.finding import Check

CHECK = Check(id="cle-manquante")
