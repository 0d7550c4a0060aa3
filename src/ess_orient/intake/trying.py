"""« Et si… » and « depuis le… »: what other answers, or another day's base, change, and why. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ess_orient.engine.orient import Orienter
from ess_orient.intake.comparing import answer_changes, difference, proposals
from ess_orient.model.case import Interview
from ess_orient.model.change import Since, Trial
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation, Proposed, ProposedInitiative, ProposedLever
from ess_orient.model.profile import Profile

PLACE_KEYS = (AnswerKey.DEPARTMENT, AnswerKey.REGION, AnswerKey.MUNICIPALITY)


def with_changes(profile: Profile, changes: Mapping[AnswerKey, tuple[str, ...] | None]) -> Profile:
    """The profile with answers set or forgotten; a place that is said anew leaves nothing of the former one."""
    if any(key in PLACE_KEYS for key in changes):
        profile = profile.without(*PLACE_KEYS)
    profile = profile.without(*(key for key, values in changes.items() if values is None))
    for key, values in changes.items():
        if values is not None:
            profile = profile.replace(key, values)
    return profile


def attempt(orienter: Orienter, profile: Profile, changed: Profile) -> Trial:
    """What the changed answers would lead to."""
    before, after = orienter.orient(profile), orienter.orient(changed)
    now = proposals(after)
    differing = difference(proposals(before), now, successors(orienter))
    return Trial(
        answers=answer_changes(profile, changed),
        before=before,
        after=after,
        difference=differing,
        reasons=first_reasons(before) | first_reasons(after),
        below=frozenset(entry.id for entry in now if not entry.shown),
    )


def since(orienter: Orienter, former: Interview, present: Profile) -> Since:
    """What differs from a former interview, told apart by cause.

    The former answers are applied to today's base: what differs from what was proposed then comes from the base, the
    rest from the answers. An interview kept without its proposals (an older file) shows the answers only.
    """
    then = orienter.orient(former.profile)
    heirs = successors(orienter)
    base_changed = former.base is not None and former.base.fingerprint != orienter.identity.fingerprint
    kept = former.proposals if former.base is not None else proposals(then)
    return Since(
        former=former,
        answers=answer_changes(former.profile, present),
        by_answers=difference(proposals(then), proposals(orienter.orient(present)), heirs),
        by_base=difference(kept, proposals(then), heirs),
        base_changed=base_changed,
    )


def successors(orienter: Orienter) -> dict[str, str]:
    """Which entry took over from which, by id, in the base."""
    return {key: found.successor for key, found in orienter.compiled.standings.items() if found.successor}


def first_reasons(orientation: Orientation) -> dict[str, str]:
    """The strongest reason of each entry, by id."""
    found: list[ProposedLever | Proposed | ProposedInitiative] = [
        *orientation.levers,
        *(actor for _, actors in orientation.actors.groups() for actor in actors),
        *orientation.schemes,
        *orientation.initiatives,
    ]
    return {entry.id: entry.reasons[0].text for entry in found if entry.reasons}
