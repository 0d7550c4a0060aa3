"""What the description of a row answers, asked of whoever understands texts: this room reads no language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ess_orient.batch.cells import GROUPS, NONE_OF_THEM, SEVERAL, Cell, CellReader
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile

Answers = Mapping[AnswerKey, tuple[str, ...]]


class Understanding(NamedTuple):
    """Understands descriptions."""

    fill: Callable[[str, Answers], Answers]
    """From a text and the answers given, the sure answers that are not given. The same text always says the same."""
    version: str
    """Changes with the words it knows: a run is gone on with only by the same."""


class Filled(NamedTuple):
    """The answers of a row with those of its description."""

    codes: list[int]
    answers: Answers
    understood: str
    """`cle=valeur`, joined as several values are."""


_KEYS = tuple(key for group in GROUPS for key in group)


def filled(cells: CellReader, row: list[Cell], text: str, understanding: Understanding) -> Filled:
    """A row's cells, what its description says added where they say nothing."""
    given = {key: value for cell in row for key, value in cell.answers.items()}
    codes = [cell.code for cell in row]
    found = understanding.fill(text, given) if text.strip() else {}
    if not found:
        return Filled(codes, given, "")
    whole = given | dict(found)
    answers = {key: whole[key] for key in _KEYS if key in whole}
    for group, keys in enumerate(GROUPS):
        if not found.keys().isdisjoint(keys):
            codes[group] = cells.code(group, Profile(answers))
    told = [f"{key.value}={value}" for key in _KEYS if key in found for value in found[key] or NONE_OF_THEM[:1]]
    return Filled(codes, answers, SEVERAL.join(told))
