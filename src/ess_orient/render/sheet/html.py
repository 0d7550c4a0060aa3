"""A sheet as one self-contained page: no script, no outside request, every text escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ess_orient.model.sheet import OrientationSheet
from ess_orient.render.sheet.diagram import svg

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
FONT = "Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif"


def page(sheet: OrientationSheet) -> str:
    """The page, ended by a line break."""
    from markupsafe import Markup

    style = _style()
    diagram = Markup(svg(sheet.path, FONT)) if sheet.path is not None else ""  # noqa: S704 - escaped by svg()
    return _template().render(sheet=sheet, style=Markup(style), policy=_policy(style), diagram=diagram) + "\n"  # noqa: S704


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("sheet.html.j2")


@cache
def _style() -> str:
    return (TEMPLATES / "sheet.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """Nothing may be loaded or run; of styles, only the one within the page."""
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
