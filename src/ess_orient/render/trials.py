"""Examples replayed, as text: those that fail with what was expected, what came and the rules behind it."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.model.trial import Trial
from ess_orient.model.wording import shown_value
from ess_orient.render.problems import problems_text


def trials_text(trials: Sequence[Trial]) -> tuple[str, bool]:
    """The report, and whether every example passes."""
    failed = [trial for trial in trials if not trial.passed]
    parts = [_failure(trial) for trial in failed]
    passed = len(trials) - len(failed)
    if not trials:
        parts.append("Aucun exemple dans cette base.\n")
    elif failed:
        parts.append(f"{len(failed)} exemple{_s(len(failed))} sur {len(trials)} en échec.\n")
    else:
        parts.append(f"{passed} exemple{_s(passed)} rejoué{_s(passed)}, tous réussis.\n")
    return "\n".join(parts), not failed


def _failure(trial: Trial) -> str:
    lines = [f"{shown_value(trial.file, 300)}:{trial.line} {shown_value(trial.name, 200)}"]
    if trial.problems:
        lines.append(problems_text(trial.problems))
    for difference in trial.differences:
        wanted, got = shown_value(difference.wanted), shown_value(difference.got)
        lines.append(f"  {difference.key} : attendu {wanted} ; obtenu {got}")
        lines += [f"    {shown_value(reason, 300)}" for reason in difference.why]
    return "\n".join(lines) + "\n"


def _s(count: int) -> str:
    return "s" if count > 1 else ""
