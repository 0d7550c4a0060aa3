"""Le dossier de données doit exister et contenir des fichiers .yaml.

Sans eux il n'y a rien à lire. Vérifiez le chemin donné à --base ou à la commande.

À éviter :

    ess-orient base verifier dossier-qui-n-existe-pas

Préférer :

    ess-orient base nouveau mon-departement
    ess-orient base verifier mon-departement
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="dossier")
