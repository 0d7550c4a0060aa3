"""The README says true things: its commands run and print what it shows, and it leaves no option out."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import ROOT, all_commands, environment, written_commands

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, list[str]]]:
    """(command, lines shown after it) of every console block."""
    found: list[tuple[str, list[str]]] = []
    for language, _, text in BLOCKS.findall(README):
        if language != "console":
            continue
        for line in text.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines are those printed; a line « … » stands for any number of lines."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(matches(shown[1:], printed[index:]) for index in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and matches(shown[1:], printed[1:])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files the README shows by name."""
    for _, name, text in BLOCKS.findall(README):
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("command", "shown"), examples(), ids=[command for command, _ in examples()])
def test_a_command_prints_what_the_readme_shows(command: str, shown: list[str], folder: Path) -> None:
    import subprocess
    import sys

    words = shlex.split(command)
    assert words[0] == "ess-orient"
    name = next(word for word in words[1:] if word in ("orienter", *written_commands()))
    if name not in written_commands():
        pytest.skip(f"{name} is not there yet")
    done = subprocess.run(
        [sys.executable, "-m", "ess_orient", *words[1:]], cwd=folder, capture_output=True, text=True, timeout=60,
        env=environment({"COLUMNS": "80", "NO_COLOR": "1"}), stdin=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert matches(shown, done.stdout.splitlines()), done.stdout


def test_every_command_and_option_is_in_the_readme() -> None:
    written = set(re.findall(r"--[a-z][a-z-]*", README))
    for words, command, context in all_commands():
        assert not words or words[0] in README
        for param in command.get_params(context):
            if param.param_type_name == "option" and not getattr(param, "hidden", False):
                assert set(param.opts) <= written, f"{' '.join(words)}: {param.opts}"


def test_the_list_of_options_is_what_the_commands_say() -> None:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "tools" / "readme.py")
    assert spec is not None and spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    assert writer.updated(README) == README, "run: python tools/readme.py"


def test_no_option_of_the_readme_is_made_up() -> None:
    known = {name for _, command, context in all_commands() for param in command.get_params(context)
             for name in param.opts}  # fmt: skip
    if "orienter" in written_commands():
        assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)) <= known


def test_every_file_it_names_is_there() -> None:
    names = re.findall(r"`((?:data|model|cli)/\w+\.\w+|\w[\w-]*\.(?:py|lock|md)|LICENSE)`", README)
    assert len(names) > 8
    for name in names:
        assert (ROOT / name).exists() or (ROOT / "src" / "ess_orient" / name).exists(), name
