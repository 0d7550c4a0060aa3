"""Run the program as a person does, in this process or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import typer
from typer import _click as click

from ess_orient import __main__ as door
from ess_orient.cli.app import COMMANDS, PROGRAM, app

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "ess_orient"]


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def call(*arguments: str) -> Ran:
    """Exit code and outputs of a run in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = door._guarded(lambda: door._run(list(arguments)))
    return Ran(code, out.getvalue(), err.getvalue())


def environment(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The environment of a process that runs these sources."""
    merged = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **(changes or {})}
    return {name: value for name, value in merged.items() if value is not None}


def process(*arguments: str | bytes, env: Mapping[str, str | None] | None = None, stdin: bytes = b"") -> Ran:
    """Exit code and outputs of a run in a process of its own."""
    done = subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, env=environment(env), cwd=ROOT, timeout=60
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def written_commands() -> list[str]:
    """The commands whose module is there."""
    folder = ROOT / "src" / "ess_orient" / "cli" / "commands"
    return [name for name, lazy in COMMANDS.items() if (folder / f"{lazy.module}.py").exists()]


def all_commands() -> Iterator[tuple[tuple[str, ...], click.Command, click.Context]]:
    """(words that call it, command, context) for the program, its commands and those of its groups."""
    root = typer.main.get_command(app)
    context = root.make_context(PROGRAM, [], resilient_parsing=True)
    yield (), root, context
    for name in written_commands():
        command = root.get_command(context, name)  # type: ignore[attr-defined]
        below = command.make_context(name, [], parent=context, resilient_parsing=True)
        yield (name,), command, below
        for sub in command.list_commands(below) if hasattr(command, "list_commands") else ():
            inner = command.get_command(below, sub)
            yield (name, sub), inner, inner.make_context(sub, [], parent=below, resilient_parsing=True)
