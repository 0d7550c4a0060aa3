"""One interview under way: every answer kept at once, the orientation worked out again, former states compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from ess_orient.cli.ask.places import PlaceFinder
from ess_orient.cli.ask.state import PLACE_KEYS, State
from ess_orient.cli.context import Context
from ess_orient.cli.towns import town_names
from ess_orient.intake.asking import to_ask
from ess_orient.intake.comparing import proposals
from ess_orient.intake.store import Store
from ess_orient.intake.trying import attempt, since, with_changes
from ess_orient.model.case import Case, ContactState, Interview
from ess_orient.model.change import Asked, Since, Trial
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation, Proposed
from ess_orient.model.profile import DONT_KNOW, Profile
from ess_orient.render.labels import Labels

Changes = Mapping[AnswerKey, tuple[str, ...] | None]


class View(NamedTuple):
    """What follows from the answers of a moment."""

    profile: Profile
    set_aside: Mapping[AnswerKey, tuple[str, ...]]
    orientation: Orientation
    asked: tuple[Asked, ...]
    labels: Labels
    since: Since | None


class Session:
    """A case opened for writing."""

    def __init__(self, store: Store, context: Context, case: Case) -> None:
        self.store = store
        self.context = context
        self.orienter = context.orienter()
        self.compiled = self.orienter.compiled
        self.finder = PlaceFinder(self.compiled.gazetteer)
        self.case = case
        self.view = self._viewed()
        self._undo: list[Changes] = []

    def answer(self, changes: Changes) -> None:
        """Keep answers, and what they lead to. A place that is said anew leaves nothing of the former one."""
        changes = self._whole(changes)
        before = self.case.last.profile.answers
        self.case = self.store.set_answers(self.case, changes)
        self._undo.append({key: before.get(key) for key in changes})
        self._refresh()

    def undo(self) -> bool:
        """Take the last change of an answer back. False if there is none left."""
        if not self._undo:
            return False
        self.case = self.store.set_answers(self.case, self._undo.pop())
        self._refresh()
        return True

    def try_out(self, profile: Profile, changes: Changes) -> Profile:
        """The profile with changes that are kept nowhere."""
        return with_changes(profile, self._whole(changes))

    def trial(self, changed: Profile) -> Trial:
        """What other answers would lead to."""
        return attempt(self.orienter, self.view.profile, sensible(self, changed))

    def note(self, text: str, answer: AnswerKey | None = None, actor: str | None = None) -> None:
        """Write something down."""
        self.case = self.store.add_note(self.case, text, answer, actor)

    def tell_project(self, text: str) -> None:
        """Keep the project in the person's words."""
        self.case = self.store.change_case(self.case, project=text)

    def contact(self, actor: str, state: ContactState, date: str) -> None:
        """Note how far the person got with an actor."""
        self.case = self.store.set_contact(self.case, actor, self.name_of(actor), state, date)

    def actors(self) -> tuple[Proposed, ...]:
        """The actors shown, group by group, then those with a state that are no longer among them."""
        groups = self.view.orientation.actors.groups()
        everyone = [actor for _, ranked in groups for actor in ranked]
        standing = self.case.standing()
        shown = [actor for actor in everyone if actor.shown]
        return (*shown, *(actor for actor in everyone if actor.id in standing and not actor.shown))

    def name_of(self, actor: str) -> str:
        """What an actor or a scheme is called today, its id if the base does not know it."""
        standing = self.compiled.standings.get(actor)
        return standing.name if standing is not None else actor

    def towns_of(self, profile: Profile) -> Mapping[str, str]:
        """The names of the communes in answers."""
        return town_names(tuple(town for town in profile.answers.get(AnswerKey.MUNICIPALITY, ()) if town != DONT_KNOW))

    def keep_results(self) -> None:
        """Keep what the answers lead to on today's base, so that a later interview can be compared."""
        found = proposals(self.view.orientation)
        if self.case.last.proposals != found or self.case.last.base != self.orienter.identity:
            self.case = self.store.keep_proposals(self.case, self.orienter.identity, found)

    def _refresh(self) -> None:
        self.view = self._viewed()
        self.keep_results()

    def _viewed(self) -> View:
        state = State(self.compiled, self.case.last.profile.answers)
        profile = state.profile()
        orientation = self.orienter.orient(profile)
        former = self._former()
        return View(
            profile=profile,
            set_aside=state.set_aside(),
            orientation=orientation,
            asked=to_ask(self.orienter, profile, orientation),
            labels=labels_of(self.context, *(interview.profile for interview in self.case.interviews)),
            since=since(self.orienter, former, profile) if former is not None else None,
        )

    def _former(self) -> Interview | None:
        """The interview before the last, with those of its answers that go together."""
        if len(self.case.interviews) < 2:
            return None
        former = self.case.interviews[-2]
        together = sensible(self, former.profile).answers
        kept = tuple(
            msgspec.structs.replace(answer, values=together[answer.key])
            for answer in former.answers
            if answer.key in together
        )
        return msgspec.structs.replace(former, answers=kept)

    def _whole(self, changes: Changes) -> Changes:
        if not any(key in PLACE_KEYS for key in changes):
            return changes
        return {**dict.fromkeys(PLACE_KEYS), **changes}


def sensible(session: Session, profile: Profile) -> Profile:
    """The answers that go together."""
    return State(session.compiled, profile.answers).profile()


def labels_of(context: Context, *profiles: Profile) -> Labels:
    """The base's short words, which an adviser knows, with the communes that these answers name."""
    towns = {
        town
        for profile in profiles
        for town in profile.answers.get(AnswerKey.MUNICIPALITY, ())
        if town != DONT_KNOW
    }  # fmt: skip
    base = context.loaded().base
    labels = Labels.of(base, town_names(tuple(sorted(towns))))
    short = {
        (question.key.value, choice.id): choice.short
        for question in base.questions
        for choice in question.choices
        if choice.short
    }
    return labels._replace(choices={**labels.choices, **short})
