"""The wheel holds the data and works when installed elsewhere, away from the sources."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ess_orient import __version__
from tests.cli.running import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project built by the locked backend, without network."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content, as an installer lays it out."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_code_data_and_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert f"ess_orient-{__version__}.dist-info/METADATA" in names
    for path in (ROOT / "data").iterdir():
        assert f"ess_orient/data/{path.name}" in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert not [name for name in names if name.startswith(("tests", "bench", "tools"))]


def run(installed: Path, tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-P", *words], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def test_it_works_elsewhere(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "-c", "import ess_orient; print(ess_orient.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed)
    assert run(installed, tmp_path, "-m", "ess_orient", "--version").stdout == f"ess-orient {__version__}\n"
    found = run(installed, tmp_path, "-m", "ess_orient", "catalogue", "--recherche", "adie")
    assert found.returncode == 0, found.stderr
    assert "Adie" in found.stdout


def test_the_script_is_declared(installed: Path) -> None:
    (declared,) = installed.glob("*.dist-info/entry_points.txt")
    assert "ess-orient = ess_orient.__main__:main" in declared.read_text(encoding="utf-8")
