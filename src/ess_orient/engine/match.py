"""From a profile to the entries that apply, ranked. Three values all the way: what is unknown stays, marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ess_orient.engine.compile import Candidate, CompiledBase, Kind
from ess_orient.engine.masks import Answer, Outcome
from ess_orient.engine.terms import KEY_TO_ASK, Field
from ess_orient.model.condition import AnswerKey
from ess_orient.model.entries import Actor, Initiative
from ess_orient.model.profile import Profile


class Match(NamedTuple):
    """An entry that applies or may apply, with the rules that speak for it."""

    candidate: Candidate
    sure: bool
    score: float
    rules: tuple[tuple[int, float], ...]
    """(number of the rule, points counted)."""

    @property
    def order(self) -> tuple[bool, float, int, str]:
        """What is sure first, then the score, then the specific before the general, then the id."""
        return (not self.sure, -self.score, -self.candidate.specificity, self.candidate.entry.id)


class Matches(NamedTuple):
    """Everything that applies to a profile, each list in rank order."""

    answers: tuple[Answer, ...]
    outcome: Outcome
    lists: dict[tuple[Kind, str], list[Match]]

    def of(self, kind: Kind, group: str) -> list[Match]:
        """The ranked entries of one list."""
        return self.lists.get((kind, group), [])

    def condition(self, compiled: CompiledBase, number: int | None) -> tuple[bool, bool]:
        """(holds, possible) of a numbered condition; None always holds."""
        if number is None:
            return True, True
        bit = compiled.conditions.bit(number)
        return bool(self.outcome.holds & bit), bool(self.outcome.possible & bit)


def match(compiled: CompiledBase, profile: Profile) -> Matches:
    """Apply the base to a profile."""
    answers = compiled.gazetteer.answers(profile)
    return match_answers(compiled, answers)


Memo = dict[tuple[int, int, int, bool], Match]
"""Matches already made: the same rules holding and possible give the same one."""


def match_answers(compiled: CompiledBase, answers: Sequence[Answer], memo: Memo | None = None) -> Matches:
    """Apply the base to one answer per `Field`. A `memo` kept by the caller spares what neighbouring answers share."""
    outcome = compiled.conditions.evaluate(answers)
    found: dict[str, Match] = {}
    for candidate in compiled.candidates:
        matched = matched_entry(compiled, candidate, outcome, memo)
        if matched is not None:
            found[candidate.entry.id] = matched
    give_way(found)
    lists: dict[tuple[Kind, str], list[Match]] = {}
    for matched in found.values():
        lists.setdefault((matched.candidate.kind, matched.candidate.group), []).append(matched)
    for ranked in lists.values():
        ranked.sort(key=lambda matched: matched.order)
    return Matches(tuple(answers), outcome, lists)


def matched_entry(
    compiled: CompiledBase, candidate: Candidate, outcome: Outcome, memo: Memo | None = None
) -> Match | None:
    """The entry with its counted rules, or None if it does not apply."""
    possible = candidate.mask & outcome.possible
    if not possible:
        return None
    if not candidate.standing.open and candidate.kind is not Kind.INITIATIVE:
        return None  # what is over is not proposed, though as an example it may still inspire
    gate_holds = True
    if candidate.gate is not None:
        bit = compiled.conditions.bits[candidate.gate]
        if not outcome.possible & bit:
            return None
        gate_holds = bool(outcome.holds & bit)
    holds = candidate.mask & outcome.holds
    if memo is None:
        return _counted(compiled, candidate, holds, possible, gate_holds)
    known = (candidate.number, holds, possible, gate_holds)
    matched = memo.get(known)
    if matched is None:
        matched = memo[known] = _counted(compiled, candidate, holds, possible, gate_holds)
    return matched


def _counted(compiled: CompiledBase, candidate: Candidate, holds: int, possible: int, gate_holds: bool) -> Match:
    """The rules that hold; where the entry is not sure, those that may, for a share of their points."""
    sure = gate_holds and bool(holds)
    bits, share = compiled.conditions.bits, compiled.settings.unknown_weight
    counted: list[tuple[int, float]] = []
    for number, points in candidate.rules:
        if holds & bits[number]:
            counted.append((number, points))
        elif not sure and possible & bits[number]:
            counted.append((number, points * share))
    return Match(candidate, sure, sum(points for _, points in counted), tuple(counted))


def give_way(found: dict[str, Match]) -> None:
    """A network gives way to its local face in the same group, an example to its resource, where these are sure."""
    for matched in list(found.values()):
        entry = matched.candidate.entry
        if isinstance(entry, Actor) and entry.network is not None and matched.sure:
            network = found.get(entry.network)
            if network is not None and network.candidate.group == matched.candidate.group:
                del found[entry.network]
        if isinstance(entry, Initiative) and entry.resource is not None:
            resource = found.get(entry.resource)
            if resource is not None and resource.sure:
                found.pop(entry.id, None)


def open_questions(compiled: CompiledBase, matched: Match, matches: Matches) -> tuple[AnswerKey, ...]:
    """The answers an unsure result depends on, in the order of the questions; empty if it is sure."""
    if matched.sure:
        return ()
    undecided = [number for number, _ in matched.rules if not matches.condition(compiled, number)[0]]
    if len(undecided) < len(matched.rules):
        undecided = []  # a rule already speaks for it: only its gate is open
    gate = matched.candidate.gate
    if gate is not None and not matches.condition(compiled, gate)[0]:
        undecided.append(gate)
    fields = compiled.conditions.open_fields(undecided, compiled.terms, matches.answers)
    return ordered_keys(compiled, fields)


def ordered_keys(compiled: CompiledBase, fields: set[Field]) -> tuple[AnswerKey, ...]:
    """The keys to ask for these fields, in the order of the questions."""
    keys = {KEY_TO_ASK[field] for field in fields}
    order = list(compiled.questions)
    return tuple(sorted(keys, key=lambda key: (order.index(key) if key in order else len(order), key.value)))
