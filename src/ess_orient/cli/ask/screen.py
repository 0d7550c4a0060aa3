"""Pages on the screen: coloured by rich where the terminal can, plain words where it cannot."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable

from ess_orient.render.lines import Line, Role
from ess_orient.render.text import as_text, rows

_STYLES = {
    Role.TITLE: "bold cyan",
    Role.HEADING: "bold cyan",
    Role.GROUP: "bold",
    Role.NAME: "bold",
    Role.ITEM: "bold",
    Role.FACT: "bold",
    Role.WARNING: "bold yellow",
    Role.NOTE: "bold yellow",
    Role.QUIET: "dim",
}
_WHOLE = frozenset({Role.TITLE, Role.HEADING, Role.GROUP, Role.QUIET})


def is_simple(asked: bool) -> bool:
    """Whether plain lines are wanted: `--simple`, ACCESSIBLE=1 or a terminal that can do no more."""
    return asked or os.environ.get("ACCESSIBLE", "") not in ("", "0") or os.environ.get("TERM") == "dumb"


def width() -> int:
    """Columns of the terminal, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns


def show(lines: Iterable[Line], simple: bool) -> None:
    """A result, on standard output."""
    if simple or not sys.stdout.isatty():
        sys.stdout.write(as_text(lines, width(), ruled=not simple))
        sys.stdout.flush()
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False)
    for row in rows(lines, width()):
        text = Text(row.text)
        style = _STYLES.get(row.role, "")
        if style:
            text.stylize(style, 0, None if row.role in _WHOLE else row.strong)
        console.print(text, soft_wrap=True)
