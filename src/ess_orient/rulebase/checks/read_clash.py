"""Deux dossiers ne remplacent pas la même ligne.

Le dernier donné l'emporte, mais l'un des deux gardiens ne le saurait pas : entendez-vous et gardez-en une.

À éviter :

    modifications:
      - fiche: france-active
        remplacer: {site: "https://www.franceactive.org"}
        pourquoi: "L'adresse a changé."
        source: {document: page-publique, adresse: "https://www.franceactive.org"}
        verifie_le: "2026-11-01"
      - fiche: france-active
        remplacer: {site: "https://www.franceactive-creuse.org"}
        pourquoi: "Autre adresse."
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

from ess_orient.model.problem import Level
from ess_orient.rulebase.finding import Check

CHECK = Check(id="couches-en-conflit", level=Level.WARNING)
