"""Completion: scripts for four shells, and what they are answered."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.cli.running import call, process, written_commands


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_for_each_shell(shell: str) -> None:
    ran = call("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "_ESS_ORIENT_COMPLETE" in ran.out
    assert "ess-orient" in ran.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_bash_script_is_sound() -> None:
    done = subprocess.run(["bash", "-n"], input=call("completion", "bash").out, text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


def completed(line: str) -> list[str]:
    words = line.split(" ")
    ran = process(
        env={"_ESS_ORIENT_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()


def test_what_is_completed() -> None:
    assert set(written_commands()) <= set(completed("ess-orient "))
    assert completed("ess-orient cat") == ["catalogue"]
    assert completed("ess-orient catalogue --form") == ["--format"]
    assert completed("ess-orient catalogue --format j") == ["json"]
    assert completed("ess-orient catalogue act") == ["acteurs"]
    assert completed("ess-orient completion z") == ["zsh"]
