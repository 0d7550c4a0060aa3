"""Stopped at any moment, a run goes on and ends with the same bytes."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ess_orient.batch import run as running
from ess_orient.batch.columns import Unusable
from ess_orient.batch.sinks import FileSink
from ess_orient.batch.state import state_path
from tests.batch.running import rejects_of, run, write_csv

TABLE = [
    ("id", "stade", "besoins", "note"),
    *((str(n), ("creation", "?", "idee")[n % 3], "financement|reseau", "é" * (n % 7)) for n in range(400)),
]


@pytest.fixture(autouse=True)
def _confirm_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CONFIRM_EVERY", 0.0)


@pytest.mark.parametrize("vectors", [True, False])
@pytest.mark.parametrize("after", [0, 1, 2, 5, 9])
def test_same_bytes_after_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, vectors: bool
) -> None:
    source = write_csv(tmp_path / "in.csv", TABLE)
    run(source, tmp_path / "whole.csv", vectors=vectors, report=True)
    calls = 0
    original = running.Run._confirm

    def stopping(self: running.Run, *given: object) -> None:
        nonlocal calls
        original(self, *given)  # type: ignore[arg-type]
        calls += 1
        if calls > after:
            raise KeyboardInterrupt

    monkeypatch.setattr(running.Run, "_confirm", stopping)
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "out.csv", vectors=vectors, block=700, report=True)
    assert not (tmp_path / "out.csv").exists()
    monkeypatch.setattr(running.Run, "_confirm", original)
    finished = run(source, tmp_path / "out.csv", vectors=vectors, block=700, resume=True, report=True)
    assert finished.resumed_after > 0
    assert finished.totals.read == 400
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert rejects_of(tmp_path / "out.csv").read_bytes() == rejects_of(tmp_path / "whole.csv").read_bytes()
    assert not state_path(tmp_path / "out.csv").exists()


def test_another_file_is_not_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_csv(tmp_path / "in.csv", TABLE)
    with monkeypatch.context() as patch:
        patch.setattr(running.Run, "_commit", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            run(source, tmp_path / "out.csv")
    write_csv(source, TABLE[:200])
    with pytest.raises(Unusable, match="autre traitement"):
        run(source, tmp_path / "out.csv", resume=True)


def test_a_full_disk_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: FileSink, data: object) -> None:
        raise OSError(errno.ENOSPC, "plein")

    source = write_csv(tmp_path / "in.csv", TABLE)
    monkeypatch.setattr(FileSink, "write", full)
    with pytest.raises(OSError):
        run(source, tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def killed(tmp_path: Path, times: int) -> None:
    """Kill a run again and again at growing delays; it must end with the bytes of a run left alone."""
    source = write_csv(tmp_path / "in.csv", [TABLE[0], *TABLE[1:] * 40])
    code = (
        "import sys; from pathlib import Path; from ess_orient.batch import run as r; r.CONFIRM_EVERY = 0.0;"
        "from tests.batch.running import run; run(Path(sys.argv[1]), Path(sys.argv[2]), block=20000, resume=True)"
    )
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    run(source, whole)
    for number in range(times):
        process = subprocess.Popen([sys.executable, "-c", code, str(source), str(out)], cwd=Path.cwd())
        time.sleep(0.25 + 0.07 * (number % 12))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if out.exists():
            assert out.read_bytes() == whole.read_bytes()
            out.unlink()
    subprocess.run([sys.executable, "-c", code, str(source), str(out)], check=True, cwd=Path.cwd())
    assert out.read_bytes() == whole.read_bytes()
    assert rejects_of(out).read_bytes() == rejects_of(whole).read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="signaux de POSIX")
def test_killed_a_few_times(tmp_path: Path) -> None:
    killed(tmp_path, 4)


@pytest.mark.campagne
@pytest.mark.skipif("campagne" not in " ".join(sys.argv), reason="campagne longue : pytest -m campagne")
def test_killed_a_hundred_times(tmp_path: Path) -> None:
    killed(tmp_path, 100)
