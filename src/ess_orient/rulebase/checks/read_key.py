"""Une clé est un mot.

Une liste ou un groupe de lignes ne peut pas servir de clé.

À éviter :

    ? [regles, acteurs]
    : []

Préférer :

    regles: []
    acteurs: []
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="cle")
