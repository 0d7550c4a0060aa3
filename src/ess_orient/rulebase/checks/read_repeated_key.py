"""Une clé ne s'écrit qu'une fois dans une fiche.

Si elle est écrite deux fois, on ne sait pas laquelle vaut : rien n'est deviné.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
        nom: "GRAPPE"

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

CHECK = Check(id="cle-double")
