from __future__ import annotations

import csv
import io
from functools import cache

import pytest

from ess_orient import paths
from ess_orient.engine.compile import CompiledBase
from ess_orient.model.freshness import Freshness
from ess_orient.render.freshness import as_json, freshness_csv, freshness_lines
from ess_orient.render.labels import Labels
from ess_orient.render.text import as_text
from ess_orient.rulebase.freshness import freshness, months_between, times_shown
from ess_orient.rulebase.load import EMBEDDED, Layer, Loaded, load

TODAY = "2026-11-23"


@cache
def loaded() -> Loaded:
    return load([Layer(EMBEDDED, paths.data_folder())])


@cache
def report(day: str) -> Freshness:
    return freshness(CompiledBase(loaded().base, day), loaded().identity, sample=60)


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        ("2020-09-01", "2025-05-23", 56), ("2025-05-23", "2025-05-23", 0), ("2025-05-24", "2025-06-23", 0),
        ("2025-05-23", "2025-06-23", 1), ("2020", "2021-01-01", 12), ("2020-09", "2020-10-01", 1),
        ("2026-01-01", "2025-01-01", 0),
    ],
)  # fmt: skip
def test_months_between(earlier: str, later: str, months: int) -> None:
    assert months_between(earlier, later) == months


def test_what_only_the_guide_vouches_for_is_overdue_most_shown_first() -> None:
    told = report(TODAY)
    assert told.limit == "2025-05-23" and told.overdue
    assert [one.times_shown for one in told.overdue] == sorted((one.times_shown for one in told.overdue), reverse=True)
    assert all(one.checked_on < told.limit for one in told.overdue)
    assert all(one.guide_only for one in told.overdue if one.checked_on == "2020-09-01" and one.kind == "acteur")


def test_a_checked_entry_is_not_overdue_until_the_limit_has_passed() -> None:
    checked = {update.entry for update in loaded().base.updates}
    assert not checked & {one.id for one in report(TODAY).overdue}
    later = {one.id for one in report("2028-06-01").overdue}
    assert "cress" in later
    assert {door.id for door in loaded().base.doors if door.network == "cress"} <= later


def test_what_is_over_needs_no_check() -> None:
    compiled = CompiledBase(loaded().base, "2028-06-01")
    late = {one.id for one in report("2028-06-01").overdue}
    assert "porte-cap-rural" not in late
    for candidate in compiled.candidates:
        if not candidate.standing.open and candidate.entry.id in late:
            assert candidate.group == "initiatives"


def test_nothing_is_overdue_the_day_it_was_checked() -> None:
    assert not report("2020-09-01").overdue


def test_the_sample_is_always_the_same_and_counts_doors() -> None:
    compiled = CompiledBase(loaded().base, TODAY)
    assert times_shown(compiled, 40) == times_shown(compiled, 40)
    assert any(name.startswith("porte-") for name in times_shown(compiled, 40))
    assert as_json(report(TODAY)) == as_json(freshness(compiled, loaded().identity, sample=60))


def test_csv_for_those_who_telephone() -> None:
    written = freshness_csv(report(TODAY))
    assert written.startswith("\ufeffid;nature;nom;montree;")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == len(report(TODAY).overdue)
    assert rows[0]["guide_seulement"] == "oui" and rows[0]["constat"] == ""


def test_a_cell_is_never_a_formula() -> None:
    from ess_orient.render.freshness import _cell

    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell("a\r\nb\x1b[31m") == "a  b\ufffd[31m"
    assert _cell(("a", "b")) == "a|b"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_for_any_width(width: int) -> None:
    text = as_text(freshness_lines(report(TODAY), Labels.of(loaded().base)), width)
    assert "guide de septembre 2020, non revérifié" in " ".join(text.split()).replace("\u00a0", " ")
    assert all(len(line) <= width or len(line.split()) == 1 for line in text.splitlines())
