"""Chaque valeur a la forme attendue : texte, nombre, oui ou non, liste, suite de clés.

Une liste s'écrit [un, deux] ou avec des tirets ; un nombre s'écrit sans guillemets, avec un point.

À éviter :

    reglages: "aucun"

Préférer :

    regles: []
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="type")
