"""Problems as plain text, one a line: « fichier:ligne:colonne niveau [regle] message », then what to do.

Written without markup, and cleaned of control characters: a file's content can neither colour nor move the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.model.problem import Level, Problem
from ess_orient.model.wording import shown_value

_LONGEST = 600


def problem_text(problem: Problem) -> str:
    """A problem and its remedy; line and column are left out where they mean nothing."""
    place = shown_value(problem.file, 300)
    if problem.line > 0:
        place += f":{problem.line}:{problem.column}" if problem.column > 0 else f":{problem.line}"
    message = shown_value(problem.message, _LONGEST)
    text = f"{place} {problem.level} [{shown_value(problem.rule)}] {message}"
    return f"{text}\n    → {shown_value(problem.remedy, _LONGEST)}" if problem.remedy else text


def problems_text(problems: Sequence[Problem], most: int | None = 50) -> str:
    """Problems in the order of files and lines; beyond `most`, how many more there are."""
    ordered = sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column, problem.rule))
    shown = ordered if most is None else ordered[:most]
    lines = [problem_text(problem) for problem in shown]
    if len(shown) < len(ordered):
        lines.append(f"… et {len(ordered) - len(shown)} autres.")
    return "\n".join(lines)


def tally(problems: Sequence[Problem]) -> str:
    """« 2 erreurs, 1 avertissement »."""
    counts = [(sum(problem.level is level for problem in problems), level.value) for level in Level]
    told = [f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count]
    return ", ".join(told) or "aucun problème"
