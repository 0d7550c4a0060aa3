"""The set-up program: what it says when something is missing, and that it does nothing twice."""

from __future__ import annotations

import builtins
import errno
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.running import ROOT


@pytest.fixture
def lancer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program, as if it lay in an empty folder with the two locks."""
    spec = importlib.util.spec_from_file_location("lancer", ROOT / "lancer.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / ".venv" / "ess-orient.txt"))
    return module


def test_an_old_python_is_told(
    lancer: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lancer.sys, "version_info", (3, 9, 2, "final", 0))
    assert lancer.main([]) == 2
    assert "Python 3.9 est trop ancien" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["ensurepip", "venv"])
def test_a_debian_without_venv_is_told_which_package(
    lancer: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == missing:
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    assert lancer.main(["catalogue"]) == 2
    told = capsys.readouterr()
    assert "sudo apt install python3-venv" in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("output", "part"),
    [
        ("WARNING: Retrying after NewConnectionError\nERROR: No matching distribution found for rich", "pas de réseau"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "disque est plein"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "n'est pas celui attendu"),
        ("SSLError(CERTIFICATE_VERIFY_FAILED)", "certificat"),
        ("", "a échoué"),
        ("ERROR: autre chose", "a échoué"),
    ],
)
def test_why_an_installation_fails(lancer: ModuleType, output: str, part: str) -> None:
    message, *remedies = lancer.why_not_installed(output)
    assert part in message
    assert remedies


def test_someone_elses_environment_is_left_alone(
    lancer: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = Path(lancer.python())
    foreign.parent.mkdir(parents=True)
    foreign.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    foreign.chmod(0o755)
    assert lancer.main([]) == 2
    assert "Supprimez ou renommez le dossier" in capsys.readouterr().err
    assert foreign.exists()


@pytest.mark.parametrize(("number", "part"), [(errno.ENOSPC, "disque est plein"), (errno.EACCES, "accès refusé"),
                                              (errno.EIO, "EIO")])  # fmt: skip
def test_what_the_system_refuses(
    lancer: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, part: str
) -> None:
    def refuse() -> int:
        raise OSError(number, "no", "dossier")

    monkeypatch.setattr(lancer, "make_environment", refuse)
    assert lancer.main([]) == 2
    assert part in capsys.readouterr().err


def test_it_sets_up_again_only_when_the_lock_changed(lancer: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    python = Path(lancer.python())
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(lancer, "make_environment", lambda: 0)
    monkeypatch.setattr(lancer, "install", lambda lock: done.append(lock) or 0)
    monkeypatch.setattr(lancer, "point_to_sources", lambda: None)
    monkeypatch.setattr(lancer, "compile_sources", lambda: None)
    monkeypatch.setattr(lancer, "become", lambda command: 0)
    monkeypatch.setattr(lancer, "run_checks", lambda arguments: 0)
    for arguments in ([], ["catalogue"], ["tests"], ["tests"], []):
        assert lancer.main(arguments) == 0
    assert done == ["requirements.lock", "requirements-dev.lock"]
    with (Path(lancer.ROOT) / "requirements.lock").open("a", encoding="utf-8") as stream:
        stream.write("# autre\n")
    lancer.main([])
    assert done == ["requirements.lock", "requirements-dev.lock", "requirements.lock"]
    lancer.main(["--reinstaller"])
    assert len(done) == 4


def test_arguments_and_exit_code_pass_through(lancer: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(lancer, "set_up", lambda lock: 0)
    monkeypatch.setattr(lancer, "become", lambda command: seen.append(command) or 130)
    assert lancer.main(["catalogue", "--recherche", "é è"]) == 130
    assert seen[0][1:] == ["-m", "ess_orient", "catalogue", "--recherche", "é è"]


def test_it_can_at_least_be_read_by_an_older_python() -> None:
    import ast

    ast.parse((ROOT / "lancer.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_continuous_check_is_sound() -> None:
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")]).returncode == 0
