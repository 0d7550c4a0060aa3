"""The examples of a base replayed: what was expected, what came, and the rules behind the difference."""

from __future__ import annotations

from ess_orient.model.problem import Problem
from ess_orient.model.record import Result


class Difference(Result, frozen=True, kw_only=True):
    """One expectation that is not met. `reasons` are sentences: rules, points, territory, status."""

    key: str
    wanted: str
    got: str
    why: tuple[str, ...]


class Trial(Result, frozen=True, kw_only=True):
    """One example replayed. `problems` are answers that cannot be read; it is then not replayed.

    `moved`: it passes on its own layer, and differs because of those laid over it.
    """

    name: str
    file: str
    line: int
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()
    moved: bool = False

    @property
    def passed(self) -> bool:
        """Whether everything expected came."""
        return not self.differences and not self.problems
