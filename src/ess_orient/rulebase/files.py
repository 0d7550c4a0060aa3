"""Which files make a layer, and the name they are shown under."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

SEPARATE_FILES = frozenset({"lexicon.yaml", "natural_areas.yaml", "rurality.yaml"})
"""Files of a data folder that other rooms read by themselves."""

EMBEDDED = "base intégrée"


class Layer(NamedTuple):
    """A data folder and the name it is shown under."""

    name: str
    folder: Path


def files_of(layer: Layer) -> list[Path]:
    """The data files of a folder, in the order of their names."""
    return sorted(
        path
        for path in layer.folder.glob("*.yaml")
        if path.name not in SEPARATE_FILES and not path.name.startswith(".")
    )


def left_out(layer: Layer) -> list[Path]:
    """Files that look like data but whose name keeps them from being read."""
    return sorted(
        path
        for path in layer.folder.iterdir()
        if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml" and not path.name.startswith(".")
    )


def shown_name(layer: Layer, path: Path) -> str:
    """How a file is named in findings: alone for the embedded base, with its folder as it was given otherwise."""
    return path.name if layer.name == EMBEDDED else f"{layer.name.rstrip('/')}/{path.name}"


def path_of(shown: str, layers: list[Layer]) -> Path | None:
    """The file a finding names, None if it is in none of the layers."""
    for layer in layers:
        path = layer.folder / Path(shown).name
        if shown_name(layer, path) == shown:
            return path
    return None
