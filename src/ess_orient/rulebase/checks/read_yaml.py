"""L'écriture doit suivre le format YAML.

Le plus souvent : des guillemets non fermés, un deux-points dans un texte sans guillemets, ou un alignement qui
change. Regardez la ligne indiquée et la précédente.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: Groupe : région
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupe : région"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="yaml")
