"""`base couverture` and `base comparer` as a keeper runs them."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ess_orient import paths
from tests.cli.running import call

pytest.importorskip("z3", reason="extra « preuve » absente : z3-solver n'est pas installé")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the embedded base in which one rule pushes the Adie to those who test an activity."""
    folder = tmp_path / "nouvelle"
    folder.mkdir()
    for path in paths.data_folder().glob("*.yaml"):
        shutil.copy(path, folder)
    (folder / "zz.yaml").write_text(
        "regles:\n"
        "  - id: essai-adie\n"
        "    quand: {besoins: [test_activite]}\n"
        "    recommander: {acteurs: {adie: 9}}\n"
        '    parce_que: "Vous essayez une activité et un petit prêt peut aider."\n'
        '    source: {document: guide-2020, section: "Ils financent", lecture: true}\n',
        encoding="utf-8",
    )
    return folder


def test_the_embedded_base_is_proved_and_its_deserts_shown(tmp_path: Path) -> None:
    page = tmp_path / "carte.html"
    done = call("base", "couverture", "--carte", str(page))
    assert done.code == 0, done.out
    assert "Tout est prouvé." in done.out
    assert "Portes propres à la région, par besoin" in done.out
    assert str(page) in done.err
    html = page.read_text(encoding="utf-8")
    assert '<html lang="fr">' in html
    assert "<script" not in html
    assert "http://" not in html.replace("http-equiv", "")
    HTMLParser().feed(html)
    assert html.count('scope="row"') == 17 + 12


def test_a_refutation_comes_with_a_profile_to_replay(tmp_path: Path) -> None:
    layer = tmp_path / "chez-nous"
    layer.mkdir()
    (layer / "ajout.yaml").write_text(
        "acteurs:\n"
        "  - id: zz-fonds\n"
        "    famille: finance-solidaire\n"
        '    nom: "Un fonds"\n'
        '    texte: "Il aide."\n'
        '    source: {document: guide-2020, section: "Ils financent"}\n'
        '    verifie_le: "2026-11-23"\n'
        "regles:\n"
        "  - id: zz-fonds-regle\n"
        "    quand: {besoins: [financement]}\n"
        "    recommander: {acteurs: {zz-fonds: 0.5}}\n"
        '    parce_que: "Il vous faut un fonds."\n'
        '    source: {document: guide-2020, section: "Ils financent", lecture: true}\n',
        encoding="utf-8",
    )
    done = call("--base", str(layer), "base", "couverture", "--format", "json")
    assert done.code == 1, done.err
    found = json.loads(done.out)["couverture"]["affirmations"]
    refuted = [claim["id"] for claim in found if claim["verdict"] != "prouve"]
    assert refuted == ["montre-zz-fonds"]


def test_a_comparison_names_the_rule_and_the_people(changed: Path) -> None:
    done = call("base", "comparer", str(paths.data_folder()), str(changed))
    assert done.code == 1, done.err
    assert "ajouté   regles essai-adie" in done.out
    assert "voit apparaître « Adie » (adie)" in done.out
    assert "besoins : " in done.out


def test_equal_bases_have_nothing_to_report() -> None:
    data = str(paths.data_folder())
    done = call("base", "comparer", data, data)
    assert done.code == 0, done.err
    assert "disent la même chose" in done.out


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    done = call("base", "comparer", str(tmp_path / "rien"), str(paths.data_folder()))
    assert done.code == 2
    assert "dossier introuvable" in done.err
