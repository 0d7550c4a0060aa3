"""A process killed at random moments loses nothing that it had confirmed. The long campaign: bench/intake_kills.py."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a signal of Unix")


def bench() -> ModuleType:
    place = Path(__file__).parents[2] / "bench" / "intake_kills.py"
    spec = importlib.util.spec_from_file_location("intake_kills", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_twenty_five_kills(tmp_path: Path) -> None:
    found = bench().campaign(tmp_path, 25, seed=2026)
    assert found.lost == ()
    assert found.confirmed > 25
