"""Interviews in a real terminal: keys pressed, screens read, sizes changed, processes killed."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest

from ess_orient.intake.store import Store
from ess_orient.model.condition import AnswerKey
from tests.cli.ask.terminal import CTRL_C, ENTER, ESCAPE, Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal is needed")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dossiers.sqlite"


def interview(file: Path, *arguments: str, columns: int = 120, rows: int = 36, **variables: str) -> Terminal:
    """A run of `entretien` in a terminal, without its very first notice."""
    if not file.exists():
        Store(file, lambda: "2026-03-03T09:00:00").close()
    return Terminal(
        file.parent / "en-cours.json", "--date", "2026-03-03", "entretien", *arguments, columns=columns, rows=rows,
        ESS_ORIENT_DOSSIERS=str(file), **variables,
    )  # fmt: skip


def answers(file: Path) -> dict[AnswerKey, tuple[str, ...]]:
    with Store(file, lambda: "") as store:
        return dict(store.case(1).last.profile.answers)


def test_an_interview_without_leaving_the_keyboard(file: Path) -> None:
    terminal = interview(file, "nouveau", "--dossier", "café")
    terminal.wait("café – entretien 1")
    terminal.send("p", "1")
    terminal.wait("Gardé – Profil")
    terminal.send("b", "2", ENTER)
    terminal.wait("Prêt rural")
    terminal.send("d")
    terminal.wait("Commune, code postal")
    terminal.send("Tull")
    terminal.wait("Tab : Tulle (19, Corrèze)")
    terminal.send("\t", ENTER)
    terminal.wait("Appel de la Corrèze")
    terminal.send("n")
    terminal.wait("Note libre")
    terminal.send("la mairie prête le local", ENTER)
    terminal.wait("Note gardée")
    terminal.send("q")
    terminal.wait_all("reprendre café")
    assert terminal.end() == 0
    assert answers(file) == {
        AnswerKey.AUDIENCE: ("porteur",), AnswerKey.NEEDS: ("financement",), AnswerKey.DEPARTMENT: ("19",),
        AnswerKey.MUNICIPALITY: ("19272",),
    }  # fmt: skip


@pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24), (40, 20), (200, 60)])
def test_every_size(file: Path, columns: int, rows: int) -> None:
    terminal = interview(file, "nouveau", columns=columns, rows=rows)
    terminal.wait("Dossier 1")
    terminal.send("s", "2")
    terminal.wait("Gardé – Stade")
    for width, height in ((40, 12), (150, 50), (80, 24), (20, 5)):
        terminal.process.setwinsize(height, width)
        terminal._history.resize(height, width)
        terminal.settle()
        assert terminal.alive()
    terminal.process.setwinsize(24, 80)
    terminal._history.resize(24, 80)
    terminal.wait("Stade")
    terminal.send("q")
    assert terminal.end() == 0
    assert answers(file)[AnswerKey.STAGE] == ("creation",)


def test_ctrl_c_keeps_everything_and_says_how_to_go_on(file: Path) -> None:
    terminal = interview(file, "nouveau", "--dossier", "café")
    terminal.wait("entretien 1")
    terminal.send("s", "1")
    terminal.wait("Gardé")
    terminal.send(CTRL_C)
    assert terminal.end() == 130
    assert "ess-orient entretien reprendre café" in terminal.everything and "Traceback" not in terminal.everything
    assert answers(file) == {AnswerKey.STAGE: ("idee",)}


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGHUP])
def test_a_power_cut_loses_nothing_confirmed(file: Path, sign: signal.Signals) -> None:
    terminal = interview(file, "nouveau", "--dossier", "café")
    terminal.wait("entretien 1")
    terminal.send("s", "3")
    terminal.wait("Gardé – Stade")
    terminal.process.kill(sign)
    terminal.end()
    assert answers(file) == {AnswerKey.STAGE: ("reprise",)}
    again = interview(file, "reprendre", "café")
    again.wait("Je reprends une activité")
    again.send("q")
    assert again.end() == 0


def test_the_notice_stays_until_it_is_read(file: Path) -> None:
    terminal = Terminal(file.parent / "en-cours.json", "entretien", "nouveau", ESS_ORIENT_DOSSIERS=str(file))
    terminal.wait("Entrée pour commencer")
    assert "Rien n'est envoyé ailleurs" in " ".join(terminal.screen.replace("\u00a0", " ").split())
    terminal.send(ENTER)
    terminal.wait("Dossier 1")
    terminal.send("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("how", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {}])
def test_the_same_by_numbered_lines(file: Path, how: dict[str, str]) -> None:
    terminal = interview(file, "nouveau", "--dossier", "café", *([] if how else ["--simple"]), rows=60, **how)
    terminal.wait("1. Profil")
    terminal.send("2", ENTER)
    terminal.wait("C'est une idée")
    terminal.send("2", ENTER)
    terminal.wait("Gardé – Stade")
    terminal.send("quitter", ENTER)
    assert terminal.end() == 0
    assert b"\x1b[" not in terminal.raw
    assert answers(file) == {AnswerKey.STAGE: ("creation",)}


def test_hostile_names_are_text_on_the_page(file: Path) -> None:
    with Store(file, lambda: "2026-03-03T09:00:00") as store:
        store.add_note(store.create_case("\x1b[2J<b>x", "\x1b]0;titre\x07 ../../x"), "\x1b[31m" + "z" * 1_000_000)
    terminal = interview(file, "reprendre", "1")
    terminal.wait("<b>x")
    assert b"\x1b]0;titre" not in terminal.raw
    terminal.send("q")
    assert terminal.end() == 0


def test_a_full_disk_is_said_and_the_interview_goes_on(file: Path) -> None:
    terminal = interview(file, "nouveau", "--dossier", "café")
    terminal.wait("entretien 1")
    terminal.send("s", "1")
    terminal.wait("Gardé – Stade")
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (1000, 1000))
    terminal.send("s", "2")
    terminal.wait("NON GARDÉ")
    terminal.send(ESCAPE, "q")
    assert terminal.end() == 0
    assert answers(file) == {AnswerKey.STAGE: ("idee",)}
