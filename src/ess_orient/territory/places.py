"""Asking for places: by code, by name, or while the name is being typed."""

from collections.abc import Iterable
from pathlib import Path

from ess_orient.territory.atlas import Atlas
from ess_orient.territory.finder import Finder
from ess_orient.territory.fold import fold, without_article, without_leading_words
from ess_orient.territory.query import clean
from ess_orient.territory.records import (
    Answer,
    Collectivity,
    Department,
    Epci,
    Municipality,
    Place,
    PlaceKind,
    Region,
)
from ess_orient.territory.store import Store


class Places:
    """The communes, départements, régions, EPCI and pays of France.

    Takes the path of places.sqlite; raises PlacesError where it cannot be used. Look-ups never raise.
    """

    def __init__(self, path: Path) -> None:
        """Open the database."""
        self._store = Store(path)
        self._atlas = Atlas(self._store)
        self._finder = Finder(self._store, self._atlas)

    @classmethod
    def open(cls, path: Path) -> "Places":
        """Open the database of places."""
        return cls(path)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    @property
    def meta(self) -> dict[str, str]:
        """Where the data comes from: package, version, geography (year), licence, date."""
        return dict(self._store.meta)

    def departments(self) -> tuple[Department, ...]:
        """Return the 101 départements by code."""
        return tuple(self._store.departments[code] for code in sorted(self._store.departments))

    def regions(self) -> tuple[Region, ...]:
        """Return the 18 régions by code."""
        return tuple(self._store.regions[code] for code in sorted(self._store.regions))

    def department(self, code: str) -> Department | None:
        """Return the département that has this INSEE code."""
        return self._store.departments.get(code)

    def region(self, code: str) -> Region | None:
        """Return the région that has this INSEE code."""
        return self._store.regions.get(code)

    def epci(self, code: str) -> Epci | None:
        """Return the group of communes that has this SIREN number."""
        return self._store.epci(code)

    def municipality(self, code: str) -> Municipality | None:
        """Return the commune that has this INSEE code, or that took over the former one that had it."""
        return self._store.municipality(code) or self._store.municipality(self._store.successor(code) or "")

    def collectivity(self, code: str) -> Collectivity | None:
        """Return the overseas collectivity outside the départements that has this code, with what to tell."""
        return self._store.collectivity(code)

    def place(self, kind: PlaceKind, code: str) -> Place | None:
        """Return the place of a kind that has this code."""
        return self._atlas.place(kind, code)

    def find(self, text: str, department: str | None = None) -> Answer:
        """Return the place a text names: a name in any spelling, a postcode, an INSEE code, « Name (département) ».

        A bare code of two digits is a département. A name that is a département's or région's is taken for that,
        unless the text says otherwise; the rest stands in `alternatives`. Among communes of one name nothing but a
        département (in the text, or `department` as code or name) decides.
        """
        return self._finder.find(text, department)

    def named_any(self, keys: Iterable[str]) -> dict[str, tuple[Place, ...]]:
        """Return, for each folded name without article (`fold.name_key`) that places bear, these places by rank."""
        return {key: self._atlas.places(pairs) for key, pairs in self._store.named_any(keys).items()}

    def wide_names(self) -> frozenset[str]:
        """Return the folded names, without article, of the départements, régions, former régions and pays."""
        return frozenset(self._store.wide_names())

    def beginning(self, key: str, limit: int = 4) -> tuple[Place, ...]:
        """Return the communes whose folded name goes on after these whole words: « brive » begins « Brive-la-Gaillarde »."""
        pairs = self._store.beginning(f"{key} ", limit)
        return self._atlas.places(pair for pair in pairs if pair[0] is PlaceKind.MUNICIPALITY)

    def complete(self, prefix: str, limit: int = 12) -> tuple[Place, ...]:
        """Return the places whose name or code begins so, départements and régions first.

        Each label, given to `find`, names its place again.
        """
        prefix = clean(prefix)
        if not prefix or limit < 1:
            return ()
        if prefix[0].isdigit():
            return self._complete_code(prefix.upper(), limit)
        name, _, said = prefix.replace(",", "(", 1).partition("(")
        keys = _prefixes(name)
        if not said:
            pairs = dict.fromkeys(pair for key in keys for pair in self._store.beginning(key, limit))
            return self._atlas.places(pairs)[:limit]
        named = dict.fromkeys(pair for key in keys for pair in self._store.named(key, PlaceKind))
        wanted = f" {fold(said)}"
        return tuple(
            place for place in self._atlas.places(named) if wanted in f" {fold(place.label.rpartition('(')[2])}"
        )[:limit]

    def _complete_code(self, prefix: str, limit: int) -> tuple[Place, ...]:
        pairs = [(PlaceKind.DEPARTMENT, code) for code in sorted(self._store.departments) if code.startswith(prefix)]
        pairs += [(PlaceKind.MUNICIPALITY, code) for code in self._store.by_postcode(prefix, limit)]
        pairs.append((PlaceKind.MUNICIPALITY, prefix))
        return self._atlas.places(dict.fromkeys(pairs))[:limit]


def _prefixes(name: str) -> list[str]:
    """Return the keys that a name being typed may begin: « st » stands for « saint » and begins « strasbourg »."""
    folded = fold(name)
    literal = fold(f"{name}x").removesuffix("x")  # a word that goes on is not « St »
    keys = (folded, without_article(folded), without_leading_words(folded), without_article(literal))
    return [key for key in dict.fromkeys(keys) if key]
