"""The orientation: matches turned into what people and programs read."""

from __future__ import annotations

from typing import TypeVar

from ess_orient.engine.compile import Candidate, CompiledBase, Kind
from ess_orient.engine.doors import DoorIndex, local_door
from ess_orient.engine.match import Match, Matches, match, open_questions
from ess_orient.engine.questions import useful_questions
from ess_orient.engine.steps import next_steps
from ess_orient.engine.terms import Field
from ess_orient.model.condition import AnswerKey
from ess_orient.model.entries import Actor, Entry, ImmediateStep, Initiative, Lever, Scheme, WayOfActing
from ess_orient.model.orientation import (
    FORMAT,
    ActorGroups,
    BaseIdentity,
    Certainty,
    LocalDoor,
    Orientation,
    Proposed,
    ProposedImmediateStep,
    ProposedInitiative,
    ProposedLever,
    ProposedWay,
    Reason,
    Relevance,
    Remark,
)
from ess_orient.model.profile import DONT_KNOW, Profile, Unknown
from ess_orient.model.question import Thresholds, Viewpoint

AnyEntry = TypeVar("AnyEntry", bound=Entry)

WHOLE_COUNTRY = "France entière"


class Orienter:
    """Applies a compiled base to profiles. Same answers on the same base and day: same result."""

    def __init__(self, compiled: CompiledBase, identity: BaseIdentity) -> None:
        self.compiled = compiled
        self.identity = identity
        self.doors = DoorIndex(compiled.base, compiled.gazetteer, compiled.today)

    def orient(self, profile: Profile) -> Orientation:
        """Everything that applies to the profile, in rank order, with reasons."""
        profile = self.completed(profile)
        matches = match(self.compiled, profile)
        actors = ActorGroups(
            inform=self._actors(matches, "informer"),
            finance=self._actors(matches, "financer"),
            support=self._actors(matches, "accompagner"),
        )
        return Orientation(
            format=FORMAT,
            base=self.identity,
            answers=self.answers_as_written(profile),
            levers=self._levers(matches, self.viewpoint(profile)),
            actors=actors,
            schemes=self._schemes(matches),
            initiatives=self._initiatives(matches),
            immediate_steps=self._immediate_steps(matches),
            next_steps=next_steps(self.compiled, matches, actors),
            useful_questions=tuple(key.value for key in useful_questions(self.compiled, profile, matches)),
            remarks=tuple(
                Remark(id=remark.id, text=remark.text)
                for remark, number in self.compiled.contradictions
                if matches.condition(self.compiled, number)[0]
            ),
        )

    def completed(self, profile: Profile) -> Profile:
        """The profile with the région its département implies."""
        department = profile.get(AnswerKey.DEPARTMENT)
        if isinstance(department, Unknown) or not department:
            return profile
        region = self.compiled.gazetteer.region_of(department[0])
        return profile.replace(AnswerKey.REGION, (region,)) if region else profile

    def answers_as_written(self, profile: Profile) -> dict[str, str | tuple[str, ...]]:
        """The answers in the shape of an answers file."""
        written: dict[str, str | tuple[str, ...]] = {}
        for key, values in profile.answers.items():
            question = self.compiled.questions.get(key)
            several = question is not None and question.maximum > 1 and values != (DONT_KNOW,)
            written[key.value] = values if several else values[0] if values else ()
        return written

    def viewpoint(self, profile: Profile) -> Viewpoint:
        """Which wording of the levers this person reads; a project holder's unless the data says otherwise."""
        values = profile.get(AnswerKey.AUDIENCE)
        question = self.compiled.questions.get(AnswerKey.AUDIENCE)
        if isinstance(values, Unknown) or question is None:
            return Viewpoint.TO_SEEK
        chosen = [choice.viewpoint for choice in question.choices if choice.id in values]
        return next((viewpoint for viewpoint in chosen if viewpoint is not None), Viewpoint.TO_SEEK)

    def reasons(self, matched: Match, matches: Matches) -> tuple[Reason, ...]:
        """The rules that speak for an entry: those that hold, then those that may, with most points first."""
        rules = self.compiled.rules
        holding = {number: matches.condition(self.compiled, number)[0] for number, _ in matched.rules}
        ordered = sorted(
            matched.rules, key=lambda counted: (not holding[counted[0]], -counted[1], rules[counted[0]].id)
        )
        return tuple(
            Reason(
                rule=rules[number].id,
                text=rules[number].because,
                points=points,
                certainty=Certainty.SURE if holding[number] else Certainty.TO_CHECK,
                source=rules[number].source,
            )
            for number, points in ordered
        )

    def _levers(self, matches: Matches, viewpoint: Viewpoint) -> tuple[ProposedLever, ...]:
        limit, thresholds = self.compiled.settings.display.levers, self.compiled.settings.relevance.levers
        found = []
        for rank, matched in enumerate(matches.of(Kind.LEVER, "leviers"), 1):
            lever = _as(matched.candidate, Lever)
            found.append(
                ProposedLever(
                    id=lever.id,
                    number=lever.number,
                    title=lever.name,
                    text=_wording(lever, viewpoint),
                    rank=rank,
                    relevance=_relevance(matched.score, thresholds),
                    score=matched.score,
                    certainty=_certainty(matched),
                    to_check=self._to_check(matched, matches),
                    reasons=self.reasons(matched, matches),
                    ways_of_acting=self._ways(matches, lever, viewpoint),
                    shown=rank <= limit,
                )
            )
        return tuple(found)

    def _ways(self, matches: Matches, lever: Lever, viewpoint: Viewpoint) -> tuple[ProposedWay, ...]:
        limit, thresholds = self.compiled.settings.display.ways, self.compiled.settings.relevance.levers
        found = []
        for rank, matched in enumerate(matches.of(Kind.WAY, lever.id), 1):
            way = _as(matched.candidate, WayOfActing)
            found.append(
                ProposedWay(
                    id=way.id,
                    number=way.number,
                    title=way.name,
                    text=_wording(way, viewpoint),
                    rank=rank,
                    relevance=_relevance(matched.score, thresholds),
                    score=matched.score,
                    certainty=_certainty(matched),
                    to_check=self._to_check(matched, matches),
                    reasons=self.reasons(matched, matches),
                    shown=rank <= limit,
                )
            )
        return tuple(found)

    def _actors(self, matches: Matches, group: str) -> tuple[Proposed, ...]:
        limit, thresholds = self.compiled.settings.display.actors, self.compiled.settings.relevance.actors
        return tuple(
            self._proposed(matched, matches, rank, rank <= limit, thresholds)
            for rank, matched in enumerate(matches.of(Kind.ACTOR, group), 1)
        )

    def _schemes(self, matches: Matches) -> tuple[Proposed, ...]:
        limit, thresholds = self.compiled.settings.display.schemes, self.compiled.settings.relevance.schemes
        return tuple(
            self._proposed(matched, matches, rank, rank <= limit, thresholds)
            for rank, matched in enumerate(matches.of(Kind.SCHEME, "dispositifs"), 1)
        )

    def _proposed(self, matched: Match, matches: Matches, rank: int, shown: bool, thresholds: Thresholds) -> Proposed:
        entry, standing = matched.candidate.entry, matched.candidate.standing
        update = standing.update
        return Proposed(
            id=entry.id,
            name=standing.name,
            acronym=entry.acronym,
            former_name=standing.former_name,
            family=entry.family if isinstance(entry, Actor) else None,
            theme=entry.theme if isinstance(entry, Scheme) else None,
            text=entry.text,
            rank=rank,
            relevance=_relevance(matched.score, thresholds),
            score=matched.score,
            certainty=_certainty(matched),
            to_check=self._to_check(matched, matches),
            reasons=self.reasons(matched, matches),
            territory=territory_label(entry),
            site=standing.site,
            door=self._door(entry, matches),
            status=standing.status,
            checked_on=standing.checked_on,
            stale=standing.stale,
            note=update.note if update else None,
            source=entry.source,
            shown=shown,
        )

    def _door(self, entry: Entry, matches: Matches) -> LocalDoor | None:
        door = self.doors.nearest(entry, matches.answers[Field.PLACE])
        return local_door(door) if door is not None else None

    def _initiatives(self, matches: Matches) -> tuple[ProposedInitiative, ...]:
        limit = self.compiled.settings.display.initiatives
        found = []
        for rank, matched in enumerate(matches.of(Kind.INITIATIVE, "initiatives"), 1):
            initiative = _as(matched.candidate, Initiative)
            standing = matched.candidate.standing
            found.append(
                ProposedInitiative(
                    id=initiative.id,
                    name=standing.name,
                    theme=initiative.theme,
                    text=initiative.text,
                    territory=territory_label(initiative),
                    why=initiative.lesson,
                    site=standing.site,
                    rank=rank,
                    score=matched.score,
                    reasons=self.reasons(matched, matches),
                    status=standing.status,
                    checked_on=standing.checked_on,
                    source=initiative.source,
                    shown=rank <= limit,
                )
            )
        return tuple(found)

    def _immediate_steps(self, matches: Matches) -> tuple[ProposedImmediateStep, ...]:
        limit = self.compiled.settings.display.immediate_steps
        found = []
        for rank, matched in enumerate(matches.of(Kind.IMMEDIATE_STEP, "gestes"), 1):
            step = _as(matched.candidate, ImmediateStep)
            found.append(
                ProposedImmediateStep(
                    id=step.id,
                    number=step.number,
                    title=step.name,
                    text=step.text,
                    reasons=self.reasons(matched, matches),
                    shown=rank <= limit,
                )
            )
        return tuple(found)

    def _to_check(self, matched: Match, matches: Matches) -> tuple[str, ...]:
        return tuple(key.value for key in open_questions(self.compiled, matched, matches))


def territory_label(entry: Entry) -> str:
    """Where an entry may be used, in words."""
    return entry.territory.label if entry.territory is not None else WHOLE_COUNTRY


def _wording(entry: Lever | WayOfActing, viewpoint: Viewpoint) -> str:
    return entry.to_act if viewpoint is Viewpoint.TO_ACT else entry.to_seek


def _relevance(score: float, thresholds: Thresholds) -> Relevance:
    if score >= thresholds.strong:
        return Relevance.STRONG
    return Relevance.MEDIUM if score >= thresholds.medium else Relevance.KNOW_OF


def _certainty(matched: Match) -> Certainty:
    return Certainty.SURE if matched.sure else Certainty.TO_CHECK


def _as(candidate: Candidate, kind: type[AnyEntry]) -> AnyEntry:
    """The entry as its own type."""
    entry = candidate.entry
    assert isinstance(entry, kind)
    return entry
