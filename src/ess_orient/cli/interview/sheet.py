"""The sheet of a case, in the form asked for."""

from __future__ import annotations

from ess_orient.cli.errors import Refusal
from ess_orient.cli.interview.session import Session
from ess_orient.cli.interview.show import case_page
from ess_orient.render.lines import Line
from ess_orient.render.page import page

_WIDTH = 80


def sheet(session: Session, form: str, adviser: bool) -> str | bytes:
    """The sheet; the adviser's says all, the person's what to do."""
    view = session.view
    if form == "json":
        from ess_orient.render.json import as_json

        return as_json(view.orientation)
    lines: list[Line] = case_page(session, full=True) if adviser else list(page(view.orientation, view.labels, False))
    if form == "markdown":
        from ess_orient.render.markdown import as_markdown

        return as_markdown(lines)
    if form == "texte":
        from ess_orient.render.text import as_text

        return as_text(lines, _WIDTH)
    raise Refusal(
        f"--format {form} : cette forme de la fiche n'est pas encore disponible", "Choisissez markdown ou texte."
    )
