"""Where doors are missing: how many specific doors each need finds in each région, each stage in each sector.

A specific door is an actor or scheme proposed for that answer whose territory is local, or which has a local door
there; for sector and stage, where no place is given, an entry surely proposed because of the sector.
"""

from __future__ import annotations

from ess_orient.engine.compile import CompiledBase, Kind
from ess_orient.engine.doors import DoorIndex
from ess_orient.engine.match import Match, Matches, match
from ess_orient.engine.terms import Field
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.model.record import Result


class Table(Result, frozen=True, kw_only=True):
    """Counts by row and column. `rows` and `columns`: (id, label); `values`: one tuple per row."""

    title: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    values: tuple[tuple[int, ...], ...]


class Deserts:
    """Counts specific doors over a compiled base."""

    def __init__(self, compiled: CompiledBase) -> None:
        self._compiled = compiled
        self._doors = DoorIndex(compiled.base, compiled.gazetteer, compiled.today)

    def needs_by_region(self) -> Table:
        """For each need and région, the doors that serve some part of the région and answer that need."""
        needs = self._choices(AnswerKey.NEEDS)
        regions = tuple((region.id, region.name) for region in self._compiled.base.regions)
        values = tuple(tuple(self._local(need, region) for region, _ in regions) for need, _ in needs)
        return Table(title="Portes propres à la région, par besoin", rows=needs, columns=regions, values=values)

    def sectors_by_stage(self) -> Table:
        """For each sector and stage, the actors and schemes surely proposed because of the sector."""
        sectors, stages = self._choices(AnswerKey.SECTORS), self._choices(AnswerKey.STAGE)
        values = tuple(tuple(self._of_sector(sector, stage) for stage, _ in stages) for sector, _ in sectors)
        return Table(title="Portes propres au secteur, par stade", rows=sectors, columns=stages, values=values)

    def _choices(self, key: AnswerKey) -> tuple[tuple[str, str], ...]:
        question = self._compiled.questions.get(key)
        return tuple((choice.id, choice.short or choice.label) for choice in question.choices) if question else ()

    def _local(self, need: str, region: str) -> int:
        profile = Profile({AnswerKey.NEEDS: (need,), AnswerKey.REGION: (region,)})
        matches = match(self._compiled, profile)
        place = matches.answers[Field.PLACE] or ()
        return sum(
            1
            for matched in self._proposed(matches)
            if self._because(matched, Field.NEEDS) and self._is_local(matched, place)
        )

    def _is_local(self, matched: Match, place: tuple[str, ...]) -> bool:
        territory = matched.candidate.entry.territory
        if territory is not None and (territory.regions or territory.departments):
            return True
        doors = (self._doors.nearest(matched.candidate.entry, (department,)) for department in place)
        return any(door is not None and door.territory is not None for door in doors)

    def _of_sector(self, sector: str, stage: str) -> int:
        profile = Profile({AnswerKey.SECTORS: (sector,), AnswerKey.STAGE: (stage,)})
        matches = match(self._compiled, profile)
        return sum(1 for matched in self._proposed(matches) if matched.sure and self._because(matched, Field.SECTORS))

    def _proposed(self, matches: Matches) -> list[Match]:
        return [
            matched
            for (kind, _), ranked in matches.lists.items()
            if kind in (Kind.ACTOR, Kind.SCHEME)
            for matched in ranked
        ]

    def _because(self, matched: Match, field: Field) -> bool:
        """Whether one of its counted rules asks for this field."""
        return any(
            test.field is field and test.positive
            for number, _ in matched.rules
            for term in self._compiled.terms[number]
            for test in term
        )
