"""Scoring on columns: the same compilation as a conversation's, applied to many rows at once with NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ess_orient.batch.cells import CodeBook
from ess_orient.batch.plain import Codes, GroupMasks
from ess_orient.batch.vector_tables import (
    ABSENT,
    UNSURE,
    EntryTable,
    Integers,
    Ranks,
    entry_rules,
    scale_of,
)
from ess_orient.engine.columns import SEPARATOR, ListPlan, list_plans, network_of
from ess_orient.engine.compile import CompiledBase

CHUNK = 1 << 15
_LARGEST_DIRECT = 1 << 21
_JOINED: tuple[tuple[int, ...], ...] = ((0, 1, 5), (2,), (3,), (4, 6))
"""Groups read together with one look-up: few answers each."""


class _Column(NamedTuple):
    """An entry in the list that ranks it."""

    table: EntryTable
    identifier: str
    network: str | None


class _List(NamedTuple):
    columns: tuple[_Column, ...]
    limit: int
    names: tuple[str, ...]
    """By position, the ids."""
    networks: frozenset[str]


class Ranked(NamedTuple):
    """The entries shown first of one list: for each row and place, the position of the entry, or the count if none."""

    positions: list[Integers]
    unsure: list[np.ndarray]


class VectorScorer:
    """Scores columns of codes. Make one with `of`."""

    def __init__(self, compiled: CompiledBase, books: Sequence[CodeBook], lists: Sequence[_List]) -> None:
        self._masks = GroupMasks(compiled, books)
        self._term_count = max(1, len(compiled.conditions.terms))
        self._lists = lists
        self._tables = [column.table for ranked in lists for column in ranked.columns]
        self._known = [0] * len(books)
        self._radix = [1] * len(books)
        self._keys_by_list: list[list[list[Integers | None]]] = []
        self._order = scale_bits(lists)
        self._texts = [_Texts(ranked.names, ranked.limit) for ranked in lists]

    @classmethod
    def of(cls, compiled: CompiledBase, books: Sequence[CodeBook]) -> VectorScorer | None:
        """The scorer of a base; None where its rules do not fit columns (see `obstacle`)."""
        plans = list_plans(compiled)
        if obstacle(compiled) is not None:
            return None
        return cls(compiled, books, [_list(compiled, plan, plans, len(books)) for plan in plans])

    def texts(self, codes: Codes) -> list[list[str]]:
        """The texts of the result columns but the last: one list a column."""
        return [column.to_pylist() for column in self.arrays(codes)]

    def arrays(self, codes: Codes) -> list[pa.Array]:
        """The same, as string arrays."""
        columns = [np.asarray(column, np.int64) for column in codes]
        count = len(columns[0])
        self._grow()
        pieces = [
            self._chunk([column[start : start + CHUNK] for column in columns]) for start in range(0, count, CHUNK)
        ]
        if not pieces:
            return [pa.array([], pa.string()) for _ in range(len(self._lists) + 2)]
        return [pa.concat_arrays(list(parts)) if len(parts) > 1 else parts[0] for parts in zip(*pieces, strict=True)]

    def _chunk(self, codes: Sequence[Integers]) -> list[pa.Array]:
        joined = [self._joined(group, codes) for group in _JOINED]
        texts, first, checks = [], None, []
        for ranked, rendered, keys in zip(self._lists, self._texts, self._keys_by_list, strict=True):
            best = self._best(ranked, keys, joined)
            found = rendered.of(best, self._order)
            first = found.first if first is None else first
            texts.append(found.ids)
            checks.append(found.to_check)
        assert first is not None
        return [first, *texts, _join_checks(checks, len(first))]

    def _joined(self, group: tuple[int, ...], codes: Sequence[Integers]) -> Integers:
        found = codes[group[0]]
        for member in group[1:]:
            found = found * self._radix[member] + codes[member]
        return found

    def _best(
        self, ranked: _List, keys: Sequence[Sequence[Integers | None]], joined: Sequence[Integers]
    ) -> list[Ranks]:
        """The least ranks of a list, in order."""
        count = len(joined[0])
        best = [np.full(count, ABSENT, np.uint32) for _ in range(ranked.limit)]
        held: dict[str, Ranks] = {}
        given_way: dict[str, np.ndarray] = {}
        for column, parts in zip(ranked.columns, keys, strict=True):
            ranks = self._ranks(column.table, parts, joined)
            if column.network in ranked.networks and column.network is not None:
                sure = ranks < UNSURE
                before = given_way.get(column.network)
                given_way[column.network] = sure if before is None else before | sure
            if column.identifier in ranked.networks:
                held[column.identifier] = ranks
            else:
                _insert(best, ranks)
        for identifier, ranks in held.items():
            _insert(best, np.where(given_way[identifier], ABSENT, ranks) if identifier in given_way else ranks)
        return best

    def _ranks(self, table: EntryTable, parts: Sequence[Integers | None], joined: Sequence[Integers]) -> Ranks:
        key: Integers | None = None
        for part, code in zip(parts, joined, strict=True):
            if part is not None:
                found = np.take(part, code, mode="clip")
                key = found if key is None else np.add(key, found, out=key)
        return table.ranks(key if key is not None else np.zeros(len(joined[0]), np.int64))

    def _grow(self) -> None:
        """Take in the codes met since."""
        self._masks.grow()
        counts = [len(masks) for masks in self._masks.masks]
        if counts == self._known:
            return
        for group, masks in enumerate(self._masks.masks):
            new = masks[self._known[group] :]
            if new:
                holds = self._bits([outcome.holds for outcome in new])
                possible = self._bits([outcome.possible for outcome in new])
                for table in self._tables:
                    table.classes[group].add(_local(holds, table.rules.terms), _local(possible, table.rules.terms))
        self._known = counts
        self._radix = [1 << (count - 1).bit_length() for count in counts]
        for table in self._tables:
            table.grow()
        self._keys_by_list = [[self._key_parts(column.table) for column in ranked.columns] for ranked in self._lists]

    def _key_parts(self, table: EntryTable) -> list[Integers | None]:
        return [self._key_part(table, group) for group in _JOINED]

    def _key_part(self, table: EntryTable, group: tuple[int, ...]) -> Integers | None:
        parts = [table.keys_of(member) for member in group]
        if all(part is None for part in parts):
            return None
        found = np.zeros(1, np.int64)
        for member, part in zip(group, parts, strict=True):
            room = np.zeros(self._radix[member] if len(group) > 1 else self._known[member], np.int64)
            if part is not None:
                room[: len(part)] = part
            found = (found[:, None] + room[None, :]).ravel()
        return found

    def _bits(self, masks: Sequence[int]) -> np.ndarray:
        """Big integers as rows of bits."""
        width = (self._term_count + 7) // 8
        raw = b"".join(mask.to_bytes(width, "little") for mask in masks)
        return np.unpackbits(np.frombuffer(raw, np.uint8).reshape(len(masks), width), axis=1, bitorder="little")


def obstacle(compiled: CompiledBase) -> str | None:
    """Why the rules of a base do not fit columns, in French; None if they do. Scoring is then done row by row."""
    plans = list_plans(compiled)
    scale = scale_of(compiled, plans)
    if scale is None:
        return "des points ne sont pas des multiples simples (0,5 ; 0,25…) : les lots seront plus lents"
    for plan in plans:
        for candidate in plan.candidates:
            if entry_rules(compiled, candidate, 0, scale) is None:
                return f"« {candidate.entry.id} » dépend de trop de conditions : les lots seront plus lents"
    return None


def _list(compiled: CompiledBase, plan: ListPlan, plans: Sequence[ListPlan], groups: int) -> _List:
    scale = scale_of(compiled, plans)
    assert scale is not None
    ordered = sorted(plan.candidates, key=lambda candidate: (-candidate.specificity, candidate.entry.id))
    columns = []
    for position, candidate in enumerate(ordered):
        rules = entry_rules(compiled, candidate, position, scale)
        assert rules is not None
        table = EntryTable(rules, candidate.gate is not None, groups, scale)
        columns.append(_Column(table, candidate.entry.id, network_of(candidate)))
    identifiers = frozenset(candidate.entry.id for candidate in ordered)
    networks = frozenset(network for column in columns if (network := column.network) in identifiers and network)
    return _List(tuple(columns), plan.limit, tuple(candidate.entry.id for candidate in ordered), networks)


def scale_bits(lists: Sequence[_List]) -> int:
    """How many low bits of a rank hold the position."""
    return max((len(ranked.columns) for ranked in lists), default=1).bit_length()


def _insert(best: list[Ranks], ranks: Ranks) -> None:
    """Keep the least ranks, in order."""
    for place in range(len(best) - 1):
        larger = np.maximum(best[place], ranks)
        np.minimum(best[place], ranks, out=best[place])
        ranks = larger
    if best:
        np.minimum(best[-1], ranks, out=best[-1])


def _local(bits: np.ndarray, terms: Sequence[int]) -> list[int]:
    """An entry's own terms, from rows of all terms."""
    if not terms:
        return [0] * len(bits)
    weights = np.left_shift(np.uint64(1), np.arange(len(terms), dtype=np.uint64))
    found: list[int] = (bits[:, list(terms)].astype(np.uint64) * weights).sum(axis=1, dtype=np.uint64).tolist()
    return found


