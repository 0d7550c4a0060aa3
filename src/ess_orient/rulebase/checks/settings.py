"""La base a ses réglages, ses questions, ses leviers et ses territoires.

Sans eux rien ne peut être proposé. Un seuil « forte » est au-dessus du seuil « moyenne ».

À éviter :

    reglages:
      pertinence:
        leviers: {forte: 2, moyenne: 4}
        acteurs: {forte: 5, moyenne: 2.5}
        dispositifs: {forte: 5, moyenne: 2.5}
      affichage: {leviers: 3, manieres: 2, acteurs: 3, dispositifs: 3, initiatives: 3, gestes: 2, etapes: 3}
      poids_a_verifier: 0.5
      revoir_apres_mois: 18

Préférer :

    regles: []
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.rulebase.finding import Check, Finding, Spot
from ess_orient.rulebase.study import Study

_NEEDED = ("questions", "leviers", "regions", "departements")


def find(study: Study) -> Iterator[Finding]:
    """What is missing for the base to be applied, and thresholds in the wrong order."""
    first = study.loaded.identity.layers[0] if study.loaded.identity.layers else "base"
    origin = next(iter(study.loaded.origins.get("reglages", ())), None)
    settings = study.base.settings
    if settings is None or origin is None:
        yield Finding(Spot(first, 0, 0), "section « reglages » absente", "Reprenez les réglages d'une base qui marche.")
    else:
        for name in ("levers", "actors", "schemes"):
            thresholds = getattr(settings.relevance, name)
            if thresholds.strong <= thresholds.medium:
                node = origin.node.at(("pertinence",))
                message = f"seuil « forte » ({thresholds.strong:g}) qui n'est pas au-dessus de « moyenne »"
                yield Finding(Spot(origin.file, node.line, node.column), message, "Relevez « forte ».")
    for section in _NEEDED:
        if not study.sections.get(section):
            message = f"aucune fiche dans la section « {section} »"
            yield Finding(Spot(first, 0, 0), message, "Reprenez la section d'une base qui marche.")


CHECK = Check(id="reglages", find=find, blocking=True)
