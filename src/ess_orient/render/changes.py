"""What changed between two interviews, and what other answers would change, as lines to read."""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.change import AnswerChange, Difference, Since, Trial
from ess_orient.model.orientation import Orientation
from ess_orient.render.interview import KINDS, NO_ANSWER
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import cells, french_date, lowered, wrapped

_NARROWEST_PAIR = 70


def change_text(change: AnswerChange, labels: Labels) -> str:
    """« émergence → création »."""
    before, after = (
        labels.answer(change.key.value, values) if values is not None else NO_ANSWER
        for values in (change.before, change.after)
    )
    return f"{before} → {after}"


def since_lines(since: Since, labels: Labels) -> Iterator[Line]:
    """What is new since a former interview, by cause."""
    yield Line(Role.HEADING, f"Depuis le {french_date(since.former.day)}")
    if not since.answers and not since.by_answers and not since.by_base:
        yield Line(Role.BODY, "Rien n'a changé." if not since.base_changed else
                   "Rien n'a changé, bien que la base ait été mise à jour.")  # fmt: skip
        return
    for change in since.answers:
        yield Line(Role.FACT, change_text(change, labels), label=labels.title(change.key.value))
    yield from difference_lines(since.by_answers)
    if since.by_base:
        why = "La base a été mise à jour" if since.base_changed else "Avec le temps passé"
        yield Line(Role.GROUP, f"{why} :")
        yield from difference_lines(since.by_base)


def difference_lines(difference: Difference) -> Iterator[Line]:
    """What appears, goes, or has another name: a line for each list."""
    for label, entries in (("Nouveau", difference.new), ("N'est plus proposé", difference.gone)):
        for kind, title in KINDS.items():
            names = [entry.name for entry in entries if entry.kind == kind]
            if names:
                yield Line(Role.FACT, " ; ".join(names), label=f"{label} ({title.lower()})")
    yield from _renamed(difference)


def _renamed(difference: Difference) -> Iterator[Line]:
    for pair in difference.renamed:
        yield Line(Role.FACT, f"{pair.before.name} → {pair.after.name}", label="Nouveau nom")


def _reasoned(trial: Trial) -> Iterator[Line]:
    """The same, with why each entry appears or goes."""
    for entry in trial.difference.new:
        yield Line(Role.FACT, f"{entry.name}. {trial.reasons.get(entry.id, '')}", label="Apparaît")
    for entry in trial.difference.gone:
        if entry.id in trial.below:
            why = "Reste possible, mais d'autres passent devant."
        else:
            why = f"Était là pour ceci : {lowered(trial.reasons.get(entry.id, ''))}"
        yield Line(Role.FACT, f"{entry.name}. {why}", label="Disparaît")
    yield from _renamed(trial.difference)


def trial_lines(trial: Trial, labels: Labels) -> Iterator[Line]:
    """The answers tried, and what they change, with the reasons."""
    yield Line(Role.HEADING, "Et si…")
    if not trial.answers:
        yield Line(Role.BODY, "Aucune réponse ne change.")
        return
    for change in trial.answers:
        yield Line(Role.FACT, change_text(change, labels), label=labels.title(change.key.value))
    if not trial.difference:
        yield Line(Role.BODY, "Les résultats montrés restent les mêmes.")
    yield from _reasoned(trial)
    before, after = ({remark.id: remark for remark in found.remarks} for found in (trial.before, trial.after))
    for key, remark in after.items():
        if key not in before:
            yield Line(Role.WARNING, remark.text, label="À vérifier ensemble")


def side_by_side(trial: Trial, width: int) -> Iterator[str]:
    """Both results in two columns, list by list; nothing where the screen is too narrow for two."""
    if width < _NARROWEST_PAIR:
        return
    half = (min(width, 140) - 3) // 2
    yield f"{'Aujourd’hui'.ljust(half)} | Et si…"
    yield f"{'-' * half}-+-{'-' * half}"
    left, right = _shown(trial.before), _shown(trial.after)
    for kind, title in KINDS.items():
        was, now = left.get(kind, {}), right.get(kind, {})
        if not was and not now:
            continue
        yield from _row(title.upper(), title.upper(), half)
        for key in [*was, *(key for key in now if key not in was)]:
            yield from _row(
                f"{'  ' if key in now else '- '}{was[key]}" if key in was else "",
                f"{'  ' if key in was else '+ '}{now[key]}" if key in now else "",
                half,
            )


def _row(left: str, right: str, half: int) -> Iterator[str]:
    columns = [[*_lines(text, half)] for text in (left, right)]
    for number in range(max(len(column) for column in columns)):
        first, second = (column[number] if number < len(column) else "" for column in columns)
        yield f"{first}{' ' * (half - cells(first))} | {second}".rstrip()


def _lines(text: str, width: int) -> Iterator[str]:
    yield from wrapped(text[2:], width, text[:2], "    ") if text[:2] in ("  ", "- ", "+ ") else wrapped(text, width)


def _shown(orientation: Orientation) -> dict[str, dict[str, str]]:
    """The names shown first, by kind and id, in rank order."""
    actors = {
        group: {found.id: found.name for found in ranked if found.shown}
        for group, ranked in orientation.actors.groups()
    }
    return {
        "levier": {lever.id: lever.title for lever in orientation.levers if lever.shown},
        **actors,
        "dispositif": {found.id: found.name for found in orientation.schemes if found.shown},
        "initiative": {found.id: found.name for found in orientation.initiatives if found.shown},
    }
