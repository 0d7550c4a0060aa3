"""Une date s'écrit année, année-mois ou année-mois-jour : 2024, 2024-07, 2024-07-23.

La date d'une vérification (« verifie_le ») a toujours son jour. Une fin ne vient pas avant un début.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "01/09/2020"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.entries import Entry
from ess_orient.model.wording import shown_value
from ess_orient.rulebase.days import DATE_FIELDS, DAY_FIELDS, as_written, is_day, is_period
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Dates of another form or that no calendar has, and ends before beginnings."""
    for part in study.texts:
        if part.name in DAY_FIELDS and not is_day(part.value):
            message = f"date « {shown_value(part.value)} » ; année-mois-jour était attendu"
            yield Finding(study.spot_of(part), message, _remedy(part.value, "2026-11-23"))
        elif part.name in DATE_FIELDS and not is_period(part.value):
            message = f"date « {shown_value(part.value)} » ; année, année-mois ou année-mois-jour était attendu"
            yield Finding(study.spot_of(part), message, _remedy(part.value, "2024-07"))
    for placed in study.entries:
        entry: Entry = placed.record
        if entry.started_on and entry.ended_on and entry.ended_on < entry.started_on[: len(entry.ended_on)]:
            message = f"fin ({shown_value(entry.ended_on)}) avant le début ({shown_value(entry.started_on)})"
            yield Finding(study.spot(placed, (*placed.path, "fin")), message, "Corrigez l'une des deux dates.")


def _remedy(value: str, example: str) -> str:
    return f'Écrivez "{as_written(value) or example}".'


CHECK = Check(id="date-mal-formee", find=find)
