"""A real terminal for tests: the program runs in one, its screen is read as a person sees it."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pexpect
import pyte

RUNNER = Path(__file__).with_name("runner.py")
PATIENCE = 60.0
UP, DOWN, ENTER, ESCAPE, SPACE = "\x1b[A", "\x1b[B", "\r", "\x1b", " "
CTRL_C, CTRL_D = "\x03", "\x04"


class Terminal:
    """One run of the program, in `columns` × `rows`."""

    def __init__(self, kept: Path, *arguments: str, columns: int = 80, rows: int = 40, **variables: str) -> None:
        environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "HOME": str(kept.parent), "TERM": "xterm-256color", "LANG": "C.UTF-8", "ESS_ORIENT_EN_COURS": str(kept),
            "XDG_CACHE_HOME": str(kept.parent / "cache"), "PROMPT_TOOLKIT_NO_CPR": "1",
        } | variables  # fmt: skip
        self._history = pyte.HistoryScreen(columns, rows, history=5000, ratio=0.5)
        self._stream = pyte.ByteStream(self._history)
        self.raw = b""
        self.process = pexpect.spawn(
            sys.executable, [str(RUNNER), *arguments], dimensions=(rows, columns), env=environment, cwd=kept.parent
        )

    @property
    def screen(self) -> str:
        """What is on the screen now."""
        return "\n".join(line.rstrip() for line in self._history.display).rstrip()

    @property
    def everything(self) -> str:
        """What is on the screen and what has scrolled off it."""
        above = [
            "".join(row[column].data for column in range(self._history.columns)) for row in self._history.history.top
        ]
        return "\n".join(line.rstrip() for line in [*above, *self._history.display])

    def send(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.process.send(key)
            if key == ESCAPE:
                time.sleep(0.15)

    def wait(self, text: str) -> None:
        """Read until a text is on the screen."""
        self._until(lambda: text in self.screen, text)

    def wait_all(self, text: str) -> None:
        """Read until a text has been on the screen, even if it has scrolled off."""
        self._until(lambda: text in self.everything, text)

    def wait_still(self, text: str) -> None:
        """Read until a text is on the screen and nothing more comes."""
        self.wait(text)
        self.settle()

    def wait_next(self, before: str) -> None:
        """Read until the question after the one on that screen, or the answers to look over."""
        asked = _asked(before)
        self._until(lambda: _asked(self.screen) not in ("", asked) or "Voir les résultats" in self.screen, "more")

    def settle(self, seconds: float = 0.25) -> None:
        """Read until nothing more comes for a while."""
        quiet = time.monotonic() + seconds
        while time.monotonic() < quiet:
            before = len(self.raw)
            if not self._read():
                return
            if len(self.raw) > before:
                quiet = time.monotonic() + seconds

    def line_of(self, text: str) -> int:
        """How many lines below the pointer a text is."""
        self.settle()
        lines = self.screen.splitlines()
        pointer = next(number for number, line in enumerate(lines) if "»" in line.split("«")[0])
        return next(number for number, line in enumerate(lines) if text in line and number >= pointer) - pointer

    def colours(self) -> set[str]:
        """The colours on the screen, other than the terminal's own."""
        cells = [cell for row in self._history.buffer.values() for cell in row.values()]
        return {colour for cell in cells for colour in (cell.fg, cell.bg)} - {"default"}

    def alive(self) -> bool:
        """Whether the program still runs."""
        return bool(self.process.isalive())

    def end(self) -> int:
        """Read to the end; the exit code."""
        self._until(lambda: not self.process.isalive(), "the end")
        self._read()
        self.process.close()
        return (
            self.process.exitstatus if self.process.exitstatus is not None else 128 + (self.process.signalstatus or 0)
        )

    def _read(self) -> bool:
        try:
            data = self.process.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def _until(self, reached: object, wanted: str) -> None:
        limit = time.monotonic() + PATIENCE
        while not reached():  # type: ignore[operator]
            alive = self._read()
            if time.monotonic() > limit or (not alive and not reached()):  # type: ignore[operator]
                raise AssertionError(f"never seen: {wanted}\n--- screen ---\n{self.everything}")


def questioned(kept: Path, *arguments: str, columns: int = 80, rows: int = 40, **variables: str) -> Terminal:
    """A conversation whose first prompt, for a description, was left empty: it asks its questions."""
    terminal = Terminal(kept, "orienter", *arguments, columns=columns, rows=rows, **variables)
    terminal.wait_still("Décrivez")
    terminal.send(ENTER)
    return terminal


def _asked(screen: str) -> str:
    """The last « Question N » on a screen."""
    return ([found[0] for found in re.finditer(r"Question \d+", screen)] or [""])[-1]
