"""The first words in a real terminal and without: understood, shown with their words, corrected, kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ess_orient.cli.ask.quoting import quoted
from ess_orient.render.typography import cells
from tests.cli.ask.terminal import CTRL_C, DOWN, ENTER, ESCAPE, SPACE, UP, Terminal

README = "Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement."
UNSURE = "Nous sommes trois à vouloir ouvrir une recyclerie en Bretagne, il nous faut un local"
CONFIRM = "Compris. Tout est juste ?"
MENU = "Et maintenant"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "en-cours.json"


def opened(kept: Path, *arguments: str, **options: object) -> Terminal:
    return Terminal(kept, *arguments, REAL_BASE="1", **options)  # type: ignore[arg-type]


def told(kept: Path, text: str, columns: int = 80, *arguments: str) -> Terminal:
    """A conversation whose first prompt was answered by a text."""
    terminal = opened(kept, "orienter", *arguments, columns=columns)
    terminal.wait_still("Décrivez")
    terminal.send(text, ENTER)
    return terminal


@pytest.mark.parametrize("columns", [40, 80])
def test_a_sentence_is_confirmed_on_one_screen_and_only_the_rest_is_asked(kept: Path, columns: int) -> None:
    terminal = told(kept, README, columns)
    terminal.wait_still(CONFIRM)
    screen = terminal.screen.replace("\u00a0", " ")
    assert all(len(line) <= columns for line in screen.splitlines())
    for words in ("« épicerie »", "« Creuse »", "Reprise", "financement"):
        assert words.lower() in " ".join(screen.split()).lower().replace("une activité est à reprendre", "reprise")
    assert "green" in terminal.colours()  # the words are brought out in the text itself
    terminal.send(ENTER)
    terminal.wait_still("Question 1")
    assert "Qui êtes-vous" not in terminal.screen
    asked = 0
    while "Voir les résultats" not in terminal.screen:
        asked += 1
        before = terminal.screen
        terminal.send(UP, UP, ENTER)
        terminal.wait_next(before)
        terminal.settle()
    assert asked <= 3
    terminal.send(ENTER)
    terminal.wait(MENU)
    assert "En bref" in terminal.everything
    assert "Adie" in terminal.everything
    terminal.send(UP, ENTER)
    assert terminal.end() == 0
    assert not kept.exists()


def test_what_is_wrong_is_corrected_and_the_rest_stays(kept: Path) -> None:
    terminal = told(kept, README)
    terminal.wait_still(CONFIRM)
    while "» Secteurs" not in terminal.screen:
        terminal.send(DOWN)
        terminal.settle()
    terminal.send(ENTER)
    terminal.wait_still("De quel domaine")
    assert "● Commerce" in terminal.screen
    terminal.send(SPACE, UP, SPACE, ENTER)
    terminal.wait_still(CONFIRM)
    assert "corrigé par vous" in terminal.screen
    assert "« Creuse »" in terminal.screen
    terminal.send(ENTER)
    terminal.wait_still("Question 1")
    terminal.send(CTRL_C)
    assert terminal.end() == 130
    found = json.loads(kept.read_text())
    assert found["reponses"]["departement"] == ["23"]
    assert found["reponses"]["secteurs"] != ["commerce"]
    assert found["description"] == README


def test_likely_answers_stand_ticked_in_their_question(kept: Path) -> None:
    terminal = told(kept, UNSURE)
    terminal.wait_still(CONFIRM)
    terminal.send(ENTER)
    terminal.wait_still("Question 1")
    assert "» Nous sommes un groupe" in terminal.screen.replace("\u00a0", " ")
    assert "Proposé d'après «" in terminal.screen.replace("\u00a0", " ")
    terminal.send(CTRL_C)
    assert terminal.end() == 130


def test_back_and_taking_up_again_keep_the_description(kept: Path) -> None:
    terminal = told(kept, README)
    terminal.wait_still(CONFIRM)
    terminal.send(ENTER)
    terminal.wait_still("Question 1")
    terminal.send(ESCAPE)
    terminal.wait_still(CONFIRM)
    terminal.send(ESCAPE)
    terminal.wait_still("Décrivez votre projet autrement")
    assert "épicerie de mon village" in terminal.screen
    terminal.send(ENTER)
    terminal.wait_still(CONFIRM)
    terminal.send(CTRL_C)
    assert terminal.end() == 130
    assert "Votre description est gardée" in terminal.everything
    again = opened(kept, "orienter")
    again.wait_still("décrit votre projet")
    again.send(ENTER)
    again.wait_still(CONFIRM)
    assert "« Creuse »" in again.screen.replace("\u00a0", " ")
    again.send(CTRL_C)
    assert again.end() == 130


@pytest.mark.parametrize(
    ("text", "said"),
    [("j'ai plus rien à manger", "115"), ("comment remplir ma déclaration d'impôts", "Je ne vois pas ici de projet")],
)
def test_something_else_is_met_kindly_then_asked_again(kept: Path, text: str, said: str) -> None:
    terminal = told(kept, text)
    terminal.wait_all(said)
    terminal.wait_still("Décrivez")
    terminal.send(ENTER)
    terminal.wait_still("Qui êtes-vous")
    terminal.send(CTRL_C)
    assert terminal.end() == 130


def test_plain_lines_quote_the_words(kept: Path) -> None:
    terminal = opened(kept, "orienter", "--simple", columns=80)
    terminal.wait_still("Votre réponse")
    terminal.send(README, ENTER)
    terminal.wait_still("Votre réponse (un numéro")
    assert "2. Profil" in terminal.screen.replace("\u00a0", " ")
    assert "« épicerie »" in terminal.screen.replace("\u00a0", " ")
    terminal.send("1" + ENTER)
    terminal.wait_still("Question 1")
    assert b"\x1b" not in terminal.raw
    terminal.send(CTRL_C)
    assert terminal.end() == 130


@pytest.mark.parametrize(
    "text",
    [
        "\u202eépicerie\u202c [red]x[/] <b>&amp; {0} %s en Creuse",
        "épicerie 🥖" * 30 + " à Guéret",
        "recyclerie 漢字漢字 à Redon",
    ],
)
def test_hostile_text_in_the_call(kept: Path, text: str) -> None:
    terminal = opened(kept, "orienter", text, columns=60)
    terminal.wait_still("Entrée valider")
    assert "\u202e" not in terminal.everything
    assert all(cells(line) <= 60 for line in terminal.screen.splitlines())
    terminal.send(CTRL_C)
    assert terminal.end() == 130


def test_a_long_text_is_cut_to_what_it_says(kept: Path) -> None:
    text = "Bonjour, il fait beau chez nous et la place est grande. " * 35
    text = f"{text} Je veux reprendre l'épicerie en Creuse. {text}"
    assert len(text) > 3900
    terminal = opened(kept, "orienter", text, columns=80, rows=30)
    terminal.wait_still(CONFIRM)
    assert "[…]" in terminal.everything
    assert len(terminal.everything.strip().splitlines()) < 30
    terminal.send(CTRL_C)
    assert terminal.end() == 130


@pytest.mark.parametrize("width", [20, 40, 80])
def test_quoted_rows_keep_the_words(width: int) -> None:
    rows = list(quoted(README, ((20, 28), (47, 53)), width))
    assert all(sum(cells(piece) for piece, _ in row) <= width + 2 for row in rows)
    assert [piece for row in rows for piece, strong in row if strong] == ["épicerie", "Creuse"]
    assert "".join(piece for row in rows for piece, _ in row).replace(" ", "") == f"«{README}»".replace(" ", "")
