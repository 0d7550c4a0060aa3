"""The page: approved whole, valid, complete in itself, in order for who hears it."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

import html5lib
import pytest

from ess_orient.model.sheet import SheetReader
from ess_orient.render.sheet import as_html
from tests.render.sheet.sheets import BOTH, approved, case, sheet


def page(name: str, reader: SheetReader) -> str:
    return as_html(sheet(name, reader, case=case("Une note.")))


@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_page(name: str, reader: SheetReader) -> None:
    approved(f"{name}-{reader}.html", page(name, reader))


@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_it_is_valid_and_says_its_language(name: str, reader: SheetReader) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(page(name, reader))
    assert tree.get("lang") == "fr"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in tree.iter():
        if element.get("aria-labelledby"):
            assert element.get("aria-labelledby") in ids
        if (element.get("href") or "").startswith("#"):
            assert element.get("href").removeprefix("#") in ids


@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_headings_are_in_order(name: str, reader: SheetReader) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page(name, reader))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("name", "reader"), BOTH)
def test_nothing_is_loaded_or_run(name: str, reader: SheetReader) -> None:
    made = page(name, reader)
    assert not re.search(
        r"<(script|link|img|iframe|object|embed|form|base)\b|\bon\w+=|style=|url\(|@import|\bsrc=", made
    )
    style = re.search(r"<style>(.*?)</style>", made, re.DOTALL)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', made)
    assert style and policy
    mark = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#39;", "'").split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{mark}'"]
    assert "unsafe" not in policy[1]


def test_same_bytes() -> None:
    assert page("commerce", SheetReader.ADVISER) == page("commerce", SheetReader.ADVISER)
