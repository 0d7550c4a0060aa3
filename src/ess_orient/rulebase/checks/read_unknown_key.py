"""Une fiche ne contient que les clés prévues.

Une clé mal écrite serait ignorée sans bruit : elle est refusée, et la plus proche est proposée.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
        siteweb: "https://www.grap.coop"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
        site: "https://www.grap.coop"
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="cle-inconnue")
