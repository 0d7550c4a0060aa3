"""Chaque réponse possible sert à quelque chose.

Une réponse que ni une règle, ni une étape, ni une question n'emploie ne change rien pour la personne : on la lui
demande pour rien.

À éviter :

    questions:
      - cle: forme
        ordre: 9
        nom: "la forme"
        titre: "Quelle forme ?"
        aide: "La forme de la structure."
        valeurs:
          - {id: forme-inutile, libelle: "Une forme dont aucune règle ne parle"}

Préférer :

    questions: []
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.condition import AnswerKey
from ess_orient.model.problem import Level
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Choices that no condition tests, in a base that has rules. A choice with its own viewpoint is of use."""
    used: dict[AnswerKey, set[str]] = {key: set() for key in AnswerKey}
    for part in study.conditions:
        for key, values in part.value.tests():
            used[key].update(values)
    for placed in study.sections.get("questions", ()):
        question = placed.record
        for number, choice in enumerate(question.choices):
            if choice.id not in used[question.key] and choice.viewpoint is None:
                message = f"aucune règle n'emploie la réponse « {choice.id} » à « {question.key} »"
                yield Finding(
                    study.spot(placed, ("valeurs", number, "id")), message, "Écrivez une règle, ou retirez-la."
                )


CHECK = Check(id="reponse-inutile", level=Level.WARNING, find=find)
