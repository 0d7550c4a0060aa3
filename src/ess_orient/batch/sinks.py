"""Files that appear under their name only when complete: written beside, synced, renamed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO, Protocol

PARTIAL = ".partiel"


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes | memoryview) -> object:
        """Add bytes."""
        ...

    def sync(self) -> int:
        """Make sure of what was written; its length."""
        ...

    def commit(self) -> None:
        """Give the file its name."""
        ...

    def close(self) -> None:
        """Leave, keeping what was confirmed."""
        ...


class FileSink:
    """A file written beside its name. With `length`, goes on after that many bytes of what was written before."""

    def __init__(self, path: Path, length: int | None = None) -> None:
        self.path = path
        self.partial = path.with_name(path.name + PARTIAL)
        if length is None:
            self.stream: BinaryIO = self.partial.open("wb", buffering=1 << 20)
        else:
            os.truncate(self.partial, length)
            self.stream = self.partial.open("ab", buffering=1 << 20)

    def write(self, data: bytes | memoryview) -> object:
        """Add bytes."""
        return self.stream.write(data)

    def sync(self) -> int:
        """Make sure of what was written; its length."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        return self.stream.tell()

    def commit(self) -> None:
        """Give the file its name."""
        if not self.stream.closed:
            self.sync()
            self.stream.close()
        self.partial.replace(self.path)
        sync_folder(self.path.parent)

    def close(self) -> None:
        """Leave, keeping what was confirmed."""
        try:
            self.stream.close()
        except OSError:
            return  # a full disk was said already; what was synced stands

    def discard(self) -> None:
        """Leave nothing."""
        self.close()
        self.partial.unlink(missing_ok=True)


class StandardOutput:
    """The standard output; on a terminal, without the codes that could move or colour it."""

    def __init__(self) -> None:
        self._terminal = sys.stdout.isatty()
        self._length = 0

    def write(self, data: bytes | memoryview) -> object:
        """Add bytes."""
        content = bytes(data)
        self._length += len(content)
        if self._terminal:
            kept = "".join(
                char if char.isprintable() or char in "\r\n\t" else "�" for char in content.decode("utf-8", "replace")
            )
            content = kept.encode()
        return sys.stdout.buffer.write(content)

    def sync(self) -> int:
        """Flush."""
        sys.stdout.buffer.flush()
        return self._length

    def commit(self) -> None:
        """Flush."""
        sys.stdout.buffer.flush()

    def close(self) -> None:
        """Nothing to leave."""


def write_whole(path: Path, content: bytes) -> None:
    """A small file, replaced at once."""
    sink = FileSink(path)
    try:
        sink.write(content)
        sink.commit()
    except OSError:
        sink.discard()
        raise


def sync_folder(folder: Path) -> None:
    """Make sure of a renaming, where the system allows it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
