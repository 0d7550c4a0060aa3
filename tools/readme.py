"""Write the README's list of options from the commands themselves: `python tools/readme.py`.

Only what stands between the two markers is written; a test fails when it is not what the commands say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typer._click import Command, Context

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
START, END = "<!-- options : écrit par tools/readme.py -->", "<!-- fin des options -->"


def commands() -> Iterator[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]]:
    """(words that call it, arguments, options) for every command; the options all share are given once, first."""
    from typer.main import get_command

    from ess_orient.cli import app, french

    root = get_command(app.app)
    assert isinstance(root, app.LazyGroup)
    context = root.make_context(app.PROGRAM, [], resilient_parsing=True)
    yield "", [], _rows(root, context, "option", everything=True)
    for name in app.COMMANDS:
        command = root.get_command(context, name)
        assert command is not None
        below = command.make_context(name, [], parent=context, resilient_parsing=True)
        if not isinstance(command, french.FrenchGroup):
            yield name, _rows(command, below, "argument"), _rows(command, below, "option")
            continue
        for sub, inner in command.commands.items():
            if not inner.hidden:
                within = inner.make_context(sub, [], parent=below, resilient_parsing=True)
                yield f"{name} {sub}", _rows(inner, within, "argument"), _rows(inner, within, "option")


def _rows(command: Command, context: Context, kind: str, everything: bool = False) -> list[tuple[str, str]]:
    from ess_orient.cli import french

    params = [param for param in command.params if param.param_type_name == kind]
    shown = [param for param in params if not getattr(param, "hidden", False)]
    return [
        french.row(param, context)
        for param in shown
        if everything or kind == "argument" or param.name not in french.SHARED
    ]


def section() -> str:
    """The list, as Markdown."""
    lines = [START, "", "<details><summary>Toutes les options, commande par commande</summary>", ""]
    for words, arguments, options in commands():
        lines += [f"**`ess-orient {words}`**" if words else "**Pour toutes les commandes**", ""]
        lines += [f"- `{name}` : {text}" for name, text in [*arguments, *options]]
        lines += [""] if arguments or options else ["- aucune option", ""]
    return "\n".join([*lines, "</details>", "", END]).replace("\u00a0", " ")


def updated(text: str) -> str:
    """The README with its list put right."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{section()}{after}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
