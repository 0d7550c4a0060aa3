"""The small base in place of the embedded one, and a private place for answers kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ess_orient import paths
from ess_orient.cli import towns
from tests.cli.ask.small import FOLDER, PLACES


@pytest.fixture(autouse=True)
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where this run keeps its things."""
    monkeypatch.setattr(paths, "data_folder", lambda: FOLDER)
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path / "user")
    monkeypatch.setattr(towns, "places", lambda: towns.open_places(PLACES))
    for variable in ("ESS_ORIENT_EN_COURS", "ESS_ORIENT_BASE", "ACCESSIBLE", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path
