"""What each half of the page shows: the answers with their keys, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ess_orient.cli.interview.marks import ACTIONS, MARKS
from ess_orient.cli.interview.page import Page
from ess_orient.cli.interview.shapes import Mode
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.question import Choice
from ess_orient.render.changes import since_lines, trial_lines
from ess_orient.render.interview import NO_ANSWER, answer_text, board_lines, clipped, cut, dense_lines, note_about
from ess_orient.render.lines import Line, Role
from ess_orient.render.text import rows
from ess_orient.render.typography import cells, wrapped

Piece = tuple[str, str]
Rows = list[list[Piece]]

_STYLES = {
    Role.TITLE: "class:heading",
    Role.HEADING: "class:heading",
    Role.GROUP: "class:heading",
    Role.WARNING: "class:warning",
    Role.FACT: "class:label",
    Role.QUIET: "class:quiet",
}
_NARROW = 50
_LATEST_NOTES = 3


def answers_pane(page: Page, width: int, typed: str = "") -> tuple[Rows, int]:
    """The questions with their answers, what is open among them, and the row of the cursor."""
    if page.mode is Mode.HELP:
        return [[("", row)] for row in _help(page, width)], 0
    if page.mode is Mode.PICK:
        return _picks(page, width)
    found: Rows = []
    at = 0
    for number, key in enumerate(page.keys):
        if number == page.cursor:
            at = len(found)
        found += _question(page, key, width, number == page.cursor)
        if number == page.cursor and page.mode is Mode.CHOOSE:
            choices, offset = _choices(page, key, width)
            at = len(found) + offset
            found += choices
        if number == page.cursor and page.mode is Mode.TEXT:
            found += _completions(page, typed, width)
    found += _remarks(page, width)
    found += _notes(page, width)
    return found, at


def result_pane(page: Page, width: int, dense: bool = False) -> Rows:
    """The orientation; when trying, what would change; after a former interview, what is new since."""
    view, standing = page.session.view, page.session.case.standing()
    trial = page.tried()
    orientation = trial.after if trial is not None else view.orientation
    board = dense_lines(orientation, standing) if dense else board_lines(orientation, standing, view.labels)
    if trial is not None:
        return _laid_out([*trial_lines(trial, view.labels), *board], width)
    return _laid_out([*board, *(since_lines(view.since, view.labels) if view.since is not None else ())], width)


def _laid_out(lines: Iterable[Line], width: int) -> Rows:
    found: Rows = []
    for row in rows(lines, width, ruled=False):
        style = _STYLES.get(row.role, "")
        strong = len(row.text) if row.role in (Role.TITLE, Role.HEADING, Role.GROUP, Role.QUIET) else row.strong
        found.append([(style, row.text[:strong]), ("", row.text[strong:])])
    while found and not found[0][0][1] and not found[0][1][1]:
        found.pop(0)
    return found


def _question(page: Page, key: AnswerKey, width: int, here: bool) -> Rows:
    letter = next(letter for letter, each in page.letters.items() if each is key)
    labels = page.session.view.labels
    name_width = 0 if width < _NARROW else 17
    title = labels.title(key.value)[: name_width - 1 if name_width else None]
    head = f"{'›' if here else ' '}{letter} {title.ljust(name_width) if name_width else title + ' : '}"
    style, said = _said(page, key)
    asked = page.asked_of(key) if page.trial is None and style in ("class:empty", "class:unknown") else ""
    indent = " " * (cells(head) if name_width else 3)
    text = f"{said}{f' {asked}' if asked else ''}"
    found: Rows = []
    for number, row in enumerate(wrapped(text, width, head if not found else indent, indent)):
        start = head if number == 0 else indent
        found.append([("class:here" if here else "class:label", start), (style, row[len(start) :])])
    return found


def _said(page: Page, key: AnswerKey) -> tuple[str, str]:
    """The style and words of an answer: given, said unknown, understood but not confirmed, not asked."""
    labels = page.session.view.labels
    if page.trial is not None:
        labels = labels._replace(towns={**labels.towns, **page.session.towns_of(page.trial)})
    said = answer_text(page.profile, key, labels)
    if said != NO_ANSWER:
        unknown = page.profile.answers.get(key) == (DONT_KNOW,)
        return ("class:unknown" if unknown else "class:answer"), said
    suggestion = page.suggested.get(key)
    if suggestion is not None:
        words = f" (« {clipped(suggestion.words, 30)} »)" if suggestion.words else ""
        return "class:suggested", f"compris : {labels.answer(key.value, suggestion.values)}{words} – Entrée : oui"
    return "class:empty", NO_ANSWER


def _choices(page: Page, key: AnswerKey, width: int) -> tuple[Rows, int]:
    """The choices in one or two columns, with the row of the one pointed at."""
    offered, chosen = page.offered(key), page.chosen(key)
    several = page.session.compiled.questions[key].maximum > 1
    cells_of = [_choice(number, choice, choice.id in chosen, several) for number, choice in enumerate(offered)]
    columns = 2 if width >= _NARROW and len(offered) > 6 else 1
    column = (width - 2) // columns
    height = -(-len(offered) // columns)
    found: Rows = []
    for row in range(height):
        pieces: list[Piece] = [("", "  ")]
        for number in range(row, len(offered), height):
            style = "class:here" if number == page.choice else "class:answer" if offered[number].id in chosen else ""
            text = cells_of[number]
            text = text if cells(text) < column else f"{text[: column - 2]}…"
            pieces += [(style, text), ("", " " * max(0, column - cells(text)))]
        found.append(pieces)
    return found, (page.choice % height if height else 0)


def _choice(number: int, choice: Choice, ticked: bool, several: bool) -> str:
    box = ("[x]" if ticked else "[ ]") if several else ("(x)" if ticked else "( )")
    return f"{MARKS[number] if number < len(MARKS) else ' '} {box} {choice.short or choice.label}"


def _completions(page: Page, typed: str, width: int) -> Rows:
    asking = page.asking
    if asking is None or asking.complete is None or not typed.strip():
        return []
    names = asking.complete(typed)[:5]
    leads = ["   Tab : ", *["         "] * len(names)]
    return [[("class:quiet", lead), ("", cut(name, width - 9))] for lead, name in zip(leads, names, strict=False)]


def _picks(page: Page, width: int) -> tuple[Rows, int]:
    found: Rows = [[("class:heading", row)] for row in wrapped(cut(page.pick_title, 300), width, " ", " ")]
    at = 0
    for number, pick in enumerate(page.picks):
        here = number == page.choice
        at = len(found) if here else at
        mark = MARKS[number] if number < len(MARKS) else " "
        lead = f"{'›' if here else ' '}{mark} "
        found += [[("class:here" if here else "", row)] for row in wrapped(cut(pick.label, 300), width, lead, "   ")]
    return found, at


def _remarks(page: Page, width: int) -> Rows:
    view = page.session.view
    lines = [Line(Role.WARNING, remark.text, label="À vérifier ensemble") for remark in view.orientation.remarks]
    lines += [
        Line(Role.WARNING, f"{view.labels.answer(key.value, values)} ne va plus avec le reste", label="Mis de côté")
        for key, values in view.set_aside.items()
    ]
    return [[], *_laid_out(lines, width)] if lines and page.trial is None else []


def _notes(page: Page, width: int) -> Rows:
    case, labels = page.session.case, page.session.view.labels
    lines: list[Line] = []
    if case.project:
        lines.append(Line(Role.FACT, cut(case.project, 240), label="Projet"))
    for note in case.notes[-_LATEST_NOTES:]:
        names = {note.actor: page.session.name_of(note.actor)} if note.actor else {}
        about = note_about(note, labels, names)
        lines.append(Line(Role.FACT, cut(note.text, 160), label=f"Note{f' ({about})' if about else ''}"))
    earlier = len(case.notes) - _LATEST_NOTES
    if earlier > 0:
        lines.append(
            Line(Role.QUIET, f"+ {earlier} note{'s' if earlier > 1 else ''} plus ancienne{'s' if earlier > 1 else ''}")
        )
    return [[], *_laid_out(lines, width)] if lines else []


def _help(page: Page, width: int) -> Iterator[str]:
    labels = page.session.view.labels
    texts = [f"{letter} : {labels.question(key.value)}" for letter, key in page.letters.items()]
    texts += [f"{letter} : {label}" for letter, label in ACTIONS.items()]
    texts += [
        "Flèches, puis Entrée : ouvrir la question pointée. Tab : passer à la suivante.",
        "Dans une question : le chiffre ou la lettre d'un choix le coche. ? : la personne ne sait pas. Suppr : efface.",
        "+ : note liée à la réponse. Page préc. et Page suiv. : faire défiler l'orientation.",
        "Chaque réponse, note ou suite est gardée aussitôt. Quitter ne perd rien.",
    ]
    for text in texts:
        yield from wrapped(text, width, " ", "   ")
