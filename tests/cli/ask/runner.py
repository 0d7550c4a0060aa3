"""Runs the program on the small base of the tests, with the real places."""

import os
import sys
from pathlib import Path

from ess_orient import paths
from ess_orient.cli import towns

FIXTURES = Path(__file__).parents[2] / "fixtures"
PLACES = Path(__file__).parents[3] / "data" / towns.PLACES_FILE


def _use_test_base() -> None:
    paths.data_folder = lambda: FIXTURES / "base"
    towns.places = lambda: towns.open_places(PLACES)


if not os.environ.get("REAL_BASE"):
    _use_test_base()

from ess_orient.__main__ import main  # noqa: E402

if __name__ == "__main__":
    sys.argv[0] = "ess-orient"
    main()
