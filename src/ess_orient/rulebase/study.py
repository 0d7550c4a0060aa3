"""A loaded base with what the checks share: where everything stands, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect as shape

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.errors import TooManyTerms
from ess_orient.engine.satisfy import Answerable
from ess_orient.engine.situation import Gazetteer
from ess_orient.engine.standing import Standing, standings
from ess_orient.engine.terms import TermBuilder, Terms
from ess_orient.model.base import Base
from ess_orient.model.condition import Condition
from ess_orient.model.entries import Entry, Lever
from ess_orient.model.record import Record
from ess_orient.model.rule import Rule
from ess_orient.rulebase.convert import type_of
from ess_orient.rulebase.finding import Spot
from ess_orient.rulebase.load import Layer, Loaded, Origin, load

Path = tuple[str | int, ...]


class Placed(NamedTuple):
    """A record, its section, where it was read, and its path within that node (ways stand within levers)."""

    section: str
    record: Any
    origin: Origin
    path: Path = ()

    @property
    def id(self) -> str:
        """Its id, empty if it has none."""
        return str(getattr(self.record, "id", ""))


class Part(NamedTuple):
    """A value somewhere within a record: its path in the file, the record that holds it, the name of the field."""

    placed: Placed
    path: Path
    owner: Record
    name: str
    value: Any


class LowerBases:
    """The base as each layer found it, without those laid over it."""

    def __init__(self, layers: Sequence[Layer], today: str) -> None:
        self._layers = layers
        self._today = today
        self._compiled: dict[str, CompiledBase | None] = {}

    def up_to(self, layer: str) -> CompiledBase | None:
        """The base of a layer and those below; None for the last one, or if it cannot be applied."""
        names = [below.name for below in self._layers]
        if layer not in names or layer == names[-1]:
            return None
        if layer not in self._compiled:
            loaded = load(self._layers[: names.index(layer) + 1])
            self._compiled[layer] = applied(loaded.base, self._today)
        return self._compiled[layer]


def applied(base: Base, today: str) -> CompiledBase | None:
    """A base ready to be applied; None if it cannot be."""
    try:
        return CompiledBase(base, today)
    except (TooManyTerms, ValueError, KeyError, RecursionError):
        return None


class Study:
    """What checks look at. `today` is an ISO day; `layers` are the folders, to look at the lower ones alone."""

    def __init__(self, loaded: Loaded, today: str, layers: Sequence[Layer] = ()) -> None:
        self.loaded = loaded
        self._layers = layers
        self.base: Base = loaded.base
        self.today = today
        self.gazetteer = Gazetteer(self.base)
        self.answerable = Answerable.of(self.base)
        self._builder = TermBuilder(self.gazetteer.departments_of)
        self._terms: dict[int, Terms | None] = {}

    @cached_property
    def sections(self) -> dict[str, list[Placed]]:
        """Every record of every section that holds several, in the order of the base."""
        found: dict[str, list[Placed]] = {}
        for name, section in zip(Base.__struct_fields__, Base.__struct_encode_fields__, strict=True):
            records = getattr(self.base, name)
            origins = self.loaded.origins.get(section, ())
            if isinstance(records, tuple):
                found[section] = [
                    Placed(section, record, origin) for record, origin in zip(records, origins, strict=True)
                ]
        return found

    @cached_property
    def identified(self) -> list[Placed]:
        """Every record with an id that other records may cite: entries with their ways, rules, doors, steps…"""
        found = []
        for section, records in self.sections.items():
            if section in ("regions", "departements", "documents"):
                continue
            for placed in records:
                if hasattr(placed.record, "id"):
                    found.append(placed)
                if isinstance(placed.record, Lever):
                    found += [
                        placed._replace(record=way, path=("manieres", number))
                        for number, way in enumerate(placed.record.ways)
                    ]
        return found

    @cached_property
    def by_id(self) -> dict[str, Placed]:
        """The first record under each id."""
        found: dict[str, Placed] = {}
        for placed in self.identified:
            found.setdefault(placed.id, placed)
        return found

    @cached_property
    def entries(self) -> list[Placed]:
        """The entries, ways included."""
        return [placed for placed in self.identified if isinstance(placed.record, Entry)]

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """What is true of each entry today."""
        return standings(self.base, self.today)

    @cached_property
    def parts(self) -> list[Part]:
        """Every value that is written, deep within every record."""
        single = [
            Placed(name, getattr(self.base, field), origins[0])
            for field, name in (("settings", "reglages"),)
            if (origins := self.loaded.origins.get(name)) and getattr(self.base, field) is not None
        ]
        records = [placed for found in self.sections.values() for placed in found]
        return [part for placed in (*single, *records) for part in _walk(placed, placed.record, ())]

    @cached_property
    def texts(self) -> list[Part]:
        """Every text that is written."""
        return [part for part in self.parts if isinstance(part.value, str)]

    @cached_property
    def conditions(self) -> list[Part]:
        """Every whole condition: `quand`, `sauf`, `reserve_a`, `posee_si`, `proposee_si`, and those within them."""
        return [part for part in self.parts if isinstance(part.value, Condition)]

    def terms(self, condition: Condition) -> Terms | None:
        """The compiled form of a condition; None if it is too ramified."""
        key = id(condition)
        if key not in self._terms:
            try:
                self._terms[key] = self._builder.terms(condition)
            except TooManyTerms:
                self._terms[key] = None
        return self._terms[key]

    def rule_terms(self, rule: Rule) -> Terms | None:
        """`quand` and not `sauf`; None if that is too ramified."""
        key = id(rule)
        if key not in self._terms:
            try:
                self._terms[key] = self._builder.guarded(rule.when, rule.unless)
            except TooManyTerms:
                self._terms[key] = None
        return self._terms[key]

    def gate_terms(self, entry: Entry) -> Terms | None:
        """Territory and `reserve_a`; None if that is too ramified."""
        territory = entry.territory
        try:
            place = self._builder.place(
                territory.regions if territory else (), territory.departments if territory else ()
            )
            return self._builder.joined(place, getattr(entry, "reserved_to", None))
        except TooManyTerms:
            return None

    @cached_property
    def compiled(self) -> CompiledBase | None:
        """The base ready to be applied; None if it cannot be (another check says why)."""
        return applied(self.base, self.today)

    @cached_property
    def lower(self) -> LowerBases:
        """The bases that the layers below the last one make."""
        return LowerBases(self._layers, self.today)

    def spot(self, placed: Placed, path: Path = (), key: bool = False) -> Spot:
        """Where a value stands; with `key`, where its key does. The deepest place found along the path."""
        origin, steps = placed.origin, (*placed.path, *path)
        if steps and isinstance(steps[0], str) and steps[0] in origin.replaced and not placed.path:
            origin, steps = origin.replaced[steps[0]], steps[1:]
        node = origin.node.at(steps)
        if key and steps and isinstance(steps[-1], str):
            node = origin.node.at(steps[:-1]).key(steps[-1]) or node
        return Spot(origin.file, node.line, node.column)

    def spot_of(self, part: Part, key: bool = False) -> Spot:
        """Where a part stands."""
        return self.spot(part.placed, part.path, key)


_FIELDS: dict[type, tuple[tuple[str, str, Any], ...]] = {}


def _fields(kind: type[Record]) -> tuple[tuple[str, str, Any], ...]:
    """(name, French key, default) of each field."""
    if kind not in _FIELDS:
        described = type_of(kind)
        assert isinstance(described, shape.StructType)
        _FIELDS[kind] = tuple(
            (field.name, field.encode_name, None if field.default is msgspec.NODEFAULT else field.default)
            for field in described.fields
        )
    return _FIELDS[kind]


def _walk(placed: Placed, owner: Record, path: Path) -> Iterator[Part]:
    for name, key, default in _fields(type(owner)):
        value = getattr(owner, name)
        if value is default or value == ():
            continue
        yield Part(placed, (*path, key), owner, name, value)
        yield from _inside(placed, owner, (*path, key), name, value)


def _inside(placed: Placed, owner: Record, path: Path, name: str, value: Any) -> Iterator[Part]:
    if isinstance(value, Record):
        yield from _walk(placed, value, path)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, Record):
                if isinstance(item, Condition):
                    yield Part(placed, (*path, number), owner, name, item)
                yield from _walk(placed, item, (*path, number))
            else:
                yield Part(placed, (*path, number), owner, name, item)
    elif isinstance(value, dict):
        for word, item in value.items():
            yield Part(placed, (*path, word), owner, name, item)
