"""What a report needs, counted while rows go by."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ess_orient.batch.cells import PLACE, CodeBook
from ess_orient.batch.plain import TEXT_COLUMNS
from ess_orient.batch.writers import Reject
from ess_orient.engine.masks import Answer

NEEDS = 3
SAMPLE = 100
"""Rows with missing answers looked at one by one, chosen by their rank alone: the same whatever the reading."""
_SPREAD, _RANGE = 2654435761, 1 << 32


class Tally:
    """Counts by code; kept between two runs by what the codes say, since numbers are those of one run."""

    def __init__(self, books: Sequence[CodeBook]) -> None:
        self.books = books
        self.answers: tuple[Counter[int], ...] = tuple(Counter() for _ in books)
        self.needs_by_place: Counter[tuple[int, int]] = Counter()
        self.results: tuple[Counter[str], ...] = tuple(Counter() for _ in range(TEXT_COLUMNS))
        self.reject_columns: Counter[str] = Counter()
        self.sample: list[tuple[int, tuple[int, ...]]] = []
        self._rows = 0

    def add(self, codes: Sequence[Any], texts: Sequence[Any]) -> None:
        """Count scored rows: columns of codes and of texts, as lists or as arrays."""
        for counter, column in zip(self.answers, codes, strict=True):
            _count(counter, column)
        self.needs_by_place.update(zip(_plain(codes[NEEDS]), _plain(codes[PLACE]), strict=True))
        for results, column in zip(self.results, texts, strict=True):
            _count(results, column)
        self._add_to_sample(codes)

    def _add_to_sample(self, codes: Sequence[Any]) -> None:
        first, count = self._rows, len(codes[0])
        self._rows += count
        bound = -self.sample[0][0] if len(self.sample) >= SAMPLE else _RANGE
        for row in range(count):
            rank = (first + row) * _SPREAD % _RANGE
            if rank >= bound:
                continue
            told = tuple(int(column[row]) for column in codes)
            if all(told[:4]) and told[PLACE]:
                continue  # nothing is missing that a first conversation asks
            heapq.heappush(self.sample, (-rank, told))
            if len(self.sample) > SAMPLE:
                heapq.heappop(self.sample)
            bound = -self.sample[0][0] if len(self.sample) >= SAMPLE else _RANGE

    def reject(self, rejects: Iterable[Reject]) -> None:
        """Count refused rows by column."""
        self.reject_columns.update(reject.column for reject in rejects)

    def kept(self) -> dict[str, Any]:
        """The counts, to be restored by another run."""
        answers = [
            [[self.books[group].answers[code], count] for code, count in counter.items()]
            for group, counter in enumerate(self.answers)
        ]
        return {
            "answers": answers,
            "needs": [
                [self.books[NEEDS].answers[need], self.books[PLACE].answers[place], count]
                for (need, place), count in self.needs_by_place.items()
            ],
            "results": [dict(counter) for counter in self.results],
            "rejects": dict(self.reject_columns),
            "sample": [
                [rank, [self.books[group].answers[code] for group, code in enumerate(told)]]
                for rank, told in self.sample
            ],
            "rows": self._rows,
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up counts again."""
        if not kept:
            return
        for group, pairs in enumerate(kept["answers"]):
            self.answers[group].update({self._code(group, told): count for told, count in pairs})
        for need, place, count in kept["needs"]:
            self.needs_by_place[self._code(NEEDS, need), self._code(PLACE, place)] += count
        for counter, counts in zip(self.results, kept["results"], strict=True):
            counter.update(counts)
        self.reject_columns.update(kept["rejects"])
        self.sample = [
            (rank, tuple(self._code(group, one) for group, one in enumerate(told))) for rank, told in kept["sample"]
        ]
        heapq.heapify(self.sample)
        self._rows = kept["rows"]

    def _code(self, group: int, told: Sequence[Sequence[str] | None]) -> int:
        answers: tuple[Answer, ...] = tuple(None if one is None else tuple(one) for one in told)
        return self.books[group].number(answers)


def _plain(column: Any) -> Any:
    return column.tolist() if hasattr(column, "tolist") else column


def _count(counter: Counter[Any], column: Any) -> None:
    if hasattr(column, "value_counts"):
        counter.update({pair["values"]: pair["counts"] for pair in column.value_counts().to_pylist()})
    else:
        counter.update(_plain(column))
