"""The arrows between the rooms, kept by import-linter, and a few habits of the house."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.cli.running import COMMAND, ROOT, environment

SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_arrows_point_one_way() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_public_thing_says_what_it_is() -> None:
    silent = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [tree, *(node for node in ast.walk(tree) if isinstance(node, (ast.ClassDef, ast.FunctionDef)))]
        for node in nodes:
            name = getattr(node, "name", "module")
            nested = isinstance(node, ast.FunctionDef) and not _is_public(tree, node)
            if not name.startswith("_") and not nested and ast.get_docstring(node) is None:
                silent.append(f"{path.relative_to(ROOT)}: {name}")
    assert silent == []


def _is_public(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Whether a function is reached from outside: of the module, or of a public class of it."""
    holders = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    return any(function in holder.body for holder in holders)


def test_help_loads_no_command_and_nothing_heavy() -> None:
    code = "import sys; from ess_orient.cli.app import run; run(['--aide']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, cwd=ROOT)
    loaded = set(done.stderr.split())
    heavy = {"rich", "yaml", "questionary", "prompt_toolkit", "msgspec", "pydantic", "jinja2", "platformdirs"}
    assert not heavy & loaded
    assert not [name for name in loaded if name.startswith("ess_orient.cli.commands.")]


def test_version_loads_nothing_at_all() -> None:
    done = subprocess.run(
        [COMMAND[0], "-X", "importtime", *COMMAND[1:], "--version"], env=environment(), capture_output=True, text=True,
        cwd=ROOT,
    )  # fmt: skip
    assert "typing" not in done.stderr.split()
    assert "typer" not in done.stderr


def test_the_locks_agree_and_name_no_registry() -> None:
    def versions(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and "pypi" not in text
        lines = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
        assert text.count("--hash=sha256:") >= len(lines)
        return {line.rstrip(" \\").split(" ;")[0] for line in lines}

    assert versions("requirements.lock") <= versions("requirements-dev.lock")
    assert "requirements" not in Path(ROOT / "src").name
