"""Une date de source ou de vérification n'est pas dans l'avenir.

On ne peut pas avoir lu demain une page : une telle date cacherait longtemps que la fiche est à revoir. Une fin prévue
ou un changement annoncé (« fin », « depuis ») peut être à venir.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2062-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2026-09-01"
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.source import Document, Source
from ess_orient.rulebase.days import is_period
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Days after today where something is said to have been read or checked."""
    for part in study.texts:
        read = part.name == "checked_on" or (part.name == "date" and isinstance(part.owner, (Source, Document)))
        if read and is_period(part.value) and part.value > study.today[: len(part.value)]:
            message = f"date {part.value} dans l'avenir ; aujourd'hui est le {study.today}"
            yield Finding(study.spot_of(part), message, "Donnez le jour où la page a été lue.")


CHECK = Check(id="date-future", find=find)
