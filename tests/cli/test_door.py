"""The program's door: exit codes, encodings, closed pipes, full disks, hostile arguments; never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient import __main__ as door
from ess_orient import __version__
from ess_orient.cli import failures
from ess_orient.cli.errors import Interrupted, ProblemsFound, Refusal
from ess_orient.model.problem import Problem
from tests.cli.running import COMMAND, ROOT, call, environment, process


def test_version_both_ways() -> None:
    assert process("--version") == (0, f"ess-orient {__version__}\n", "")
    assert call("--version") == (0, f"ess-orient {__version__}\n", "")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-16"])
def test_any_encoding_of_the_console_gives_utf8(encoding: str) -> None:
    ran = process("catalogue", "secteurs", env={"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert ran.code == 0
    assert "Économie circulaire" in ran.out or "économie" in ran.out.casefold()


@pytest.mark.parametrize(
    "argument",
    [
        b"\xff\xfe", "\x1b[2J\x1b]0;titre\x07", "[red]rouge[/red]", "%s%n", "../../etc/passwd", "🦊" * 500,
        "a" * 100_000, "", " ", "--", "-", "--=", "--=x", "\n", "\u202e", "'; ls", "$(ls)", "*",
    ],
    ids=lambda argument: repr(argument)[:20],
)  # fmt: skip
def test_hostile_arguments(argument: str | bytes) -> None:
    for words in ([argument], ["catalogue", argument], ["catalogue", "--recherche", argument],
                  ["catalogue", "--format", argument], ["--base", argument, "catalogue"],
                  ["--date", argument, "catalogue"]):  # fmt: skip
        ran = process(*words)
        assert ran.code in (0, 2), ran
        assert "Traceback" not in ran.err
        assert "défaut" not in ran.err
        assert "\x1b" not in ran.err and "\x07" not in ran.err
        assert len(ran.err) < 3000


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), max_size=12), max_size=4))
def test_no_command_line_breaks_the_program(words: list[str]) -> None:
    ran = call(*words)
    assert ran.code in (0, 2)
    assert "défaut" not in ran.err


def test_a_closed_pipe_is_no_failure() -> None:
    with subprocess.Popen(
        [*COMMAND, "catalogue", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=environment(), cwd=ROOT,
    ) as running:  # fmt: skip
        assert running.stdout is not None and running.stderr is not None
        running.stdout.read(100)
        running.stdout.close()
        told = running.stderr.read()
    assert running.returncode == 0
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    for words in (["catalogue"], ["--version"], ["--aide"], ["catalogue", "--format", "json"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, env=environment(), cwd=ROOT)
        assert done.returncode == 2
        assert done.stderr.decode() == (
            "Erreur : le disque est plein.\nLibérez de la place, puis recommencez.\n"
        )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams(closed: str) -> None:
    line = f'"{sys.executable}" -m ess_orient catalogue secteurs {closed}'
    done = subprocess.run(["sh", "-c", line], capture_output=True, env=environment(), cwd=ROOT)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr + done.stdout


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_leaves_with_130() -> None:
    code = (
        "import os, signal, sys\nfrom ess_orient import __main__ as door\n"
        "door._run = lambda arguments: os.kill(os.getpid(), signal.SIGINT) or signal.pause()\ndoor.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"Interrompu.\n")
    assert signal.SIGINT


def failing(error: BaseException) -> tuple[int, str]:
    import contextlib
    import io

    def action() -> None:
        raise error

    told = io.StringIO()
    with contextlib.redirect_stderr(told):
        code = door._guarded(action)
    return code, told.getvalue()


def test_what_each_failure_says() -> None:
    assert failing(Refusal("ce fichier ne convient pas", "Prenez-en un autre.")) == (
        2, "Erreur : ce fichier ne convient pas\nPrenez-en un autre.\n",
    )  # fmt: skip
    assert failing(Interrupted("Vos réponses sont gardées.")) == (130, "Vos réponses sont gardées.\n")
    assert failing(KeyboardInterrupt()) == (130, "Interrompu.\n")
    assert failing(EOFError()) == (130, "Interrompu.\n")
    assert failing(BrokenPipeError()) == (0, "")
    assert failing(PermissionError(13, "Permission denied", "f.yaml")) == (
        2, "Erreur : fichier « f.yaml » : accès refusé.\n",
    )  # fmt: skip
    assert failing(MemoryError())[0] == 2
    problem = Problem(file="a.yaml", line=3, column=5, rule="type", message="un texte était attendu", remedy="Écrivez.")
    assert failing(ProblemsFound("Rien à faire.", [problem])) == (
        2, "a.yaml:3:5 erreur [type] un texte était attendu\n    → Écrivez.\nErreur : Rien à faire.\n",
    )  # fmt: skip


def test_an_unexpected_error_is_one_french_line_and_a_technical_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(door.DEBUG_VARIABLE, raising=False)
    code, told = failing(KeyError("\x1b[31mclé"))
    assert code == 2
    assert told.splitlines()[0] == (
        "Erreur inattendue : ess-orient a un défaut. Signalez-le en recopiant la ligne suivante."
    )
    assert told.splitlines()[1].startswith("  KeyError : ")
    assert "Traceback" not in told and "\x1b" not in told
    monkeypatch.setenv(door.DEBUG_VARIABLE, "1")
    with pytest.raises(KeyError):
        failing(KeyError("clé"))


def test_every_system_error_has_words() -> None:
    import errno

    for number in errno.errorcode:
        if number in (errno.EPIPE, errno.ESHUTDOWN):
            continue
        code, told = failing(OSError(number, os.strerror(number), "fichier.txt"))
        assert told.startswith("Erreur : "), number
        assert code == 2
    assert failures.UNUSABLE == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], True), (["orienter"], True), (["--base", "d", "orienter"], True), (["--base", "orienter"], True),
        (["orienter", "--simple"], True), (["orienter", "--sans-questions"], False), (["--aide"], False),
        (["catalogue"], False), (["--date", "2026-01-01", "catalogue"], False), (["orienter", "--help"], False),
    ],
)  # fmt: skip
def test_when_a_conversation_is_announced(words: list[str], expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(door.sys, name, Terminal())
    assert door._converses(words) is expected