class _Rendered(NamedTuple):
    first: pa.Array
    ids: pa.Array
    to_check: pa.Array | None


class _Texts:
    """The texts of a list, each combination of entries written once."""

    def __init__(self, names: Sequence[str], places: int) -> None:
        self._names = names
        self._radix = 2 * len(names) + 2
        self._places = places
        size = self._radix**places
        self._direct = np.full(size, -1, np.int64) if size <= _LARGEST_DIRECT else None
        self._numbers: dict[int, int] = {}
        self._texts: tuple[list[str], list[str], list[str]] = ([], [], [])
        self._columns: tuple[pa.Array, ...] = ()

    def of(self, best: Sequence[Ranks], order_bits: int) -> _Rendered:
        """The texts of rows, from their least ranks."""
        numbers = self._numbered(self._keys(best, order_bits))
        if not self._columns or len(self._columns[0]) < len(self._texts[0]):
            self._columns = tuple(pa.array(texts, pa.string()) for texts in self._texts)
        taken = pa.array(numbers)
        first, ids, checks = self._columns
        unsure = any(bool(((ranks >= UNSURE) & (ranks != ABSENT)).any()) for ranks in best)
        return _Rendered(first.take(taken), ids.take(taken), checks.take(taken) if unsure else None)

    def _keys(self, best: Sequence[Ranks], order_bits: int) -> Integers:
        """Which entries stand at which places, and which of them are unsure, as one integer."""
        keys = np.zeros(len(best[0]), np.int64)
        low = np.uint32((1 << order_bits) - 1)
        for ranks in best:
            slot = ((ranks & low) << np.uint32(1)) | (ranks >> np.uint32(31))
            slot[ranks == ABSENT] = self._radix - 1
            np.multiply(keys, self._radix, out=keys)
            keys += slot
        return keys

    def _numbered(self, keys: Integers) -> Integers:
        if self._direct is None:
            distinct, rows = np.unique(keys, return_inverse=True)
            numbers: Integers = np.array([self._number(key) for key in distinct.tolist()], np.int64)[rows]
            return numbers
        found = np.take(self._direct, keys, mode="clip")
        missing = found < 0
        if missing.any():
            new = np.unique(keys[missing])
            self._direct[new] = [self._number(key) for key in new.tolist()]
            found = np.take(self._direct, keys, mode="clip")
        return found

    def _number(self, key: int) -> int:
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._numbers)
            slots = []
            for _ in range(self._places):
                key, slot = divmod(key, self._radix)
                if slot != self._radix - 1:
                    slots.append(slot)
            slots.reverse()
            ids = [self._names[slot // 2] for slot in slots]
            checks = [self._names[slot // 2] for slot in slots if slot % 2]
            written = (ids[0] if ids else "", SEPARATOR.join(ids), "".join(SEPARATOR + name for name in checks))
            for texts, text in zip(self._texts, written, strict=True):
                texts.append(text)
        return found


def _join_checks(checks: Sequence[pa.Array | None], count: int) -> pa.Array:
    """What is to be checked over all lists; empty where nothing is. Each part begins with its separator."""
    some = [column for column in checks if column is not None]
    if not some:
        return pa.repeat("", count)
    return pc.utf8_ltrim(pc.binary_join_element_wise(*some, ""), characters=SEPARATOR)
