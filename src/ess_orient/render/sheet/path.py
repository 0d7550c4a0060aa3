"""The path from the project to the doors, through the levers: what the diagram draws, and its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.model.orientation import Certainty, Orientation, Proposed, ProposedLever
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.sheet import Branch, Path
from ess_orient.render.labels import Labels

_TOLD = ("secteurs", "stade")


def path_of(orientation: Orientation, labels: Labels) -> Path | None:
    """A branch for each sure lever shown. A door is linked by a rule that speaks for both; None without levers."""
    branches: list[Branch] = []
    used: set[str] = set()
    for lever in sure_levers(orientation):
        door = _door_of(lever, orientation, used)
        used |= {door.id} if door is not None else set()
        branches.append(Branch(lever=lever.title, door=called(door) if door is not None else ""))
    if not branches:
        return None
    project = _project(orientation, labels)
    return Path(project=project, branches=tuple(branches), sentence=_sentence(branches))


def sure_levers(orientation: Orientation) -> list[ProposedLever]:
    """The levers shown at first, without those still in doubt where there are others."""
    shown = [lever for lever in orientation.levers if lever.shown]
    return [lever for lever in shown if lever.certainty is Certainty.SURE] or shown


def called(entry: Proposed) -> str:
    """The name a person asks for: that of the local door where there is one."""
    return entry.door.name if entry.door is not None else entry.name


def _door_of(lever: ProposedLever, orientation: Orientation, used: set[str]) -> Proposed | None:
    """The one that shares most with the lever; else the first of its own group; else the first who informs."""
    groups = dict(orientation.actors.groups())
    everyone = [*(actor for group in groups.values() for actor in group), *orientation.schemes]
    free = [entry for entry in everyone if entry.shown and entry.certainty is Certainty.SURE and entry.id not in used]
    shared = [(points, -place, entry) for place, entry in enumerate(free) if (points := _shared(lever, entry))]
    if shared:
        return max(shared, key=lambda found: found[:2])[2]
    fallback = (*groups.get(lever.id, ()), *groups["informer"])
    return next((entry for entry in fallback if entry in free), None)


def _shared(lever: ProposedLever, entry: Proposed) -> float:
    rules = {reason.rule for reason in lever.reasons if reason.certainty is Certainty.SURE}
    return sum(reason.points for reason in entry.reasons if reason.rule in rules)


def _project(orientation: Orientation, labels: Labels) -> str:
    told = [
        labels.answer(key, values) for key in _TOLD if (values := orientation.answers.get(key)) and values != DONT_KNOW
    ]
    return " – ".join(told)


def _sentence(branches: Sequence[Branch]) -> str:
    ways = [
        f"le levier « {branch.lever} » mène à {branch.door}" if branch.door else f"le levier « {branch.lever} »"
        for branch in branches
    ]
    return f"De votre projet aux portes où frapper : {' ; '.join(ways)}."
