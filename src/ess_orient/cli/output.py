"""Results written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

STANDARD = "-"


def write_result(text: str, target: str | None) -> None:
    """To a file, or to standard output for None and « - ». OSError if the disk refuses; a file is never half-written."""
    if target is None or target == STANDARD:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    path = Path(target).resolve()  # a link is followed, not replaced
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        path.write_text(text, encoding="utf-8")  # a device or a pipe: there is nothing to replace
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
