"""Write the README's lists from the code and the data: `python tools/readme.py`.

Only what stands between markers is written; a test fails when it is not what they say.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typer._click import Command, Context

    from ess_orient.model.base import Base

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
MARKS = "<!-- {} : écrit par tools/readme.py -->", "<!-- fin des {} -->"


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


def options() -> list[str]:
    """Every option, command by command."""
    lines: list[str] = []
    for words, arguments, found in commands():
        lines += ["", f"**`ess-orient {words}`**" if words else "**Pour toutes les commandes**", ""]
        lines += [f"- `{name}` : {text}" for name, text in [*arguments, *found]] or ["- aucune option"]
    return _folded("Toutes les options, commande par commande", lines[1:])


def checks() -> list[str]:
    """The checks of `base verifier`, with the first sentence of their pages."""
    from ess_orient.rulebase.checks import pages

    found = pages()
    return _folded(f"Les {len(found)} vérifications", [f"- `{page.check.id}` : {page.title}" for page in found])


def words() -> list[str]:
    """What one may write in `famille`, `regions` and `quand`."""
    base = _base()
    lines = ["**`famille`**, l'endroit où l'acteur est montré", ""]
    lines += [f"- `{family.id}` : {family.name} ({family.group})" for family in base.families]
    lines += ["", "**`regions`**, dans `territoire`", ""]
    lines += [f'- `"{region.id}"` : {region.name}' for region in base.regions]
    for question in base.questions:
        if question.choices:
            lines += ["", f"**`{question.key.value}`** : {question.title}", ""]
            lines += [f"- `{choice.id}` : {choice.label}" for choice in question.choices]
    return _folded("Les mots possibles dans « famille », « regions » et « quand »", lines)


SEEN = {
    "cress": "CRESS", "urscop": "Union régionale des Scop", "france-active": "France Active",
    "dla": "Dispositif local d'accompagnement (DLA)", "communaute-emergence-acceleration": "Incubateurs de l'ESS",
    "reseau-rural-regional": "Réseau rural régional",
}  # fmt: skip
"""The networks that each région should have a door of."""


def missing_doors() -> list[str]:
    """For each of these networks, the régions where no open local door is known."""
    from ess_orient.model.entries import Status

    base = _base()
    region_of = {department.id: department.region for department in base.departments}
    lines = ["| réseau | régions où aucune porte locale n'est connue |", "| --- | --- |"]
    for network, name in SEEN.items():
        places = [door.territory for door in base.doors if door.network == network and door.status != Status.ENDED]
        known = {code for place in places if place for code in place.regions}
        known |= {region_of[code] for place in places if place for code in place.departments}
        absent = [region.name for region in base.regions if region.id not in known]
        lines.append(f"| {name} | {', '.join(absent) or 'aucune'} |")
    return lines


def _base() -> Base:
    from ess_orient.rulebase.files import EMBEDDED, Layer
    from ess_orient.rulebase.load import load

    return load([Layer(EMBEDDED, ROOT / "data")]).base


def _folded(title: str, lines: list[str]) -> list[str]:
    return [f"<details><summary>{title}</summary>", "", *lines, "", "</details>"]


LISTS: dict[str, Callable[[], list[str]]] = {
    "options": options,
    "constats": checks,
    "mots": words,
    "portes": missing_doors,
}


def updated(text: str) -> str:
    """The README with its lists put right."""
    for name, lines in LISTS.items():
        start, end = (mark.format(name) for mark in MARKS)
        before, _, rest = text.partition(start)
        _, found, after = rest.partition(end)
        if not found:
            raise SystemExit(f"README.md: no {start} … {end}")
        text = "\n".join([f"{before}{start}", "", *lines(), "", f"{end}{after}"])
    return text.replace("\u00a0", " ").replace("\u202f", " ")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
