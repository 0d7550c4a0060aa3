"""`catalogue`: browse and search every entry."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient.cli import french
from ess_orient.cli.context import Context
from ess_orient.cli.errors import Refusal
from ess_orient.engine.catalogue import EntryType, Found, catalogue, near_word, search
from ess_orient.model.wording import did_you_mean, folded, listed, shown_value
from ess_orient.model.words import french as french_key

if TYPE_CHECKING:
    from ess_orient.rulebase.load import Loaded

app = french.application()
_PLURALS = {kind.plural: kind for kind in EntryType}


class Format(StrEnum):
    """What the catalogue is written as."""

    TEXT = "texte"
    JSON = "json"


@app.command(
    help="Parcourir tout ce que la base connaît, ou y chercher. Sans rien : la liste des noms. Avec une sorte de fiche"
    " ou une recherche : les fiches entières. Accents et majuscules ne comptent pas.",
    epilog="""Exemples :

ess-orient catalogue acteurs
ess-orient catalogue --recherche "microcredit"
ess-orient catalogue initiatives --recherche "tiers-lieu creuse"
ess-orient catalogue --format json""",
)
def run(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="SORTE", help=f"Une sorte de fiche : {', '.join(_PLURALS)}.", autocompletion=lambda: [*_PLURALS]
        ),
    ] = None,
    words: Annotated[
        str | None, typer.Option("--recherche", metavar="MOTS", help="Les fiches où tous ces mots sont écrits.")
    ] = None,
    format: Annotated[
        Format,
        typer.Option("--format", metavar="texte|json", show_default="texte", help="Pour une personne ou un programme."),
    ] = Format.TEXT,
) -> None:
    """Print the entries asked for; a search that finds nothing says so on standard error."""
    wanted = _type(kind)
    context: Context = ctx.obj
    loaded = context.loaded()
    everything = tuple(_with_layer(entry, loaded) for entry in catalogue(loaded.base, context.today))
    entries = tuple(entry for entry in everything if wanted in (None, entry.type))
    if words:
        entries = search(entries, words)
    from ess_orient.render import catalogue as rendering
    from ess_orient.render.labels import Labels

    if format is Format.JSON:
        sys.stdout.write(rendering.catalogue_json(entries, loaded.identity))
    elif not entries:
        _nothing(everything, wanted, words or "")
    elif wanted is None and not words:
        rendering.print_names(rendering.console_for(sys.stdout), entries)
    else:
        rendering.print_cards(rendering.console_for(sys.stdout), entries, Labels.of(loaded.base))


def _with_layer(entry: Found, loaded: Loaded) -> Found:
    """The entry with the layers it comes from or was changed by, where these are not the embedded base alone."""
    added = [loaded.layers[entry.id]] if entry.id in loaded.layers else []
    changed = [f"{change.layer} ({', '.join(change.keys)})" for change in loaded.changes.get(entry.id, ())]
    if not added and not changed:
        return entry
    return entry._replace(facts={**entry.facts, french_key("layer"): " ; ".join([*added, *changed])})


def _type(word: str | None) -> EntryType | None:
    """The type asked for, in the plural or the singular, accents ignored."""
    if word is None:
        return None
    for plural, kind in _PLURALS.items():
        if folded(word) in (plural, kind.value):
            return kind
    message = f"sorte de fiche inconnue « {shown_value(word)} » ; attendu : {listed(_PLURALS, 20)}."
    near = did_you_mean(word, _PLURALS)
    raise Refusal(message, near or f'Pour chercher ce mot : ess-orient catalogue --recherche "{shown_value(word)}"')


def _nothing(everything: tuple[Found, ...], wanted: EntryType | None, words: str) -> None:
    where = f" parmi les {wanted.plural}" if wanted else ""
    told = f"Aucune fiche ne contient « {shown_value(words)} »{where}." if words else f"Aucune fiche{where}."
    elsewhere = search(everything, words) if words and wanted else ()
    close = near_word(everything, words) if words and not elsewhere else None
    if elsewhere:
        told += f" Il y en a {len(elsewhere)} d'une autre sorte : retirez « {wanted.plural if wanted else ''} »."
    elif close:
        told += f" Vouliez-vous « {close} » ?"
    typer.echo(told, err=True)
