"""Un identifiant est fait de minuscules sans accent, de chiffres et de tirets.

Il sert dans les règles, les adresses de pages et les fichiers de résultats, et ne change plus ensuite. Les
identifiants des secteurs sont ceux des réponses, avec des traits bas.

À éviter :

    documents:
      - id: "Étude 2024"
        titre: "Étude sur la Creuse"
        auteurs: "Conseil départemental"
        date: "2024"

Préférer :

    documents:
      - id: etude-creuse-2024
        titre: "Étude sur la Creuse"
        auteurs: "Conseil départemental"
        date: "2024"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ess_orient.model.entries import SectorEntry
from ess_orient.model.question import Choice
from ess_orient.model.wording import folded, shown_value
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_VALUE = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\Z")
_CODES = ("regions", "departements")


def find(study: Study) -> Iterator[Finding]:
    """Ids of another shape; those of answers may hold underscores."""
    for part in study.texts:
        if part.name != "id" or part.placed.section in _CODES:
            continue
        shape = _VALUE if isinstance(part.owner, (Choice, SectorEntry)) else _ID
        if not shape.match(part.value) or len(part.value) > 80:
            message = f"identifiant « {shown_value(part.value)} » ; minuscules sans accent, chiffres et tirets attendus"
            better = "-".join(folded(part.value).split())[:80]
            yield Finding(study.spot_of(part), message, f"Écrivez par exemple {better}." if better else None)


CHECK = Check(id="identifiant-mal-forme", find=find)
