"""`base fraicheur`: what is to be checked again, and what the addresses of the base have become."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient.cli import french
from ess_orient.cli.errors import TO_REPORT, Refusal
from ess_orient.cli.output import STANDARD, write_result

if TYPE_CHECKING:
    from ess_orient.cli.context import Context
    from ess_orient.model.freshness import LinksFound
    from ess_orient.render.lines import Line

HELP = (
    "Dire ce qui n'a pas été vérifié depuis trop longtemps, le plus montré d'abord. Avec --liens : demander chaque"
    " adresse de la base et dire celles qui ont changé. Rien n'est jamais modifié dans les données."
)
EPILOG = """Code de sortie 1 : il y a quelque chose à revoir.

Exemples :

ess-orient base fraicheur
ess-orient base fraicheur --format csv --sortie a-appeler.csv
ess-orient base fraicheur --liens"""

FILE_WIDTH = 80


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "texte"
    JSON = "json"
    CSV = "csv"


def add_to(group: french.Application) -> None:
    """Put the command into the group `base`."""
    group.command("fraicheur", help=HELP, epilog=EPILOG)(freshness)


def freshness(
    ctx: typer.Context,
    links: Annotated[bool, typer.Option("--liens", help="Demander chaque adresse par internet.")] = False,
    private: Annotated[
        bool, typer.Option("--adresses-privees", help="Avec --liens : demander aussi celles de votre réseau privé.")
    ] = False,
    form: Annotated[
        Format, typer.Option("--format", metavar="texte|json|csv", show_default="texte", help="Forme du résultat.")
    ] = Format.TEXT,
    target: Annotated[
        str | None,
        typer.Option("--sortie", metavar="FICHIER", help="Où écrire le résultat ; « - » : sortie standard."),
    ] = None,
) -> None:
    """Report; exit code 1 if there is something to look at."""
    context: Context = ctx.obj
    if private and not links:
        raise Refusal("--adresses-privees ne sert qu'avec --liens")
    to_report = _links(context, private, form, target) if links else _overdue(context, form, target)
    if to_report:
        raise typer.Exit(TO_REPORT)


def _overdue(context: Context, form: Format, target: str | None) -> bool:
    from ess_orient.render import freshness as rendering
    from ess_orient.render.labels import Labels
    from ess_orient.rulebase.freshness import freshness as report_of

    report = report_of(context.orienter().compiled, context.loaded().identity)
    if form is Format.JSON:
        write_result(rendering.as_json(report), target)
    elif form is Format.CSV:
        write_result(rendering.freshness_csv(report), target)
    else:
        _give(rendering.freshness_lines(report, Labels.of(context.loaded().base)), target)
    return bool(report.overdue)


def _links(context: Context, private: bool, form: Format, target: str | None) -> bool:
    from ess_orient.render import freshness as rendering

    report = _asked(context, private)
    if form is Format.JSON:
        write_result(rendering.as_json(report), target)
    elif form is Format.CSV:
        write_result(rendering.links_csv(report), target)
    else:
        _give(rendering.links_lines(report), target)
    return any(one.outcome in rendering.TO_REPORT for one in report.links)


def _asked(context: Context, private: bool) -> LinksFound:
    """What every address answers, in the order of the base; how far it is, on a terminal."""
    from ess_orient.model.freshness import LINKS_FORMAT, LinksFound
    from ess_orient.rulebase.fetch import Fetcher
    from ess_orient.rulebase.links import LinkChecker, addresses

    asked = addresses(context.loaded().base, context.today)
    found = {}
    for number, one in enumerate(LinkChecker(Fetcher(allow_private=private)).check(asked), 1):
        found[one.url] = one
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number} adresses sur {len(asked)}")
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    return LinksFound(
        format=LINKS_FORMAT, base=context.loaded().identity, date=context.today,
        links=tuple(found[address.url] for address in asked),
    )  # fmt: skip


def _give(lines: Iterable[Line], target: str | None) -> None:
    """Text, to the screen or to a file."""
    from ess_orient.cli.ask.screen import is_simple, show
    from ess_orient.render.text import as_text

    if target in (None, STANDARD):
        show(lines, is_simple(False))
    else:
        write_result(as_text(lines, FILE_WIDTH), target)
