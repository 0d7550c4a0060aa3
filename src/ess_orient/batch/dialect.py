"""How a CSV file is written: separator, line breaks, the marks of a French Excel. Found out from its first lines."""

from __future__ import annotations

import csv
import io
from typing import NamedTuple

from ess_orient.batch.blocks import CP1252, TextInput
from ess_orient.batch.columns import Unusable, key_named
from ess_orient.model.wording import shown_value

_SEPARATORS = (",", ";", "\t", "|")
_NAMES = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
MOST_COLUMNS = 20_000


class Dialect(NamedTuple):
    """How to read the file, and how to write the result alike."""

    separator: str
    newline: str
    names: tuple[str, ...]
    header: bytes
    """The line of names as the file holds it, without its line break."""
    skipped: int
    """Lines before the first row."""
    remarks: tuple[str, ...]
    excel: bool
    """Whether Excel needs a mark to read the result's accents."""


def find_dialect(source: TextInput) -> Dialect:
    """Look at the head of a file. `Unusable` if it is empty or has no names of columns."""
    head = source.head()
    text = head.decode("utf-8", "replace")
    if not text.strip():
        raise Unusable("le fichier est vide", "Donnez un fichier avec une ligne de noms de colonnes.")
    lines = list(io.StringIO(text, newline=""))
    if "\0" in lines[0]:
        raise Unusable("ce n'est pas un fichier de texte", "Exportez-le en CSV, ou dites son format : --format-entree")
    said = _said_separator(lines[0])
    skipped = 1 if said else 0
    if len(lines) <= skipped:
        raise Unusable("le fichier n'a pas de ligne de noms de colonnes")
    header = lines[skipped]
    separator = said or _best_separator(header)
    names = tuple(_header(header, separator))
    newline = "\r\n" if header.endswith("\r\n") else "\n"
    return Dialect(
        separator, newline, names, header.rstrip("\r\n").encode(), skipped,
        _remarks(separator, bool(said)), bool(source.bom) or separator == ";",
    )  # fmt: skip


def _said_separator(line: str) -> str | None:
    text = line.strip().strip('"').lower()
    return line.strip().strip('"')[4] if text.startswith("sep=") and len(text) == 5 else None


def _best_separator(header: str) -> str:
    """The separator under which most names are answers; then the one that cuts most."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            names = _header(header, separator)
        except Unusable:
            return -1, 0
        return sum(key_named(name) is not None for name in names[:500]), len(names)

    return max(_SEPARATORS, key=worth)


def _header(line: str, separator: str) -> list[str]:
    try:
        row = next(csv.reader([line.rstrip("\r\n")], delimiter=separator, strict=True), [])
    except csv.Error as error:
        raise Unusable(f"la ligne des noms de colonnes est illisible : « {shown_value(line)} »") from error
    if len(row) > MOST_COLUMNS:
        raise Unusable(f"{len(row)} colonnes ; {MOST_COLUMNS} au plus étaient attendues")
    return [name.strip() for name in row]


def _remarks(separator: str, said: bool) -> tuple[str, ...]:
    return (f"séparateur : {_NAMES.get(separator, separator)}" + (" (dit par « sep= »)" if said else ""),)


def encoding_remark(source: TextInput) -> tuple[str, ...]:
    """What the file turned out to be written in, once read."""
    if source.wide:
        return ("encodage : UTF-16",)
    if source.bom:
        return ("encodage : UTF-8 avec marque (BOM)",)
    return ("encodage : Windows-1252",) if source.encoding == CP1252 else ()
