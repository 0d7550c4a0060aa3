"""Typer in French: help pages, option names and metavars, without rich so that help appears at once.

A command's module builds its application with `application()` and writes commands as usual with Typer; the classes
below give them « Utilisation », « Options », « --aide » and the options every command shares (`--base`, `--date`).
"""

from __future__ import annotations

import inspect
import shutil
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer import _click as click
from typer import core
from typer._click.exceptions import UsageError
from typer.main import get_command
from typer.models import CommandFunctionType

HELP_NAMES = ["--aide", "--help"]
_WIDEST = 100
_NARROW = 60
_METAVARS = {
    "str": "TEXTE", "text": "TEXTE", "int": "NOMBRE", "integer": "NOMBRE", "float": "NOMBRE", "file": "FICHIER",
    "path": "CHEMIN", "directory": "DOSSIER", "filename": "FICHIER",
}  # fmt: skip

Row = tuple[str, str]


class FrenchContext(click.Context):
    """A context whose help option has its French name too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_option_names", HELP_NAMES)
        super().__init__(*args, **kwargs)


def metavar(param: click.Parameter, ctx: click.Context) -> str:
    """How the value of an option or argument is shown."""
    if param.metavar is not None:
        return param.metavar
    name = param.type.get_metavar(param=param, ctx=ctx) or param.type.name
    name = name.strip("<>[]")
    if param.param_type_name == "argument" and name.lower() in _METAVARS:
        return (param.name or "").upper()
    return _METAVARS.get(name.lower(), name) + ("…" if param.nargs != 1 else "")


def page(ctx: click.Context) -> str:
    """The help page of a command, for the width of the screen."""
    command = ctx.command
    width = max(20, min(shutil.get_terminal_size((80, 24)).columns, _WIDEST))
    parts = [usage(ctx, width)]
    if command.help:
        parts.append(_paragraphs(command.help, width))
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.get_params(ctx) if param.param_type_name == "option"]
    shared = [option for option in options if option.name in SHARED]
    if isinstance(command, FrenchGroup):
        parts.append(_table("Commandes", command.short_helps(), width))
    parts.append(_table("Arguments", [row(param, ctx) for param in arguments], width))
    own = [option for option in options if option not in shared or isinstance(command, FrenchGroup)]
    parts.append(_table("Options", [row(option, ctx) for option in own if _visible(option)], width))
    if not isinstance(command, FrenchGroup):
        parts.append(_table("Options générales", [row(option, ctx) for option in shared], width))
    if command.epilog:
        parts.append(_paragraphs(command.epilog, width))
    return "\n\n".join(part for part in parts if part)


def usage(ctx: click.Context, width: int) -> str:
    """The line « Utilisation : … »."""
    pieces = [ctx.command_path, "[OPTIONS]"]
    for param in ctx.command.params:
        if param.param_type_name == "argument":
            name = metavar(param, ctx)
            pieces.append(name if param.required or name.startswith("[") else f"[{name}]")
    if isinstance(ctx.command, FrenchGroup):
        pieces.append("COMMANDE …")
    return textwrap.fill(" ".join(pieces), width, initial_indent="Utilisation : ", subsequent_indent="    ",
                         break_on_hyphens=False)  # fmt: skip


def _visible(param: click.Parameter) -> bool:
    return not getattr(param, "hidden", False)


def row(param: click.Parameter, ctx: click.Context) -> Row:
    """The names of an option or argument, and what it does."""
    notes = []
    if param.required and param.param_type_name == "option":
        notes.append("obligatoire")
    if param.multiple:
        notes.append("peut être répétée")
    shown = getattr(param, "show_default", False)
    if isinstance(shown, str):
        notes.append(f"par défaut : {shown}")
    elif shown and isinstance(param.default, (str, int)) and not isinstance(param.default, bool):
        notes.append(f"par défaut : {param.default}")
    told = str(getattr(param, "help", None) or "")
    text = _tied(told + (f" ({' ; '.join(notes)})" if notes else ""))
    if param.param_type_name == "argument":
        return metavar(param, ctx), text
    names = ", ".join(param.opts)
    flag = bool(getattr(param, "is_flag", False) or getattr(param, "count", False))
    return names if flag else f"{names} {metavar(param, ctx)}", text


def _table(title: str, rows: Sequence[Row], width: int) -> str:
    """Two columns; on a narrow screen, or beside a long name, the text goes below."""
    if not rows:
        return ""
    left = min(max(len(first) for first, _ in rows), 28) + 4
    lines = [f"{title} :"]
    for first, second in rows:
        indent = 6 if width < _NARROW else left
        below = textwrap.wrap(second, max(width - indent, 12), break_on_hyphens=False)
        if below and indent == left and len(first) + 4 <= left:
            lines.append(f"  {first}".ljust(left) + below.pop(0))
        elif len(first) + 2 > width:
            lines += textwrap.wrap(first.replace("|", "| "), width, initial_indent="  ", subsequent_indent="    ")
        else:
            lines.append(f"  {first}")
        lines += [" " * indent + line for line in below]
    return "\n".join(lines)


def _tied(text: str) -> str:
    """The text with the spaces that French keeps on one line."""
    for sign in ":;?!»":
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("« ", "«\u00a0")


def _paragraphs(text: str, width: int) -> str:
    """Paragraphs filled to the width; one written on several lines (examples) keeps its lines."""
    return "\n\n".join(
        textwrap.indent(paragraph, "  ")
        if "\n" in paragraph
        else textwrap.fill(_tied(paragraph), width, break_on_hyphens=False)
        for paragraph in inspect.cleandoc(text).split("\n\n")
    )


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        typer.echo(ctx.get_help())
        ctx.exit()


def _help_option() -> core.TyperOption:
    return core.TyperOption(
        param_decls=list(HELP_NAMES), is_flag=True, expose_value=False, is_eager=True, callback=_show_help,
        help="Montrer cette aide.",
    )  # fmt: skip


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Note a shared option, given before or after the name of the command."""
    if value:
        given: dict[str, Any] = ctx.meta.setdefault(__name__, {})
        name = param.name or ""
        given[name] = [*given.get(name, []), *value] if param.multiple else value
    return value


