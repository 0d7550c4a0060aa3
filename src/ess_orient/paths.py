"""Where the data and the user's own files are."""

from __future__ import annotations

from pathlib import Path

APPLICATION = "ess-orient"


def data_folder() -> Path:
    """The embedded data: beside the package in a wheel, at the root of a checkout."""
    packaged = Path(__file__).resolve().parent / "data"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "data"


def cache_folder() -> Path:
    """Where what can be worked out again is kept."""
    from platformdirs import user_cache_path

    return user_cache_path(APPLICATION, appauthor=False)


def user_folder() -> Path:
    """Where what belongs to the user is kept."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)
