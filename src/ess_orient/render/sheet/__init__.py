"""The orientation sheet (fiche d'orientation): one result, two readers, three layouts.

    sheet = build_sheet(orientation, base, labels, today="2026-11-23",
                        reader=SheetReader.HOLDER,       # or ADVISER
                        description="Rouvrir l'épicerie", # the person's own words; by default those of the case
                        case=case)                        # model.case.Case or None: its notes and contacts, ADVISER only
    as_html(sheet) -> str        one self-contained page
    as_markdown(sheet) -> str    CommonMark
    as_pdf(sheet) -> bytes       PDF/UA-1; `PdfUnavailable` (French message and remedy) without the extra `[pdf]`

`labels` is `render.labels.Labels.of(base, towns)`. Pure but for reading the templates beside this file: the day is
passed in, and the same sheet gives the same bytes. Layouts are imported when called: jinja2 and typst are slow.
"""

from __future__ import annotations

from ess_orient.model.sheet import OrientationSheet, SheetReader
from ess_orient.render.sheet.build import build_sheet


class PdfUnavailable(Exception):
    """A PDF cannot be made here; `remedy` says what to do. Both in French."""

    remedy = 'Installez-le : pip install "ess-orient[pdf]". Sinon, --format html donne une page à imprimer.'

    def __init__(self) -> None:
        super().__init__("le PDF demande un complément qui n'est pas installé")


def as_html(sheet: OrientationSheet) -> str:
    """One self-contained page: no script, no outside request."""
    from ess_orient.render.sheet.html import page

    return page(sheet)


def as_markdown(sheet: OrientationSheet) -> str:
    """The same content as CommonMark."""
    from ess_orient.render.sheet.markdown import document

    return document(sheet)


def as_pdf(sheet: OrientationSheet) -> bytes:
    """The same content as tagged PDF/UA-1, fonts embedded. `PdfUnavailable` without typst."""
    from ess_orient.render.sheet.pdf import document

    return document(sheet)


__all__ = ["OrientationSheet", "PdfUnavailable", "SheetReader", "as_html", "as_markdown", "as_pdf", "build_sheet"]
