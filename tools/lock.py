"""Write the two locks from pyproject.toml: every library with its version and the hashes of its files.

Needs uv (`uv --version`). The locks name no registry: whoever installs uses their own. Upgrade with `--upgrade`.

    python tools/lock.py [--upgrade]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = "# Écrit par tools/lock.py d'après pyproject.toml : ne pas modifier à la main.\n"
LOCKS = {"requirements.lock": [], "requirements-dev.lock": ["--extra", "dev"]}


def lock(name: str, options: list[str]) -> None:
    """Write one lock; the versions of the former one are kept unless told otherwise."""
    target = ROOT / name
    command = [
        "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes",
        "--no-header", "--no-annotate", *options, "--output-file", str(target), "pyproject.toml",
    ]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)
    text = target.read_text(encoding="utf-8").removeprefix(HEADER)
    if "://" in text:
        sys.exit(f"{name}: an address was written")
    target.write_text(HEADER + text, encoding="utf-8")


if __name__ == "__main__":
    for lock_name, lock_options in LOCKS.items():
        lock(lock_name, [*lock_options, *sys.argv[1:]])
