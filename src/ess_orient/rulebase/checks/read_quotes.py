"""Les codes, les dates et les mots oui, non, on, off se mettent entre guillemets.

Sans guillemets, le format YAML lit 01 comme le nombre 1, 2020-09-01 comme une date et no comme « faux ».

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: 2020-09-01

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

CHECK = Check(id="guillemets")
