"""`completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ess_orient.cli import french
from ess_orient.cli.app import COMPLETION_VARIABLE, PROGRAM

app = french.application()


class Shell(StrEnum):
    """The shells served."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


@app.command(
    help="Donner le script qui complète les commandes avec la touche Tab. Il s'ajoute au fichier de démarrage de"
    " votre interpréteur de commandes.",
    epilog="""Exemples :

ess-orient completion bash >> ~/.bashrc
ess-orient completion zsh >> ~/.zshrc
ess-orient completion fish > ~/.config/fish/completions/ess-orient.fish
ess-orient completion powershell >> $PROFILE""",
)
def completion(
    shell: Annotated[Shell, typer.Argument(metavar="bash|zsh|fish|powershell", help="Votre interpréteur.")],
) -> None:
    """Print the script of a shell."""
    from typer._completion_shared import get_completion_script

    typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=COMPLETION_VARIABLE, shell=shell.value))
