"""Chaque exemple donne ce qu'il attend.

Un exemple est une personne type et ce que l'orientation doit lui répondre : c'est un test. S'il échoue, une règle a
changé de sens, ou l'exemple est à revoir. « ess-orient base tester » montre les règles en cause. Un exemple de la base
que vos dossiers déplacent, mais qui tient sans eux, n'est pas un constat : « base tester » le signale.

À éviter :

    exemples:
      - nom: "Une personne qui cherche de l'argent"
        quand: {besoins: [financement]}
        attendu: {levier_1: mobiliser}

Préférer :

    exemples:
      - nom: "Une personne qui cherche de l'argent"
        quand: {besoins: [financement]}
        attendu: {levier_1: financer}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Placed, Study
from ess_orient.rulebase.tester import Tester


def find(study: Study) -> Iterator[Finding]:
    """Expectations that are not met. Examples whose answers cannot be read have a check of their own."""
    if study.compiled is None:
        return
    tester = Tester(study.compiled)
    for placed in study.sections.get("exemples", ()):
        if "commune" in placed.record.when:
            continue  # the places are not looked up here; `base tester` does
        differences = tester.replay(placed.record).differences
        below = study.lower.up_to(placed.origin.layer) if differences else None
        if below is not None and Tester(below).replay(placed.record).passed:
            continue  # it holds on its own layer; those above move it
        for difference in differences:
            message = f"exemple : {difference.key} attendu {difference.wanted}, obtenu {difference.got}"
            remedy = difference.why[0] if difference.why else "Voyez « ess-orient base tester »."
            yield Finding(study.spot(placed, _path(placed, difference.key, difference.wanted)), message, remedy)


def _path(placed: Placed, key: str, wanted: str) -> tuple[str | int, ...]:
    """Where the expectation is written."""
    node = placed.origin.node.at(("attendu", key))
    entry = wanted.removeprefix("pas ")
    for number, item in enumerate(node.items or ()):
        if item.text == entry:
            return ("attendu", key, number)
    return ("attendu", key)


CHECK = Check(id="exemple-faux", find=find)
