"""What a row of a table is given: the five lists as a person sees them first, as texts for cells.

Works on the same masks as a conversation. A list depends only on the terms of its own entries, so what was worked
out for these terms once serves every row that shares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ess_orient.engine.compile import Candidate, CompiledBase, Kind
from ess_orient.engine.masks import Answer, Outcome
from ess_orient.engine.match import matched_entry
from ess_orient.engine.questions import limits_of
from ess_orient.model.entries import Actor

SEPARATOR = "|"
LISTS: tuple[tuple[Kind, str], ...] = (
    (Kind.LEVER, "leviers"),
    (Kind.ACTOR, "informer"),
    (Kind.ACTOR, "financer"),
    (Kind.ACTOR, "accompagner"),
    (Kind.SCHEME, "dispositifs"),
)
RESULT_COLUMNS = (
    "levier_1", "leviers", "acteurs_informer", "acteurs_financer", "acteurs_accompagner", "dispositifs",
    "a_verifier", "empreinte",
)  # fmt: skip
_MOST_REMEMBERED = 50_000


class ShortList(NamedTuple):
    """The ids shown first, in rank order, and those among them that a missing answer leaves to be checked."""

    ids: tuple[str, ...]
    to_check: tuple[str, ...]


class ListPlan(NamedTuple):
    """The entries of one list. The local face of a network takes its place within one list only."""

    candidates: tuple[Candidate, ...]
    limit: int
    terms: int
    """The terms that any of them depends on."""


def list_plans(compiled: CompiledBase) -> tuple[ListPlan, ...]:
    """One plan for each of `LISTS`, in its order. What is over is left out: it is never proposed."""
    limits = limits_of(compiled)
    plans = []
    for kind, group in LISTS:
        own = tuple(
            candidate
            for candidate in compiled.candidates
            if candidate.kind is kind and candidate.group == group and candidate.standing.open and candidate.rules
        )
        terms = 0
        for candidate in own:
            terms |= _terms_of(compiled, candidate)
        plans.append(ListPlan(own, limits[kind], terms))
    return tuple(plans)


def network_of(candidate: Candidate) -> str | None:
    """The network whose place an actor takes where it is sure."""
    return candidate.entry.network if isinstance(candidate.entry, Actor) else None


def conditions_of(candidate: Candidate) -> list[int]:
    """The numbers of the conditions an entry depends on: its rules, then its gate."""
    numbers = [number for number, _ in candidate.rules]
    return numbers if candidate.gate is None else [*numbers, candidate.gate]


class _Rank(NamedTuple):
    """An entry that applies, for given values of its own terms. Sorts as a match does."""

    order: tuple[bool, float, int, str]
    network: str | None
    """The network whose place it takes, where it is sure."""


class _Entry(NamedTuple):
    candidate: Candidate
    terms: int
    known: dict[tuple[int, int], _Rank | None]


class ShortLists:
    """The lists of one row after another, on Python integers alone."""

    def __init__(self, compiled: CompiledBase) -> None:
        self._compiled = compiled
        self._plans = list_plans(compiled)
        self._entries = tuple(
            tuple(_Entry(candidate, _terms_of(compiled, candidate), {}) for candidate in plan.candidates)
            for plan in self._plans
        )
        self._known: list[dict[tuple[int, int], ShortList]] = [{} for _ in self._plans]

    def of(self, answers: Sequence[Answer]) -> tuple[ShortList, ...]:
        """One short list for each of `LISTS`. `answers`: one per `Field`, in its order."""
        return self.of_terms(self._compiled.conditions.term_outcome(answers))

    def of_terms(self, terms: Outcome) -> tuple[ShortList, ...]:
        """The same, from the terms that hold and those that may."""
        found = []
        for plan, entries, known in zip(self._plans, self._entries, self._known, strict=True):
            key = (terms.holds & plan.terms, terms.possible & plan.terms)
            short = known.get(key)
            if short is None:
                if len(known) >= _MOST_REMEMBERED:
                    known.clear()
                short = known[key] = self._ranked(plan.limit, entries, terms)
            found.append(short)
        return tuple(found)

    def _ranked(self, limit: int, entries: Sequence[_Entry], terms: Outcome) -> ShortList:
        holds, possible = terms
        found: list[_Rank] = []
        replaced: set[str] = set()
        for candidate, own, known in entries:
            key = (holds & own, possible & own)
            rank = known.get(key, _NOT_YET)
            if rank is _NOT_YET:
                if len(known) >= _MOST_REMEMBERED:
                    known.clear()
                rank = known[key] = self._rank(candidate, terms)
            if rank is not None:
                found.append(rank)
                if rank.network is not None:
                    replaced.add(rank.network)
        found.sort()
        shown = [rank.order for rank in found if rank.order[3] not in replaced][:limit]
        return ShortList(tuple(order[3] for order in shown), tuple(order[3] for order in shown if order[0]))

    def _rank(self, candidate: Candidate, terms: Outcome) -> _Rank | None:
        matched = matched_entry(self._compiled, candidate, self._compiled.conditions.from_terms(terms))
        if matched is None:
            return None
        return _Rank(matched.order, network_of(candidate) if matched.sure else None)


_NOT_YET = _Rank((True, 0.0, 0, ""), None)


def _terms_of(compiled: CompiledBase, candidate: Candidate) -> int:
    terms = 0
    for number in conditions_of(candidate):
        terms |= compiled.conditions.terms_of(number)
    return terms


def cells(lists: Sequence[ShortList]) -> tuple[str, ...]:
    """The texts of `RESULT_COLUMNS` but the last, for the lists of a row."""
    levers = lists[0].ids
    to_check = [identifier for short in lists for identifier in short.to_check]
    return (
        levers[0] if levers else "",
        *(SEPARATOR.join(short.ids) for short in lists),
        SEPARATOR.join(to_check),
    )
