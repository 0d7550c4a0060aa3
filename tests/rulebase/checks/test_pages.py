"""Every check has its page, whose bad snippet is found and whose good one is not; so are the files beside it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ess_orient.rulebase.checks import page_of, pages
from ess_orient.rulebase.finding import Page
from ess_orient.rulebase.verify import verify
from tests.rulebase.checks.snippets import (
    BASE,
    BETTER,
    HERE,
    NOT_A_SNIPPET,
    TO_AVOID,
    TODAY,
    checked_pages,
    findings_of,
    snippet,
)

CHECKED = [page for page in checked_pages() if page.check.id not in NOT_A_SNIPPET]
IDS = [page.check.id for page in CHECKED]
MARK = re.compile(r"# attendu : ([\d, ]+)")
REPORTING = re.compile(r"([pP]roblem|_report|_refuse)$")
ID = re.compile(r"[a-z]+(-[a-z]+)*\Z")
READERS = Path(__file__).resolve().parents[3] / "src" / "ess_orient" / "rulebase"


def test_the_small_base_has_no_finding() -> None:
    assert verify([BASE], TODAY)[1] == ()


@pytest.mark.parametrize("page", CHECKED, ids=IDS)
def test_what_a_page_says_to_avoid_is_found(page: Page, tmp_path: Path) -> None:
    found = findings_of(snippet(page, TO_AVOID), tmp_path / "couche", alone=page.check.id == "reglages")
    mine = [problem for problem in found if problem.rule == page.check.id]
    assert mine, found
    assert all(problem.message and problem.level is page.check.level for problem in mine)
    assert page.check.id == "reglages" or any(problem.line > 0 and problem.column > 0 for problem in mine)


@pytest.mark.parametrize("page", CHECKED, ids=IDS)
def test_what_a_page_prefers_is_not_found(page: Page, tmp_path: Path) -> None:
    found = findings_of(snippet(page, BETTER), tmp_path / "couche")
    assert [problem for problem in found if problem.rule == page.check.id] == []


@pytest.mark.parametrize("page", pages(), ids=[page.check.id for page in pages()])
def test_a_page_has_a_title_a_reason_and_both_snippets(page: Page) -> None:
    assert page.title.endswith((".", "?")), page.title
    assert TO_AVOID in page.text
    assert BETTER in page.text


def test_ids_are_distinct() -> None:
    ids = [page.check.id for page in pages()]
    assert len(set(ids)) == len(ids)


def reported(tree: ast.AST) -> set[str]:
    """The ids of checks that a module's calls report under."""
    found: set[str] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and REPORTING.search(ast.unparse(call.func)):
            words = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "rule")]
            found |= {word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)}
    return {word for word in found if ID.match(word)}


@pytest.mark.parametrize("file", ["nodes.py", "convert.py", "load.py", "layers.py"])
def test_whatever_a_reader_reports_has_a_page(file: str) -> None:
    rules = reported(ast.parse((READERS / file).read_text(encoding="utf-8")))
    assert rules
    assert [rule for rule in sorted(rules) if page_of(rule) is None] == []


@pytest.mark.parametrize("file", sorted(HERE.glob("mauvais/*.yaml")), ids=lambda path: path.stem)
def test_a_bad_file_is_found_at_its_lines(file: Path, tmp_path: Path) -> None:
    """`# attendu : 7, 9` on the first line says where; the name begins with the id of the check."""
    text = file.read_text(encoding="utf-8")
    mark = MARK.match(text)
    assert mark is not None
    rule = file.stem.split("--")[0]
    found = findings_of(text, tmp_path / "couche")
    lines = [int(line) for line in mark[1].split(",")]
    assert [problem.line for problem in found if problem.rule == rule] == lines, found


@pytest.mark.parametrize("file", sorted(HERE.glob("bons/*.yaml")), ids=lambda path: path.stem)
def test_a_good_file_has_no_finding_at_all(file: Path, tmp_path: Path) -> None:
    assert findings_of(file.read_text(encoding="utf-8"), tmp_path / "couche") == []
