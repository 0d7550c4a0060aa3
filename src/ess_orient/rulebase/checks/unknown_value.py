"""Une condition, une spécialité ou un exemple n'emploie que des réponses possibles.

Les valeurs sont celles des questions (« valeurs »). Une règle qui attend une réponse que personne ne peut donner ne
s'applique jamais.

À éviter :

    regles:
      - id: epicerie-a-creer
        quand: {stade: [création], secteurs: [comerce]}
        recommander: {leviers: {financer: 2}}
        parce_que: "Vous créez un commerce."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: epicerie-a-creer
        quand: {stade: [creation], secteurs: [commerce]}
        recommander: {leviers: {financer: 2}}
        parce_que: "Vous créez un commerce."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.entries import Actor, Initiative, Scheme, SectorEntry
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.rule import Expectation
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Part, Study

_KEY_OF_FIELD = {key.name.lower(): key for key in AnswerKey}
_PLACES = frozenset({AnswerKey.DEPARTMENT, AnswerKey.REGION, AnswerKey.MUNICIPALITY})
_SECTORS = {(Actor, "specialities"), (Scheme, "specialities"), (Initiative, "sectors"), (SectorEntry, "id")}


def find(study: Study) -> Iterator[Finding]:
    """Values that no question offers; places have a check of their own."""
    choices = {
        question.key: [choice.id for choice in question.choices]
        for question in reversed(study.base.questions)  # of a question asked twice, the first counts
        if question.key not in _PLACES
    }
    for part in study.texts:
        key = _key(part)
        if key is None:
            continue
        if key not in choices:
            message = f"la base ne pose pas la question « {key} » : cette condition ne peut pas être vraie"
            yield Finding(study.spot_of(part), message)
        elif part.value not in choices[key]:
            yield _finding(study, part, key.value, choices[key])
    yield from _questions_expected(study)


def _key(part: Part) -> AnswerKey | None:
    """The answer a text is a value of, None if it is none."""
    if isinstance(part.owner, Condition):
        key = _KEY_OF_FIELD.get(part.name)
        return None if key in _PLACES else key
    return AnswerKey.SECTORS if (type(part.owner), part.name) in _SECTORS else None


def _finding(study: Study, part: Part, what: str, known: list[str]) -> Finding:
    message = f"{what} : valeur inconnue « {shown_value(part.value)} » ; attendu : {listed(known, 20)}."
    remedy = did_you_mean(part.value, known)
    if part.value == DONT_KNOW:
        remedy = "Une réponse inconnue ne se teste pas : retirez cette valeur."
    return Finding(study.spot_of(part), message, remedy)


def _questions_expected(study: Study) -> Iterator[Finding]:
    known = [key.value for key in AnswerKey]
    for part in study.texts:
        if isinstance(part.owner, Expectation) and part.name == "useful_questions" and part.value not in known:
            yield _finding(study, part, "questions_utiles", known)


CHECK = Check(id="valeur-inconnue", find=find, blocking=True)
