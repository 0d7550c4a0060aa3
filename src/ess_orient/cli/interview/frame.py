"""The page as rows of coloured pieces, for any size of screen: beside each other when wide, one below when not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ess_orient.cli.interview.marks import ACTIONS
from ess_orient.cli.interview.page import Page
from ess_orient.cli.interview.panes import Piece, answers_pane, result_pane
from ess_orient.cli.interview.shapes import Mode
from ess_orient.render.interview import cut
from ess_orient.render.typography import cells, french_date, wrapped

WIDE = 120
"""Columns from which the orientation stands beside the answers."""
_LEAST = 4
_LEAST_FOR_KEYS = 60


class Frame(NamedTuple):
    """Rows of pieces (style, text), one a line of the screen."""

    rows: list[list[Piece]]


def compose(page: Page, columns: int, lines: int, typed: str = "") -> Frame:
    """The whole screen but for the line being typed: `lines` rows of at most `columns` cells."""
    head = _header(page, columns)
    foot = _footer(page, columns)
    room = max(1, lines - len(head) - len(foot))
    body = _beside(page, columns, room, typed) if columns >= WIDE else _below(page, columns, room, typed)
    rows = [*head, *body, *foot]
    return Frame([_fitted(row, columns) for row in rows[:lines]])


def _beside(page: Page, columns: int, room: int, typed: str) -> list[list[Piece]]:
    left_width = min(70, columns * 53 // 100)
    right_width = columns - left_width - 3
    left, at = answers_pane(page, left_width, typed)
    left = _window(left, at, room)
    right = _scrolled(page, result_pane(page, right_width), room)
    return [
        [*_padded(left[number] if number < len(left) else [], left_width), ("class:rule", " │ "), *rest]
        for number in range(room)
        for rest in [right[number] if number < len(right) else []]
    ]


def _below(page: Page, columns: int, room: int, typed: str) -> list[list[Piece]]:
    top, at = answers_pane(page, columns, typed)
    most = room if room < 2 * _LEAST else min(len(top), max(_LEAST, room - max(_LEAST, room * 2 // 5)))
    top = _window(top, at, most)
    below = room - len(top) - 1
    if below < 1:
        return top
    return [*top, [("class:rule", "─" * columns)], *_scrolled(page, result_pane(page, columns, dense=True), below)]


def _window(rows: list[list[Piece]], at: int, room: int) -> list[list[Piece]]:
    """The rows around the cursor, as many as there is room for, with a sign of what is hidden."""
    if len(rows) <= room:
        return rows
    start = min(max(0, at - room * 2 // 3), len(rows) - room)
    shown = rows[start : start + room]
    if start > 0 and room > 2:
        shown[0] = [("class:quiet", f" ↑ {start + 1} lignes au-dessus")]
    if start + room < len(rows) and room > 2:
        shown[-1] = [("class:quiet", f" ↓ {len(rows) - start - room + 1} lignes au-dessous")]
    return shown


def _scrolled(page: Page, rows: list[list[Piece]], room: int) -> list[list[Piece]]:
    page.scroll = max(0, min(page.scroll, len(rows) - room))
    shown = rows[page.scroll : page.scroll + room]
    hidden = len(rows) - page.scroll - room
    if hidden > 0 and room > 2:
        shown[-1] = [("class:quiet", f" ↓ encore {hidden + 1} lignes : Page suiv.")]
    return shown


def _header(page: Page, columns: int) -> list[list[Piece]]:
    case = page.session.case
    name = cut(case.name, 60)
    if page.trial is not None:
        return [
            [("class:trial", _one_line(f" ET SI…  {name} – rien n'est gardé (g : garder, Échap : revenir)", columns))]
        ]
    text = f" {name} – entretien {case.last.number} du {french_date(case.last.day)} – tout est gardé au fur et à mesure"
    return [[("class:title", _one_line(text, columns))]]


def _footer(page: Page, columns: int) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    if page.status:
        style = "class:error" if page.failed else "class:done"
        rows += [[(style, row)] for row in wrapped(cut(page.status, 400), columns, " ", " ")]
    if page.asking is not None:
        rows.append([("class:prompt", _one_line(f" {page.asking.title}", columns))])
        return rows
    keys = (
        _keys(page)
        if columns >= _LEAST_FOR_KEYS or page.mode is not Mode.PAGE
        else "lettre : répondre · ? : aide · q : quitter"
    )
    rows += [[("class:keys", row)] for row in wrapped(keys, columns, " ", " ")]
    return rows


def _keys(page: Page) -> str:
    match page.mode:
        case Mode.CHOOSE:
            question = page.session.compiled.questions[page.key]
            close = "Entrée : fini" if question.maximum > 1 else ""
            none = "0 : aucune" if question.minimum == 0 else ""
            keys = [none, "? : ne sait pas", "Suppr : effacer", "+ : note", close, "Tab : suivante", "Échap : revenir"]
            return " · ".join(key for key in keys if key)
        case Mode.PICK:
            return "Un chiffre, ou ↑ ↓ et Entrée · Échap : revenir"
        case Mode.HELP:
            return "Une touche pour revenir"
        case _:
            waiting = ["o : confirmer ce qui est compris"] if any(_waiting(page)) else []
            actions = [f"{key}\u00a0: {label}" for key, label in ACTIONS.items() if key != "N"]
            return " · ".join(["lettre\u00a0: répondre", *waiting, *actions, "? : aide"])


def _waiting(page: Page) -> Iterator[bool]:
    yield from (key not in page.profile.answers for key in page.suggested)


def _one_line(text: str, columns: int) -> str:
    return text if cells(text) <= columns else next(wrapped(text, columns - 1, "", "")) + "…"


def _padded(row: Sequence[Piece], width: int) -> list[Piece]:
    row = _fitted(row, width)
    return [*row, ("", " " * max(0, width - sum(cells(text) for _, text in row)))]


def _fitted(row: Sequence[Piece], width: int) -> list[Piece]:
    """The row cut to the width: nothing may wrap, or the whole screen would shift."""
    kept, left = list[Piece](), width
    for style, text in row:
        while text and cells(text) > left:
            text = text[:-1]
        if text:
            kept.append((style, text))
        left -= cells(text)
    return kept
