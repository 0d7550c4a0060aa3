"""Examples replayed, as text: those that fail with what was expected, what came and the rules behind it."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.model.trial import Trial
from ess_orient.model.wording import shown_value
from ess_orient.render.problems import problems_text


def trials_text(trials: Sequence[Trial]) -> tuple[str, bool]:
    """The report, and whether every example passes where it should."""
    failed = [trial for trial in trials if not trial.passed and not trial.moved]
    moved = [trial for trial in trials if trial.moved]
    parts = [_failure(trial) for trial in (*failed, *moved)]
    passed = len(trials) - len(failed) - len(moved)
    if not trials:
        parts.append("Aucun exemple dans cette base.\n")
    if moved:
        told = (
            "ne donne plus tout à fait la même chose"
            if len(moved) == 1
            else "ne donnent plus tout à fait la même chose"
        )
        parts.append(
            f"{len(moved)} exemple{_s(len(moved))} de la base {told} avec vos dossiers."
            " Vérifiez que c'est bien ce que vous voulez.\n"
        )
    if failed:
        parts.append(f"{len(failed)} exemple{_s(len(failed))} sur {len(trials)} en échec.\n")
    elif trials:
        parts.append(f"{passed} exemple{_s(passed)} sur {len(trials)} réussi{_s(passed)}, aucun en échec.\n")
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
