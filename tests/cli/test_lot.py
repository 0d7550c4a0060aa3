"""`lot` as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, ROOT, call, environment, process

CSV = "id;profil;stade;besoins;departement;note\r\n1;Porteur;Création;financement;19;=1+1\r\n2;porteur;?;reseau;56;été\r\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "fiches.csv"
    path.write_bytes(CSV.encode("cp1252"))
    return path


def test_totals_add_up_and_rejects_are_a_reason_to_report(source: Path, tmp_path: Path) -> None:
    ran = call("lot", str(source), "--sortie", str(tmp_path / "out.csv"), "--date", "2026-11-23")
    assert ran.code == 1
    assert ran.out == ""
    assert "2 lignes = 1 orientée + 1 rejetée." in ran.err
    assert "Windows-1252" in ran.err and "point-virgule" in ran.err
    assert "ligne 3, colonne stade" in ran.err
    lines = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("id;profil;stade;besoins;departement;note;levier_1;leviers;acteurs_informer")
    assert lines[1].startswith("1;Porteur;Création;financement;19;'=1+1;")
    assert len(lines) == 2
    assert (tmp_path / "out-rejets.csv").exists()


def test_standard_streams_carry_the_result_alone(tmp_path: Path) -> None:
    rejects = str(tmp_path / "r.csv")
    ran = process("lot", "-", "--sortie", "-", "--rejets", rejects, stdin=b"stade\ncreation\n")
    assert (ran.code, ran.out.splitlines()[0].split(",")[0]) == (0, "stade")
    assert "1 ligne = 1 orientée + 0 rejetée." in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["absent.csv", "--sortie", "o.csv"], "introuvable"),
        (["{source}", "--sortie", "{source}"], "même fichier"),
        (["{source}", "--sortie", "o.doc"], "format inconnu"),
        (["{source}", "--sortie", "o.csv", "--seuil-rejets", "beaucoup"], "ni un nombre ni une part"),
        (["{source}", "--sortie", "o.csv", "--colonnes", "dept=Dept"], "réponse inconnue « dept »"),
        (["{source}", "--sortie", "o.csv", "--colonnes", "forme=Statut"], "aucune colonne « Statut »"),
        (["{source}", "--sortie", "o.csv", "--seuil-rejets", "0"], "seuil-rejets"),
        (["{source}"], "--sortie"),
    ],
)
def test_wrong_calls_say_what_to_do(source: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    told = [argument.replace("{source}", str(source)) for argument in arguments]
    told = [str(tmp_path / one) if one.startswith("o.") else one for one in told]
    ran = call("lot", *told)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert [path.name for path in tmp_path.glob("o.*") if not path.name.endswith(".partiel")] == []


def test_own_columns_and_words_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("Dept,Où en êtes-vous\n19,On démarre\n", encoding="utf-8")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        'colonnes:\n  departement: dept\n  stade: "ou en etes vous"\nvaleurs:\n  stade:\n    "on démarre": creation\n',
        encoding="utf-8",
    )
    ran = call("lot", str(tmp_path / "in.csv"), "--sortie", str(tmp_path / "o.csv"), "--colonnes", str(mapping))
    assert ran.code == 0
    mapping.write_text("valeurs:\n  stade:\n    x: creaton\n", encoding="utf-8")
    ran = call("lot", str(tmp_path / "in.csv"), "--sortie", str(tmp_path / "o.csv"), "--colonnes", str(mapping))
    assert ran.code == 2
    assert "m.yaml:3:8" in ran.err and "Vouliez-vous « creation »" in ran.err


def test_a_description_completes_a_row_and_says_so(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "o.csv"
    epicerie = "Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement."
    source.write_text(
        f'id,Description,stade,departement\n1,"{epicerie}",,\n2,"{epicerie}",creation,19\n'
        "3,raconte moi une blague,idee,\n4,,idee,56\n",
        encoding="utf-8",
    )
    ran = call("lot", str(source), "--sortie", str(out), "--date", "2026-11-23")
    assert ran.code == 0, ran.err
    assert "Colonne « Description » lue" in ran.err and "2 lignes complétées par leur description" in ran.err
    found = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"))))
    assert list(found[0])[-1] == "compris"
    assert {"stade=reprise", "secteurs=commerce", "besoins=financement", "departement=23"} <= set(
        found[0]["compris"].split("|")
    )
    assert (found[0]["Description"], found[0]["stade"], found[0]["levier_1"]) == (epicerie, "", "financer")
    assert "stade=" not in found[1]["compris"] and "departement=" not in found[1]["compris"]
    assert "besoins=financement" in found[1]["compris"]
    assert found[2]["compris"] == found[3]["compris"] == ""
    answers = ("--stade", "creation", "--departement", "19", "--sans-questions", "--format", "json")
    alone = json.loads(call("orienter", epicerie, *answers, "--date", "2026-11-23").out)
    assert found[1]["leviers"].split("|") == [lever["id"] for lever in alone["leviers"] if lever["affiche"]]


def test_report_is_one_file_with_words_for_its_drawings(source: Path, tmp_path: Path) -> None:
    report = tmp_path / "bilan.html"
    call("lot", str(source), "--sortie", str(tmp_path / "o.csv"), "--bilan", str(report))
    page = report.read_text(encoding="utf-8")
    assert page.startswith('<!doctype html><html lang="fr">')
    assert page.count("<svg") == page.count('role="img" aria-label="') > 3
    assert "http" not in page
    assert "moins de 5" in page, "a single person is never shown as a count"


def test_report_shows_true_counts_when_asked(source: Path, tmp_path: Path) -> None:
    report = tmp_path / "bilan.html"
    call("lot", str(source), "--sortie", str(tmp_path / "o.csv"), "--bilan", str(report), "--effectifs-reels")
    assert "moins de 5" not in report.read_text(encoding="utf-8").split("<footer")[0].replace(
        "« &lt;5 » : moins de 5", ""
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminaux de POSIX")
def test_a_terminal_gets_neither_escape_codes_nor_their_effect(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"stade,note\n\x1b[31mrouge,x\ncreation,\x1b]0;titre\x07\n")
    master, slave = pty.openpty()
    command = [*COMMAND, "lot", str(source), "--sortie", "-", "--rejets", str(tmp_path / "r.csv")]
    done = subprocess.Popen(command, stdout=slave, stderr=subprocess.PIPE, env=environment(), cwd=ROOT)
    assert done.stderr is not None
    told = done.stderr.read()
    os.close(slave)
    shown = os.read(master, 65536)
    done.wait()
    os.close(master)
    assert b"\x1b" not in told
    assert b"\x1b" not in shown and b"\x07" not in shown
