"""Les niveaux emboîtés sont limités à trente.

Au-delà, personne ne peut relire. Simplifiez la condition, ou faites-en plusieurs règles.

À éviter :

    regles: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Préférer :

    regles: []
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="profondeur")
