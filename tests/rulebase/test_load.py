"""Folders to one base: a broken file hides no other, and the same content always has the same fingerprint."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ess_orient import paths
from ess_orient.rulebase.load import EMBEDDED, Layer, fingerprint, load

DEFINITION = """\
definitions:
  - id: {id}
    nom: "{id}"
    texte: "Un mot."
    source: {{document: guide-2020}}
    verifie_le: "2020-09-01"
"""


def write(folder: Path, **files: str) -> Layer:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Layer(folder.name, folder)


def test_the_embedded_base_has_no_error() -> None:
    loaded = load([Layer(EMBEDDED, paths.data_folder())])
    assert [problem for problem in loaded.problems if problem.level == "erreur"] == []
    assert loaded.usable
    assert loaded.identity.version
    assert len(loaded.base.levers) == 4


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    layer = write(tmp_path / "d", a="x: [", b=DEFINITION.format(id="mot"), c="definitions: 3")
    (tmp_path / "d" / "e.yaml").write_bytes(b"definitions:\n  - id: \xe9\n")
    loaded = load([layer])
    assert [entry.id for entry in loaded.base.definitions] == ["mot"]
    assert [(problem.file, problem.rule) for problem in loaded.problems] == [
        ("d/a.yaml", "yaml"), ("d/c.yaml", "type"), ("d/e.yaml", "encodage"),
    ]  # fmt: skip
    assert not loaded.usable


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    layer = write(tmp_path / "d", b=DEFINITION.format(id="deux"), a=DEFINITION.format(id="un"))
    loaded = load([layer])
    assert [entry.id for entry in loaded.base.definitions] == ["un", "deux"]
    assert [origin.file for origin in loaded.origins["definitions"]] == ["d/a.yaml", "d/b.yaml"]


def test_the_fingerprint_is_that_of_the_content(tmp_path: Path) -> None:
    one = write(tmp_path / "un", a=DEFINITION.format(id="mot"))
    two = write(tmp_path / "deux", a=DEFINITION.format(id="mot"))
    (tmp_path / "deux" / "notes.txt").write_text("pas une donnée", encoding="utf-8")
    assert fingerprint([one]) == fingerprint([two])
    write(tmp_path / "deux", a=DEFINITION.format(id="autre"))
    assert fingerprint([one]) != fingerprint([two])
    assert fingerprint([one]).startswith("sha256:")


@pytest.mark.parametrize("name", ["absent", "fichier.yaml", "vide"])
def test_a_folder_that_holds_nothing_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "vide").mkdir()
    (tmp_path / "fichier.yaml").write_text("definitions: []", encoding="utf-8")
    loaded = load([Layer(name, tmp_path / name)])
    (problem,) = loaded.problems
    assert problem.rule == "dossier"
    assert problem.remedy
    assert not loaded.usable


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whose rights can be taken away")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    layer = write(tmp_path / "d", a=DEFINITION.format(id="mot"))
    (tmp_path / "d" / "a.yaml").chmod(0)
    assert [problem.rule for problem in load([layer]).problems] == ["fichier"]


def test_a_link_that_leads_nowhere_or_in_a_circle(tmp_path: Path) -> None:
    layer = write(tmp_path / "d", a=DEFINITION.format(id="mot"))
    try:
        (tmp_path / "d" / "b.yaml").symlink_to(tmp_path / "absent")
        (tmp_path / "d" / "c.yaml").symlink_to(tmp_path / "d" / "c.yaml")
    except OSError:
        pytest.skip("no symbolic links here")
    assert [entry.id for entry in load([layer]).base.definitions] == ["mot"]


def test_a_single_value_and_an_unknown_section(tmp_path: Path) -> None:
    layer = write(tmp_path / "d", a='version: "2026.1"\n', b="vresion: x\n", c="- un\n- deux\n")
    loaded = load([layer])
    assert loaded.base.version == "2026.1"
    assert [(problem.file, problem.line, problem.rule) for problem in loaded.problems] == [
        ("d/b.yaml", 1, "section"), ("d/c.yaml", 1, "type"),
    ]  # fmt: skip
    assert loaded.problems[0].remedy == "Vouliez-vous « version » ?"
