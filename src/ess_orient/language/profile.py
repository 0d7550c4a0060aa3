"""What was understood, as answers for the engine."""

from __future__ import annotations

from ess_orient.model.comprehension import Comprehension, Said
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile


def as_profile(comprehension: Comprehension, *, with_suggestions: bool = False) -> Profile:
    """The sure answers as a profile; with the likely ones too if asked (a key left to choose stays unanswered)."""
    given: dict[AnswerKey, tuple[str, ...]] = {}
    for said in (comprehension.answers, comprehension.suggestions if with_suggestions else {}):
        for key, values in _values(said).items():
            if key in given and key in _LISTS:
                given[key] = tuple(dict.fromkeys((*given[key], *values)))[: _LISTS[key]]
            elif key not in given and (key in _LISTS or len(values) == 1):
                given[key] = values
    return Profile(given)


_LISTS = {AnswerKey.SECTORS: 3, AnswerKey.NEEDS: 4, AnswerKey.SITUATION: 6}


def _values(said: Said) -> dict[AnswerKey, tuple[str, ...]]:
    return {AnswerKey(key): (value,) if isinstance(value, str) else tuple(value) for key, value in said.items()}
