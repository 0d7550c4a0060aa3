"""Les questions permettent de répondre, et chacune a sa place.

Une question ne se pose qu'une fois, a des réponses différentes, et ne demande pas plus de réponses qu'elle n'en offre.
« ne_sait_pas » est toujours possible et ne s'écrit pas. Le lieu se demande par le département.

À éviter :

    questions:
      - cle: commune
        ordre: 9
        nom: "la commune"
        titre: "Où ?"
        aide: "Votre commune."
        minimum: 3
        maximum: 2
        valeurs:
          - {id: ici, libelle: "Ici"}
          - {id: ici, libelle: "Là"}

Préférer :

    questions:
      - cle: commune
        ordre: 9
        nature: lieu
        nom: "la commune"
        titre: "Où ?"
        aide: "Votre commune."
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.question import Question, QuestionKind
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Placed, Study

_SEVERAL = frozenset({AnswerKey.SECTORS, AnswerKey.NEEDS, AnswerKey.SITUATION})


def find(study: Study) -> Iterator[Finding]:
    """Questions asked twice, with wrong bounds, or with choices that repeat or are missing."""
    first: dict[AnswerKey, Placed] = {}
    for placed in study.sections.get("questions", ()):
        question: Question = placed.record
        before = first.setdefault(question.key, placed)
        if before is not placed:
            where = study.spot(before, ("cle",))
            message = f"question « {question.key} » déjà posée dans {where.file}, ligne {where.line}"
            yield Finding(study.spot(placed, ("cle",)), message, "Gardez-en une seule.")
        yield from _bounds(study, placed, question)
        yield from _choices(study, placed, question)


def _bounds(study: Study, placed: Placed, question: Question) -> Iterator[Finding]:
    if question.minimum > question.maximum:
        message = f"minimum {question.minimum} au-dessus du maximum {question.maximum}"
        yield Finding(study.spot(placed, ("minimum",)), message, "Corrigez l'un des deux.")
    if question.maximum > 1 and question.key not in _SEVERAL:
        message = f"« {question.key} » n'admet qu'une réponse ; maximum {question.maximum}"
        yield Finding(study.spot(placed, ("maximum",)), message, "Retirez la ligne « maximum ».")
    elif question.kind is QuestionKind.CHOICE and question.maximum > max(len(question.choices), 1):
        message = f"maximum {question.maximum} pour {len(question.choices)} réponses possibles"
        yield Finding(study.spot(placed, ("maximum",)), message, "Baissez le maximum.")


def _choices(study: Study, placed: Placed, question: Question) -> Iterator[Finding]:
    if question.kind is QuestionKind.CHOICE and not question.choices:
        yield Finding(
            study.spot(placed), f"question « {question.key} » sans aucune réponse", "Ajoutez des « valeurs »."
        )
    seen: set[str] = set()
    for number, choice in enumerate(question.choices):
        spot = study.spot(placed, ("valeurs", number, "id"))
        if choice.id in seen:
            yield Finding(spot, f"réponse « {choice.id} » écrite deux fois", "Gardez-en une.")
        if choice.id == DONT_KNOW:
            yield Finding(spot, f"« {DONT_KNOW} » est toujours possible et ne s'écrit pas", "Retirez cette réponse.")
        seen.add(choice.id)


CHECK = Check(id="question", find=find, blocking=True)
