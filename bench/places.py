"""How fast a place is found, as a ratio to the floor that sqlite3 and the interpreter set on the same machine.

python bench/places.py
"""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from ess_orient.territory.places import Places  # noqa: E402

DATABASE = ROOT / "data" / "places.sqlite"
FINDS = ("Augan", "56800", "le Morbihan", "23", "Saint-Denis", "Saint-Denis, Réunion", "dans le Morvan", "CC du Perche")
UNKNOWN = ("Augen", "Sainte-Marie-du-Bois-Joly", "Chateau-Thiery", "Montrevile")
PREFIXES = ("s", "sai", "saint-de", "le mor", "568", "Saint-Denis (9")


def median(action: Callable[[], object], times: int) -> float:
    """Return the median duration of an action, in seconds."""
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        durations.append(time.perf_counter() - start)
    return sorted(durations)[times // 2]


def start_up(code: str) -> float:
    """Return the median duration of an interpreter that runs this code and ends."""
    return median(lambda: subprocess.run([sys.executable, "-c", code], check=True), 15)


def main() -> None:
    """Print each duration and its ratio to the floor."""
    base = sqlite3.connect(f"{DATABASE.as_uri()}?mode=ro&immutable=1", uri=True)
    query = "SELECT name FROM municipality WHERE code = ?"
    floor = median(lambda: base.execute(query, ("56006",)).fetchone(), 5000)
    print(f"bare primary key look-up          {floor * 1e3:8.4f} ms    1 ×")
    places = Places.open(DATABASE)
    for name, texts, action in (
        ("find", FINDS, places.find),
        ("find, nothing of that name", UNKNOWN, places.find),
        ("complete", PREFIXES, places.complete),
    ):
        for text in texts:
            duration = median(partial(action, text), 300)
            print(f"{name + ' ' + repr(text):<52} {duration * 1e3:8.4f} ms {duration / floor:6.0f} ×")
    bare = start_up("pass")
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from pathlib import Path; "
    opening = f"from ess_orient.territory.places import Places; Places.open(Path({str(DATABASE)!r}))"
    opened = start_up(code + opening)
    shared = start_up("import dataclasses, enum, pathlib, re, sqlite3")  # what any command of the tool has loaded
    print(f"bare interpreter start            {bare * 1e3:8.1f} ms    1 ×")
    print(f"start with the stdlib it uses     {shared * 1e3:8.1f} ms {shared / bare:6.1f} ×")
    print(f"start, import and open            {opened * 1e3:8.1f} ms {opened / bare:6.1f} ×")
    print(f"open alone                        {median(lambda: Places.open(DATABASE).close(), 300) * 1e3:8.3f} ms")


if __name__ == "__main__":
    main()
