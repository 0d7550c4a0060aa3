"""Les fichiers sont écrits pour cette version du programme.

Un fichier peut nommer son format ; s'il en nomme un autre, ses clés peuvent avoir un autre sens.

À éviter :

    format: "ess-orient/base/9"

Préférer :

    format: "ess-orient/base/1"
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="format")
