"""Les fichiers doivent être enregistrés en UTF-8.

Sinon les accents ne peuvent pas être lus. Dans un éditeur : « Enregistrer avec l'encodage », puis UTF-8.

À éviter :

    fichier enregistré en Windows-1252 ou en « ANSI »

Préférer :

    fichier enregistré en UTF-8
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="encodage")
