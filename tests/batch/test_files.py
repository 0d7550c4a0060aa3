"""Rows in = rows out + rejects, in order, the same whatever the reading; and what a French Excel does to a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ess_orient.batch.columns import Mapped, Unusable
from ess_orient.batch.run import Threshold
from ess_orient.model.condition import AnswerKey
from tests.batch.running import (
    RESULTS,
    lines,
    needs_extra,
    needs_sheets,
    rejects_of,
    rows,
    run,
    write_csv,
)

HEADER = ("id", "profil", "stade", "secteurs", "besoins", "departement", "situation", "note")
_CELLS = {
    "profil": ["porteur", "Collectivité", "citoyen", "", "ne_sait_pas", "inconnu"],
    "stade": ["idee", "CREATION", "reprise", "", "ne_sait_pas", "?"],
    "secteurs": ["commerce", "commerce|énergie", "sante", "", "commerce|energie|sante"],
    "besoins": ["financement", "formation|reseau", "", "rien"],
    "departement": ["22", "56", "19", "53", "", "Département 23", "99"],
    "situation": ["jeunes", "aucune", ""],
    "note": ["ok", "une note", 'dit "oui"', "a,b", "=1+1", "+33 6", "-5", "@x", "deux\nlignes", "é"],
}


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[str, ...]]:
    count = draw(st.integers(0, 25))
    return [(str(number), *(draw(st.sampled_from(_CELLS[name])) for name in HEADER[1:])) for number in range(count)]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), st.integers(20, 400))
def test_every_row_comes_out_once_in_order_whatever_the_reading(
    tmp_path: Path, table: list[tuple[str, ...]], block: int
) -> None:
    source = write_csv(tmp_path / "in.csv", [HEADER, *table])
    whole = run(source, tmp_path / "whole.csv", vectors=False)
    done, refused = rows(tmp_path / "whole.csv"), rows(rejects_of(tmp_path / "whole.csv"))
    assert whole.totals.read == len(table) == len(done) + len(refused)
    assert [int(row["id"]) for row in done] == sorted(int(row["id"]) for row in done)
    assert {row["id"] for row in done} | {row["id"] for row in refused} == {row[0] for row in table}
    assert all(row["rejet_ligne"] and row["rejet_colonne"] and row["rejet_raison"] for row in refused)
    for other in ({"block": block}, {"block": block, "vectors": False}, {}):
        run(source, tmp_path / "again.csv", **other)
        assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
        kept = rejects_of(tmp_path / "again.csv")
        assert (kept.read_bytes() if kept.exists() else b"") == (
            rejects_of(tmp_path / "whole.csv").read_bytes() if refused else b""
        )
        kept.unlink(missing_ok=True)
    rejects_of(tmp_path / "whole.csv").unlink(missing_ok=True)


@needs_extra
@needs_sheets
@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables())
def test_every_format_gives_the_same_results(tmp_path: Path, table: list[tuple[str, ...]]) -> None:
    from openpyxl import load_workbook
    from pyarrow import parquet

    source = write_csv(tmp_path / "in.csv", [HEADER, *(row for row in table if "\n" not in row[-1])])
    run(source, tmp_path / "out.csv")
    wanted = [[row[name] for name in RESULTS] for row in rows(tmp_path / "out.csv")]
    run(source, tmp_path / "out.parquet")
    run(source, tmp_path / "out.xlsx")
    run(source, tmp_path / "out.jsonl", brief=True)
    found = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [[row[name] for name in RESULTS] for row in found] == wanted
    sheet = list(load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [[cell or "" for cell in row[-len(RESULTS) :]] for row in sheet[1:]] == wanted
    brief = [[line[name] for name in RESULTS] for line in lines(tmp_path / "out.jsonl")]
    assert [["|".join(cell) if isinstance(cell, list) else cell or "" for cell in row] for row in brief] == wanted


def test_french_excel(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    text = "sep=;\r\nId;Profil;STADE;Département;Commentaire\r\n1;Porteur;Création;1;reçu à l'été\r\n2;porteur;idée;22;=cmd()\r\n;;;;\r\n"
    base_department = text.replace(";1;", ";19;")
    source.write_bytes(base_department.encode("cp1252"))
    finished = run(source, tmp_path / "out.csv")
    assert (finished.totals.done, finished.totals.rejected, finished.totals.empty) == (2, 0, 1)
    assert any("point-virgule" in remark for remark in finished.remarks)
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    found = rows(tmp_path / "out.csv", ";")
    assert [row["Commentaire"] for row in found] == ["reçu à l'été", "'=cmd()"]
    assert not rejects_of(tmp_path / "out.csv").exists()


def test_a_lost_zero_is_restored_and_said(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", [("departement",), ("1",)])
    finished = run(source, tmp_path / "out.csv")
    assert finished.totals.rejected == 1, "the small base has no département 01"
    assert "« 01 »" in finished.first_rejects[0].reason


def test_utf16_is_read(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes("stade\tnote\ncreation\tété\n".encode("utf-16"))
    run(source, tmp_path / "out.csv")
    assert rows(tmp_path / "out.csv", "\t")[0]["note"] == "été"


def test_own_columns_and_words(tmp_path: Path) -> None:
    mapped = Mapped(
        {AnswerKey.STAGE: "Où en êtes-vous ?"}, {AnswerKey.STAGE: {"je demarre": "creation", "nsp": "ne_sait_pas"}}
    )
    source = write_csv(tmp_path / "in.csv", [("où en etes vous",), ("Je démarre !",), ("NSP",), ("autre",)])
    finished = run(source, tmp_path / "out.csv", mapped=mapped)
    assert (finished.totals.done, finished.totals.rejected) == (2, 1)


def test_near_names_are_proposed_and_never_taken(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", [("stade", "secteur"), ("creation", "commerce")])
    finished = run(source, tmp_path / "out.csv")
    assert any("Vouliez-vous « secteurs »" in remark for remark in finished.remarks)
    assert AnswerKey.SECTORS not in finished.layout.of


def test_lenient_rows_say_what_was_set_aside(tmp_path: Path) -> None:
    source = write_csv(tmp_path / "in.csv", [("stade", "profil"), ("creation", "?"), ("?", "?")])
    finished = run(source, tmp_path / "out.csv", lenient=True)
    assert (finished.totals.done, finished.totals.rejected, finished.totals.lenient) == (1, 1, 1)
    assert rows(tmp_path / "out.csv")[0]["reponses_ecartees"] == "profil=?"


@pytest.mark.parametrize(
    ("threshold", "stops"), [(Threshold(1, False), True), (Threshold(0.6, True), True), (Threshold(5, False), False)]
)
def test_a_wrong_file_stops_early(tmp_path: Path, threshold: Threshold, stops: bool) -> None:
    source = write_csv(tmp_path / "in.csv", [("stade",), ("?",), ("?",), ("creation",)])
    if stops:
        with pytest.raises(Unusable, match="seuil-rejets"):
            run(source, tmp_path / "out.csv", threshold=threshold)
        assert not (tmp_path / "out.csv").exists()
    else:
        run(source, tmp_path / "out.csv", threshold=threshold)


def test_json_lines_carry_the_row_and_the_orientation(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        '{"id": 7, "stade": "creation", "besoins": ["financement"], "x": {"y": 1}}\n{"stade": 3}\npas du json\n',
        encoding="utf-8",
    )
    finished = run(source, tmp_path / "out.jsonl")
    assert (finished.totals.done, finished.totals.rejected) == (1, 2)
    (line,) = lines(tmp_path / "out.jsonl")
    assert line["entree"] == {"id": 7, "stade": "creation", "besoins": ["financement"], "x": {"y": 1}}
    assert line["format"] == "ess-orient/orientation/1"
    assert [lever["id"] for lever in line["leviers"]] == ["financer-l", "accompagner-l"]
    reasons = [row["rejet_raison"] for row in rows(rejects_of(tmp_path / "out.jsonl"))]
    assert reasons[0].startswith("stade") and "JSON" in reasons[1]


@needs_extra
def test_parquet_types(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table(
        {
            "stade": ["creation", None, "?"],
            "besoins": [["financement", "reseau"], [], None],
            "departement": [19, None, 22],
            "x": [1.5, 2.5, 3.5],
        }
    )
    parquet.write_table(table, tmp_path / "in.parquet")
    finished = run(tmp_path / "in.parquet", tmp_path / "out.parquet")
    assert (finished.totals.done, finished.totals.rejected) == (2, 1)
    found = parquet.read_table(tmp_path / "out.parquet")
    assert found.column("x").to_pylist() == [1.5, 2.5]
    assert found.column("levier_1").to_pylist()[0] == "financer-l"
    run(tmp_path / "in.parquet", tmp_path / "out.csv")
    assert [row["levier_1"] for row in rows(tmp_path / "out.csv")] == found.column("levier_1").to_pylist()
    assert json.loads(json.dumps(rows(rejects_of(tmp_path / "out.csv"))))[0]["rejet_ligne"] == "3"


@needs_extra
def test_parquet_of_another_type_is_refused(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"stade": pa.array([{"a": 1}])}), tmp_path / "in.parquet")
    with pytest.raises(Unusable, match="stade"):
        run(tmp_path / "in.parquet", tmp_path / "out.parquet")
