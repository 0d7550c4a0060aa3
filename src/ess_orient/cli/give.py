"""A result given as it is wanted: its form, where it goes, how much of it."""

from __future__ import annotations

import importlib.util
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ess_orient.cli.errors import Refusal
from ess_orient.cli.output import STANDARD, write_result
from ess_orient.cli.towns import town_names
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW, Profile
from ess_orient.model.sheet import SheetReader
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.render.labels import Labels

if TYPE_CHECKING:
    from ess_orient.cli.context import Context
    from ess_orient.model.orientation import Orientation

FILE_WIDTH = 80
LONGEST = 20_000
"""Characters of a description."""


class Format(StrEnum):
    """What a result may be written as."""

    TEXT = "texte"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


SHEETS = (Format.MARKDOWN, Format.HTML, Format.PDF)
"""The formats of the orientation sheet."""


class Wanted(NamedTuple):
    """The result a caller asks for. `format` is None where nothing was said: text.

    `reader` and `words`, the project as the person tells it, are for a sheet; without reader, `full` chooses.
    """

    format: Format | None = None
    target: str | None = None
    full: bool = False
    reader: SheetReader | None = None
    words: str = ""

    @property
    def to_screen(self) -> bool:
        """Whether a person reads the result here and now."""
        return self.format in (None, Format.TEXT) and self.target in (None, STANDARD) and sys.stdout.isatty()


def known_format(word: str | None) -> Format | None:
    """The format of that name. `Refusal` if there is none."""
    if word is None or word in list(Format):
        return None if word is None else Format(word)
    message = f"--format : « {shown_value(word)} » inconnu ; attendu : {listed(Format)}"
    raise Refusal(message, did_you_mean(word, Format) or f"Écrivez par exemple --format {Format.TEXT}.")


def known_reader(word: str | None) -> SheetReader | None:
    """For whom a sheet is wanted. `Refusal` if it is for nobody we know."""
    if word is None or word in list(SheetReader):
        return None if word is None else SheetReader(word)
    message = f"--pour : « {shown_value(word)} » inconnu ; attendu : {listed(SheetReader)}"
    raise Refusal(message, did_you_mean(word, SheetReader) or f"Écrivez par exemple --pour {SheetReader.HOLDER}.")


def refuse_early(wanted: Wanted) -> None:
    """`Refusal` of what could not be given at the end, before anyone answers questions."""
    if wanted.format is not Format.PDF:
        return
    if wanted.target in (None, STANDARD) and sys.stdout.isatty():
        raise Refusal("un PDF ne s'affiche pas dans un terminal", "Ajoutez --sortie fiche.pdf.")
    if importlib.util.find_spec("typst") is None:
        from ess_orient.render.sheet import PdfUnavailable

        unavailable = PdfUnavailable()
        raise Refusal(str(unavailable), unavailable.remedy)


def refuse_longer(words: str) -> None:
    """`Refusal` of a description that is no longer a description."""
    if len(words) > LONGEST:
        message = f"description de {len(words)} caractères ; {LONGEST} au plus étaient attendus"
        raise Refusal(message, "Gardez l'essentiel du projet.")


def give(context: Context, profile: Profile, wanted: Wanted, simple: bool = False) -> None:
    """Orient the profile and write the result."""
    orientation = context.orienter().orient(profile)
    if wanted.format is Format.JSON:
        from ess_orient.render.json import as_json

        write_result(as_json(orientation), wanted.target)
        return
    labels = labels_for(context, profile)
    if wanted.format in SHEETS:
        write_result(_sheet(context, orientation, labels, wanted), wanted.target)
    elif wanted.to_screen:
        from ess_orient.cli.ask.screen import show
        from ess_orient.render.page import page

        show(page(orientation, labels, wanted.full), simple)
    else:
        write_result(_written(orientation, labels, wanted, simple), wanted.target)
    if wanted.target not in (None, STANDARD):
        sys.stderr.write(f"Enregistré : {wanted.target}\n")


def labels_for(context: Context, profile: Profile, towns_too: tuple[str, ...] = ()) -> Labels:
    """The words of the base, and the names of the communes of the profile and of `towns_too`."""
    towns = profile.answers.get(AnswerKey.MUNICIPALITY, ())
    return Labels.of(context.loaded().base, town_names((*(town for town in towns if town != DONT_KNOW), *towns_too)))


def _written(orientation: Orientation, labels: Labels, wanted: Wanted, simple: bool) -> str:
    from ess_orient.render.page import page
    from ess_orient.render.text import as_text

    return as_text(page(orientation, labels, wanted.full), FILE_WIDTH, ruled=not simple)


def _sheet(context: Context, orientation: Orientation, labels: Labels, wanted: Wanted) -> str | bytes:
    from ess_orient.render.sheet import as_html, as_markdown, as_pdf, build_sheet

    sheet = build_sheet(
        orientation,
        context.loaded().base,
        labels,
        today=context.today,
        reader=wanted.reader or (SheetReader.ADVISER if wanted.full else SheetReader.HOLDER),
        description=wanted.words,
    )
    if wanted.format is Format.PDF:
        return as_pdf(sheet)
    return as_html(sheet) if wanted.format is Format.HTML else as_markdown(sheet)
