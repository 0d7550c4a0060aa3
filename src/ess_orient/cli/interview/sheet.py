"""The sheet of a case, in the form asked for: for the project holder, or the adviser's with all that is known."""

from __future__ import annotations

from ess_orient.cli.errors import Refusal
from ess_orient.cli.give import labels_for
from ess_orient.cli.interview.session import Session
from ess_orient.cli.interview.show import case_page

_WIDTH = 80


def sheet(session: Session, form: str, adviser: bool) -> str | bytes:
    """The sheet; bytes for a PDF. `Refusal` where a PDF cannot be made."""
    if form == "json":
        from ess_orient.render.json import as_json

        return as_json(session.view.orientation)
    if form == "texte":
        return _text(session, adviser)
    from ess_orient.render.sheet import PdfUnavailable, SheetReader, as_html, as_markdown, as_pdf, build_sheet

    built = build_sheet(
        session.view.orientation,
        session.compiled.base,
        labels_for(session.context, session.view.profile),
        today=session.context.today,
        reader=SheetReader.ADVISER if adviser else SheetReader.HOLDER,
        case=session.case,
    )
    if form == "pdf":
        try:
            return as_pdf(built)
        except PdfUnavailable as unavailable:
            raise Refusal(str(unavailable), unavailable.remedy) from None
    return as_html(built) if form == "html" else as_markdown(built)


def _text(session: Session, adviser: bool) -> str:
    from ess_orient.render.page import page
    from ess_orient.render.text import as_text

    labels = labels_for(session.context, session.view.profile)
    lines = case_page(session, full=True) if adviser else page(session.view.orientation, labels, False)
    return as_text(lines, _WIDTH)
