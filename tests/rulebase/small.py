"""Bases small enough to list every profile, so that what is proved can be compared with what is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import msgspec
from hypothesis import strategies as st

from ess_orient.engine.compile import CompiledBase
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.profile import Profile
from tests.engine.bases import CHOICES, DEPARTMENTS, QUESTIONS, bases

ASKED = (AnswerKey.AUDIENCE, AnswerKey.STAGE, AnswerKey.NEEDS, AnswerKey.DEPARTMENT)
FEW = tuple(question for question in QUESTIONS if question.key in ASKED)
ONLY_HOLDERS = Condition(audience=("porteur", "collectivite"))


@st.composite
def small_bases(draw: st.DrawFn) -> Base:
    """A base with four questions, one of which may depend on the profile."""
    asked_if = draw(st.sampled_from([None, ONLY_HOLDERS]))
    questions = tuple(
        msgspec.structs.replace(question, asked_if=asked_if) if question.key is AnswerKey.STAGE else question
        for question in FEW
    )
    return msgspec.structs.replace(draw(bases()), questions=questions)


def every_profile(compiled: CompiledBase) -> Iterator[Profile]:
    """All profiles the questions allow, by plain listing."""
    single = [
        [None, *((value,) for value in CHOICES[key])] for key in (AnswerKey.AUDIENCE, AnswerKey.STAGE)
    ]  # fmt: skip
    needs = CHOICES[AnswerKey.NEEDS]
    several = [None, *((need,) for need in needs), *combinations(needs, 2)]
    places = [
        {},
        *({AnswerKey.REGION: (region,)} for region in ("53", "75")),
        *({AnswerKey.DEPARTMENT: (d.id,), AnswerKey.REGION: (d.region,)} for d in DEPARTMENTS),
    ]
    conditional = compiled.questions[AnswerKey.STAGE].asked_if is not None
    for audience, stage, need, place in product(*single, several, places):
        if conditional and stage is not None and audience == ("citoyen",):
            continue
        given = {AnswerKey.AUDIENCE: audience, AnswerKey.STAGE: stage, AnswerKey.NEEDS: need}
        yield Profile({key: value for key, value in given.items() if value is not None} | place)
