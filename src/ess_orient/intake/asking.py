"""The unanswered questions that matter, and how much each could change. Pure."""

from __future__ import annotations

from ess_orient.engine.masks import Answer
from ess_orient.engine.match import match, match_answers
from ess_orient.engine.orient import Orienter
from ess_orient.engine.questions import possible_answers, shown
from ess_orient.engine.terms import FIELD_OF
from ess_orient.model.change import Asked
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation
from ess_orient.model.profile import Profile


def to_ask(orienter: Orienter, profile: Profile, orientation: Orientation) -> tuple[Asked, ...]:
    """The questions whose answer could still change what is shown, in the engine's order."""
    compiled = orienter.compiled
    matches = match(compiled, orienter.completed(profile))
    before = {key for key, _ in shown(compiled, matches)}
    found = []
    for name in orientation.useful_questions:
        key = AnswerKey(name)
        question, field = compiled.questions[key], FIELD_OF[key]
        distinct: dict[tuple[int, int], Answer] = {}
        for answer in possible_answers(compiled, question, matches):
            distinct.setdefault(compiled.conditions.field_masks(field, answer), answer)
        most = 0
        for each in distinct.values():
            answers = list(matches.answers)
            answers[field] = each
            after = {entry for entry, _ in shown(compiled, match_answers(compiled, answers))}
            most = max(most, len(after - before), len(before - after))
        found.append(Asked(key, most))
    return tuple(found)
