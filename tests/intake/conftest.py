"""A store in a folder of its own, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ess_orient.intake.store import Store


class Clock:
    """A moment that goes on by one second each time it is asked for."""

    def __init__(self, day: str = "2026-03-03") -> None:
        self.day = day
        self.seconds = 0

    def __call__(self) -> str:
        self.seconds += 1
        return f"{self.day}T10:{self.seconds // 60:02d}:{self.seconds % 60:02d}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dossiers" / "dossiers.sqlite"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    with Store(path, clock) as opened:
        yield opened
