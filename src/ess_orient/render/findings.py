"""Findings of a base as text with the line and a caret, as JSON, and as SARIF for editors and forges."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ess_orient import __version__
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.problem import Level, Problem
from ess_orient.model.wording import shown_value
from ess_orient.render.problems import problem_text, tally
from ess_orient.rulebase.finding import Page

FORMAT = "ess-orient/constats/1"
_WIDEST = 100
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning"}

FileOf = Callable[[str], Path | None]
"""Name of a file in a finding -> the file."""


class Lines:
    """Lines of files, each file read once. A line that cannot be read is not shown."""

    def __init__(self, file_of: FileOf) -> None:
        self._file_of = file_of
        self._read: dict[str, list[str]] = {}

    def get(self, problem: Problem) -> str | None:
        """The line a finding is about."""
        if problem.file not in self._read:
            self._read[problem.file] = self._lines(problem.file)
        lines = self._read[problem.file]
        return lines[problem.line - 1] if 0 < problem.line <= len(lines) else None

    def _lines(self, file: str) -> list[str]:
        path = self._file_of(file)
        try:
            text = path.read_text(encoding="utf-8-sig", errors="replace") if path is not None and path.is_file() else ""
        except OSError:
            return []
        return re.split(r"\r\n|\r|\n|\u0085|\u2028|\u2029", text)


def findings_text(problems: Sequence[Problem], lines: Lines) -> str:
    """Every finding with its line, a caret under the place, and what to do."""
    parts = []
    for problem in problems:
        first, *rest = problem_text(problem).split("\n")
        line = lines.get(problem)
        parts.append("\n".join([first, *(_caret(line, problem) if line is not None else ()), *rest]))
    return "\n\n".join(parts) + "\n" if parts else ""


def _caret(line: str, problem: Problem) -> list[str]:
    """The line, cut around the column where it is long, and the caret below."""
    column = max(problem.column - 1, 0)
    start = max(0, column - _WIDEST // 2) if len(line) > _WIDEST else 0
    piece = "".join(char if char.isprintable() else " " for char in line[start : start + _WIDEST])
    before, after = ("…" if start else ""), ("…" if len(line) > start + _WIDEST else "")
    number = str(problem.line)
    caret = " " * (len(before) + min(column - start, len(piece))) + "^"
    return [f"    {number} | {before}{piece}{after}".rstrip(), f"    {' ' * len(number)} | {caret}"]


def findings_json(problems: Sequence[Problem], identity: BaseIdentity) -> str:
    """For programs; keys in French as everywhere."""
    counts = {level: sum(problem.level is level for problem in problems) for level in Level}
    document = {
        "format": FORMAT,
        "base": identity,
        "bilan": {"erreurs": counts[Level.ERROR], "avertissements": counts[Level.WARNING]},
        "constats": problems,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def findings_sarif(problems: Sequence[Problem], pages: Sequence[Page], file_of: FileOf) -> str:
    """SARIF 2.1.0, each rule with its page of the manual. Its keys are the standard's."""
    used = {problem.rule for problem in problems}
    rules = [_sarif_rule(page) for page in pages if page.check.id in used]
    known = {rule["id"] for rule in rules}
    rules += [{"id": rule} for rule in sorted(used - known)]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "ess-orient", "version": __version__, "language": "fr", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem, index[problem.rule], file_of) for problem in problems],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _sarif_rule(page: Page) -> dict[str, Any]:
    return {
        "id": page.check.id,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.text.split("\n\n")[0] or page.title},
        "help": {"text": page_text(page)},
        "defaultConfiguration": {"level": _LEVELS[page.check.level]},
    }


def _sarif_result(problem: Problem, index: int, file_of: FileOf) -> dict[str, Any]:
    path = file_of(problem.file)
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path, problem.file)}}
    if problem.line > 0:
        place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    remedy = f" {problem.remedy}" if problem.remedy else ""
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": _LEVELS[problem.level],
        "message": {"text": problem.message + remedy},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: Path | None, shown: str) -> str:
    from urllib.parse import quote

    return quote(shown) if path is None else quote(path.as_posix()) if not path.is_absolute() else path.as_uri()


def summary(problems: Sequence[Problem], files: int) -> str:
    """The last line: how many findings, in how many files."""
    if not problems:
        return f"Aucun constat : {files} fichiers vérifiés."
    return f"{tally(problems)} ; {files} fichiers vérifiés. Pour comprendre un constat : --expliquer et son nom entre crochets."


def page_text(page: Page) -> str:
    """A page of the manual, to be read on a screen."""
    return f"{page.check.id} ({page.check.level})\n\n{page.title}\n\n{page.text}\n"


def manual_table(pages: Iterable[Page]) -> str:
    """All checks as a Markdown table, for the README."""
    rows = [f"| `{page.check.id}` | {page.check.level} | {shown_value(page.title, 200)} |" for page in pages]
    return "\n".join(["| constat | niveau | ce qui est demandé |", "| --- | --- | --- |", *rows]) + "\n"
