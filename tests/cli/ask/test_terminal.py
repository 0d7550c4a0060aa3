"""Whole conversations in a real terminal: what a person sees, does and finds again."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.cli.ask.terminal import CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, SPACE, UP, Terminal, questioned

FIRST = "Qui êtes-vous"
NEEDS = "De quoi avez-vous besoin"
REVIEW = "Vos réponses. Tout est juste"
MENU = "Et maintenant"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "en-cours.json"


def answer_to_the_end(terminal: Terminal) -> list[str]:
    """Say « je ne sais pas » to every question left; the screens seen."""
    seen: list[str] = []
    while "Voir les résultats" not in terminal.screen:
        assert len(seen) < 12, terminal.everything
        terminal.wait_still("Entrée")
        seen.append(terminal.screen)
        up = 2 if "Échap" in terminal.screen else 1
        terminal.send(*([] if "Entrée seule" in terminal.screen else [UP] * up), ENTER)
        terminal.wait_next(seen[-1])
    terminal.settle()
    return seen


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_whole_conversation(kept: Path, columns: int) -> None:
    terminal = questioned(kept, columns=columns, rows=40)
    terminal.wait("Entrée valider")
    assert "Question 1" in terminal.screen
    terminal.send(ENTER)
    terminal.wait("Question 2")
    assert "Je porte un projet" in terminal.everything
    seen = answer_to_the_end(terminal)
    assert all(len(line) <= columns for screen in seen for line in screen.splitlines())
    terminal.send(ENTER)
    terminal.wait(MENU)
    assert "À faire en premier" in terminal.everything
    terminal.send(UP, ENTER)
    assert terminal.end() == 0
    assert not kept.exists()


def test_labels_wrap_between_words(kept: Path) -> None:
    terminal = questioned(kept, columns=40)
    terminal.wait("Entrée valider")
    assert "   Je suis élu ou agent d'une commune\n   ou d'une intercommunalité\n" in terminal.screen


def test_back_and_help(kept: Path) -> None:
    terminal = questioned(kept)
    terminal.wait("Entrée valider")
    terminal.send(DOWN, DOWN, ENTER)
    terminal.wait("Question 2")
    terminal.send("?")
    terminal.wait_all("est toujours une bonne réponse")
    terminal.wait("Échap revenir")
    terminal.send(ESCAPE)
    terminal.wait("Votre réponse à corriger")
    assert "» Je suis un habitant" in terminal.screen
    terminal.send(ENTER)
    terminal.wait("Question 2")
    terminal.send("<")
    terminal.wait("Votre réponse à corriger")
    terminal.send(CTRL_C)
    assert terminal.end() == 130


def test_correct_an_answer_and_land_on_the_results(kept: Path) -> None:
    terminal = Terminal(kept, "orienter", "--profil", "citoyen", "--secteur", "culture", "--besoin", "information",
                        "--departement", "19")  # fmt: skip
    terminal.wait("Voir les résultats")
    assert "Vos réponses suffisent" in terminal.everything
    terminal.send(ENTER)
    terminal.wait(MENU)
    terminal.send(ENTER)
    terminal.wait("Quelle réponse corriger")
    terminal.send(*[DOWN] * terminal.line_of("Secteur"), ENTER)
    terminal.wait("Dans quel domaine")
    assert "● Culture" in terminal.screen
    terminal.send(SPACE, UP, SPACE, ENTER)
    terminal.wait(MENU)
    assert "Secteur : Commerce de proximité" in terminal.everything.replace("\u00a0", " ")
    assert "L'Épicerie d'en bas" in terminal.everything
    terminal.send(UP, ENTER)
    assert terminal.end() == 0


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_stopping_keeps_the_answers(kept: Path, key: str) -> None:
    terminal = questioned(kept)
    terminal.wait("Entrée valider")
    terminal.send(ENTER)
    terminal.wait("Question 2")
    terminal.send(key)
    assert terminal.end() == 130
    assert "Votre réponse est gardée" in terminal.everything
    assert kept.exists()
    assert kept.stat().st_mode & 0o777 == 0o600

    again = Terminal(kept, "orienter")
    again.wait("On continue")
    again.send(ENTER)
    again.wait("Question 2")
    again.send(key)
    assert again.end() == 130

    anew = Terminal(kept, "orienter")
    anew.wait("On continue")
    anew.send(DOWN, ENTER)
    anew.wait("Décrivez")
    anew.send(CTRL_C)
    assert anew.end() == 130
    assert "Aucune réponse n'était encore donnée" in anew.everything
    assert not kept.exists()


@pytest.mark.parametrize("arguments", [(), ("--simple",)])
def test_a_closed_terminal_keeps_the_answers(kept: Path, arguments: tuple[str, ...]) -> None:
    terminal = questioned(kept, *arguments)
    terminal.wait(FIRST)
    terminal.settle()
    terminal.send("1" + ENTER if arguments else ENTER)
    terminal.wait("Question 2")
    os.close(terminal.process.child_fd)
    terminal.process.closed = True
    limit = time.monotonic() + 10
    while terminal.alive() and time.monotonic() < limit:
        time.sleep(0.05)
    assert not terminal.alive()
    assert "porteur" in kept.read_text()


def test_a_hangup_keeps_the_answers(kept: Path) -> None:
    terminal = questioned(kept)
    terminal.wait("Entrée valider")
    terminal.send(ENTER)
    terminal.wait("Question 2")
    terminal.process.kill(signal.SIGHUP)
    terminal.end()
    assert "porteur" in kept.read_text()


@pytest.mark.parametrize("how", ["--simple", "ACCESSIBLE", "TERM"])
def test_plain_lines(kept: Path, how: str) -> None:
    variables = {"ACCESSIBLE": {"ACCESSIBLE": "1"}, "TERM": {"TERM": "dumb"}}.get(how, {})
    terminal = questioned(kept, *(["--simple"] if how == "--simple" else []), columns=60, **variables)
    terminal.wait("Votre réponse (un numéro")
    terminal.send("1" + ENTER)
    terminal.wait("Question 2")
    while "Voir les résultats" not in terminal.screen:
        terminal.wait_still("Votre réponse (")
        before = terminal.screen
        terminal.send(ENTER if "Entrée seule" in before.splitlines()[-1] else "je ne sais pas" + ENTER)
        terminal.wait_next(before)
    terminal.send("1" + ENTER)
    terminal.wait(MENU)
    terminal.settle()
    assert b"\x1b" not in terminal.raw
    assert not set(terminal.everything) & set("─│┌┐└┘═║•●○▲▼")
    assert "===" not in terminal.everything
    terminal.send("quitter" + ENTER)
    assert terminal.end() == 0


def test_without_colour(kept: Path) -> None:
    terminal = questioned(kept, NO_COLOR="1")
    terminal.wait("Entrée valider")
    terminal.send(ENTER)
    terminal.wait("Question 2")
    answer_to_the_end(terminal)
    terminal.send(ENTER)
    terminal.wait(MENU)
    assert not terminal.colours()
    terminal.send(CTRL_D)
    assert terminal.end() == 130


def test_no_english_word_on_any_screen(kept: Path) -> None:
    terminal = questioned(kept)
    terminal.wait("Entrée valider")
    terminal.send("?")
    terminal.wait_all("bonne réponse")
    terminal.send(ENTER)
    terminal.wait("Question 2")
    answer_to_the_end(terminal)
    terminal.send(ENTER)
    terminal.wait(MENU)
    terminal.send(DOWN, ENTER)
    terminal.wait("Revenir à l'essentiel")
    terminal.send(UP, ENTER)
    assert terminal.end() == 0
    words = set(terminal.everything.lower().replace("'", " ").split())
    english = {
        "the",
        "select",
        "use",
        "arrow",
        "keys",
        "done",
        "answer",
        "yes",
        "invalid",
        "selections",
        "and",
    }
    assert not words & english


def test_save_and_never_replace_in_silence(kept: Path) -> None:
    (kept.parent / "deja.md").write_text("à garder")
    terminal = Terminal(kept, "orienter", "--simple", "--profil", "citoyen", "--secteur", "culture", "--besoin",
                        "information", "--departement", "19")  # fmt: skip
    terminal.wait("Voir les résultats")
    terminal.settle()
    terminal.send("1" + ENTER)
    terminal.wait(MENU)
    terminal.settle()
    terminal.send("3" + ENTER)
    terminal.wait("Sous quelle forme")
    terminal.settle()
    terminal.send("1" + ENTER)
    terminal.wait("Quel nom donner")
    terminal.settle()
    terminal.send("nulle/part.md" + ENTER)
    terminal.wait("ce dossier n'existe pas")
    terminal.settle()
    terminal.send("deja.md" + ENTER)
    terminal.wait("existe déjà")
    terminal.settle()
    terminal.send("1" + ENTER)
    terminal.settle(0.5)
    terminal.send("neuf.md" + ENTER)
    terminal.wait_all("Enregistré")
    assert (kept.parent / "deja.md").read_text() == "à garder"
    assert (kept.parent / "neuf.md").read_text().startswith("# Votre orientation\n")
    terminal.send("quitter" + ENTER)
    assert terminal.end() == 0


def test_a_result_may_go_to_a_file_after_questions(kept: Path) -> None:
    terminal = Terminal(kept, "orienter", "--profil", "citoyen", "--secteur", "culture", "--besoin", "information",
                        "--departement", "19", "--format", "json", "--sortie", "o.json")  # fmt: skip
    terminal.wait("Voir les résultats")
    terminal.send(ENTER)
    assert terminal.end() == 0
    assert (kept.parent / "o.json").read_text().startswith('{\n  "format": "ess-orient/orientation/1"')
    assert not kept.exists()


def test_completion_of_places(kept: Path) -> None:
    terminal = Terminal(kept, "orienter", "--profil", "collectivite", "--stade", "creation", "--secteur", "culture",
                        "--besoin", "financement")  # fmt: skip
    terminal.wait("Où se trouve")
    terminal.settle()
    terminal.send(*"herau")
    terminal.wait("Hérault (34, département)")
    terminal.send(DOWN, ENTER)
    terminal.wait_all("Voir les résultats")
    assert "Hérault (34)" in terminal.everything
    terminal.send(CTRL_C)
    assert terminal.end() == 130
