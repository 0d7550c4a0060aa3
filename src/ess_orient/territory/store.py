"""Reading the database of places: rows in, records out."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ess_orient.territory.records import (
    Collectivity,
    Department,
    Epci,
    Municipality,
    PlaceKind,
    PlacesError,
    Region,
)

FORMAT = "1"
# The rank orders what is offered first, and is how a kind is kept in the database.
RANKS: dict[str, int] = {
    "departement": 0,
    "region": 1,
    "ancienne_region": 2,
    "pays": 3,
    "commune": 4,
    "commune_deleguee": 5,
    "arrondissement_municipal": 6,
    "collectivite_outre_mer": 7,
    "epci": 8,
}
_KINDS = {rank: PlaceKind(kind) for kind, rank in RANKS.items()}
_LAST = "\U0010ffff"
_MOST_AT_ONCE = 400


def department_of(municipality: str) -> str:
    """Return the département's code that an INSEE commune code begins with."""
    return municipality[: 3 if municipality.startswith("97") else 2]


class Store:
    """The tables of data/places.sqlite, opened read-only."""

    def __init__(self, path: Path) -> None:
        """Open the database; raise PlacesError where it is missing or is not one."""
        try:
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            # A prompt asks for completions from a thread of its own; nothing here ever writes.
            self._base = sqlite3.connect(address, uri=True, check_same_thread=False)
            self.meta: dict[str, str] = dict(self._base.execute("SELECT key, value FROM meta"))
            self.departments = self._read_departments()
            self.regions = {code: Region(code=code, name=name) for code, name in self._rows("SELECT * FROM region")}
        except sqlite3.Error as error:
            raise PlacesError(_unusable(path, str(error))) from error
        if self.meta.get("format") != FORMAT:
            raise PlacesError(_unusable(path, f"format « {self.meta.get('format')} », attendu « {FORMAT} »"))

    def close(self) -> None:
        """Close the database."""
        self._base.close()

    def _rows(self, query: str, values: Iterable[object] = ()) -> list[Any]:
        return self._base.execute(query, tuple(values)).fetchall()

    def _one(self, query: str, *values: str | int) -> Any:
        # No code is other than ASCII, and half a character cannot be asked for at all.
        if any(isinstance(value, str) and not value.isascii() for value in values):
            return None
        return self._base.execute(query, values).fetchone()

    def _read_departments(self) -> dict[str, Department]:
        rows = self._rows("SELECT code, name, region FROM department")
        return {code: Department(code=code, name=name, region=region) for code, name, region in rows}

    def named(self, key: str, kinds: Iterable[PlaceKind]) -> list[tuple[PlaceKind, str]]:
        """Return kind and code of what has exactly this key, by rank."""
        rows = self._rows(
            "SELECT kind, code FROM name WHERE kind IN (0,1,2,3,4,5,6,7,8) AND key = ? ORDER BY kind, code", (key,)
        )
        wanted = set(kinds)
        return [(_KINDS[rank], code) for rank, code in rows if _KINDS[rank] in wanted]

    def named_any(self, keys: Iterable[str]) -> dict[str, list[tuple[PlaceKind, str]]]:
        """Return kind and code, by rank, of what has one of these keys; EPCI names are left out."""
        found: dict[str, list[tuple[PlaceKind, str]]] = {}
        several = sorted(set(keys))
        for first in range(0, len(several), _MOST_AT_ONCE):
            asked = several[first : first + _MOST_AT_ONCE]
            rows = self._rows(
                f"SELECT key, kind, code FROM name WHERE kind IN (0,1,2,3,4,5,6) AND key IN ({','.join('?' * len(asked))})"  # noqa: S608
                " ORDER BY kind, code",
                asked,
            )
            for key, rank, code in rows:
                found.setdefault(key, []).append((_KINDS[rank], code))
        return found

    def wide_names(self) -> dict[str, list[tuple[PlaceKind, str]]]:
        """Return kind and code, by key, of every département, région, former région and pays."""
        found: dict[str, list[tuple[PlaceKind, str]]] = {}
        for key, rank, code in self._rows(
            "SELECT key, kind, code FROM name WHERE kind IN (0,1,2,3) ORDER BY kind, code"
        ):
            found.setdefault(key, []).append((_KINDS[rank], code))
        return found

    def beginning(self, prefix: str, limit: int) -> list[tuple[PlaceKind, str]]:
        """Return kind and code of what begins with these letters, by rank, then by name."""
        found: dict[tuple[PlaceKind, str], None] = {}
        for rank, kind in _KINDS.items():
            rows = self._rows(
                "SELECT code FROM name WHERE kind = ? AND key >= ? AND key < ? ORDER BY key, code LIMIT ?",
                (rank, prefix, prefix + _LAST, limit),
            )
            found.update(dict.fromkeys((kind, code) for (code,) in rows))
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def keys_from(self, letter: str, shortest: int, longest: int) -> list[str]:
        """Return the keys that begin with a letter and have a length within bounds; EPCI names are left out."""
        rows = self._rows(
            "SELECT DISTINCT key FROM name WHERE kind IN (0,1,2,3,4,5) AND key >= ? AND key < ?"
            " AND length(key) BETWEEN ? AND ?",
            (letter, letter + _LAST, shortest, longest),
        )
        return [key for (key,) in rows]

    def by_postcode(self, prefix: str, limit: int = -1) -> list[str]:
        """Return the codes of the communes whose postcode begins so."""
        rows = self._rows(
            "SELECT DISTINCT municipality FROM postcode WHERE postcode >= ? AND postcode < ?"
            " ORDER BY postcode, municipality LIMIT ?",
            (prefix, prefix + _LAST, limit),
        )
        return [code for (code,) in rows]

    def municipality(self, code: str) -> Municipality | None:
        """Return the commune of today that has this INSEE code."""
        row = self._one(
            "SELECT m.code, m.name, m.population, m.postcodes, e.code FROM municipality m"
            " LEFT JOIN epci e ON e.id = m.epci WHERE m.code = ?",
            code,
        )
        if row is None:
            return None
        department = department_of(row[0])
        return Municipality(
            code=row[0],
            name=row[1],
            department=department,
            region=self.departments[department].region,
            epci=row[4],
            population=row[2],
            postcodes=_split(row[3]),
        )

    def successor(self, code: str) -> str | None:
        """Return the code of the commune that took over a former one."""
        row = self._one("SELECT municipality FROM former_code WHERE code = ?", code)
        return None if row is None else str(row[0])

    def epci(self, code: str) -> Epci | None:
        """Return the group of communes that has this number."""
        row = self._one("SELECT code, name, type, departments FROM epci WHERE code = ?", code)
        if row is None:
            return None
        return Epci(code=row[0], name=row[1], type=row[2], departments=_split(row[3]))

    def collectivity(self, code: str) -> Collectivity | None:
        """Return the overseas collectivity that a code of its own, of a commune or of a post office there tells."""
        row = self._one(
            "SELECT code, name, advice FROM collectivity WHERE code = ?"
            " OR code = (SELECT collectivity FROM collectivity_code WHERE code = ?)",
            code,
            code,
        )
        return None if row is None else Collectivity(code=row[0], name=row[1], advice=row[2])

    def part(self, code: str, kind: PlaceKind) -> tuple[str, str] | None:
        """Return name and parent of a commune déléguée or municipal district."""
        row = self._one("SELECT name, parent FROM part WHERE code = ? AND kind = ?", code, RANKS[kind])
        return None if row is None else (row[0], row[1])

    def area(self, identifier: str) -> tuple[str, tuple[str, ...]] | None:
        """Return name and départements of a pays or a former région."""
        row = self._one("SELECT name, departments FROM area WHERE id = ?", identifier)
        return None if row is None else (row[0], _split(row[1]))


def _split(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("|")) if joined else ()


def _unusable(path: Path, finding: str) -> str:
    return (
        f"{path} : base des lieux inutilisable ({finding}). Attendu : le fichier places.sqlite livré avec ess-orient."
        " Réinstallez ess-orient, ou refaites ce fichier avec tools/build_places.py."
    )
