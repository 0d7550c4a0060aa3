"""Per entry, a table from what its own rules can tell apart to its place in the ranking, filled as rows need it.

A place in the ranking is one integer: what is sure first, then the score, then what decides between equal scores.
So ranking is a matter of least integers, and the entry is read off the integer.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ess_orient.engine.columns import ListPlan, conditions_of
from ess_orient.engine.compile import Candidate, CompiledBase

Integers = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.uint32]
Words = npt.NDArray[np.uint64]

ABSENT = np.uint32(0xFFFFFFFF)
UNKNOWN = np.uint32(0xFFFFFFFE)
UNSURE = np.uint32(1 << 31)
MOST_TERMS = 64
LARGEST_TABLE = 1 << 22
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


class Scale(NamedTuple):
    """How scores become integers: `unit` a point, `weight` an undecided point, both exact."""

    unit: int
    weight: Fraction
    order_bits: int

    @property
    def highest(self) -> int:
        """The highest score that fits."""
        return (1 << (31 - self.order_bits)) - 2


def scale_of(compiled: CompiledBase, plans: Sequence[ListPlan]) -> Scale | None:
    """The scale of a base; None if its points are not sums of small powers of two, or are too many."""
    weight = Fraction(compiled.settings.unknown_weight)
    candidates = [candidate for plan in plans for candidate in plan.candidates]
    points = [Fraction(value) for candidate in candidates for _, value in candidate.rules]
    unit = max((value.denominator for value in points), default=1) * weight.denominator
    bits = max((len(plan.candidates) for plan in plans), default=1).bit_length()
    scale = Scale(unit, weight, bits)
    highest = max(
        (sum(Fraction(value) for _, value in candidate.rules) for candidate in candidates), default=Fraction()
    )
    return scale if unit <= 1 << 12 and highest * unit <= scale.highest and bits < 16 else None


class EntryRules(NamedTuple):
    """The rules and the gate of an entry over its own terms, numbered from 0."""

    terms: tuple[int, ...]
    rules: tuple[tuple[int, int, int], ...]
    """(mask of terms, points, points while undecided), in units."""
    gate: int
    """Mask of terms; 0 if it serves everyone."""
    position: int
    """What decides between equal scores."""


def entry_rules(compiled: CompiledBase, candidate: Candidate, position: int, scale: Scale) -> EntryRules | None:
    """The rules of an entry; None if it depends on too many terms for one word."""
    masks = {number: compiled.conditions.terms_of(number) for number in conditions_of(candidate)}
    together = 0
    for mask in masks.values():
        together |= mask
    terms = tuple(bit for bit in range(together.bit_length()) if together >> bit & 1)
    if len(terms) > MOST_TERMS:
        return None
    local = {
        number: sum(1 << place for place, bit in enumerate(terms) if mask >> bit & 1) for number, mask in masks.items()
    }
    rules = tuple(
        (local[number], int(Fraction(points) * scale.unit), int(Fraction(points) * scale.weight * scale.unit))
        for number, points in candidate.rules
    )
    return EntryRules(terms, rules, local[candidate.gate] if candidate.gate is not None else 0, position)


def ranks_of(entry: EntryRules, has_gate: bool, holds: Words, possible: Words, scale: Scale) -> Ranks:
    """The place in the ranking for each row, from the entry's terms that hold and those that may."""
    sure_score = np.zeros(len(holds), np.int64)
    open_score = np.zeros(len(holds), np.int64)
    some_hold = np.zeros(len(holds), bool)
    some_may = np.zeros(len(holds), bool)
    for mask, points, undecided in entry.rules:
        word = np.uint64(mask)
        held = (holds & word) != 0
        may = (possible & word) != 0
        some_hold |= held
        some_may |= may
        sure_score += held * points
        open_score += np.where(held, points, may * undecided)
    sure = some_hold
    if has_gate:
        gate = np.uint64(entry.gate)
        sure = sure & ((holds & gate) != 0)
        some_may &= (possible & gate) != 0
    score = np.where(sure, sure_score, open_score)
    rank = ((scale.highest - score) << scale.order_bits) | entry.position
    rank = rank | np.where(sure, 0, int(UNSURE))
    return np.where(some_may, rank, int(ABSENT)).astype(np.uint32)


class Classes:
    """For one entry and one group, the answers its terms cannot tell apart."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        self.holds: Words = np.empty(0, np.uint64)
        self.possible: Words = np.empty(0, np.uint64)
        self.of_code: Integers = np.empty(0, np.int64)

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self._numbers)

    def add(self, holds: Sequence[int], possible: Sequence[int]) -> None:
        """Further codes, by the entry's terms that each lets hold."""
        known, numbers = self._numbers, []
        for pair in zip(holds, possible, strict=True):
            number = known.get(pair)
            if number is None:
                number = known[pair] = len(known)
            numbers.append(number)
        self.of_code = np.concatenate([self.of_code, np.array(numbers, np.int64)])
        if len(known) > len(self.holds):
            self.holds = np.array([pair[0] for pair in known], np.uint64)
            self.possible = np.array([pair[1] for pair in known], np.uint64)


class EntryTable:
    """Ranks of one entry, by the classes of its groups."""

    def __init__(self, rules: EntryRules, has_gate: bool, groups: int, scale: Scale) -> None:
        self.rules = rules
        self._has_gate = has_gate
        self._scale = scale
        self.classes = tuple(Classes() for _ in range(groups))
        self._capacity = [0] * groups
        self._strides = [0] * groups
        self._table: Ranks = np.empty(0, np.uint32)

    def grow(self) -> bool:
        """Make room for the classes met since; whether the keys changed."""
        counts = [max(1, classes.count) for classes in self.classes]
        if all(count <= room for count, room in zip(counts, self._capacity, strict=True)):
            return False
        self._capacity = [count if count < 8 else count + count // 4 for count in counts]
        stride = 1
        for group, room in enumerate(self._capacity):
            self._strides[group] = stride
            stride *= room
        self._table = np.full(stride if stride <= LARGEST_TABLE else 0, UNKNOWN, np.uint32)
        return True

    def keys_of(self, group: int) -> Integers | None:
        """The part of a key that each code of a group gives; None if it gives none."""
        classes = self.classes[group]
        return classes.of_code * self._strides[group] if classes.count > 1 else None

    def ranks(self, keys: Integers) -> Ranks:
        """The rank of each row from its key."""
        if not len(self._table):
            return self._worked_out(keys)
        found: Ranks = np.take(self._table, keys, mode="clip")
        missing = found == UNKNOWN
        if missing.any():
            new: Integers = np.unique(keys[missing])
            self._table[new] = self._worked_out(new)
            found = np.take(self._table, keys, mode="clip")
        return found

    def _worked_out(self, keys: Integers) -> Ranks:
        holds: Words = np.full(len(keys), _ALL)
        possible: Words = np.full(len(keys), _ALL)
        for classes, stride, room in zip(self.classes, self._strides, self._capacity, strict=True):
            if classes.count <= 1:
                holds &= classes.holds[0]
                possible &= classes.possible[0]
                continue
            place: Any = keys // stride % room
            holds &= classes.holds[place]
            possible &= classes.possible[place]
        return ranks_of(self.rules, self._has_gate, holds, possible, self._scale)
