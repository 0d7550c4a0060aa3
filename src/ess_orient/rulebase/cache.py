"""The compiled form of a base without problems: its records as JSON, keyed by the content of the files.

Reading 5,000 lines of YAML strictly takes some fifty times longer than decoding these records. The key holds the
fingerprint of the files and of the model, so a stale form is never read; a broken or foreign one is ignored.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ess_orient import __version__
from ess_orient.model.base import Base
from ess_orient.model.orientation import BaseIdentity
from ess_orient.rulebase.load import Change, Layer, Loaded, files_of, fingerprint, load


class _Compiled(msgspec.Struct, frozen=True):
    """Layers are kept by their number: the same content may lie in folders of other names."""

    version: str
    fingerprint: str
    base: Base
    layers: dict[str, int]
    changes: dict[str, tuple[tuple[int, Change], ...]]


def load_cached(layers: Sequence[Layer], folder: Path) -> Loaded:
    """The base, from its compiled form in `folder` if there is one; `origins` are then empty.

    What the engine could not apply (an unknown id, a condition too ramified…) is among the problems.
    """
    mark = fingerprint(layers)
    counts = [len(files_of(layer)) for layer in layers]
    path = folder / f"base-{hashlib.sha256(f'{__version__} {counts} {mark}'.encode()).hexdigest()[:24]}.json"
    compiled = _read(path, mark)
    names = tuple(layer.name for layer in layers)
    if compiled is not None:
        return _restored(compiled, names)
    loaded = load(layers)
    if loaded.usable:
        from ess_orient.rulebase.verify import blocking

        loaded = loaded._replace(problems=(*loaded.problems, *blocking(loaded)))
    if not loaded.problems:
        _write(path, _compiled(loaded, mark, names))
    return loaded


def _restored(compiled: _Compiled, names: tuple[str, ...]) -> Loaded:
    identity = BaseIdentity(version=compiled.base.version or "", fingerprint=compiled.fingerprint, layers=names)
    layers = {entry: names[number] for entry, number in compiled.layers.items()}
    changes = {
        entry: tuple(Change(names[number], change.keys, change.why) for number, change in found)
        for entry, found in compiled.changes.items()
    }
    return Loaded(compiled.base, identity, layers=layers, changes=changes)


def _compiled(loaded: Loaded, mark: str, names: tuple[str, ...]) -> _Compiled:
    layers = {entry: names.index(layer) for entry, layer in loaded.layers.items()}
    changes = {
        entry: tuple((names.index(change.layer), change) for change in found) for entry, found in loaded.changes.items()
    }
    return _Compiled(__version__, mark, loaded.base, layers, changes)


def _read(path: Path, mark: str) -> _Compiled | None:
    try:
        compiled = msgspec.json.decode(path.read_bytes(), type=_Compiled)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return compiled if compiled.fingerprint == mark and compiled.version == __version__ else None


def _write(path: Path, compiled: _Compiled) -> None:
    """Written beside and renamed, so that a reader never meets half a file. Failing is no harm."""
    import tempfile

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".base-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode(compiled))
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
    except OSError:
        return
