"""`--base` and `--date` before or after the name of the command, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import call, process

ADDED = """\
organisations:
  - id: maison-commune-essai
    nom: "Maison commune d'essai"
    texte: "Un lieu pour essayer."
    fin: "2026-06-30"
    source: {document: guide-2020}
    verifie_le: "2026-01-01"
"""


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    folder = tmp_path / "la mienne"
    folder.mkdir()
    (folder / "ajouts.yaml").write_text(ADDED, encoding="utf-8")
    return folder


def statuses(out: str) -> dict[str, str]:
    return {entry["id"]: entry["statut"] for entry in json.loads(out)["entrees"]}


def test_a_folder_and_a_day_before_or_after_the_command(layer: Path) -> None:
    before = call("--base", str(layer), "--date", "2026-06-01", "catalogue", "--format", "json")
    after = call("catalogue", "--format", "json", "--base", str(layer), "--date", "2026-06-01")
    assert before == after
    assert before.code == 0
    assert statuses(before.out)["maison-commune-essai"] == "actif"
    later = call("catalogue", "--date", "2026-07-01", "--base", str(layer), "--format", "json")
    assert statuses(later.out)["maison-commune-essai"] == "termine"


def test_a_folder_by_the_environment(layer: Path) -> None:
    ran = process("catalogue", "organisations", "--recherche", "maison commune d essai",
                  env={"ESS_ORIENT_BASE": str(layer)})  # fmt: skip
    assert "Maison commune d'essai" in ran.out


@pytest.mark.parametrize("day", ["demain", "2026-13-01", "2026-02-30", "23/11/2026", "", "9" * 5000])
def test_a_day_that_is_none(day: str) -> None:
    if day == "":
        assert call("catalogue", "--date", day).code == 0
        return
    ran = call("catalogue", "--date", day)
    assert ran.code == 2
    assert "AAAA-MM-JJ était attendu" in ran.err


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ran = call("--base", str(tmp_path / "absent"), "catalogue")
    assert ran.code == 2
    assert "dossier introuvable" in ran.err
    assert "La base de règles ne peut pas être utilisée." in ran.err


def test_a_broken_folder_names_file_line_and_column(layer: Path) -> None:
    (layer / "faux.yaml").write_text("acteurs:\n  - id: x\n    nom: 3\n", encoding="utf-8")
    ran = call("--base", str(layer), "catalogue")
    assert ran.code == 2
    assert "la mienne/faux.yaml:3:10 erreur [guillemets]" in ran.err
