"""Un suivi est complet : un remplacement nomme le successeur, un renommage le nouveau nom.

Une fiche n'a qu'un suivi par dossier. Un dossier de territoire peut en donner un plus récent : c'est lui qui vaut. Deux
dossiers de territoires ne suivent pas la même fiche.

À éviter :

    suivis:
      - entree: france-active
        statut: remplace
        note: "Remplacée."
        source: {document: page-publique, adresse: "https://www.franceactive.org"}
        verifie_le: "2026-11-01"
        confiance: haute

Préférer :

    suivis:
      - entree: france-active
        statut: remplace
        successeur: adie
        note: "Remplacée."
        source: {document: page-publique, adresse: "https://www.franceactive.org"}
        verifie_le: "2026-11-01"
        confiance: haute
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.door import Update
from ess_orient.model.entries import Status
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Placed, Study


def find(study: Study) -> Iterator[Finding]:
    """Follow-ups that lack what their status needs, or that meet another one of the same entry."""
    first_layer = study.loaded.identity.layers[0] if study.loaded.identity.layers else ""
    last: dict[str, Placed] = {}
    for placed in study.sections.get("suivis", ()):
        update: Update = placed.record
        if update.status is Status.REPLACED and update.successor is None:
            yield Finding(study.spot(placed, ("statut",)), "« remplace » sans successeur", "Ajoutez « successeur: … ».")
        if update.status is Status.RENAMED and update.new_name is None:
            yield Finding(
                study.spot(placed, ("statut",)), "« renomme » sans nouveau nom", "Ajoutez « nouveau_nom: … »."
            )
        before = last.get(update.entry)
        if before is not None and (before.origin.layer == placed.origin.layer or before.origin.layer != first_layer):
            where = study.spot(before, ("entree",))
            message = (
                f"{update.entry} a déjà un suivi dans {where.file}, ligne {where.line} (couche « {before.origin.layer} »"
                f" ; ici, « {placed.origin.layer} »)"
            )
            yield Finding(study.spot(placed, ("entree",)), message, "Gardez le plus récent.")
        elif before is not None and update.checked_on < before.record.checked_on:
            message = f"suivi du {update.checked_on}, plus ancien que celui qu'il remplace ({before.record.checked_on})"
            yield Finding(study.spot(placed, ("verifie_le",)), message, "Vérifiez lequel est juste.")
        last[update.entry] = placed


CHECK = Check(id="suivi", find=find)
