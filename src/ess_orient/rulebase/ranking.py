"""Ranking as a formula: whether an entry can stand among the first of its list."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import z3

from ess_orient.engine.compile import Candidate, CompiledBase, Kind
from ess_orient.engine.questions import limits_of
from ess_orient.model.entries import Actor, Initiative
from ess_orient.rulebase.space import Formula, Space


class _Ranked:
    """Presence, certainty and score of one entry, as formulas. Scores are whole numbers on a common scale."""

    def __init__(self, space: Space, candidate: Candidate, scale: int) -> None:
        self.candidate = candidate
        share = Fraction(str(space.compiled.settings.unknown_weight))
        rules = [(space.condition(number), Fraction(str(points))) for number, points in candidate.rules]
        gate_holds, gate_possible = space.condition(candidate.gate)
        alive = candidate.standing.open or candidate.kind is Kind.INITIATIVE
        self.sure = z3.And(gate_holds, z3.Or(*(holds for (holds, _), _ in rules))) if alive else z3.BoolVal(False)
        self.applies = (
            z3.And(gate_possible, z3.Or(*(maybe for (_, maybe), _ in rules))) if alive else z3.BoolVal(False)
        )  # fmt: skip
        self.score = z3.Sum(
            z3.IntVal(0),
            *(
                z3.If(
                    holds,
                    int(points * scale),
                    z3.If(z3.And(maybe, z3.Not(self.sure)), int(points * share * scale), 0),
                )
                for (holds, maybe), points in rules
            ),
        )


def _scale(compiled: CompiledBase) -> int:
    share = Fraction(str(compiled.settings.unknown_weight))
    return lcm(
        *(
            (Fraction(str(points)) * part).denominator
            for candidate in compiled.candidates
            for _, points in candidate.rules
            for part in (Fraction(1), share)
        )
    )


def shown_formula(space: Space, candidate: Candidate) -> Formula:
    """The entry is among the first shown of its list."""
    compiled = space.compiled
    limit = limits_of(compiled)[candidate.kind]
    scale = _scale(compiled)
    everyone = {
        other.entry.id: _Ranked(space, other, scale)
        for other in compiled.candidates
        if (other.kind, other.group) == (candidate.kind, candidate.group)
    }
    mine = everyone[candidate.entry.id]
    present = {name: _present(space, ranked, everyone, scale) for name, ranked in everyone.items()}
    before = [
        z3.And(present[name], _before(other, mine)) for name, other in everyone.items() if name != candidate.entry.id
    ]
    few = z3.PbLe([(formula, 1) for formula in before], limit - 1) if before else z3.BoolVal(True)
    return z3.And(present[candidate.entry.id], few)


def _present(space: Space, ranked: _Ranked, everyone: dict[str, _Ranked], scale: int) -> Formula:
    """It applies and gives way to nobody."""
    entry = ranked.candidate.entry
    stands_in = [
        other.sure
        for other in everyone.values()
        if isinstance(other.candidate.entry, Actor) and other.candidate.entry.network == entry.id
    ]
    if isinstance(entry, Initiative) and entry.resource in space.compiled.by_id:
        stands_in.append(_Ranked(space, space.compiled.by_id[entry.resource], scale).sure)
    return z3.And(ranked.applies, *(z3.Not(sure) for sure in stands_in))


def _before(other: _Ranked, mine: _Ranked) -> Formula:
    """The order of `Match.order`: sure first, then the score, then the specific, then the id."""
    tie = (-other.candidate.specificity, other.candidate.entry.id) < (
        -mine.candidate.specificity,
        mine.candidate.entry.id,
    )
    higher = other.score >= mine.score if tie else other.score > mine.score
    return z3.Or(
        z3.And(other.sure, z3.Not(mine.sure)),
        z3.And(other.sure == mine.sure, higher),
    )
