"""A column `description` answers what its row does not, whatever the format, the scorer or the interruption."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ess_orient.batch import run as running
from ess_orient.batch.columns import Unusable
from ess_orient.batch.described import Answers, Understanding
from ess_orient.model.condition import AnswerKey
from tests.batch.running import has_extra, lines, needs_extra, needs_sheets, rejects_of, rows, run, write_csv

WORDS: dict[str, tuple[AnswerKey, str]] = {
    "ouvrir": (AnswerKey.STAGE, "creation"),
    "argent": (AnswerKey.NEEDS, "financement"),
    "apprendre": (AnswerKey.NEEDS, "formation"),
    "boutique": (AnswerKey.SECTORS, "commerce"),
    "Vannes": (AnswerKey.DEPARTMENT, "56"),
}
TEXTS = ("ouvrir une boutique à Vannes", "argent, apprendre", "=blague", "", "boutique|argent")
TABLE = [
    ("id", "stade", "besoins", "departement", "description"),
    *(
        (str(n), ("", "idee", "?", "ne_sait_pas")[n % 4], ("", "reseau")[n // 4 % 2], ("", "19")[n // 8 % 2], text)
        for n in range(300)
        for text in [TEXTS[n % 5]]
    ),
]


def fill(text: str, given: Answers) -> Answers:
    found: dict[AnswerKey, tuple[str, ...]] = {}
    for word, (key, value) in WORDS.items():
        if word in text and key not in given:
            found[key] = (*found.get(key, ()), value)
    return found


def words() -> Understanding:
    return Understanding(fill, "1")


def made(tmp_path: Path, name: str, table: Any = TABLE, **options: Any) -> Path:
    out = tmp_path / name
    run(write_csv(tmp_path / "in.csv", table), out, understanding=words, **options)
    return out


def test_the_text_fills_what_a_row_does_not_say_and_the_output_tells(tmp_path: Path) -> None:
    table = [
        ("stade", "besoins", "Description", "departement", "note"),
        ("", "", "ouvrir une boutique à Vannes, argent, apprendre", "", "a"),
        ("idee", "reseau", "ouvrir, argent", "19", "b"),
        ("ne_sait_pas", "", "ouvrir", "", "c"),
        ("idee", "", "une blague", "", "d"),
        ("", "", "", "", ""),
    ]
    found = rows(made(tmp_path, "out.csv", table))
    assert [row["compris"] for row in found] == [
        "stade=creation|secteurs=commerce|besoins=financement|besoins=formation|departement=56", "", "", "",
    ]  # fmt: skip
    assert list(found[0])[:5] == list(table[0]) and list(found[0])[-2:] == ["empreinte", "compris"]
    assert found[0]["Description"] == table[1][2]
    said = [
        ("stade", "besoins", "secteurs", "departement"),
        ("creation", "financement|formation", "commerce", "56"), ("idee", "reseau", "", "19"),
        ("ne_sait_pas", "", "", ""), ("idee", "", "", ""),
    ]  # fmt: skip
    alone = rows(made(tmp_path, "said.csv", said))
    results = [name for name in found[0] if name not in table[0] and name != "compris"]
    assert [[row[name] for name in results] for row in found] == [[row[name] for name in results] for row in alone]


def test_both_scorers_and_both_lengths_of_blocks_give_the_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path, "a.csv", vectors=has_extra)
    for other in (made(tmp_path, "b.csv", vectors=False), made(tmp_path, "c.csv", block=700)):
        assert other.read_bytes() == first.read_bytes()
        assert rejects_of(other).read_bytes() == rejects_of(first).read_bytes()
    assert sum(bool(row["compris"]) for row in rows(first)) > 100


def test_json_holds_the_answers_understood(tmp_path: Path) -> None:
    full = lines(made(tmp_path, "a.jsonl", TABLE[:2]))[0]
    assert full["compris"] == ["stade=creation", "secteurs=commerce", "departement=56"]
    assert full["reponses"]["stade"] == "creation" and full["reponses"]["departement"] == "56"
    assert full["entree"]["description"] == TEXTS[0]
    brief = lines(made(tmp_path, "b.jsonl", TABLE[:2], brief=True))[0]
    assert brief["compris"] == full["compris"]


@needs_extra
@needs_sheets
def test_other_formats_have_the_column(tmp_path: Path) -> None:
    from openpyxl import load_workbook
    from pyarrow import parquet

    told = [row["compris"] for row in rows(made(tmp_path, "a.csv"))]
    first = made(tmp_path, "a.parquet")
    assert parquet.read_table(first).column("compris").to_pylist() == told
    sheet = load_workbook(made(tmp_path, "a.xlsx")).worksheets[0]
    assert [row[-1] or "" for row in sheet.iter_rows(min_row=2, values_only=True)] == told
    plain = parquet.read_table(first).select(list(TABLE[0]))
    parquet.write_table(plain, tmp_path / "in.parquet")
    run(tmp_path / "in.parquet", tmp_path / "b.parquet", understanding=words)
    assert parquet.read_table(tmp_path / "b.parquet").column("compris").to_pylist() == told


def test_set_aside_and_understood_stand_side_by_side(tmp_path: Path) -> None:
    table = [("stade", "besoins", "description"), ("?", "reseau", "ouvrir à Vannes")]
    (row,) = rows(made(tmp_path, "out.csv", table, lenient=True))
    assert (row["reponses_ecartees"], row["compris"]) == ("stade=?", "stade=creation|departement=56")
    assert list(row)[-2:] == ["reponses_ecartees", "compris"]


def test_a_description_alone_is_enough_only_where_it_is_understood(tmp_path: Path) -> None:
    table = [("id", "description"), ("1", "ouvrir")]
    assert rows(made(tmp_path, "out.csv", table))[0]["compris"] == "stade=creation"
    with pytest.raises(Unusable, match="aucune colonne de réponses"):
        run(tmp_path / "in.csv", tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("names", "told"),
    [(("stade", "description", "Description"), "deux colonnes"), (("stade", "description", "Compris"), "déjà orienté")],
)
def test_columns_that_cannot_be_told_apart_are_refused(tmp_path: Path, names: tuple[str, ...], told: str) -> None:
    with pytest.raises(Unusable) as refused:
        made(tmp_path, "out.csv", [names, ("idee", "a", "b")])
    assert told in f"{refused.value.message} {refused.value.remedy}"


def test_nothing_is_opened_or_added_without_the_column(tmp_path: Path) -> None:
    def never() -> Understanding:
        raise AssertionError

    source = write_csv(tmp_path / "in.csv", [("stade", "note"), ("idee", "ouvrir")])
    run(source, tmp_path / "out.csv", understanding=never)
    assert "compris" not in rows(tmp_path / "out.csv")[0]


def test_a_run_is_gone_on_with_to_the_same_bytes_and_only_with_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CONFIRM_EVERY", 0.0)
    whole = made(tmp_path, "whole.csv", report=True)
    out, calls, original = tmp_path / "out.csv", 0, running.Run._confirm

    def stopping(self: running.Run, *given: object) -> None:
        nonlocal calls
        original(self, *given)  # type: ignore[arg-type]
        calls += 1
        if calls > 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(running.Run, "_confirm", stopping)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "in.csv", out, understanding=words, block=700, report=True)
    with pytest.raises(Unusable, match="autre traitement"):
        run(tmp_path / "in.csv", out, understanding=lambda: Understanding(fill, "2"), resume=True, report=True)
    finished = run(tmp_path / "in.csv", out, understanding=words, block=700, resume=True, report=True)
    assert finished.resumed_after > 0
    assert finished.totals.understood == sum(bool(row["compris"]) for row in rows(whole))
    assert out.read_bytes() == whole.read_bytes()
    assert rejects_of(out).read_bytes() == rejects_of(whole).read_bytes()
