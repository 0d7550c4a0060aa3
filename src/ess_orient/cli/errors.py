"""Wrong uses, said in French, each with its exit code."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.model.problem import Problem

DONE = 0
TO_REPORT = 1
UNUSABLE = 2
INTERRUPTED = 130


class Refusal(Exception):
    """The call or an input cannot be used: exit code 2. Says where, what was found, what was expected, what to do."""

    code = UNUSABLE

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class ProblemsFound(Refusal):
    """An input with located problems, shown one by one."""

    def __init__(self, message: str, problems: Sequence[Problem]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class Interrupted(Exception):
    """The person stopped: exit code 130. `message` says what was kept and how to go on."""

    code = INTERRUPTED

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
