"""A person's answers. Three states, never mixed up: given, said unknown, not asked yet."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from ess_orient.model.condition import AnswerKey

DONT_KNOW = "ne_sait_pas"


class Unknown(Enum):
    """Why an answer is missing. Rules read both alike: neither yes nor no."""

    SAID = "said"
    NOT_ASKED = "not asked"


class Profile:
    """Answers by key, complete where one implies another (a département gives its région).

    Immutable; two profiles with the same answers are equal. Values stand in the order they were given.
    """

    __slots__ = ("_answers",)

    def __init__(self, answers: Mapping[AnswerKey, tuple[str, ...]] | None = None) -> None:
        ordered = {key: tuple(answers[key]) for key in AnswerKey if key in answers} if answers else {}
        self._answers: Mapping[AnswerKey, tuple[str, ...]] = MappingProxyType(ordered)

    @property
    def answers(self) -> Mapping[AnswerKey, tuple[str, ...]]:
        """What was said, `(DONT_KNOW,)` where the person does not know; absent keys were not asked."""
        return self._answers

    def get(self, key: AnswerKey) -> tuple[str, ...] | Unknown:
        """The values given, or why there are none. An empty tuple is an answer: none of the choices."""
        values = self._answers.get(key)
        if values is None:
            return Unknown.NOT_ASKED
        return Unknown.SAID if values == (DONT_KNOW,) else values

    def replace(self, key: AnswerKey, values: tuple[str, ...]) -> Profile:
        """The same profile with one answer set."""
        return Profile({**self._answers, key: values})

    def without(self, *keys: AnswerKey) -> Profile:
        """The same profile with some answers forgotten."""
        return Profile({key: values for key, values in self._answers.items() if key not in keys})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Profile) and dict(self._answers) == dict(other._answers)

    def __hash__(self) -> int:
        return hash(tuple(self._answers.items()))

    def __repr__(self) -> str:
        return f"Profile({dict(self._answers)!r})"
