"""The sheet as Markdown: approved whole."""

from __future__ import annotations

import pytest

from ess_orient.model.sheet import SheetReader
from ess_orient.render.sheet import as_markdown
from tests.render.sheet.sheets import BOTH, approved, case, sheet


@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_document(name: str, reader: SheetReader) -> None:
    approved(f"{name}-{reader}.md", as_markdown(sheet(name, reader, case=case("Une note."))))
