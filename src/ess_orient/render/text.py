"""A page laid out as plain text for a width, and the same lines with their roles for a coloured screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import NO_BREAK, cells, typeset, wrapped

NARROWEST, WIDEST = 30, 100


class Row(NamedTuple):
    """A row of the screen; `strong` characters at its start are of the line's own role, the rest is plain."""

    text: str
    role: Role
    strong: int = 0


def rows(lines: Iterable[Line], width: int = 80, ruled: bool = True) -> Iterator[Row]:
    """Rows of at most `width` cells. Without `ruled` nothing is drawn: words only, for screen readers."""
    width = max(NARROWEST, min(width, WIDEST))
    before: Role | None = None
    for line in lines:
        if before is not None and _parted(line.role, before):
            yield Row("", line.role)
        yield from _laid_out(line, width, ruled)
        before = line.role


def as_text(lines: Iterable[Line], width: int = 80, ruled: bool = True) -> str:
    """The page as text, ended by a line break."""
    return "".join(f"{row.text}\n" for row in rows(lines, width, ruled))


def _parted(role: Role, before: Role) -> bool:
    """Whether an empty row stands before a line."""
    if role in (Role.TITLE, Role.HEADING, Role.GROUP, Role.NOTE):
        return True
    if role is Role.NAME:
        return before not in (Role.GROUP, Role.HEADING)
    return role is Role.PARAGRAPH and before not in (Role.HEADING, Role.GROUP)


def _laid_out(line: Line, width: int, ruled: bool) -> Iterator[Row]:
    text = typeset(line.text)
    match line.role:
        case Role.TITLE | Role.HEADING:
            found = list(wrapped(text.upper() if line.role is Role.TITLE else text, width))
            yield from (Row(row, line.role, len(row)) for row in found)
            if ruled:
                longest = max((cells(row) for row in found), default=0)
                yield Row(("=" if line.role is Role.TITLE else "-") * longest, Role.QUIET)
        case Role.PLAIN:
            indent = " " * (len(line.text) - len(line.text.lstrip()))
            yield from (Row(row, line.role) for row in wrapped(text, width, indent, f"{indent}   " if indent else ""))
            if not text:
                yield Row("", line.role)
        case Role.GROUP | Role.PARAGRAPH | Role.QUESTION:
            strong = line.role is Role.GROUP
            yield from (Row(row, line.role, len(row) if strong else 0) for row in wrapped(text, width))
        case Role.NAME | Role.ITEM:
            yield from _name(line if ruled else line._replace(mark=line.mark.replace("•", "-")), text, width)
        case Role.POINT:
            tag = f" – {typeset(line.tag)}" if line.tag else ""
            mark = "   • " if ruled else "   - "
            yield from (Row(row, line.role) for row in wrapped(text + tag, width, mark, "     "))
        case _:
            yield from _fact(line, text, width)


def _name(line: Line, text: str, width: int) -> Iterator[Row]:
    mark = f"{line.mark} "
    tag = f" – {typeset(line.tag)}" if line.tag else ""
    for number, row in enumerate(wrapped(text + tag, width, mark, "   ")):
        end = row.find(" – ") if tag else -1
        yield Row(row, line.role, end if end > 0 and number == 0 else len(row))


def _fact(line: Line, text: str, width: int) -> Iterator[Row]:
    head = f"{typeset(line.label)}{NO_BREAK}: " if line.label else ""
    indent = "" if line.role in (Role.NOTE, Role.ECHO) else "   "
    for number, row in enumerate(wrapped(head + text, width, indent, indent)):
        yield Row(row, line.role, len(indent) + len(head) if number == 0 and head else 0)
