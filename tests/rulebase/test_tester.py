"""Examples replayed, failures explained, answers turned into examples."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import call

DAY = ("--date", "2026-11-23")
FAILING = """exemples:
  - nom: "Une personne"
    quand: {besoins: [financement], stade: creation, departement: "23"}
    attendu:
      levier_1: mobiliser
      acteurs: [cress-bretagne]
      jamais: [france-active]
      jamais_affiche: [adie]
      a_verifier: [france-active]
      questions_utiles: [commune]
  - nom: "Des réponses impossibles"
    quand: {besoins: [argent]}
    attendu: {levier_1: financer}
"""


def written(folder: Path, text: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "exemples.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def test_the_embedded_examples_pass() -> None:
    ran = call("base", "tester", *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "aucun en échec" in ran.out


def test_each_difference_says_what_was_expected_what_came_and_why(tmp_path: Path) -> None:
    ran = call("base", "tester", written(tmp_path / "a", FAILING), *DAY)
    assert ran.code == 1
    assert f"{tmp_path}/a/exemples.yaml:2 Une personne" in ran.out
    assert "levier_1 : attendu mobiliser ; obtenu financer" in ran.out
    assert "acteurs : attendu cress-bretagne ; obtenu absent" in ran.out
    assert "cress-bretagne : écartée ; elle sert un autre territoire" in ran.out
    assert "jamais : attendu pas france-active ; obtenu proposé" in ran.out
    assert "besoin-financement (+2, oui)" in ran.out
    assert "questions_utiles : attendu commune" in ran.out
    assert "« argent » inconnu" in ran.out
    assert "2 exemples sur" in ran.out


def test_a_base_that_cannot_be_read_is_refused_with_its_findings(tmp_path: Path) -> None:
    ran = call("base", "tester", written(tmp_path / "a", "exemples: [\n"), *DAY)
    assert ran.code == 2
    assert "[yaml]" in ran.err


def test_answers_become_an_example_that_passes(tmp_path: Path) -> None:
    answers = tmp_path / "reponses.yaml"
    answers.write_text('stade: creation\nbesoins: [financement]\ncommune: "23096"\nsituation: []\n', encoding="utf-8")
    printed = call("base", "tester", "--enregistrer", str(answers), "--nom", 'Une "personne"', *DAY)
    assert printed.code == 0
    assert printed.out.startswith('exemples:\n  - nom: "Une \\"personne\\""\n    quand:\n')
    assert 'departement: "23"' in printed.out
    folder = written(tmp_path / "a", printed.out)
    assert call("base", "verifier", folder, *DAY).code == 0
    assert call("base", "tester", folder, *DAY).code == 0


def test_an_example_is_added_at_the_end_of_its_section(tmp_path: Path) -> None:
    answers = tmp_path / "reponses.yaml"
    answers.write_text("besoins: [financement]\n", encoding="utf-8")
    first = "exemples:\n  - nom: Un\n    quand: {stade: idee}\n    attendu: {levier_1: accompagner}\nregles: []"
    folder = written(tmp_path / "a", first)
    target = str(tmp_path / "a" / "exemples.yaml")
    assert call("base", "tester", "--enregistrer", str(answers), "--dans", target, *DAY).code == 0
    text = Path(target).read_text(encoding="utf-8")
    assert text.index("nom: Un") < text.index("Une personne à décrire") < text.index("regles:")
    assert call("base", "verifier", folder, *DAY).code == 0
    new = str(tmp_path / "a" / "neuf.yaml")
    assert call("base", "tester", "--enregistrer", str(answers), "--dans", new, *DAY).code == 0
    assert call("base", "verifier", folder, *DAY).code == 0


def test_examples_that_a_layer_moves_are_told_and_do_not_fail(tmp_path: Path) -> None:
    text = """suivis:
  - entree: france-active
    statut: termine
    note: "L'antenne a fermé."
    source: {document: page-publique, adresse: "https://www.exemple.fr"}
    verifie_le: "2026-11-23"
    confiance: haute
"""
    folder = written(tmp_path / "a", text)
    ran = call("base", "tester", folder, *DAY)
    assert ran.code == 0
    assert "de la base ne donnent plus tout à fait la même chose avec vos dossiers" in ran.out
    assert "france-active : écartée ; la fiche est arrêtée ou remplacée" in ran.out
    assert call("base", "verifier", folder, *DAY).code == 0
