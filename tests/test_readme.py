"""The README says true things: its commands run and print what it shows, and it leaves no option out."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.running import ROOT, all_commands, environment, written_commands

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DAY = "2026-11-23"
"""When the README was written: what its commands print of dates holds for that day."""


class Step(NamedTuple):
    """A command, the exit code said above it (`# code 1`), and the lines shown below it."""

    command: str
    code: int
    shown: list[str]


class Session(NamedTuple):
    """A console block: its commands run one after the other in one folder, with the files shown above the block."""

    steps: list[Step]
    files: dict[str, str]


def sessions() -> list[Session]:
    found: list[Session] = []
    files: dict[str, str] = {}
    for language, name, text in BLOCKS.findall(README):
        if name.endswith((".yaml", ".csv")):
            files[name] = text
        if language == "console":
            found.append(Session(steps(text), dict(files)))
    return found


def steps(text: str) -> list[Step]:
    found: list[Step] = []
    code = 0
    for line in text.splitlines():
        if line.startswith("# code "):
            code = int(line.removeprefix("# code "))
        elif line.startswith("$ "):
            found.append(Step(line[2:], code, []))
            code = 0
        else:
            found[-1].shown.append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines are those printed; « … » stands for any lines or, within a line, for any words."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(matches(shown[1:], printed[index:]) for index in range(len(printed) + 1))
    wanted = re.escape(shown[0]).replace("…", ".*")
    return bool(printed) and re.fullmatch(wanted, printed[0]) is not None and matches(shown[1:], printed[1:])


@pytest.mark.parametrize("session", sessions(), ids=[session.steps[0].command for session in sessions()])
def test_commands_print_what_the_readme_shows(session: Session, tmp_path: Path) -> None:
    """What is shown is the result or, where there is none, what the program says of it; spaces here are plain ones."""
    for name, text in session.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    changes = {"COLUMNS": "80", "NO_COLOR": "1", "ESS_ORIENT_DOSSIERS": str(tmp_path / "dossiers.sqlite")}
    for step in session.steps:
        words = shlex.split(step.command)
        assert words[0] == "ess-orient"
        done = subprocess.run(
            [sys.executable, "-m", "ess_orient", "--date", DAY, *words[1:]], cwd=tmp_path, capture_output=True,
            text=True, timeout=120, env=environment(changes), stdin=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == step.code, f"{step.command}\n{done.stderr}"
        printed = (done.stdout or done.stderr).replace("\u00a0", " ").replace("\u202f", " ").splitlines()
        assert matches(step.shown, printed), f"{step.command}\n{done.stdout}{done.stderr}"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of another kind")
def test_the_session_is_a_real_one(tmp_path: Path) -> None:
    """What is on the screen after each key, one screen after the other."""
    from tests.cli.ask.terminal import ENTER, Terminal

    shown = next(text for _, name, text in BLOCKS.findall(README) if name == "séance").splitlines()
    sentence = next(line for line in shown if line.startswith(" » ")).removeprefix(" » ")
    terminal = Terminal(tmp_path / "kept", "--date", DAY, "orienter", columns=88, rows=45, NO_COLOR="1", REAL_BASE="1")
    terminal.wait_still("Décrivez")
    terminal.send(sentence)
    terminal.settle()
    screens = [terminal.screen]
    for sign in ("Tout est juste", "Question 1", "Question 2", "Voir les résultats", "Et maintenant"):
        terminal.send(ENTER)
        terminal.wait_still(sign)
        screens.append(terminal.screen)
    screens[-1] = terminal.everything
    terminal.process.close(force=True)
    lines = [line for screen in screens for line in screen.replace("\u00a0", " ").splitlines()]
    assert matches([*shown, "…"], lines), "\n".join(lines)


def test_every_command_and_option_is_in_the_readme() -> None:
    written = set(re.findall(r"--[a-z][a-z-]*", README))
    for words, command, context in all_commands():
        assert not words or words[0] in README
        for param in command.get_params(context):
            if param.param_type_name == "option" and not getattr(param, "hidden", False):
                assert set(param.opts) <= written, f"{' '.join(words)}: {param.opts}"


def test_the_lists_of_options_and_of_checks_are_what_the_code_says() -> None:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools" / "readme.py")
    assert spec is not None and spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    assert writer.updated(README) == README, "run: python tools/readme.py"


def test_no_option_of_the_readme_is_made_up() -> None:
    known = {name for _, command, context in all_commands() for param in command.get_params(context)
             for name in param.opts}  # fmt: skip
    if "orienter" in written_commands():
        ours = re.sub(r"`python [^`]*`", "", README)
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", ours)) <= known


def test_every_file_it_names_is_there() -> None:
    names = re.findall(r"`((?:data|model|cli|bench|tools|batch)/\w+\.\w+|\w[\w-]*\.(?:py|lock|md)|LICENSE)`", README)
    assert len(names) > 8
    for name in names:
        assert (ROOT / name).exists() or (ROOT / "src" / "ess_orient" / name).exists(), name
