"""Answers of a conversation under way, kept after each one in a private file, so that stopping loses nothing."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from ess_orient import paths
from ess_orient.model.condition import AnswerKey

FORMAT = "ess-orient/en-cours/1"
PATH_VARIABLE = "ESS_ORIENT_EN_COURS"
"""Environment variable: where the file is instead of the user's folder."""

_MOST_BYTES = 100_000
_STRAY_AFTER = 3600.0


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What the file holds: answers as in an answers file, the order in which they were asked, the person's words."""

    format: str
    reponses: dict[str, str | list[str]]
    posees: list[str] = []
    description: str = ""


class Keeper:
    """Reads and writes the file. What cannot be written is told once, and is no reason to stop."""

    def __init__(self, path: Path | None = None) -> None:
        given = os.environ.get(PATH_VARIABLE)
        self.path = path or (Path(given) if given else paths.user_folder() / "en-cours.json")
        self.failure: str | None = None
        """Why the answers could not be kept."""

    def read(self) -> Kept | None:
        """What was kept, None if nothing was or if it cannot be read."""
        self._sweep()
        try:
            with self.path.open("rb") as stream:
                kept = msgspec.json.decode(stream.read(_MOST_BYTES), type=Kept)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        return kept if kept.format == FORMAT and (kept.reponses or kept.description) else None

    def keep(
        self, answers: Mapping[AnswerKey, tuple[str, ...]], asked: Iterable[AnswerKey], description: str = ""
    ) -> bool:
        """Write the answers beside and rename, so that a reader never meets half a file. False if it failed."""
        kept = Kept(
            format=FORMAT,
            reponses={key.value: list(values) for key, values in answers.items()},
            posees=[key.value for key in asked],
            description=description,
        )
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._replace(msgspec.json.encode(kept))
        except OSError as error:
            self.failure = error.strerror or "disque indisponible"
            return False
        self.failure = None
        return True

    def forget(self) -> None:
        """Remove the file: the conversation is over, or begins anew."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            self.failure = error.strerror

    def _replace(self, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")  # created with mode 0600
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(self.path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def _sweep(self) -> None:
        """Remove what a power cut may have left half-written."""
        try:
            for stray in self.path.parent.glob(f".{self.path.name}.*"):
                if time.time() - stray.stat().st_mtime > _STRAY_AFTER:
                    stray.unlink()
        except OSError:
            return
