"""Une règle peut s'appliquer à quelqu'un, et chacune de ses fiches lui être proposée.

Une règle dont les conditions se contredisent ne s'applique jamais. Une fiche réservée à d'autres personnes, ou à un
autre territoire que celui de la règle, ne peut pas lui être proposée. La preuve est donnée avec le constat.

À éviter :

    regles:
      - id: creation-et-reprise
        quand:
          stade: [creation]
          tous:
            - {stade: [reprise]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Vous créez et reprenez."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: creation-ou-reprise
        quand: {stade: [creation, reprise]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Vous créez ou reprenez."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.engine.errors import TooManyTerms
from ess_orient.engine.satisfy import can_hold, conflict
from ess_orient.engine.terms import Terms, both
from ess_orient.model.entries import Actor, Scheme
from ess_orient.model.rule import Rule
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.saying import conflict_said
from ess_orient.rulebase.study import Placed, Study

_MOST_REASONS = 2


def find(study: Study) -> Iterator[Finding]:
    """Rules, steps and remarks that nobody meets, and targets that those who meet the rule cannot be proposed."""
    gates = {
        placed.id: terms
        for placed in study.entries
        if isinstance(placed.record, (Actor, Scheme)) and (terms := study.gate_terms(placed.record)) is not None
    }
    for section in ("regles", "etapes"):
        for placed in study.sections.get(section, ()):
            terms = study.rule_terms(placed.record)
            if terms is None:
                continue
            if not can_hold(terms, study.answerable):
                message = f"{placed.id} ne peut jamais s'appliquer : {_proof(terms, study)}"
                yield Finding(study.spot(placed, ("quand",), key=True), message, "Corrigez « quand » ou « sauf ».")
            elif isinstance(placed.record, Rule):
                yield from _targets(study, placed, terms, gates)
    for placed in study.sections.get("contradictions", ()):
        terms = study.terms(placed.record.when)
        if terms is not None and not can_hold(terms, study.answerable):
            message = f"{placed.id} ne peut jamais s'appliquer : {_proof(terms, study)}"
            yield Finding(study.spot(placed, ("quand",), key=True), message, "Corrigez « quand ».")


def _proof(terms: Terms, study: Study) -> str:
    """Why each way of fulfilling the condition fails, in words."""
    reasons = sorted({
        conflict_said(found) for term in terms if (found := conflict(term, study.answerable)) is not None
    })  # fmt: skip
    if not reasons:
        return "« sauf » exclut tout le monde"
    more = f" ; et {len(reasons) - _MOST_REASONS} autres cas" if len(reasons) > _MOST_REASONS else ""
    return " ; ".join(reasons[:_MOST_REASONS]) + more


def _targets(study: Study, placed: Placed, terms: Terms, gates: dict[str, Terms]) -> Iterator[Finding]:
    for field, weights in placed.record.recommend.targets():
        if field not in ("actors", "schemes", "families"):
            continue
        for target in weights:
            entries = _members(study, target) if field == "families" else [target]
            held = [entry for entry in entries if entry in gates]
            reasons = [_clash(study, terms, gates[entry]) for entry in held]
            if held and all(reason is not None for reason in reasons):
                section = {"actors": "acteurs", "schemes": "dispositifs", "families": "familles"}[field]
                message = f"{placed.id} ne peut jamais proposer {target} : {reasons[0]}"
                spot = study.spot(placed, ("recommander", section, target), key=True)
                yield Finding(spot, message, "Retirez cette fiche de la règle, ou corrigez les conditions.")


def _members(study: Study, family: str) -> list[str]:
    return [actor.id for actor in study.base.actors if actor.family == family]


def _clash(study: Study, rule: Terms, gate: Terms) -> str | None:
    """Why nobody meets both the rule and the entry's conditions; None if someone may."""
    try:
        joined = both(rule, gate)
    except TooManyTerms:
        return None
    return None if can_hold(joined, study.answerable) else _proof(joined, study)


CHECK = Check(id="regle-impossible", find=find)
