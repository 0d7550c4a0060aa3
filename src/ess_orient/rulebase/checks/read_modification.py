"""Une modification nomme une fiche et une ligne qui existent.

« modifications » remplace des lignes d'une fiche de la base : la fiche et la clé doivent exister, et la valeur avoir
la forme attendue. Un identifiant ne change pas. Le statut d'une fiche suivie se change par un suivi.

À éviter :

    modifications:
      - fiche: france-actve
        remplacer: {site: "https://www.franceactive.org"}
        pourquoi: "L'adresse a changé."
        source: {document: page-publique, adresse: "https://www.franceactive.org"}
        verifie_le: "2026-11-01"

Préférer :

    modifications:
      - fiche: france-active
        remplacer: {site: "https://www.franceactive.org"}
        pourquoi: "L'adresse a changé."
        source: {document: page-publique, adresse: "https://www.franceactive.org"}
        verifie_le: "2026-11-01"
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="modification")
