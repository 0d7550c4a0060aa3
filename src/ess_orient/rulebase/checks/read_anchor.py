"""Les ancres et les renvois (& et *) ne sont pas admis.

Ils cachent une valeur loin de l'endroit où elle sert, et peuvent faire grossir un fichier sans fin.
Un texte qui commence par & ou * se met entre guillemets.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: &lettres "Groupement"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "& compagnie"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="ancre")
