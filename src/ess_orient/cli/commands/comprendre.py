"""`comprendre`: what a sentence says, with the words that say it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from ess_orient.cli import french
from ess_orient.cli.context import Context
from ess_orient.cli.errors import Refusal

app = french.application()
LONGEST = 20_000


class Format(StrEnum):
    """What is written."""

    TEXT = "texte"
    JSON = "json"


@app.command(
    help="Dire ce qu'une phrase ou un texte fait comprendre, et avec quels mots. Pour essayer le lexique, ou pour"
    " qu'un autre programme s'en serve. « - » lit le texte sur l'entrée standard.",
    epilog="""Exemples :

ess-orient comprendre "Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement."
ess-orient comprendre --format json "recyclerie à Redon, on cherche un local\"""",
)
def run(
    ctx: typer.Context,
    sentence: Annotated[str, typer.Argument(metavar="PHRASE", help="La phrase entre guillemets, ou « - ».")],
    format: Annotated[
        Format,
        typer.Option("--format", metavar="texte|json", show_default="texte", help="Pour une personne ou un programme."),
    ] = Format.TEXT,
) -> None:
    """Print what was understood."""
    from ess_orient.cli.towns import town_names
    from ess_orient.cli.understanding import open_reader
    from ess_orient.render.comprehension import as_json, as_text, palette
    from ess_orient.render.labels import Labels

    text = _read_input() if sentence == "-" else sentence
    if len(text) > LONGEST:
        raise Refusal(
            f"texte de {len(text)} caractères ; {LONGEST} au plus étaient attendus", "Gardez l'essentiel du projet."
        )
    context: Context = ctx.obj
    said = open_reader(context).read(text.encode("utf-8", "replace").decode("utf-8"))
    if format is Format.JSON:
        sys.stdout.write(as_json(said))
        return
    codes = tuple(each.value for each in said.evidence if each.key == "commune")
    labels = Labels.of(context.loaded().base, town_names(codes))
    sys.stdout.write(as_text(said, labels, palette(sys.stdout.isatty())))


def _read_input() -> str:
    return sys.stdin.read(LONGEST + 1)
