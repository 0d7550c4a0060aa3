"""Les lignes commencent par des espaces, jamais par une tabulation.

Le format YAML lit la structure dans les espaces du début de ligne. Réglez votre éditeur pour que la touche Tab
écrive deux espaces.

À éviter :

    regles:
    \t- id: ma-regle

Préférer :

    regles:
      []
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="tabulation")
