"""Un exemple donne des réponses possibles, et attend quelque chose.

Ses réponses se lisent comme celles d'une personne : clés, valeurs, nombre de réponses et lieux sont vérifiés.

À éviter :

    exemples:
      - nom: "Une personne qui cherche de l'argent"
        quand: {besoins: [argent]}
        attendu: {levier_1: financer}

Préférer :

    exemples:
      - nom: "Une personne qui cherche de l'argent"
        quand: {besoins: [financement]}
        attendu: {levier_1: financer}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.engine.answers import AnswerReader, Locate, TownFound, TownsFound
from ess_orient.engine.satisfy import department_of_town
from ess_orient.model.rule import Expectation
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Placed, Study


def find(study: Study) -> Iterator[Finding]:
    """Answers that could not be read, and examples that expect nothing."""
    reader = AnswerReader(study.base, _any_town)
    for placed in study.sections.get("exemples", ()):
        _, problems = reader.read(placed.record.when, "", _locator(study, placed))
        for problem in problems:
            spot = study.spot(placed, ("quand",))._replace(line=problem.line, column=problem.column)
            yield Finding(spot, problem.message, problem.remedy)
        if placed.record.expected == Expectation():
            yield Finding(study.spot(placed, ("attendu",), key=True), "exemple qui n'attend rien",
                          "Écrivez au moins « levier_1: … » ou « acteurs: […] ».")  # fmt: skip


def _locator(study: Study, placed: Placed) -> Locate:
    def locate(key: str) -> tuple[int, int]:
        spot = study.spot(placed, ("quand", key))
        return spot.line, spot.column

    return locate


def _any_town(text: str, department: str | None) -> TownsFound:
    """A name of commune is not looked up here: any that says its département is taken."""
    code = department or department_of_town(text)
    return TownsFound((TownFound(text, text, code),))


CHECK = Check(id="exemple-reponses", find=find)
