"""Les codes de territoire sont ceux des listes officielles, entre guillemets.

Les régions et les départements sont ceux de l'Insee. Un code inconnu ferait disparaître la fiche partout. Si vous avez
écrit un nom, son code est donné.

À éviter :

    modifications:
      - fiche: france-active
        remplacer:
          territoire: {libelle: "Creuse", departements: ["Creuse"]}
        pourquoi: "Une seule antenne."
        source: {document: guide-2020, section: "Acteurs"}
        verifie_le: "2020-09-01"

Préférer :

    modifications:
      - fiche: france-active
        remplacer:
          territoire: {libelle: "Creuse", departements: ["23"]}
        pourquoi: "Une seule antenne."
        source: {document: guide-2020, section: "Acteurs"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ess_orient.engine.satisfy import department_of_town
from ess_orient.model.base import Department
from ess_orient.model.condition import Condition
from ess_orient.model.source import Territory
from ess_orient.model.wording import folded, nearest, shown_value
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Part, Study

_TOWN = re.compile(r"\d[\dAB]\d{3}\Z")
_DEPARTMENTS = {(Condition, "department"), (Territory, "departments")}
_REGIONS = {(Condition, "region"), (Territory, "regions"), (Department, "region")}


def find(study: Study) -> Iterator[Finding]:
    """Codes outside the official lists."""
    departments = {code: area.name for code, area in study.gazetteer.departments.items()}
    regions = {code: area.name for code, area in study.gazetteer.regions.items()}
    for part in study.texts:
        where = (type(part.owner), part.name)
        if where in _DEPARTMENTS and part.value not in departments:
            yield _finding(study, part, "département", departments, regions)
        elif where in _REGIONS and part.value not in regions:
            yield _finding(study, part, "région", regions, departments)
        elif where == (Condition, "municipality") and not _known_town(part.value, departments):
            message = f"commune « {shown_value(part.value)} » ; un code INSEE de cinq caractères était attendu"
            yield Finding(study.spot_of(part), message, 'Écrivez par exemple "23096".')


def _known_town(code: str, departments: dict[str, str]) -> bool:
    return bool(_TOWN.match(code)) and department_of_town(code) in departments


def _finding(study: Study, part: Part, what: str, areas: dict[str, str], others: dict[str, str]) -> Finding:
    value = part.value
    codes = {name: code for code, name in areas.items()}
    close = nearest(value, codes)
    remedy = None
    if f"0{value}" in areas:
        remedy = f'Écrivez "0{value}".'
    elif close is not None:
        remedy = f'Vouliez-vous "{codes[close]}" ({close}) ?'
    elif value in others or folded(value) in {folded(name) for name in others.values()}:
        remedy = (
            "Ce code est celui d'une région ; utilisez « regions »."
            if what == "département"
            else ("Ce code est celui d'un département ; utilisez « departements ».")
        )
    message = f"{what} : code inconnu « {shown_value(value)} » ; un code officiel entre guillemets était attendu"
    return Finding(study.spot_of(part), message, remedy)


CHECK = Check(id="territoire-inconnu", find=find, blocking=True)
