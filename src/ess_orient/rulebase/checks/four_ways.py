"""Chaque levier a exactement quatre manières d'agir, numérotées de 1 à 4.

C'est ce que dit le guide, et ce que l'écran et la fiche montrent. Les leviers aussi ont chacun leur numéro.

À éviter :

    leviers:
      - id: heberger
        numero: 3
        nom: "Héberger"
        texte: "Offrir un lieu."
        agir: "Ouvrez un lieu."
        chercher: "Cherchez un lieu."
        manieres: []
        source: {document: guide-2020, section: "Leviers"}
        verifie_le: "2020-09-01"

Préférer :

    leviers: []
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.entries import Lever
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study

WAYS = 4


def find(study: Study) -> Iterator[Finding]:
    """Levers with another number of ways, and numbers used twice."""
    taken: dict[int, str] = {}
    for placed in study.sections.get("leviers", ()):
        lever: Lever = placed.record
        first = taken.setdefault(lever.number, lever.id)
        if first != lever.id:
            yield Finding(study.spot(placed, ("numero",)), f"numéro {lever.number} déjà pris par le levier {first}")
        if len(lever.ways) != WAYS:
            message = f"levier {lever.id} : {len(lever.ways)} manières d'agir ; {WAYS} étaient attendues"
            yield Finding(study.spot(placed, ("manieres",), key=True), message, "Le guide en donne quatre par levier.")
        seen: set[int] = set()
        for number, way in enumerate(lever.ways):
            if way.number in seen:
                message = f"levier {lever.id} : deux manières d'agir ont le numéro {way.number}"
                yield Finding(study.spot(placed, ("manieres", number, "numero")), message, "Numérotez-les de 1 à 4.")
            seen.add(way.number)


CHECK = Check(id="quatre-manieres", find=find)
