"""Un fichier contient un seul document.

Une ligne « --- » au milieu du fichier en commence un second, qui ne serait pas lu.

À éviter :

    regles: []
    ---
    acteurs: []

Préférer :

    regles: []
    acteurs: []
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="document")
