"""All commands. A command's module is imported only when that command is called.

To add a command: one line in `COMMANDS`, and a module whose `app` is made with `french.application()`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer import _click as click
from typer import core
from typer.main import get_command

from ess_orient import __version__
from ess_orient.cli import french


class Lazy(NamedTuple):
    """Where a command is and what it does, in a few French words."""

    module: str
    short_help: str


COMMANDS: dict[str, Lazy] = {
    "orienter": Lazy("orienter", "Répondre à quelques questions et savoir vers qui se tourner."),
    "lot": Lazy("lot", "Orienter un fichier entier de réponses : tableur, enquête, fiches."),
    "catalogue": Lazy("catalogue", "Parcourir et chercher tout ce que la base connaît."),
    "territoire": Lazy("territoire", "Savoir à qui s'adresser près d'un lieu."),
    "comprendre": Lazy("comprendre", "Voir ce qu'une phrase fait comprendre, avec quels mots."),
    "entretien": Lazy("entretien", "Mener, garder et reprendre les entretiens d'un conseiller."),
    "expliquer": Lazy("expliquer", "Dire pourquoi une fiche est proposée, ou pourquoi non."),
    "base": Lazy("base", "Tenir la base de règles : la vérifier, la rejouer, l'étendre."),
    "completion": Lazy("completion", "Compléter les commandes avec la touche Tab."),
}

DEFAULT = "orienter"
PROGRAM = "ess-orient"
COMPLETION_VARIABLE = "_ESS_ORIENT_COMPLETE"


class LazyGroup(french.FrenchGroup):
    """The root: knows its commands by name, loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None if there is none."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        module = import_module(f"ess_orient.cli.commands.{lazy.module}")
        command = french.built(module.app, cmd_name)
        command.short_help = lazy.short_help
        return command

    def short_helps(self) -> list[french.Row]:
        """From the table: help loads no command."""
        return [(name, lazy.short_help) for name, lazy in COMMANDS.items()]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Names of commands from the table, and options."""
        from typer._click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=text) for name, text in self.short_helps() if name.startswith(incomplete)
        ]  # fmt: skip
        return [*found, *super(core.TyperGroup, self).shell_complete(ctx, incomplete)]


app = typer.Typer(cls=LazyGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"ess-orient {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    help="Vers quels leviers et quels acteurs se tourner pour un projet d'économie sociale et solidaire (ESS)"
    " en milieu rural. Dans un terminal, sans commande : pose ses questions.",
    epilog="L'aide d'une commande : ess-orient COMMANDE --aide",
)
def root(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Donner la version.")
    ] = False,
) -> None:
    """Start the conversation on a terminal, else show the help."""
    if ctx.invoked_subcommand is not None:
        return
    if not on_terminal():
        typer.echo(ctx.get_help())
        return
    group = ctx.command
    assert isinstance(group, LazyGroup)
    command = group.get_command(ctx, DEFAULT)
    assert command is not None
    with command.make_context(DEFAULT, [], parent=ctx) as below:
        command.invoke(below)


def on_terminal() -> bool:
    """Whether someone can be asked something."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def run(arguments: list[str]) -> object:
    """Run a command line; what the command returns. Errors are left to the caller."""
    command = get_command(app)
    if COMPLETION_VARIABLE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
        return command.main(arguments, PROGRAM, COMPLETION_VARIABLE, standalone_mode=False)
    with command.make_context(PROGRAM, arguments) as ctx:
        return command.invoke(ctx)
