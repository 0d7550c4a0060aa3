"""Un fichier ne contient que les sections prévues.

Une section mal nommée ne serait pas lue : elle est refusée, et la plus proche est proposée.

À éviter :

    acteur:
      - id: mon-acteur

Préférer :

    acteurs: []
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="section")
