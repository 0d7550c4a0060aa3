"""Rows as a file gives them, one at a time, each with its line; a row that cannot be read says why."""

from __future__ import annotations

import csv
import json
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ess_orient.batch.blocks import LONGEST_LINE, Block
from ess_orient.model.wording import shown_value

_LONGEST_ROW = 4 * LONGEST_LINE
csv.field_size_limit(LONGEST_LINE)


class Fault(NamedTuple):
    """Why a row cannot be read, and what to do."""

    value: str
    reason: str
    remedy: str
    column: str = ""


class Row(NamedTuple):
    """The values of a row in the order of the columns, or its fault. An empty row has neither."""

    line: int
    values: Sequence[object]
    fault: Fault | None = None
    raw: bytes = b""
    """The object as it stood, for a line of JSON."""


class CsvRows:
    """Reads the rows of block after block; a row may go on from one block to the next."""

    def __init__(self, separator: str, names: Sequence[str]) -> None:
        self._separator = separator
        self._names = list(names)
        self._pending: list[tuple[int, bytes]] = []

    @property
    def pending(self) -> bool:
        """Whether a quoted value goes on in the next block."""
        return bool(self._pending)

    def rows(self, block: Block) -> Iterator[Row]:
        """The rows that end in this block."""
        if block.overlong:
            yield from self.finish()
            yield _overlong(block.line, block.data)
            return
        lines = deque(self._pending)
        self._pending = []
        lines.extend(numbered(block))
        yield from self._read(lines, last=False)

    def finish(self) -> Iterator[Row]:
        """What is left at the end of the file: a quoted value that never ends."""
        lines, self._pending = deque(self._pending), []
        yield from self._read(lines, last=True)

    def _read(self, lines: deque[tuple[int, bytes]], last: bool) -> Iterator[Row]:
        while lines:
            taken: list[tuple[int, bytes]] = []
            reader = csv.reader(_pull(lines, taken), delimiter=self._separator, strict=True)
            try:
                for values in reader:
                    yield self._row(taken, values)
                    taken.clear()
            except UnicodeDecodeError:
                yield _unreadable(*self._back(lines, taken))
            except csv.Error as error:
                if "unexpected end" in str(error) and not last and sum(len(raw) for _, raw in taken) < _LONGEST_ROW:
                    self._pending = taken
                    return
                yield _misquoted(*self._back(lines, taken))

    def _back(self, lines: deque[tuple[int, bytes]], taken: list[tuple[int, bytes]]) -> tuple[int, bytes]:
        """Give back all but the first line: only that one is refused."""
        lines.extendleft(reversed(taken[1:]))
        return taken[0]

    def _row(self, taken: list[tuple[int, bytes]], values: list[str]) -> Row:
        line, raw = taken[0]
        if len(raw) > LONGEST_LINE:
            return _overlong(line, raw)
        if len(values) == len(self._names):
            if values == self._names:
                return Row(line, values, Fault(values[0], "ligne de noms de colonnes répétée", "Retirez cette ligne."))
            if any("\0" in value for value in values):
                return Row(line, values, Fault("", "caractère nul dans la ligne", "Réexportez le fichier en texte."))
            return Row(line, values if any(values) else ())
        if not any(values):
            return Row(line, ())
        found, wanted = len(values), len(self._names)
        surplus = self._separator.join(values[wanted:])
        reason = f"{found} valeurs ; {wanted} attendues, une par colonne"
        return Row(
            line, values, Fault(surplus, reason, "Entourez de guillemets une valeur qui contient le séparateur.")
        )


def _pull(lines: deque[tuple[int, bytes]], taken: list[tuple[int, bytes]]) -> Iterator[str]:
    while lines:
        taken.append(lines.popleft())
        yield taken[-1][1].decode()


def numbered(block: Block) -> Iterator[tuple[int, bytes]]:
    """(number, line with its break) for each line; a lone carriage return breaks a line without a new number."""
    line = block.line
    for raw in block.data.splitlines(keepends=True):
        yield line, raw
        line += raw.endswith(b"\n")


def _overlong(line: int, raw: bytes) -> Row:
    shown = shown_value(raw[:200].decode("utf-8", "replace"))
    reason = f"ligne de plus de {LONGEST_LINE} octets"
    return Row(line, (), Fault(shown, reason, "Vérifiez qu'un guillemet ou un saut de ligne ne manque pas."))


def _unreadable(line: int, raw: bytes) -> Row:
    text = raw.decode("utf-8", "replace").rstrip("\r\n")
    return Row(line, (), Fault(text, "octets illisibles en UTF-8", "Réexportez le fichier en UTF-8."))


def _misquoted(line: int, raw: bytes) -> Row:
    text = raw.decode("utf-8", "replace").rstrip("\r\n")
    return Row(
        line, (), Fault(text, "guillemet mal placé ou jamais fermé", "Doublez un guillemet qui fait partie du texte.")
    )


class JsonRows:
    """Reads JSON Lines: an object a line, its keys matched to the columns found in the first lines."""

    pending = False

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._places = {name: place for place, name in enumerate(names)}

    def rows(self, block: Block) -> Iterator[Row]:
        """The rows of this block."""
        if block.overlong:
            yield _overlong(block.line, block.data)
            return
        for line, raw in enumerate(
            block.data.splitlines() if b"\r" not in block.data else _split(block.data), block.line
        ):
            if len(raw) > LONGEST_LINE:
                yield _overlong(line, raw)
                continue
            found, fault = json_object(raw)
            if fault is not None:
                yield Row(line, (), fault)
            elif found is None:
                yield Row(line, ())
            else:
                yield self._row(line, found, raw.strip())

    def finish(self) -> Iterator[Row]:
        """Nothing is left over: a line is a row."""
        return iter(())

    def _row(self, line: int, found: dict[str, object], raw: bytes) -> Row:
        values: list[object] = [None] * len(self._names)
        for name, value in found.items():
            place = self._places.get(name)
            if place is not None:
                values[place] = value
            elif value is not None:
                reason = f"clé « {shown_value(name)} » absente des premières lignes"
                fault = Fault(shown_value(value), reason, "Donnez-la (null) dès la première ligne.", name)
                return Row(line, values, fault, raw)
        return Row(line, values, None, raw)


def _split(data: bytes) -> list[bytes]:
    return data.split(b"\n")[: data.count(b"\n") + (not data.endswith(b"\n"))]


def json_names(head: bytes) -> tuple[str, ...]:
    """The keys met in the first lines, in the order they came."""
    names: dict[str, None] = {}
    for raw in head.split(b"\n"):
        found, _ = json_object(raw)
        names.update(dict.fromkeys(found or ()))
    return tuple(names)


def json_object(raw: bytes) -> tuple[dict[str, object] | None, Fault | None]:
    """The object a line of JSON Lines holds; None twice for an empty line."""
    if not raw.strip():
        return None, None
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        shown = raw.decode("utf-8", "replace").rstrip("\r\n")
        return None, Fault(shown, "ce n'est pas du JSON", "Écrivez un objet JSON par ligne.")
    if not isinstance(found, dict):
        return None, Fault(shown_value(found), "un objet JSON était attendu", 'Écrivez {"stade": "creation", …}')
    return found, None
