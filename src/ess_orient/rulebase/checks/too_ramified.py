"""Une condition reste assez simple pour être calculée.

Dépliée en « ou », une condition ne dépasse pas 512 cas. Au-delà, personne ne peut la relire non plus : faites-en
plusieurs règles.

À éviter :

    regles:
      - id: regle-ramifiee
        quand:
          tous:
            - un: [{stade: [idee]}, {besoins: [financement]}, {forme: [scic]}]
            - un: [{stade: [creation]}, {besoins: [reseau]}, {forme: [scop]}]
            - un: [{stade: [reprise]}, {besoins: [formation]}, {forme: [mutuelle]}]
            - un: [{profil: [porteur]}, {secteurs: [commerce]}, {situation: [jeunes]}]
            - un: [{profil: [citoyen]}, {secteurs: [energie]}, {situation: [agricole]}]
            - un: [{profil: [collectif]}, {secteurs: [sante]}, {situation: [insertion]}]
        recommander: {leviers: {financer: 1}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: regle-simple
        quand: {besoins: [financement], stade: [idee, creation, reprise]}
        recommander: {leviers: {financer: 1}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.engine.terms import MOST_TERMS
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study

_TOP = frozenset({"when", "unless", "reserved_to", "asked_if", "offered_if"})


def find(study: Study) -> Iterator[Finding]:
    """Conditions, rules and gates that cannot be unfolded."""
    message = f"condition trop ramifiée : plus de {MOST_TERMS} cas une fois dépliée"
    remedy = "Faites-en plusieurs règles plus simples."
    told: set[int] = set()
    for part in study.conditions:
        if part.name in _TOP and study.terms(part.value) is None:
            told.add(id(part.placed.record))
            yield Finding(study.spot_of(part, key=True), message, remedy)
    for placed in (*study.sections.get("regles", ()), *study.sections.get("etapes", ())):
        if id(placed.record) not in told and study.rule_terms(placed.record) is None:
            yield Finding(study.spot(placed, ("quand",), key=True), message, remedy)
    for placed in (*study.sections.get("acteurs", ()), *study.sections.get("dispositifs", ())):
        if id(placed.record) not in told and study.gate_terms(placed.record) is None:
            yield Finding(study.spot(placed, ("reserve_a",), key=True), message, remedy)


CHECK = Check(id="condition-ramifiee", find=find, blocking=True)
