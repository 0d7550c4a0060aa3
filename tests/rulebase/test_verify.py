"""`base verifier`: everything in one run, at its place, whatever the files are like."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from ess_orient import paths
from ess_orient.model.problem import Level, Problem
from ess_orient.render.findings import Lines, findings_text, manual_table
from ess_orient.rulebase.checks import pages
from ess_orient.rulebase.files import EMBEDDED, Layer
from ess_orient.rulebase.verify import blocking, is_whole, layers_for, verify
from tests.cli.running import call
from tests.rulebase.checks.snippets import BASE

TODAY = "2026-11-23"
DAY = ("--date", TODAY)


def layer(folder: Path, **files: str | bytes) -> Layer:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.yaml").write_bytes(data)
    return Layer(str(folder), folder)


def rules_of(*layers: Layer) -> list[tuple[str, int, str]]:
    _, problems = verify([BASE, *layers], TODAY)
    return [(Path(problem.file).name, problem.line, problem.rule) for problem in problems]


def test_the_embedded_base_has_no_finding() -> None:
    _, problems = verify([Layer(EMBEDDED, paths.data_folder())], TODAY)
    assert problems == ()


def test_all_findings_of_all_files_in_one_run(tmp_path: Path) -> None:
    bad = "regles:\n  - {id: A b, recommander: {leviers: {financer: 1}}, parce_que: '', source: {document: x}}\n"
    found = rules_of(layer(tmp_path / "a", un="acteurs: [\n", deux=bad, trois="\tx", quatre=b"\xff\xfe"))
    assert ("un.yaml", 2, "yaml") in found
    assert ("quatre.yaml", 1, "encodage") in found
    assert ("trois.yaml", 1, "tabulation") in found
    assert {rule for file, _, rule in found if file == "deux.yaml"} == {
        "identifiant-mal-forme", "identifiant-inconnu", "texte-vide", "source-incomplete",
    }  # fmt: skip


def test_a_missing_or_empty_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    assert [rule for *_, rule in rules_of(Layer("x", tmp_path / "absent"))] == ["dossier"]
    assert [rule for *_, rule in rules_of(Layer("x", tmp_path / "vide"))] == ["dossier"]
    assert [rule for *_, rule in rules_of(Layer("x", Path(__file__)))] == ["dossier"]


def test_what_is_no_plain_file_is_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "dossier.yaml").mkdir()
    (folder / "lien.yaml").symlink_to(tmp_path / "absent")
    (folder / "boucle.yaml").symlink_to(folder / "boucle.yaml")
    os.mkfifo(folder / "tuyau.yaml")
    (folder / "oublie.yml").write_text("regles: []", encoding="utf-8")
    (folder / ".cache.yaml").write_text("n'importe quoi", encoding="utf-8")
    found = rules_of(Layer("x", folder))
    assert sorted(file for file, *_ in found) == [
        "boucle.yaml", "dossier.yaml", "lien.yaml", "oublie.yml", "tuyau.yaml",
    ]  # fmt: skip
    assert {rule for *_, rule in found} == {"fichier"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "ancre"),
        ("regles: " + "[" * 5_000, "profondeur"),
        ("regles: " + "{a: " * 5_000, "profondeur"),
        ("x" * 9_000_000, "fichier"),
        ("regles: [\x00]", "yaml"),
        ("", "vide"),
        ("- regles", "type"),
    ],
)
def test_hostile_files_are_refused_at_once(text: str, rule: str, tmp_path: Path) -> None:
    start = time.perf_counter()
    found = [name for *_, name in rules_of(layer(tmp_path / "a", essai=text))]
    assert time.perf_counter() - start < 3
    assert found == ([] if rule == "vide" else [rule])


def test_ten_thousand_rules_take_less_than_a_minute(tmp_path: Path) -> None:
    stages, needs, sectors = (
        ("idee", "creation", "reprise"),
        ("financement", "reseau"),
        ("commerce", "energie", "sante"),
    )
    parts = [
        f"  - id: regle-{number}\n"
        f"    quand: {{stade: [{stages[number % 3]}], besoins: [{needs[number % 2]}], secteurs: [{sectors[number % 3]}]}}\n"
        f"    recommander: {{leviers: {{financer: {number % 9 + 1}}}, acteurs: {{adie: {number % 7 + 1}}}}}\n"
        f'    parce_que: "Raison numéro {number % 50}."\n'
        '    source: {document: guide-2020, section: "Essai"}\n'
        for number in range(10_000)
    ]
    start = time.perf_counter()
    found = rules_of(layer(tmp_path / "a", regles="regles:\n" + "".join(parts)))
    assert time.perf_counter() - start < 60
    assert {rule for *_, rule in found} == {"regle-double"}


def test_the_engine_is_kept_from_a_base_it_could_not_apply(tmp_path: Path) -> None:
    text = "acteurs:\n" + "".join(
        f"  - id: rond-{one}\n    nom: Rond\n    famille: finance-solidaire\n    reseau: rond-{other}\n    texte: Oui.\n"
        "    source: {document: guide-2020, section: Essai}\n    verifie_le: '2020-09-01'\n"
        for one, other in (("a", "b"), ("b", "a"))
    )
    loaded, problems = verify([BASE, layer(tmp_path / "a", rond=text)], TODAY)
    assert {problem.rule for problem in blocking(loaded)} == {"cercle"}
    assert {problem.rule for problem in problems} == {"cercle"}
    ran = call("orienter", "--sans-questions", "--base", str(tmp_path / "a"))
    assert ran.code == 2
    assert "[cercle]" in ran.err


def test_a_folder_with_settings_stands_alone(tmp_path: Path) -> None:
    whole = tmp_path / "entiere"
    shutil.copytree(paths.data_folder(), whole, ignore=shutil.ignore_patterns("*.sqlite"))
    small = layer(tmp_path / "couche", a="regles: []")
    assert is_whole(whole)
    assert not is_whole(small.folder)
    assert [found.folder for found in layers_for([whole], paths.data_folder())] == [whole]
    assert [found.name for found in layers_for([small.folder], paths.data_folder())] == [EMBEDDED, small.name]


def test_text_shows_the_line_and_a_caret(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("un: deux\nlong: " + "x" * 300 + "\x1b[31m\n", encoding="utf-8")
    near = Problem(file="a.yaml", line=1, column=5, rule="type", message="non", remedy="Écrivez trois.")
    far = Problem(file="a.yaml", line=2, column=250, rule="type", message="non", level=Level.WARNING)
    told = findings_text([near, far], Lines(lambda _name: file))
    first, second = told.rstrip().split("\n\n")
    assert first.split("\n") == [
        "a.yaml:1:5 erreur [type] non", "    1 | un: deux", "      |     ^", "    → Écrivez trois.",
    ]  # fmt: skip
    assert "\x1b" not in told
    assert max(len(line) for line in second.split("\n")) < 120


def test_exit_codes_and_formats(tmp_path: Path) -> None:
    clean = layer(tmp_path / "bonne", a="regles: []\nacteurs: []\n")
    wrong = layer(tmp_path / "fausse", a='regles:\n  - id: "A"\n')
    assert call("base", "verifier", str(clean.folder), *DAY).code == 0
    ran = call("base", "verifier", str(wrong.folder), *DAY)
    assert ran.code == 1
    assert f"{wrong.folder}/a.yaml:2:5 erreur [cle-manquante]" in ran.out
    data = json.loads(call("base", "verifier", str(wrong.folder), "--format", "json", *DAY).out)
    assert data["format"] == "ess-orient/constats/1"
    assert data["bilan"]["erreurs"] == len(data["constats"]) == 3
    assert set(data["constats"][0]) == {"fichier", "ligne", "colonne", "niveau", "regle", "message", "remede"}
    same = call("--base", str(wrong.folder), "base", "verifier", *DAY)
    assert (same.code, same.out) == (1, ran.out)


def test_sarif_names_rules_files_and_places(tmp_path: Path) -> None:
    wrong = layer(tmp_path / "fausse", a='regles:\n  - id: "A"\n')
    document = json.loads(call("base", "verifier", str(wrong.folder), "--format", "sarif", *DAY).out)
    (run,) = document["runs"]
    assert document["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == (wrong.folder / "a.yaml").as_uri()
        assert place["region"] == {"startLine": 2, "startColumn": 5}
    assert all(rule["help"]["text"] for rule in rules)


@pytest.mark.parametrize(("points", "found"), [("2.123", True), ("2.25", False)])
def test_points_that_slow_files_of_answers_are_a_warning(points: str, found: bool, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="le supplément [lot] n'est pas installé")
    pytest.importorskip("numpy", reason="le supplément [lot] n'est pas installé")
    rule = (
        f"regles:\n  - id: a\n    quand: {{besoins: [financement], forme: [scic]}}\n"
        f'    recommander: {{leviers: {{financer: {points}}}}}\n    parce_que: "Vous cherchez un financement."\n'
        '    source: {document: guide-2020, section: "Levier 1"}\n'
    )
    folder = layer(tmp_path / "couche", a=rule).folder
    ran = call("base", "verifier", str(folder), "--format", "json", *DAY)
    document = json.loads(ran.out)
    assert [each["regle"] for each in document["constats"]] == ["lot-ralenti"] * found
    assert [each["niveau"] for each in document["constats"]] == ["avertissement"] * found
    assert ran.code == int(found)
    text = call("base", "verifier", str(folder), *DAY).out
    assert ("les lots seront plus lents" in text) is found
    assert call("base", "verifier", str(folder), "--format", "sarif", *DAY).code == int(found)


def test_a_page_of_the_manual_is_printed_and_an_unknown_one_refused() -> None:
    ran = call("base", "verifier", "--expliquer", "identifiant-inconnu")
    assert ran.code == 0
    assert "À éviter :" in ran.out
    wrong = call("base", "verifier", "--expliquer", "identifiant-inconu")
    assert wrong.code == 2
    assert "Vouliez-vous « identifiant-inconnu » ?" in wrong.err


def test_the_table_of_the_manual_has_every_check() -> None:
    table = manual_table(pages())
    assert all(f"| `{page.check.id}` |" in table for page in pages())
