"""What the official files say of a commune's rurality; without them nothing is said, and nothing is ever guessed."""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ess_orient.territory.rurality_read import Listing, read_density, read_frr
from ess_orient.territory.rurality_terms import RuralityError, Terms, load_terms

__all__ = [
    "Rurality", "RuralityError", "RuralityFact", "RuralityRecord", "RuralitySource", "Terms",
    "keep", "load_terms", "read_density", "read_frr",
]  # fmt: skip

FILE = "ruralite.sqlite"
_SCHEMA = """
CREATE TABLE source (kind TEXT PRIMARY KEY, name TEXT, vintage TEXT, file TEXT, imported_on TEXT, communes INTEGER);
CREATE TABLE meaning (kind TEXT, value TEXT, label TEXT, rural INTEGER, partial INTEGER, PRIMARY KEY (kind, value));
CREATE TABLE fact (code TEXT, kind TEXT, value TEXT, PRIMARY KEY (code, kind)) WITHOUT ROWID;
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RuralitySource:
    """The file a fact comes from; `imported_on` is an ISO date."""

    name: str
    vintage: str
    file: str
    imported_on: str
    communes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RuralityFact:
    """One classification: the file's value, the words to say, whether that is rural (None: it does not tell)."""

    value: str
    label: str
    rural: bool | None
    partial: bool
    source: RuralitySource


@dataclass(frozen=True, kw_only=True, slots=True)
class RuralityRecord:
    """What is known of one commune; None is unknown. `density.value` is the level, « 1 » to « 7 »."""

    density: RuralityFact | None
    typology: RuralityFact | None
    frr: RuralityFact | None


class Rurality:
    """The facts that a user's folder keeps."""

    def __init__(self, path: Path) -> None:
        """Open what is kept; a folder where nothing is kept knows nothing."""
        self._path = path
        self._base: sqlite3.Connection | None = None
        self.sources: dict[str, RuralitySource] = {}
        if path.exists():
            try:
                self._base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                rows = self._base.execute("SELECT kind, name, vintage, file, imported_on, communes FROM source")
                self.sources = {
                    kind: RuralitySource(name=name, vintage=vintage, file=file, imported_on=day, communes=communes)
                    for kind, name, vintage, file, day, communes in rows
                }
            except sqlite3.Error as error:
                raise _broken(path) from error

    @classmethod
    def open(cls, folder: Path) -> "Rurality":
        """Open what `keep` wrote into a folder; raise RuralityError where it is damaged."""
        return cls(folder / FILE)

    def close(self) -> None:
        """Close the file."""
        if self._base:
            self._base.close()

    def of(self, municipality: str) -> RuralityRecord | None:
        """Return what is known of a commune (INSEE code), or None where nothing is."""
        if self._base is None or not municipality.isascii():
            return None
        try:
            rows = self._base.execute(
                "SELECT f.kind, f.value, m.label, m.rural, m.partial FROM fact f"
                " JOIN meaning m ON m.kind = f.kind AND m.value = f.value WHERE f.code = ?",
                (municipality,),
            ).fetchall()
        except sqlite3.Error as error:
            raise _broken(self._path) from error
        facts = {
            kind: RuralityFact(
                value=value,
                label=label,
                rural=None if rural is None else bool(rural),
                partial=bool(partial),
                source=self.sources[kind],
            )
            for kind, value, label, rural, partial in rows
        }
        if not facts:
            return None
        return RuralityRecord(density=facts.get("densite"), typology=facts.get("typologie"), frr=facts.get("frr"))


def keep(folder: Path, listings: list[Listing], today: date) -> Path:
    """Keep listings in a user's folder, in place of former ones of their kind; return the file (private, atomic).

    Raises RuralityError where the folder cannot be written.
    """
    target = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=FILE, suffix=".tmp", dir=folder)  # private from the start
        os.close(handle)
        work = Path(name)
        try:
            with closing(sqlite3.connect(work)) as base:
                base.executescript(_SCHEMA)
                _copy_former(base, target, {listing.kind for listing in listings})
                for listing in listings:
                    _write(base, listing, today)
                base.commit()
            _sync(work)
            work.replace(target)
        finally:
            work.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise RuralityError(
            str(target),
            f"écriture impossible ({error})",
            "un dossier où vous pouvez écrire",
            "Libérez de la place ou changez de dossier.",
        ) from error
    return target


def _copy_former(base: sqlite3.Connection, former: Path, replaced: set[str]) -> None:
    """Take over what the new listings do not replace; a damaged file is not worth keeping."""
    if not former.exists():
        return
    try:
        with closing(sqlite3.connect(f"{former.resolve().as_uri()}?mode=ro", uri=True)) as old:
            tables = {
                "source": old.execute("SELECT * FROM source").fetchall(),
                "meaning": old.execute("SELECT * FROM meaning").fetchall(),
                "fact": old.execute("SELECT code, kind, value FROM fact").fetchall(),
            }
    except sqlite3.Error:
        return
    base.executemany(
        "INSERT INTO source VALUES (?,?,?,?,?,?)", [row for row in tables["source"] if row[0] not in replaced]
    )
    base.executemany(
        "INSERT INTO meaning VALUES (?,?,?,?,?)", [row for row in tables["meaning"] if row[0] not in replaced]
    )
    base.executemany("INSERT INTO fact VALUES (?,?,?)", [row for row in tables["fact"] if row[1] not in replaced])


def _write(base: sqlite3.Connection, listing: Listing, today: date) -> None:
    base.execute(
        "INSERT INTO source VALUES (?,?,?,?,?,?)",
        (listing.kind, listing.name, listing.vintage, listing.file, today.isoformat(), len(listing.values)),
    )
    base.executemany(
        "INSERT INTO meaning VALUES (?,?,?,?,?)",
        [(listing.kind, value, level.label, level.rural, level.partial) for value, level in listing.meanings.items()],
    )
    base.executemany(
        "INSERT INTO fact VALUES (?,?,?)",
        [(code, listing.kind, value) for code, value in sorted(listing.values.items())],
    )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _broken(path: Path) -> RuralityError:
    return RuralityError(
        str(path), "données de ruralité endommagées", "le fichier écrit par « territoire actualiser »",
        "Effacez-le, puis relancez « territoire actualiser » avec les fichiers officiels.",
    )  # fmt: skip