def shared_options() -> list[core.TyperOption]:
    """The options that may stand before or after the name of any command."""
    return [
        core.TyperOption(
            param_decls=["--base"], metavar="DOSSIER", multiple=True, expose_value=False, callback=_keep,
            help="Dossier de données ajouté à la base intégrée. Variable : ESS_ORIENT_BASE.",
        ),
        core.TyperOption(
            param_decls=["--date"], metavar="AAAA-MM-JJ", expose_value=False, callback=_keep,
            help="Jour pour lequel répondre ; aujourd'hui si rien n'est dit.",
        ),
    ]  # fmt: skip


SHARED = frozenset({"base", "date"})


@contextmanager
def _placed(ctx: click.Context) -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        error.ctx = error.ctx or ctx
        raise


class FrenchCommand(core.TyperCommand):
    """A command with a French help page."""

    context_class = FrenchContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = {param.name for param in self.params}
        self.params = [*self.params, *(option for option in shared_options() if option.name not in taken)]

    def get_help_option(self, ctx: click.Context) -> core.TyperOption | None:
        """The help option, with its French name and text."""
        if self._help_option is None:
            self._help_option = _help_option()
        return self._help_option

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return page(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; an error always knows which command it concerns."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command with what all commands share in `ctx.obj`."""
        if ctx.obj is None:
            from ess_orient.cli.context import context_of

            ctx.obj = context_of(ctx.meta.get(__name__, {}))
        return super().invoke(ctx)


class FrenchGroup(core.TyperGroup):
    """A group of commands with a French help page."""

    context_class = FrenchContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = {param.name for param in self.params}
        self.params = [*self.params, *(option for option in shared_options() if option.name not in taken)]

    def get_help_option(self, ctx: click.Context) -> core.TyperOption | None:
        """The help option, with its French name and text."""
        if self._help_option is None:
            self._help_option = _help_option()
        return self._help_option

    def get_help(self, ctx: click.Context) -> str:
        """The help page."""
        return page(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; an error always knows which command it concerns."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def short_helps(self) -> list[Row]:
        """(name, what it does) for each command."""
        return [
            (name, command.short_help or (command.help or "").split(". ")[0].strip())
            for name, command in self.commands.items()
            if not command.hidden
        ]


class Application(typer.Typer):
    """A Typer application whose commands speak French."""

    def command(
        self, name: str | None = None, *, cls: type[core.TyperCommand] | None = FrenchCommand, **settings: Any
    ) -> Callable[[CommandFunctionType], CommandFunctionType]:
        """As Typer's; `help` is what the person reads, the docstring what the developer does."""
        settings.setdefault("help", "")
        return super().command(name, cls=cls, **settings)


def application(help: str | None = None) -> Application:
    """An application for one command or, with `help`, for a group of commands."""
    made = Application(
        cls=FrenchGroup, help=help, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    if help is not None:
        made.callback(cls=FrenchGroup, help=help)(_nothing)
    return made


def _nothing() -> None:
    """A group by itself does nothing."""


def built(made: typer.Typer, name: str) -> click.Command:
    """The command or group of an application, under the name it is called by."""
    command = get_command(made)
    command.name = name
    return command
