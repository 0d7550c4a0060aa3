"""What to do first: at most a few steps, each naming whom to see and what to prepare."""

from __future__ import annotations

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.match import Matches
from ess_orient.model.orientation import ActorGroups, Certainty, Proposed, ProposedStep
from ess_orient.model.rule import NextStep


def next_steps(compiled: CompiledBase, matches: Matches, actors: ActorGroups) -> tuple[ProposedStep, ...]:
    """The steps that hold, in order, one per actor, up to the number set in the data."""
    found: list[ProposedStep] = []
    seen: set[str] = set()
    for step, number in zip(compiled.steps, compiled.step_conditions, strict=True):
        if len(found) >= compiled.settings.display.steps:
            break
        if not matches.condition(compiled, number)[0]:
            continue
        actor = _addressee(step, actors, seen)
        if actor is not None:
            seen.add(actor.id)
            found.append(_filled(step, actor))
    return tuple(found)


def _addressee(step: NextStep, actors: ActorGroups, seen: set[str]) -> Proposed | None:
    """The first fitting actor not yet named: of the group, of the family, or the actor itself or its local face."""
    for group, ranked in actors.groups():
        for actor in ranked:
            if actor.certainty is not Certainty.SURE or actor.id in seen:
                continue
            if step.toward in (group, actor.family, actor.id):
                return actor
    return None


def _filled(step: NextStep, actor: Proposed) -> ProposedStep:
    name = actor.door.name if actor.door is not None else actor.name
    return ProposedStep(
        id=step.id,
        text=step.text.replace("{acteur}", name),
        actor=actor.id,
        prepare=step.prepare,
        source=step.source,
    )
