"""The database of places, opened once for all tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ess_orient.territory.places import Places

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def places() -> Iterator[Places]:
    """The places of the project."""
    opened = Places.open(DATA / "places.sqlite")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the project's data."""
    return DATA
