"""What a check is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ess_orient.model.problem import Level

if TYPE_CHECKING:
    from ess_orient.rulebase.study import Study


class Spot(NamedTuple):
    """A place in a file, counted from 1; line 0 is the file as a whole."""

    file: str
    line: int
    column: int


class Finding(NamedTuple):
    """What is wrong at a spot: what was found and expected, and what to do."""

    spot: Spot
    message: str
    remedy: str | None = None


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check. `find` is None where the readers of the files find it themselves.

    `blocking`: the engine cannot be trusted with a base that has such a finding, so nothing is answered with it.
    """

    id: str
    level: Level = Level.ERROR
    find: Callable[[Study], Iterable[Finding]] | None = None
    blocking: bool = False


class Page(NamedTuple):
    """A check with its page of the manual: a title, then the text with its snippets."""

    check: Check
    title: str
    text: str
