"""Scoring on Python integers alone: what an install without the extra uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from ess_orient.batch.cells import CodeBook
from ess_orient.engine.columns import LISTS, ShortLists, cells
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.masks import Outcome
from ess_orient.engine.terms import Field

Codes = Sequence[Any]
"""A list or an array of codes for each group of `cells.GROUPS`; all of the same length."""

GROUP_FIELDS: tuple[tuple[Field, ...], ...] = (
    (Field.AUDIENCE,), (Field.STAGE,), (Field.SECTORS,), (Field.NEEDS,), (Field.SITUATION,), (Field.LEGAL_FORM,),
    (Field.PLACE, Field.MUNICIPALITY),
)  # fmt: skip
TEXT_COLUMNS = len(LISTS) + 2


class Scorer(Protocol):
    """Whatever works out the results of many rows."""

    def texts(self, codes: Codes) -> list[list[str]]:
        """The texts of the result columns but the last: one list a column."""
        ...


class GroupMasks:
    """For each code of a group, the terms that hold and those that may."""

    def __init__(self, compiled: CompiledBase, books: Sequence[CodeBook]) -> None:
        self._conditions = compiled.conditions
        self._books = books
        self.masks: tuple[list[Outcome], ...] = tuple([] for _ in books)

    def grow(self) -> None:
        """Work out the masks of the codes met since."""
        for group, (book, masks) in enumerate(zip(self._books, self.masks, strict=True)):
            for answers in book.answers[len(masks) :]:
                holds = possible = self._conditions.all_terms
                for field, answer in zip(GROUP_FIELDS[group], answers, strict=True):
                    found = self._conditions.field_masks(field, answer)
                    holds &= found.holds
                    possible &= found.possible
                masks.append(Outcome(holds, possible))


class PlainScorer:
    """Scores rows one by one, remembering each list by the terms it depends on."""

    def __init__(self, compiled: CompiledBase, books: Sequence[CodeBook]) -> None:
        self._masks = GroupMasks(compiled, books)
        self._lists = ShortLists(compiled)

    def texts(self, codes: Codes) -> list[list[str]]:
        """The texts of the result columns but the last: one list a column."""
        self._masks.grow()
        first, second, third, fourth, fifth, sixth, seventh = self._masks.masks
        found = []
        of_terms = self._lists.of_terms
        for a, b, c, d, e, f, g in zip(*codes, strict=True):
            one, two, three, four = first[a], second[b], third[c], fourth[d]
            five, six, seven = fifth[e], sixth[f], seventh[g]
            holds = one[0] & two[0] & three[0] & four[0] & five[0] & six[0] & seven[0]
            possible = one[1] & two[1] & three[1] & four[1] & five[1] & six[1] & seven[1]
            found.append(cells(of_terms(Outcome(holds, possible))))
        return [list(column) for column in zip(*found, strict=True)] if found else [[] for _ in range(TEXT_COLUMNS)]
