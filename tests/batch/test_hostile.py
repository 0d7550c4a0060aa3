"""Files that are broken, hostile or not what they say: bounded memory, nothing lost, said in words."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from ess_orient.batch import blocks
from ess_orient.batch.blocks import TextInput
from ess_orient.batch.columns import Unusable
from tests.batch.running import needs_sheets, rejects_of, rows, run, write_csv


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("vectors", [True, False])
def test_a_line_without_end_is_refused_in_little_memory(tmp_path: Path, vectors: bool) -> None:
    source = tmp_path / "in.csv"
    with source.open("wb") as stream:
        stream.write(b"stade,note\ncreation,avant\ncreation,")
        stream.seek(64 << 20, 1)  # a hole: 64 MiB of zeros that take no room on the disk
        stream.write(b"\nreprise,apres\n")
    tracemalloc.start()
    finished = run(source, tmp_path / "out.csv", vectors=vectors)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (finished.totals.done, finished.totals.rejected) == (2, 1)
    assert peak < 40 << 20
    (reject,) = rows(rejects_of(tmp_path / "out.csv"))
    assert reject["rejet_ligne"] == "3" and "octets" in reject["rejet_raison"]


def test_nul_and_mixed_line_breaks(tmp_path: Path) -> None:
    source = put(tmp_path / "in.csv", b"stade,note\r\ncreation,a\nreprise,b\r\nidee,c\rcreation,\0x\n\ncreation,fin")
    finished = run(source, tmp_path / "out.csv")
    assert [row["note"] for row in rows(tmp_path / "out.csv")] == ["a", "b", "c", "fin"]
    assert (finished.totals.rejected, finished.totals.empty) == (1, 1)


def test_lines_of_an_old_mac(tmp_path: Path) -> None:
    finished = run(put(tmp_path / "in.csv", b"stade,note\rcreation,a\rreprise,b\r"), tmp_path / "out.csv")
    assert finished.totals.done == 2


def test_repeated_header_and_ragged_rows(tmp_path: Path) -> None:
    source = put(tmp_path / "in.csv", b"stade,note\ncreation,a\nstade,note\ncreation\ncreation,b,c,d\n")
    finished = run(source, tmp_path / "out.csv")
    assert (finished.totals.done, finished.totals.rejected) == (1, 3)
    refused = rows(rejects_of(tmp_path / "out.csv"))
    assert [row["rejet_ligne"] for row in refused] == ["3", "4", "5"]
    assert refused[2]["rejet_valeur"] == "c,d", "what is too much is kept"


def test_quotes_never_closed_lose_one_row_only(tmp_path: Path) -> None:
    source = put(tmp_path / "in.csv", b'stade,note\ncreation,"jamais\nreprise,b\nidee,c\n')
    finished = run(source, tmp_path / "out.csv")
    assert (finished.totals.done, finished.totals.rejected) == (2, 1)
    assert "guillemet" in rows(rejects_of(tmp_path / "out.csv"))[0]["rejet_raison"]


def test_bytes_of_another_encoding_in_utf8(tmp_path: Path) -> None:
    source = put(tmp_path / "in.csv", "stade,note\ncreation,é\n".encode() + b"creation,\xe9t\xe9\n")
    finished = run(source, tmp_path / "out.csv")
    assert (finished.totals.done, finished.totals.rejected) == (1, 1)


def test_five_thousand_columns(tmp_path: Path) -> None:
    names = ["stade", *(f"c{number}" for number in range(5000))]
    source = write_csv(tmp_path / "in.csv", [names, ["creation", *("x" for _ in range(5000))]])
    assert run(source, tmp_path / "out.csv").totals.done == 1
    assert len(rows(tmp_path / "out.csv")[0]) == 5009


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "vide"), (b"\n\n", "vide"), (b"a,b\n1,2\n", "aucune colonne"), (b"stade,Stade\nx,y\n", "deux colonnes"),
     (b"PK\x03\x04\0\0\0\0", "texte"), (b"stade,leviers\nx,y\n", "leviers")],
)  # fmt: skip
def test_unusable_files_say_why_and_leave_nothing(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        run(put(tmp_path / "in.csv", content), tmp_path / "out.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv"]


def test_a_header_alone_gives_a_header_alone(tmp_path: Path) -> None:
    finished = run(put(tmp_path / "in.csv", b"stade,note\n"), tmp_path / "out.csv")
    assert finished.totals.read == 0
    assert (tmp_path / "out.csv").read_text().startswith("stade,note,levier_1")


@needs_sheets
def test_a_workbook_that_unfolds_too_far_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (30 << 20))
    with pytest.raises(Unusable, match="déplierait"):
        run(tmp_path / "in.xlsx", tmp_path / "out.csv")


@needs_sheets
def test_what_is_not_a_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="XLSX"):
        run(put(tmp_path / "in.xlsx", b"stade\ncreation\n"), tmp_path / "out.csv")


def test_a_file_that_changes_while_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_csv(tmp_path / "in.csv", [("stade",), *([("creation",)] * 50)])
    original = TextInput.blocks

    def meddling(self: TextInput) -> object:
        with source.open("a") as stream:
            stream.write("reprise\n")
        return original(self)

    monkeypatch.setattr(TextInput, "blocks", meddling)
    with pytest.raises(Unusable, match="changé"):
        run(source, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_blocks_hold_whole_lines_whatever_their_size(tmp_path: Path) -> None:
    content = "a;é\r\nbb;\nccc;€\r\n".encode("cp1252") * 20
    for size in (1, 2, 7, 64, 1000):
        import io

        found = list(TextInput(io.BytesIO(content), size).blocks())
        assert b"".join(block.data for block in found) == content.decode("cp1252").encode()
        assert all(block.data.endswith(b"\n") for block in found)
        assert found[-1].end == len(content)
    assert blocks.LONGEST_LINE == 1 << 20
