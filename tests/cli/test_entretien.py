"""`entretien` without any prompt: every command by its options, every failure in French with its exit code."""

from __future__ import annotations

import json
import sqlite3
import stat
from importlib.util import find_spec
from pathlib import Path

import pytest

from ess_orient.intake import schema
from tests.cli.ask.conftest import small_world  # noqa: F401
from tests.cli.running import Ran, call

HOSTILE = "../../x <script>alert(1)</script> \x1b[31mrouge\x1b]0;t\x07 [bold]b[/bold] #set page()"


@pytest.fixture(autouse=True)
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the cases of the test are."""
    monkeypatch.delenv("ESS_ORIENT_DOSSIERS", raising=False)
    return tmp_path / "user" / "dossiers.sqlite"


def run(*arguments: str, day: str = "2026-03-03") -> Ran:
    """A run, its texts with plain spaces so that they can be looked for."""
    ran = call("--date", day, "entretien", *arguments)
    return Ran(ran.code, ran.out.replace("\u00a0", " "), ran.err.replace("\u00a0", " "))


def done(*arguments: str, day: str = "2026-03-03") -> Ran:
    ran = run(*arguments, day=day)
    assert ran.code == 0, ran.err
    return ran


def begun(name: str = "café", *arguments: str) -> Ran:
    return done("nouveau", "--dossier", name, "rouvrir le café", "--profil", "porteur", "--stade", "idee", *arguments)


def test_the_notice_is_said_at_the_first_run_only(cases: Path) -> None:
    first = begun()
    assert "Vos dossiers : ce qui est gardé" in first.err and str(cases) in first.err.replace("\n   ", " ")
    assert "24 mois" in first.err and "Rien n'est envoyé ailleurs" in " ".join(first.err.split())
    assert "ce qui est gardé" not in done("liste").err
    assert stat.S_IMODE(cases.stat().st_mode) == 0o600


def test_a_case_is_begun_and_shown() -> None:
    out = begun("café", "--departement", "19", "--note", "la mairie prête le local").out
    for text in (
        "CAFÉ",
        "rouvrir le café",
        "Corrèze (19)",
        "la mairie prête le local",
        "À demander",
        "Portail de l'ESS",
    ):
        assert text in out


def test_a_case_begun_twice_is_refused() -> None:
    begun()
    ran = run("nouveau", "--dossier", "café")
    assert ran.code == 2 and "existe déjà" in ran.err and "reprendre" in ran.err


def test_wrong_answers_make_no_case(cases: Path) -> None:
    ran = run("nouveau", "--stade", "crétion")
    assert ran.code == 2 and "inconnu" in ran.err
    assert not cases.exists()


def test_resumed_a_month_later_it_says_what_changed() -> None:
    begun("café", "--besoin", "accompagnement")
    out = done("reprendre", "café", "--stade", "creation", "--besoin", "financement", day="2026-04-07").out
    for text in (
        "Entretiens : 3 mars 2026, 7 avril 2026",
        "Depuis le 3 mars 2026",
        "→ Je démarre",
        "Nouveau (financer)",
    ):
        assert text in out
    again = done("reprendre", "café", day="2026-04-07").out
    assert again.count("7 avril 2026") == 1
    assert "3 mars 2026, 7 avril 2026, 8 avril 2026" in done("reprendre", "1", day="2026-04-08").out


def test_what_a_new_base_changes_is_told_apart(tmp_path: Path, small_world: Path) -> None:  # noqa: F811
    begun("café", "--besoin", "accompagnement")
    layer = tmp_path / "couche"
    layer.mkdir()
    (layer / "ajout.yaml").write_text(
        'acteurs:\n  - {id: nouvel-appui, famille: appuis, nom: "Nouvel appui", texte: "Un appui.",'
        ' source: {document: guide-2020}, verifie_le: "2026-01-01"}\n'
        'regles:\n  - {id: nouvelle, recommander: {acteurs: {nouvel-appui: 9}}, parce_que: "C\'est nouveau.",'
        " source: {document: guide-2020}}\n",
        encoding="utf-8",
    )
    out = call("--date", "2026-04-07", "--base", str(layer), "entretien", "reprendre", "café").out.replace(
        "\u00a0", " "
    )
    assert "La base a été mise à jour" in out
    after = out.split("La base a été mise à jour")[1]
    assert "Nouveau (se faire accompagner) : Nouvel appui" in after


def test_answers_are_changed_and_forgotten() -> None:
    begun("café", "--departement", "19")
    ran = done("modifier", "café", "--departement", "56", "--oublier", "stade", "--nom", "bar", "--etat", "clos")
    assert "Morbihan" in ran.err and "effacé" in ran.err
    out = done("montrer", "bar").out
    assert "Morbihan (56)" in out and "clos" in out and "Stade : —" in out.replace("\u00a0", " ")
    assert run("modifier", "bar").code == 2
    assert "Vouliez-vous « stade »" in run("modifier", "bar", "--oublier", "stde").err


def test_notes_and_contacts() -> None:
    begun()
    done("noter", "café", "très motivée")
    done("noter", "café", "hésite", "--sur", "stade")
    done("noter", "café", "Mme B. les reçoit", "--acteur", "Prêt rural", "--etat", "rendez_vous", "--le", "12/3")
    out = done("montrer", "café").out
    for text in (
        "très motivée",
        "le stade : hésite",
        "Prêt rural : rendez-vous le 12 mars 2026",
        "Prêt rural : Mme B.",
    ):
        assert text in out
    assert "rendez-vous passé (Prêt rural)" in done("liste", "--a-relancer", day="2026-03-20").out
    assert "Aucun dossier" in done("liste", "--a-relancer", day="2026-03-05").out
    done("modifier", "café", "--retirer-note", "1")
    assert "très motivée" not in done("montrer", "café").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("café",), "il manque le texte"),
        (("café", "x", "--acteur", "pret-solidere"), "Vouliez-vous « pret-solidaire »"),
        (("café", "x", "--acteur", "chambre", "--etat", "contacté le"), "attendu : propose, contacte"),
        (("café", "x", "--etat", "contacte"), "il manque --acteur"),
        (("café", "--acteur", "chambre", "--etat", "contacte", "--le", "31/2"), "n'est pas une date"),
        (("café", "x", "--sur", "couleur"), "attendu : profil"),
        (("thé", "x"), "aucun dossier « thé »"),
    ],
)
def test_notes_that_cannot_be_kept(arguments: tuple[str, ...], said: str) -> None:
    begun()
    ran = run("noter", *arguments)
    assert ran.code == 2 and said in ran.err
    assert "Notes" not in done("montrer", "café").out


def test_lists() -> None:
    begun("café", "--departement", "19")
    done("nouveau", "--dossier", "vélos", day="2026-06-01")
    assert [row["nom"] for row in json.loads(done("liste", "--format", "json").out)] == ["vélos", "café"]
    assert "vélos" not in done("liste", "--departement", "Corrèze").out
    assert "café" not in done("liste", "--depuis", "1/6/2026").out
    assert "vélos" not in done("liste", "ROUVRIR cafe").out
    assert "vélos" in done("liste", "--etat", "ouvert", "--jusqu-a", "2026-06-01").out
    assert run("liste", "--etat", "fermé").code == run("liste", "--depuis", "hier").code == 2


def test_no_file_is_made_by_looking(cases: Path) -> None:
    assert "Aucun dossier" in done("liste").out
    assert done("liste", "--format", "json").out == "[]\n"
    ran = run("montrer", "café")
    assert ran.code == 2 and "pas encore de dossiers" in ran.err
    assert not cases.exists()


def test_what_if_leaves_the_case_alone() -> None:
    begun("café", "--besoin", "financement")
    before = done("exporter", "café", "--personne").out
    out = done("simuler", "café", "--stade", "creation").out
    assert "Aujourd’hui" in out and "+ Club d'épargne" in out
    assert "Apparaît : Club d'épargne. Vous démarrez et cherchez de l'argent." in " ".join(
        out.replace("\u00a0", " ").split()
    )
    assert done("exporter", "café", "--personne").out == before
    assert run("simuler", "café").code == 2


def test_all_that_is_held_on_someone() -> None:
    begun("café", "--commune", "Tulle")
    done("noter", "café", "bavarde", "--acteur", "chambre", "--etat", "contacte")
    held = json.loads(done("exporter", "café", "--personne").out)
    assert held["format"] == "ess-orient/dossier/1"
    case = held["dossier"]
    assert (case["nom"], case["projet"], case["etat"]) == ("café", "rouvrir le café", "ouvert")
    assert case["notes"][0]["texte"] == "bavarde" and case["suites"][0]["etat"] == "contacte"
    assert {answer["cle"]: answer["valeurs"] for answer in case["entretiens"][0]["reponses"]}["commune"] == ["19272"]


def test_sheets(tmp_path: Path) -> None:
    begun("café", "--note", "confidence")
    assert "confidence" not in done("exporter", "café").out
    assert "confidence" in done("exporter", "café", "--conseiller").out
    assert json.loads(done("exporter", "café", "--format", "json").out)["format"] == "ess-orient/orientation/1"
    target = tmp_path / "fiche.md"
    done("exporter", "café", "--format", "markdown", "--sortie", str(target))
    assert target.read_text(encoding="utf-8").startswith("# ")
    assert run("exporter", "café", "--sortie", str(target)).code == 2
    assert run("exporter", "café", "--format", "docx").code == 2
    assert run("exporter").code == 2


@pytest.mark.skipif(not find_spec("typst"), reason="typst (supplément [pdf]) n'est pas installé")
def test_a_pdf_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun()
    target = tmp_path / "fiche.pdf"
    target.write_bytes(b"avant")
    export = ("exporter", "1", "--format", "pdf", "--sortie", str(target), "--remplacer")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("ess_orient.cli.output.os.fsync", full)
        assert run(*export).code == 2
    assert target.read_bytes() == b"avant"
    done(*export)
    assert target.read_bytes().startswith(b"%PDF")
    assert not list(tmp_path.glob(".fiche*"))


def test_back_up_and_restore(tmp_path: Path, cases: Path) -> None:
    begun()
    saved = tmp_path / "copie.sqlite"
    done("exporter", "--sauvegarde", str(saved))
    assert run("exporter", "--sauvegarde", str(saved)).code == 2
    done("supprimer", "café", "--oui")
    done("nouveau", "--dossier", "autre")
    assert "déjà" in run("restaurer", str(saved)).err
    ran = done("restaurer", str(saved), "--remplacer")
    assert "Repris : 1 dossier" in ran.err and "avant" in ran.err
    assert "café" in done("liste").out
    assert run("restaurer", str(tmp_path / "absent")).code == 2


def test_erasing_wants_to_be_sure(cases: Path) -> None:
    begun("café", "--note", "Madame Quatresous")
    ran = run("supprimer", "café")
    assert ran.code == 2 and "--oui" in ran.err
    assert "Effacé" in done("supprimer", "café", "--oui").err
    assert b"Quatresous" not in b"".join(each.read_bytes() for each in cases.parent.iterdir() if each.is_file())
    assert run("montrer", "café").code == 2


def test_purging() -> None:
    begun("vieux")
    done("nouveau", "--dossier", "récent", day="2028-06-01")
    assert "1 dossier sans changement depuis 24 mois" in done("liste", day="2028-06-02").err
    ran = run("purger", "--avant", "2028-01-01", day="2028-06-02")
    assert ran.code == 2 and "vieux" in ran.err and "récent" not in ran.err
    assert "Effacé : 1 dossier" in done("purger", "--avant", "2028-01-01", "--oui", day="2028-06-02").err
    assert "Aucun dossier" in done("purger", "--avant", "2028-01-01", day="2028-06-02").err
    assert run("purger").code == 2
    done("purger", "--traces")


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    done("nouveau", "--dossier", HOSTILE[:40], HOSTILE, "--note", HOSTILE)
    done("noter", "1", "y" * 1_000_000)
    outputs = [done(*command).out for command in (
        ("liste",), ("montrer", "1"), ("montrer", "1", "--tout"), ("simuler", "1", "--stade", "idee"), ("exporter", "1"),
        ("exporter", "1", "--conseiller"), ("exporter", "1", "--conseiller", "--format", "markdown"),
    )]  # fmt: skip
    for out in outputs:
        assert "\x1b" not in out and "\x07" not in out
    assert len(outputs[1]) < 20_000 < 1_000_000 < len(outputs[2])
    assert not list(tmp_path.parent.glob("x"))
    ran = run("montrer", "\x1b[31mrien")
    assert ran.code == 2 and "\x1b" not in ran.err


def test_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Path) -> None:
    elsewhere = tmp_path / "partage" / "équipe.sqlite"
    done("nouveau", "--dossier", "a", "--dossiers", str(elsewhere))
    monkeypatch.setenv("ESS_ORIENT_DOSSIERS", str(elsewhere))
    assert "a" in done("liste").out
    monkeypatch.setenv("ESS_ORIENT_DOSSIERS", str(tmp_path / "partage"))
    done("nouveau", "--dossier", "b")
    assert (tmp_path / "partage" / "dossiers.sqlite").exists() and not cases.exists()


@pytest.mark.parametrize("kind", ["text", "other", "newer", "damaged", "nul"])
def test_files_that_cannot_be_used(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "d.sqlite"
    if kind == "text":
        path.write_text("bonjour " * 1000)
    elif kind == "damaged":
        path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    else:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (a)")
        if kind == "newer":
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.execute("PRAGMA user_version = 99")
        connection.commit()
        connection.close()
    given = "a\0b" if kind == "nul" else str(path)
    for command in (("liste",), ("nouveau",), ("montrer", "a"), ("supprimer", "a", "--oui")):
        ran = run(*command, "--dossiers", given)
        assert ran.code == 2 and "Erreur :" in ran.err and "Traceback" not in ran.err
