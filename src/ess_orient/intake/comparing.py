"""What differs between two states of a case: answers, and what they lead to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ess_orient.model.case import Proposal
from ess_orient.model.change import AnswerChange, Difference, Renamed
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation, Proposed, ProposedInitiative, ProposedLever
from ess_orient.model.profile import Profile

KINDS = ("levier", "informer", "financer", "accompagner", "dispositif", "initiative")


def answer_changes(before: Profile, after: Profile) -> tuple[AnswerChange, ...]:
    """The answers that differ, in the order of the keys. A région that its département implies is not repeated."""
    changes = [
        AnswerChange(key, before.answers.get(key), after.answers.get(key))
        for key in AnswerKey
        if before.answers.get(key) != after.answers.get(key)
    ]
    changed = {change.key for change in changes}
    if AnswerKey.DEPARTMENT in changed:
        changes = [change for change in changes if change.key is not AnswerKey.REGION]
    return tuple(changes)


def proposals(orientation: Orientation) -> tuple[Proposal, ...]:
    """What an orientation proposes, list by list, in rank order."""
    lists: list[tuple[str, Iterable[ProposedLever | Proposed | ProposedInitiative]]] = [
        ("levier", orientation.levers),
        *orientation.actors.groups(),
        ("dispositif", orientation.schemes),
        ("initiative", orientation.initiatives),
    ]
    return tuple(
        Proposal(id=found.id, kind=kind, name=_name(found), shown=found.shown)
        for kind, ranked in lists
        for found in ranked
    )


def difference(
    before: Sequence[Proposal], after: Sequence[Proposal], successors: Mapping[str, str] | None = None
) -> Difference:
    """What differs between what was shown then and what is shown now.

    Only what a person saw counts: an entry that merely drops below the fold is gone for them. `successors` tells, by
    id, which entry took over from another.
    """
    was = {proposal.id: proposal for proposal in before if proposal.shown}
    now = {proposal.id: proposal for proposal in after if proposal.shown}
    renamed = [Renamed(was[key], now[key]) for key in was if key in now and was[key].name != now[key].name]
    followed: dict[str, str] = {}
    for former, heir in (successors or {}).items():
        if former in was and former not in now and heir in now and heir not in was and heir not in followed.values():
            followed[former] = heir
    renamed += [Renamed(was[former], now[heir]) for former, heir in followed.items()]
    heirs = set(followed.values())
    return Difference(
        new=tuple(now[key] for key in now if key not in was and key not in heirs),
        gone=tuple(was[key] for key in was if key not in now and key not in followed),
        renamed=tuple(renamed),
    )


def _name(found: ProposedLever | Proposed | ProposedInitiative) -> str:
    return found.title if isinstance(found, ProposedLever) else found.name
