"""The answers of a conversation: those given, those that make sense together, and what is left to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.masks import Outcome
from ess_orient.engine.match import match
from ess_orient.engine.questions import contested_fields, unanswered, useful_questions
from ess_orient.engine.situation import Gazetteer
from ess_orient.engine.terms import FIELD_OF
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW, Profile, Unknown
from ess_orient.model.question import Choice, Question

PLACE_KEYS = (AnswerKey.DEPARTMENT, AnswerKey.REGION, AnswerKey.MUNICIPALITY)

Answers = Mapping[AnswerKey, tuple[str, ...]]


class State:
    """Everything said so far. An answer that a later correction makes senseless is set aside, not lost."""

    def __init__(
        self,
        compiled: CompiledBase,
        answers: Answers | None = None,
        asked: Iterable[AnswerKey] = (),
    ) -> None:
        self.compiled = compiled
        self.answers: dict[AnswerKey, tuple[str, ...]] = dict(answers or {})
        self.asked: list[AnswerKey] = [key for key in asked if key in self.answers]
        self.description = ""
        self.understood: dict[AnswerKey, tuple[str, ...]] = {}
        """The answers that the description brought."""

    def understand(self, description: str, found: Answers) -> None:
        """Note what a description says. What was given or answered stands; what a former description said goes."""
        for key, values in self.understood.items():
            if key not in self.asked and self.answers.get(key) == values:
                del self.answers[key]
        self.description = description
        self.understood = filling(found, self.answers, self.compiled.gazetteer)
        self.answers.update(self.understood)

    def answer(self, key: AnswerKey, values: tuple[str, ...]) -> None:
        """Note an answer to a question."""
        self.answers[key] = values
        if key not in self.asked:
            self.asked.append(key)

    def answer_place(self, place: Answers) -> None:
        """Note where the project is, in place of what was said before."""
        for key in PLACE_KEYS:
            self.answers.pop(key, None)
        self.answers.update(place)
        if AnswerKey.DEPARTMENT not in self.asked:
            self.asked.append(AnswerKey.DEPARTMENT)

    def take_up(self, answers: Answers, asked: Iterable[AnswerKey]) -> None:
        """Go on from answers kept earlier."""
        self.answers = dict(answers)
        self.asked = [key for key in asked if key in answers]

    def profile(self) -> Profile:
        """The answers that make sense with each other."""
        outcome = self._outcome()
        kept: dict[AnswerKey, tuple[str, ...]] = {}
        for key, values in self.answers.items():
            question = self.compiled.questions.get(key)
            if question is not None and values not in ((), (DONT_KNOW,)):
                values = self._still_offered(question, values, outcome)
                if not values:
                    continue
            if question is None or self._possible(self.compiled.asked_if[key], outcome):
                kept[key] = values
        return Profile(kept)

    def set_aside(self) -> dict[AnswerKey, tuple[str, ...]]:
        """The values that no longer make sense, by question."""
        kept = self.profile().answers
        lost = {
            key: tuple(value for value in values if value not in kept.get(key, ()))
            for key, values in self.answers.items()
            if values != (DONT_KNOW,)
        }
        return {key: values for key, values in lost.items() if values}

    def to_ask(self) -> tuple[AnswerKey, ...]:
        """The questions that can still change what is shown: the profile first, then the most useful."""
        profile = self.profile()
        if profile.get(AnswerKey.AUDIENCE) is Unknown.NOT_ASKED:
            left = self._not_asked(self._contested(profile), profile)
            if AnswerKey.AUDIENCE in left:  # nothing comes before it: the others need not be ranked yet
                return (AnswerKey.AUDIENCE, *(key for key in left if key is not AnswerKey.AUDIENCE))
        return self._not_asked(useful_questions(self.compiled, profile), profile)

    def _contested(self, profile: Profile) -> list[AnswerKey]:
        """The questions that can still change what is shown, in the order of the data: much quicker than ranked."""
        matches = match(self.compiled, profile)
        contested = contested_fields(self.compiled, matches)
        return [
            question.key
            for question in unanswered(self.compiled, profile, matches)
            if FIELD_OF[question.key] in contested
        ]

    def _not_asked(self, keys: Iterable[AnswerKey], profile: Profile) -> tuple[AnswerKey, ...]:
        return tuple(key for key in keys if profile.get(key) is Unknown.NOT_ASKED)

    def answered_questions(self) -> int:
        """How many questions were answered, corrections of what was understood left aside."""
        return sum(1 for key in self.asked if key not in self.understood)

    def before(self, key: AnswerKey) -> AnswerKey | None:
        """The question asked before this one."""
        place = self.asked.index(key) if key in self.asked else len(self.asked)
        return self.asked[place - 1] if place else None

    def offered(self, key: AnswerKey) -> tuple[Choice, ...]:
        """The choices that make sense for what is known."""
        question = self.compiled.questions[key]
        if question.key in PLACE_KEYS:
            return ()
        outcome = self._outcome()
        return tuple(
            choice
            for choice in question.choices
            if self._possible(self.compiled.offered_if[question.key, choice.id], outcome)
        )

    def _still_offered(self, question: Question, values: tuple[str, ...], outcome: Outcome) -> tuple[str, ...]:
        conditions = self.compiled.offered_if
        return tuple(value for value in values if self._possible(conditions.get((question.key, value)), outcome))

    def _outcome(self) -> Outcome:
        answers = self.compiled.gazetteer.answers(Profile(self.answers))
        return self.compiled.conditions.evaluate(answers)

    def _possible(self, condition: int | None, outcome: Outcome) -> bool:
        return condition is None or bool(outcome.possible & self.compiled.conditions.bit(condition))


def filling(found: Answers, given: Answers, gazetteer: Gazetteer) -> dict[AnswerKey, tuple[str, ...]]:
    """The answers found where none is given; a place only if it lies within the one given."""
    agrees = _place_agrees(found, given, gazetteer)
    return {
        key: values for key, values in found.items() if key not in given and (agrees or key not in PLACE_KEYS)
    }  # fmt: skip


def _place_agrees(found: Answers, given: Answers, gazetteer: Gazetteer) -> bool:
    department = found.get(AnswerKey.DEPARTMENT, (DONT_KNOW,))
    if not any(key in given for key in PLACE_KEYS):
        return True
    if AnswerKey.DEPARTMENT in given:
        return given[AnswerKey.DEPARTMENT] == department != (DONT_KNOW,)
    return given.get(AnswerKey.REGION) == (gazetteer.region_of(department[0]),)
