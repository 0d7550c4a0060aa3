"""Every way listed to break the embedded base is found, at the right file and line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from ess_orient import paths
from ess_orient.rulebase.checks import page_of
from ess_orient.rulebase.files import EMBEDDED, SEPARATE_FILES, Layer
from ess_orient.rulebase.load import load
from ess_orient.rulebase.study import Study
from ess_orient.rulebase.verify import found_by

TODAY = "2026-11-23"
LIST = Path(__file__).resolve().parents[1] / "data" / "mutations.yaml"
MUTATIONS: list[dict[str, Any]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the embedded data."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in paths.data_folder().glob("*.yaml"):
        if path.name not in SEPARATE_FILES:
            shutil.copy(path, folder)
    return folder


def broken(text: str, mutation: dict[str, Any]) -> tuple[str, int]:
    """The changed text, and the line where the finding is due."""
    if "append" in mutation:
        return text + mutation["append"], text.count("\n") + 1
    start = text.index(mutation["after"]) if "after" in mutation else 0
    if mutation.get("repeat"):
        end = text.index("\n  - ", start + len(mutation["after"])) + 1
        changed, place = text[:end] + text[start:end] + text[end:], end
    else:
        place = text.index(mutation["find"], start)
        end = place + len(mutation["find"])
        if mutation.get("delete"):
            place, end = text.rindex("\n", 0, place) + 1, text.index("\n", place) + 1
        changed = text[:place] + mutation.get("by", "") + text[end:]
        assert changed != text
    if "at" in mutation:
        place = changed.index(mutation["at"], start)
    return changed, changed.count("\n", 0, place) + 1


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[mutation["name"] for mutation in MUTATIONS])
def test_a_mutation_is_found_where_it_is(mutation: dict[str, Any], data: Path) -> None:
    file = data / mutation["file"]
    changed, line = broken(file.read_text(encoding="utf-8"), mutation)
    file.write_text(changed, encoding="utf-8")
    loaded = load([Layer(EMBEDDED, data)])
    page = page_of(mutation["expect"])
    assert page is not None
    problems = [*loaded.problems, *found_by(Study(loaded, TODAY), [page.check])]
    found = [(p.file, p.line) for p in problems if p.rule == mutation["expect"]]
    wanted = mutation.get("in", mutation["file"])
    assert any(name == wanted and abs(at - line) <= 1 for name, at in found), (line, problems[:5])


def test_there_are_at_least_sixty_and_each_is_another() -> None:
    assert len({mutation["name"] for mutation in MUTATIONS}) == len(MUTATIONS) >= 60


def test_the_copy_itself_has_no_such_finding(data: Path) -> None:
    loaded = load([Layer(EMBEDDED, data)])
    checks = [page.check for page in map(page_of, {mutation["expect"] for mutation in MUTATIONS}) if page is not None]
    assert [*loaded.problems, *found_by(Study(loaded, TODAY), checks)] == []
