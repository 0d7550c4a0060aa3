"""Un sigle employé dans un texte est expliqué dans la base.

La personne qui lit n'est pas du métier. Un sigle doit être dans les sigles ou les définitions, ou être le nom ou le
sigle d'une fiche, où l'on peut le chercher.

À éviter :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Vous cherchez un FONJEPX."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Vous cherchez une aide pour payer un emploi."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ess_orient.model.problem import Level
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.plain import acronyms, for_people
from ess_orient.rulebase.study import Study

_ROMAN = re.compile(r"[IVXLC]+e?\Z")


def find(study: Study) -> Iterator[Finding]:
    """Words of several capitals in texts for people that no entry explains or is called by."""
    known = _known(study)
    for part in study.texts:
        if not for_people(part):
            continue
        own = getattr(part.placed.record, "name", "")
        for word in acronyms(part.value):
            if word not in known and not _ROMAN.match(word) and word not in acronyms(own):
                message = f"sigle « {word} » qui n'est pas expliqué dans la base"
                remedy = "Écrivez-le en toutes lettres, ou ajoutez-le dans la section « sigles »."
                yield Finding(study.spot_of(part), message, remedy)


def _known(study: Study) -> set[str]:
    """The acronyms that entries are called by; names of doors are local and explain nothing elsewhere."""
    return {
        word
        for placed in study.entries
        for name in (placed.record.name, placed.record.acronym or "", *placed.record.other_names)
        for word in acronyms(name)
    }


CHECK = Check(id="sigle-inconnu", level=Level.WARNING, find=find)
