"""Deux règles ne disent pas la même chose.

Deux règles de mêmes conditions et de mêmes fiches additionnent leurs points sans que personne l'ait voulu. Gardez-en
une, avec le total des points. Des conditions écrites autrement mais qui veulent dire la même chose comptent aussi.

À éviter :

    regles:
      - id: jeunes-a-financer
        quand: {situation: [jeunes], besoins: [financement]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}
      - id: jeunes-a-financer-encore
        quand: {tous: [{besoins: [financement]}, {situation: [jeunes]}]}
        recommander: {leviers: {financer: 2}}
        parce_que: "Il vous faut de l'argent."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: jeunes-a-financer
        quand: {situation: [jeunes], besoins: [financement]}
        recommander: {leviers: {financer: 5}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.engine.terms import Terms
from ess_orient.model.problem import Level
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Placed, Study

Key = tuple[Terms, frozenset[str]]


def find(study: Study) -> Iterator[Finding]:
    """Rules of the same conditions that recommend the same entries."""
    first: dict[Key, Placed] = {}
    for placed in study.sections.get("regles", ()):
        terms = study.rule_terms(placed.record)
        targets = frozenset(target for _, weights in placed.record.recommend.targets() for target in weights)
        if terms is None or not targets:
            continue
        before = first.setdefault((terms, targets), placed)
        if before is not placed:
            where = study.spot(before, ("id",))
            message = (
                f"{placed.id} a les mêmes conditions et les mêmes fiches que {before.id} ({where.file}:{where.line})"
            )
            yield Finding(study.spot(placed, ("id",)), message, "Gardez une seule des deux règles.")


CHECK = Check(id="regle-double", level=Level.WARNING, find=find)
