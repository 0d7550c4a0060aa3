"""The compiled form of a base without problems: its records as JSON, keyed by the content of the files.

Reading 5,000 lines of YAML strictly takes some fifty times longer than decoding these records. The key holds the
fingerprint of the files and of the model, so a stale form is never read; a broken or foreign one is ignored.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ess_orient import __version__
from ess_orient.model.base import Base
from ess_orient.model.orientation import BaseIdentity
from ess_orient.rulebase.load import Layer, Loaded, fingerprint, load


class _Compiled(msgspec.Struct, frozen=True):
    version: str
    fingerprint: str
    base: Base


def load_cached(layers: Sequence[Layer], folder: Path) -> Loaded:
    """The base, from its compiled form in `folder` if there is one; `origins` are then empty."""
    mark = fingerprint(layers)
    path = folder / f"base-{hashlib.sha256(f'{__version__} {mark}'.encode()).hexdigest()[:24]}.json"
    base = _read(path, mark)
    if base is not None:
        identity = BaseIdentity(
            version=base.version or "", fingerprint=mark, layers=tuple(layer.name for layer in layers)
        )  # fmt: skip
        return Loaded(base, identity, (), {})
    loaded = load(layers)
    if not loaded.problems:
        _write(path, _Compiled(__version__, mark, loaded.base))
    return loaded


def _read(path: Path, mark: str) -> Base | None:
    try:
        compiled = msgspec.json.decode(path.read_bytes(), type=_Compiled)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return compiled.base if compiled.fingerprint == mark and compiled.version == __version__ else None


def _write(path: Path, compiled: _Compiled) -> None:
    """Written beside and renamed, so that a reader never meets half a file. Failing is no harm."""
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
