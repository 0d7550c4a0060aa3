"""Wrong uses of the command line, worded in French with the nearest valid word.

Typer's own sentences are English and most know no translation. What is wrong is read from the kind of error, from its
option or argument and, where nothing else carries it, from the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from typer import _click as click
from typer import core
from typer._click import exceptions as wrong

from ess_orient.cli.french import metavar
from ess_orient.model.wording import did_you_mean, listed, shown_value


class Said(NamedTuple):
    """An error in French: what is wrong, what to do, which command's help to read."""

    message: str
    remedy: str | None
    command: str


def said(error: wrong.ClickException) -> Said:
    """An error of Typer, in French."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "ess-orient"
    if isinstance(error, wrong.NoSuchOption):
        message, remedy = _unknown_option(error, ctx)
    elif isinstance(error, wrong.MissingParameter):
        message, remedy = _missing(error, ctx)
    elif isinstance(error, wrong.BadParameter):
        message, remedy = _bad_value(error, ctx)
    else:
        message, remedy = _sentence(error.message, ctx)
    return Said(message, remedy, command)


def _options(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for param in ctx.command.get_params(ctx) for name in param.opts if param.param_type_name == "option"]


def _unknown_option(error: wrong.NoSuchOption, ctx: click.Context | None) -> tuple[str, str | None]:
    known = _options(ctx)
    message = f"option inconnue « {shown_value(error.option_name)} » ; attendu : {listed(known, 20)}."
    return message, did_you_mean(error.option_name, known)


def _name(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if param is None or ctx is None:
        return "une valeur"
    return param.opts[0] if param.param_type_name == "option" else metavar(param, ctx)


def _missing(error: wrong.MissingParameter, ctx: click.Context | None) -> tuple[str, str | None]:
    choices = _choices(error.param)
    wanted = f" ; attendu : {listed(choices, 20)}." if choices else ""
    kind = "l'option " if error.param is not None and error.param.param_type_name == "option" else ""
    told = getattr(error.param, "help", None)
    return f"il manque {kind}{_name(error.param, ctx)}{wanted}", told


def _choices(param: click.Parameter | None) -> list[str]:
    return [str(getattr(choice, "value", choice)) for choice in getattr(getattr(param, "type", None), "choices", ())]


_KINDS = {"integer": "un nombre entier", "int": "un nombre entier", "float": "un nombre", "boolean": "oui ou non"}


def _bad_value(error: wrong.BadParameter, ctx: click.Context | None) -> tuple[str, str | None]:
    name = _name(error.param, ctx)
    choices = _choices(error.param)
    found = re.match(r"(?P<value>.*?) is not (?:one of|a valid (?P<kind>\w+)|in the range (?P<range>[^.]*))",
                     error.message, re.DOTALL)  # fmt: skip
    if found is None:
        return _bad_file(name, error.message)
    value = _unquoted(found["value"])
    message = f"{name} : « {shown_value(value)} »"
    if choices:
        return f"{message} inconnu ; attendu : {listed(choices, 20)}.", did_you_mean(value, choices)
    if found["range"]:
        return f"{message} hors des bornes ; attendu : {found['range'].replace('x', 'valeur')}.", None
    return f"{message} ; {_KINDS.get(found['kind'], 'une autre valeur')} était attendu.", None


_FILES = (
    (r"'(.*)' does not exist", "« {} » est introuvable", "Vérifiez le nom et le dossier."),
    (r"'(.*)' is a directory", "« {} » est un dossier ; un fichier était attendu", None),
    (r"'(.*)' is a file", "« {} » est un fichier ; un dossier était attendu", None),
    (r"'(.*)' is not (?:readable|writable|executable)", "« {} » n'est pas accessible", "Vérifiez vos droits."),
    (r"'(.*)': ", "« {} » ne peut pas être ouvert", "Vérifiez le nom et vos droits."),
)


def _bad_file(name: str, sentence: str) -> tuple[str, str | None]:
    for pattern, text, remedy in _FILES:
        found = re.search(pattern, sentence, re.DOTALL)
        if found:
            return f"{name} : {text.format(shown_value(found[1]))}", remedy
    return f"{name} : {shown_value(sentence, 300)}", None


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _no_command(found: re.Match[str], ctx: click.Context | None) -> tuple[str, str | None]:
    name, known = _unquoted(found[1]), _commands(ctx)
    return f"commande inconnue « {shown_value(name)} » ; attendu : {listed(known, 20)}.", did_you_mean(name, known)


def _commands(ctx: click.Context | None) -> list[str]:
    return ctx.command.list_commands(ctx) if ctx is not None and isinstance(ctx.command, core.TyperGroup) else []


def _missing_command(_found: re.Match[str], ctx: click.Context | None) -> tuple[str, str | None]:
    return f"il manque une commande ; attendu : {listed(_commands(ctx), 20)}.", None


def _extra(found: re.Match[str], _ctx: click.Context | None) -> tuple[str, str | None]:
    return (
        f"en trop : « {shown_value(found[1])} »",
        "Mettez un texte de plusieurs mots entre guillemets, ou répétez l'option pour chaque valeur.",
    )


def _no_value(found: re.Match[str], ctx: click.Context | None) -> tuple[str, str | None]:
    name = _unquoted(found[1])
    params: Iterable[click.Parameter] = ctx.command.get_params(ctx) if ctx is not None else ()
    param = next((param for param in params if name in param.opts), None)
    wanted = f" : {metavar(param, ctx)}" if param is not None and ctx is not None else ""
    return f"l'option {shown_value(name)} attend une valeur{wanted}", None


def _needless_value(found: re.Match[str], _ctx: click.Context | None) -> tuple[str, str | None]:
    return f"l'option {shown_value(_unquoted(found[1]))} n'attend pas de valeur", "Retirez ce qui suit le signe égal."


Worded = Callable[[Any, Any], tuple[str, "str | None"]]
_SENTENCES: tuple[tuple[str, Worded], ...] = (
    (r"No such command (.*?)\.(?: Did you mean .*)?$", _no_command),
    (r"No such command (.*?)\. Did you", _no_command),
    (r"Missing command", _missing_command),
    (r"Got unexpected extra argument\(s\) \((.*)\)", _extra),
    (r"Option (.*?) requires ", _no_value),
    (r"Option (.*?) does not take a value", _needless_value),
)


def _sentence(sentence: str, ctx: click.Context | None) -> tuple[str, str | None]:
    for pattern, worded in _SENTENCES:
        found = re.match(pattern, sentence, re.DOTALL)
        if found:
            return worded(found, ctx)
    return "la ligne de commande n'a pas été comprise", None
