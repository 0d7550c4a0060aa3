"""Profiles drawn at random among those the questions allow, always the same for the same seed."""

from __future__ import annotations

import random

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.match import match
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile

SEED = 2020


def draw_profile(compiled: CompiledBase, draw: random.Random) -> Profile:
    """A profile drawn at random among those the questions allow, some answers left out."""
    answers: dict[AnswerKey, tuple[str, ...]] = {}
    for key, question in compiled.questions.items():
        if draw.random() < 0.25:
            continue
        if key is AnswerKey.DEPARTMENT:
            code = draw.choice(sorted(compiled.gazetteer.departments))
            answers[key] = (code,)
            region = compiled.gazetteer.region_of(code)
            answers[AnswerKey.REGION] = (region or "",)
        elif question.choices:
            count = draw.randint(max(question.minimum, 0), question.maximum)
            names = [choice.id for choice in question.choices]
            chosen = draw.sample(names, min(count, len(names)))
            answers[key] = tuple(name for name in names if name in chosen)
    profile = Profile(answers)
    matches = match(compiled, profile)
    for key in list(profile.answers):
        if key in compiled.questions and not matches.condition(compiled, compiled.asked_if[key])[1]:
            profile = profile.without(key)
    for key, values in list(profile.answers.items()):
        kept = tuple(v for v in values if matches.condition(compiled, compiled.offered_if.get((key, v)))[1])
        profile = profile.replace(key, kept) if kept or not values else profile.without(key)
    return profile
