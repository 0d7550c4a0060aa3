"""How long a person waits, as ratios to bare `python -c pass` measured in alternating rounds of the same run.

    python bench/startup.py [ROUNDS]

Prints a table and fails (exit code 1) where a bound is passed. POSIX only: two of the measures need a terminal.
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = [sys.executable, "-m", "ess_orient"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "COLUMNS": "80", "LINES": "40"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # people do not compile the sources at each start
ANSWERS = ["--profil", "porteur", "--stade", "creation", "--secteur", "commerce", "--besoin", "financement",
           "--departement", "19"]  # fmt: skip


class Measure(NamedTuple):
    name: str
    most: float
    run: Callable[[], float]


def process(*words: str, environment: Mapping[str, str] = ENVIRONMENT) -> float:
    """Seconds of a run to its end."""
    start = time.perf_counter()
    done = subprocess.run(words, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    spent = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stderr.decode()}")
    return spent


def on_screen(*signs: bytes) -> float:
    """Seconds until one of these is on the screen of a new conversation."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        environment = {**ENVIRONMENT, "XDG_DATA_HOME": "/nonexistent"}
        os.execve(PROGRAM[0], [*PROGRAM, "orienter"], environment)
    seen = b""
    try:
        while not any(sign in seen for sign in signs):
            if not select.select([terminal], [], [], 10)[0]:
                sys.exit(f"nothing of {signs!r} on screen, but {seen[-300:]!r}")
            seen += _read(terminal, signs, seen)
        return time.perf_counter() - start
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _read(terminal: int, signs: tuple[bytes, ...], seen: bytes) -> bytes:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        sys.exit(f"the program left before {signs!r}: {seen[-500:].decode(errors='replace')}")
    if b"\x1b[6n" in data:  # a terminal answers when asked where its cursor is
        os.write(terminal, b"\x1b[1;1R")
    return data


MEASURES = (
    Measure("--version", 3, lambda: process(*PROGRAM, "--version")),
    Measure("--help", 10, lambda: process(*PROGRAM, "--help")),
    Measure("catalogue --help", 12, lambda: process(*PROGRAM, "catalogue", "--help")),
    Measure("welcome line on screen", 5, lambda: on_screen(b"Bonjour")),
    Measure("first question on screen", 18, lambda: on_screen(b"1)", "❯".encode(), "»".encode(), "○".encode())),
    Measure(
        "orienter --sans-questions --format json", 12,
        lambda: process(*PROGRAM, "orienter", "--sans-questions", "--format", "json", *ANSWERS),
    ),
)  # fmt: skip


def main(rounds: int) -> int:
    """Measure in alternating rounds; the median of each is compared with the median of bare Python."""
    bare: list[float] = []
    spent: dict[str, list[float]] = {measure.name: [] for measure in MEASURES}
    for number in range(rounds + 1):
        for measure in MEASURES:
            bare_once, once = process(sys.executable, "-c", "pass"), measure.run()
            if number:  # the first round fills the caches
                bare.append(bare_once)
                spent[measure.name].append(once)
    unit = statistics.median(bare)
    print(f"python -c pass: {unit * 1000:.1f} ms, {rounds} rounds")
    failed = 0
    for measure in MEASURES:
        median = statistics.median(spent[measure.name])
        failed += median / unit > measure.most
        verdict = "ok" if median / unit <= measure.most else "TOO SLOW"
        print(
            f"{measure.name:42} {median * 1000:6.1f} ms  {median / unit:5.1f} × (at most {measure.most:g})  {verdict}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
