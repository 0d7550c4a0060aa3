"""A sheet as tagged PDF (PDF/UA-1) by typst, an optional dependency. Texts go in as data: they can carry no markup."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from ess_orient.model.sheet import OrientationSheet, SheetReader
from ess_orient.render.sheet import PdfUnavailable
from ess_orient.render.sheet.diagram import svg
from ess_orient.render.sheet.html import TEMPLATES

if TYPE_CHECKING:
    import typst

FONT = "Libertinus Serif"
"""Comes with typst, as the only fonts it is given: the same sheet looks the same on every machine."""
SIZES = (10.4, 10.0, 9.8, 9.6, 9.4, 9.2, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0)
"""Points; the person's version takes the largest that holds on `PAGES` pages."""
PAGES = 2
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_DRAWN = re.compile(
    "[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u038e-\u03a1\u03a3-\u045f\u1e00-\u1eff\u2010-\u2027\u202f-\u2040"
    "\u20a0-\u20bf\u2190-\u22ff\u25a0-\u2606\ufffd]"
)
"""What the fonts of typst cannot draw: other scripts, emoji. PDF/UA allows no missing sign."""
_MISSING = "□"


def document(sheet: OrientationSheet) -> bytes:
    """The PDF. `PdfUnavailable` where typst is not installed."""
    try:
        import typst
    except ImportError:
        raise PdfUnavailable from None
    inputs = {"sheet": drawable(msgspec.json.encode(sheet).decode())}
    if sheet.path is not None:
        inputs["diagram"] = drawable(svg(sheet.path, FONT))
    compiler = typst.Compiler(str(TEMPLATES / "sheet.typ"), root=str(TEMPLATES), ignore_system_fonts=True)
    if sheet.reader is SheetReader.ADVISER:
        return _compiled(compiler, inputs, SIZES[0])
    return _compiled(compiler, inputs, _largest(compiler, inputs))


def _largest(compiler: typst.Compiler, inputs: dict[str, str]) -> float:
    """The largest size at which the sheet holds on its pages; the smallest if it never does."""
    low, high = 0, len(SIZES) - 1
    while low < high:
        middle = (low + high) // 2
        if pages(_compiled(compiler, inputs, SIZES[middle])) <= PAGES:
            high = middle
        else:
            low = middle + 1
    return SIZES[low]


def _compiled(compiler: typst.Compiler, inputs: dict[str, str], size: float) -> bytes:
    made = compiler.compile(format="pdf", pdf_standards="ua-1", sys_inputs={**inputs, "size": json.dumps(size)})
    assert isinstance(made, bytes)
    return made


def pages(made: bytes) -> int:
    """How many pages a PDF has, as typst writes it."""
    return len(_PAGE.findall(made))


def drawable(text: str) -> str:
    """The text with an empty box for each sign that cannot be drawn."""
    return _DRAWN.sub(_MISSING, unicodedata.normalize("NFC", text))
