"""Chaque fichier doit pouvoir être lu.

Un fichier absent, un dossier à sa place, un fichier de plus de 8 Mo ou dont le nom finit par .yml n'est pas lu.
Les autres fichiers sont vérifiés quand même.

À éviter :

    mon-departement/acteurs.yml

Préférer :

    mon-departement/acteurs.yaml
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="fichier")
