"""Wall time and resident memory of processes, in alternating rounds."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Timed(NamedTuple):
    """One run: seconds of wall time, MiB of resident memory at most."""

    seconds: float
    memory: float


def timed(command: Sequence[str], env: Mapping[str, str] | None = None) -> Timed:
    """Run a command. A failure other than « something to report » is an error."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} : {process.returncode}")
    return Timed(seconds, usage.ru_maxrss / 1024)


def alternating(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Timed]:
    """The median of each command over rounds that take them in turn, after one round that does not count."""
    found: dict[str, list[Timed]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = timed(command)
            if number:
                found[name].append(run)
    return {
        name: Timed(statistics.median(run.seconds for run in runs), max(run.memory for run in runs))
        for name, runs in found.items()
    }
