"""`territoire`: what a place is, whether it is rural, and the doors near it; `territoire actualiser` reads public files.

`territoire LIEU` is `territoire lieu LIEU`: the word may be left out, for no place bears the name of a subcommand.
"""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import _click as click

from ess_orient.cli import french

if TYPE_CHECKING:
    from ess_orient.cli.context import Context

HELP = (
    "Dire ce qu'est un lieu et à qui s'y adresser. « territoire LIEU » suffit : le mot « lieu » peut être omis."
    " LIEU : une commune, un code postal, une intercommunalité, un département, une région, un pays."
)
BY_DEFAULT = "lieu"
MOST_COMPLETED = 12


class PlaceGroup(french.FrenchGroup):
    """A group whose first subcommand need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the subcommand left out."""
        position = 0
        while position + 1 < len(args) and args[position] in ("--base", "--date"):
            position += 2
        word = args[position] if position < len(args) else ""
        if word not in self.commands and word not in french.HELP_NAMES:
            args = [*args[:position], BY_DEFAULT, *args[position:]]
        return super().parse_args(ctx, args)


app = french.Application(
    cls=PlaceGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)  # fmt: skip


@app.callback(cls=PlaceGroup, help=HELP)
def territoire() -> None:
    """A group by itself does nothing."""


class Format(StrEnum):
    """What a sheet is written as."""

    TEXT = "texte"
    JSON = "json"


def _completed(incomplete: str) -> list[str]:
    from ess_orient.cli.towns import places

    known = places()
    return [] if known is None else [place.label for place in known.complete(incomplete, MOST_COMPLETED)]


@app.command(
    "lieu",
    help="Dire ce qu'est un lieu, s'il est rural, et toutes les portes qui y reçoivent, la plus proche d'abord.",
    epilog="""Exemples :

ess-orient territoire Augan
ess-orient territoire 56800
ess-orient territoire 23
ess-orient territoire "Saint-Denis (974)"
ess-orient territoire "région 53" --format json""",
)
def place(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="LIEU", help="Nom ou code : Augan, 56800, 23, Bretagne, Morvan.", autocompletion=_completed
        ),
    ],
    format: Annotated[
        Format,
        typer.Option("--format", metavar="texte|json", show_default="texte", help="Pour une personne ou un programme."),
    ] = Format.TEXT,
) -> None:
    """Print the sheet of a place."""
    from ess_orient.cli.errors import Refusal
    from ess_orient.cli.place_sheet import sheet_of
    from ess_orient.cli.places import meant, opened
    from ess_orient.territory.rurality import RuralityError

    context: Context = ctx.obj
    known = opened()
    found = meant(known, " ".join(words))
    try:
        sheet = sheet_of(context, known, found.place, found.towns, found.others)
    except RuralityError as error:
        raise Refusal(str(error)) from None
    if format is Format.JSON:
        from ess_orient.render.territory import sheet_json

        sys.stdout.write(sheet_json(sheet))
        return
    from ess_orient.cli.ask.screen import is_simple, show
    from ess_orient.render.labels import Labels
    from ess_orient.render.territory import sheet_lines

    show(sheet_lines(sheet, Labels.of(context.loaded().base)), is_simple(False))


@app.command(
    "actualiser",
    help="Lire la grille de densité de l'Insee et la liste des communes en France ruralités revitalisation (FRR), que"
    " vous avez téléchargées (xlsx ou csv). Elles sont gardées dans votre dossier, sur cet ordinateur.",
    epilog="""Exemples :

ess-orient territoire actualiser --densite grille_densite_7_niveaux_2025.xlsx
ess-orient territoire actualiser --frr liste-frr.xlsx --millesime 2025""",
)
def update(
    ctx: typer.Context,
    density: Annotated[
        str | None, typer.Option("--densite", metavar="FICHIER", help="Grille communale de densité, de l'Insee.")
    ] = None,
    revitalisation: Annotated[
        str | None, typer.Option("--frr", metavar="FICHIER", help="Liste officielle des communes FRR.")
    ] = None,
    vintage: Annotated[
        str | None,
        typer.Option("--millesime", metavar="AAAA", help="Année des données, si le fichier ne la dit pas."),
    ] = None,
) -> None:
    """Read the public files and keep what they say."""
    from ess_orient import paths
    from ess_orient.cli.errors import Refusal
    from ess_orient.territory import rurality

    if density is None and revitalisation is None:
        raise Refusal("rien à lire ; --densite FICHIER ou --frr FICHIER était attendu")
    _check_vintage(vintage)
    for file in filter(None, (density, revitalisation)):
        with Path(file).open("rb"):
            pass  # what the system refuses is told as for any other file
    context: Context = ctx.obj
    try:
        terms = rurality.load_terms(paths.data_folder() / "rurality.yaml")
        listings = [] if density is None else [rurality.read_density(Path(density), terms, vintage)]
        if revitalisation is not None:
            listings.append(rurality.read_frr(Path(revitalisation), terms, vintage))
        kept = rurality.keep(paths.user_folder(), listings, date.fromisoformat(context.today))
    except rurality.RuralityError as error:
        raise Refusal(str(error)) from None
    for listing in listings:
        typer.echo(
            f"{listing.name}, {listing.vintage} : {len(listing.values)} communes lues ({listing.file}).", err=True
        )
    typer.echo(f"Gardé : {kept}", err=True)


def _check_vintage(vintage: str | None) -> None:
    from ess_orient.cli.errors import Refusal
    from ess_orient.model.wording import shown_value

    if vintage is not None and not (len(vintage) == 4 and vintage.isascii() and vintage.isdigit()):
        raise Refusal(
            f"--millesime : « {shown_value(vintage)} » n'est pas une année", "Écrivez par exemple --millesime 2025."
        )
