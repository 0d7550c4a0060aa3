"""Les réglages et la version ne s'écrivent qu'une fois.

Ils valent pour toute la base. Un dossier de territoire n'en contient pas.

À éviter :

    reglages:
      pertinence:
        leviers: {forte: 4, moyenne: 2}
        acteurs: {forte: 5, moyenne: 2.5}
        dispositifs: {forte: 5, moyenne: 2.5}
      affichage: {leviers: 3, manieres: 2, acteurs: 3, dispositifs: 3, initiatives: 3, gestes: 2, etapes: 3}
      poids_a_verifier: 0.5
      revoir_apres_mois: 18

Préférer :

    regles: []
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="section-double")
