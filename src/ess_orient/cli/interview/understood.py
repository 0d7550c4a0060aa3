"""What the project's own words seem to answer: offered for confirmation, never kept by itself."""

from __future__ import annotations

from typing import NamedTuple

from ess_orient.cli.interview.session import Session
from ess_orient.cli.interview.shapes import Suggestion
from ess_orient.model.condition import AnswerKey
from ess_orient.model.question import Question, QuestionKind

LONGEST = 20_000


class Understood(NamedTuple):
    """Answers to confirm, and what is to be told where the words are of distress or of something else."""

    answers: dict[AnswerKey, Suggestion]
    message: str = ""


def understood(session: Session) -> Understood:
    """What the project's words say for the questions that have no answer."""
    project = session.case.project.strip()
    answered = session.case.last.profile.answers
    if not project or len(project) > LONGEST or len(answered) >= len(session.compiled.questions):
        return Understood({})
    from ess_orient.cli.understanding import open_reader
    from ess_orient.language.profile import as_profile

    said = open_reader(session.context).read(project)
    given = as_profile(said).answers
    found: dict[AnswerKey, Suggestion] = {}
    for key, values in given.items():
        question = session.compiled.questions.get(key)
        if question is None or key in answered or not _offered(question, values):
            continue
        words = dict.fromkeys(each.words for each in said.evidence if each.key in _speaking_of(key))
        town = given.get(AnswerKey.MUNICIPALITY, ("",))[0] if question.kind is QuestionKind.PLACE else ""
        found[key] = Suggestion(values[: question.maximum], ", ".join(words), town)
    return Understood(found, said.message or "")


def _offered(question: Question, values: tuple[str, ...]) -> bool:
    """A base laid over may ask for less than the lexicon knows."""
    return question.kind is QuestionKind.PLACE or set(values) <= {choice.id for choice in question.choices}


def _speaking_of(key: AnswerKey) -> tuple[str, ...]:
    place = (AnswerKey.DEPARTMENT.value, AnswerKey.MUNICIPALITY.value)
    return place if key is AnswerKey.DEPARTMENT else (key.value,)
