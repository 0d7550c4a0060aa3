"""The path project → lever → door drawn as SVG: presentation attributes only, so that no style is needed."""

from __future__ import annotations

from html import escape

from ess_orient.model.sheet import Path
from ess_orient.render.typography import cells, wrapped

WIDTH = 360
_LINE, _PAD, _GAP = 15, 8, 12
_LEVER_X, _LEVER_W, _DOOR_X, _DOOR_W = 22, 160, 212, 147
_INK, _ACCENT, _SOFT, _RULE = "#1b2a2f", "#0b5351", "#e6f0ee", "#5f7f7b"
_CHARACTER = 6.6
"""Widest mean width of a character at 12 px, whatever the font."""


def svg(path: Path, font: str) -> str:
    """The drawing, `WIDTH` wide; hidden from screen readers by its caller, who gives the sentence instead."""
    head = ["Votre projet", *_lines(path.project, WIDTH - 2 * _PAD, 2)]
    height = _box_height(len(head))
    pieces = [_box(0, 0, WIDTH, height, head, _ACCENT, "#ffffff", strong=True)]
    top, joints = height + _GAP, []
    for branch in path.branches:
        lever = _lines(branch.lever, _LEVER_W - 2 * _PAD, 5)
        door = _lines(branch.door, _DOOR_W - 2 * _PAD, 5) if branch.door else []
        row = max(_box_height(len(lever)), _box_height(len(door)))
        middle = top + row / 2
        joints.append(middle)
        pieces.append(_box(_LEVER_X, top, _LEVER_W, row, lever, _SOFT, _INK))
        if door:
            pieces.append(_arrow(_LEVER_X + _LEVER_W, _DOOR_X, middle))
            pieces.append(_box(_DOOR_X, top, _DOOR_W, row, door, "#ffffff", _INK, strong=True))
        top += row + _GAP
    trunk = f"M8 {height}V{joints[-1]:g}" + "".join(f"M8 {joint:g}H{_LEVER_X}" for joint in joints)
    total = top - _GAP + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {WIDTH + 2} {total + 1:g}" width="{WIDTH + 2}"'
        f' height="{total + 1:g}" font-family="{escape(font)}" font-size="12" aria-hidden="true" focusable="false">'
        f'<path d="{trunk}" fill="none" stroke="{_RULE}" stroke-width="1.5"/>{"".join(pieces)}</svg>'
    )


def _lines(text: str, width: float, most: int) -> list[str]:
    """The text in lines that fit; what is beyond `most` lines is cut with an ellipsis."""
    room = int(width / _CHARACTER)
    rows = list(wrapped(text, room)) if text else []
    rows = [row if cells(row) <= room else f"{row[: room - 1]}…" for row in rows]
    if len(rows) > most:
        rows = [*rows[: most - 1], f"{rows[most - 1][: room - 2]}…"]
    return rows


def _box_height(lines: int) -> int:
    return lines * _LINE + 2 * _PAD - 3 if lines else 0


def _box(
    x: float, y: float, width: float, height: float, lines: list[str], fill: str, ink: str, strong: bool = False
) -> str:
    first = y + height / 2 - len(lines) * _LINE / 2 + 11
    texts = "".join(
        f'<tspan x="{x + width / 2:g}" y="{first + number * _LINE:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    weight = ' font-weight="700"' if strong else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5" fill="{fill}" stroke="{_RULE}"/>'
        f'<text text-anchor="middle" fill="{ink}"{weight}>{texts}</text>'
    )


def _arrow(start: float, end: float, y: float) -> str:
    return (
        f'<path d="M{start:g} {y:g}H{end - 3:g}" fill="none" stroke="{_RULE}" stroke-width="1.5"/>'
        f'<path d="M{end - 8:g} {y - 4:g}L{end - 1:g} {y:g}L{end - 8:g} {y + 4:g}Z" fill="{_RULE}"/>'
    )
