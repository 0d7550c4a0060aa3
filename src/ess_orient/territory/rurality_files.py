"""From a downloaded table (xlsx or csv, whatever its encoding) to rows of text."""

import csv
import importlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from ess_orient.territory.rurality_terms import RuralityError

MOST_BYTES = 100_000_000
MOST_UNPACKED = 120_000_000  # 35,000 rows of twelve cells make some 20 MB
MOST_MEMBERS = 1_000
MOST_ROWS = 200_000  # 35,000 communes
MOST_COLUMNS = 200
_SEPARATORS = ";,\t|"
_LONGEST_CELL = 100_000
_EXPECTED = "le fichier xlsx ou csv tel que publié"
_REMEDY = "Téléchargez-le à nouveau depuis le site officiel, sans l'ouvrir ni l'enregistrer entre-temps."

# What openpyxl lets through when a workbook is damaged: it has no error of its own for that.
_BROKEN = (
    OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RuntimeError, EOFError,
    zipfile.BadZipFile, zlib.error, ParseError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A table: its name as a place in messages, and its rows of stripped text."""

    place: str
    rows: list[list[str]]


def read_sheets(path: Path) -> list[Sheet]:
    """Return the tables of a file; raise RuralityError where it cannot be read."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise _error(path, f"fichier illisible ({error.strerror})") from error
    if size == 0:
        raise _error(path, "fichier vide")
    if size > MOST_BYTES:
        raise _error(path, f"fichier de {size // 1_000_000} Mo, trop grand pour une liste de communes")
    if start.startswith(b"PK"):
        return _read_workbook(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _error(path, "classeur à l'ancien format xls, ou protégé par un mot de passe")
    return [Sheet(place=path.name, rows=_read_csv(path))]


def _error(path: Path, finding: str, remedy: str = _REMEDY) -> RuralityError:
    return RuralityError(path.name, finding, _EXPECTED, remedy)


def _read_csv(path: Path) -> list[list[str]]:
    text = _decode(path)
    lines = [line for line in islice(io.StringIO(text), 40) if line.strip()]
    separator = max(_SEPARATORS, key=lambda each: sum(line.count(each) for line in lines))
    try:
        rows = list(_bounded(path, csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
    except csv.Error as error:
        raise _error(path, f"csv illisible ({error})") from error
    # The csv module's own limit is shared by the whole program and may have been raised elsewhere.
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        raise _error(path, "csv illisible (une cellule ne se termine pas)")
    return rows


def _decode(path: Path) -> str:
    content = path.read_bytes()
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _error(path, "le contenu n'est pas du texte")


def _read_workbook(path: Path) -> list[Sheet]:
    try:
        openpyxl: Any = importlib.import_module("openpyxl")
    except ImportError as error:
        remedy = "Installez-le par « pip install ess-orient[territoire] », ou enregistrez le tableau en csv."
        raise _error(path, "il manque openpyxl pour lire un xlsx", remedy) from error
    _check_archive(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return [
                Sheet(place=f"{path.name}, feuille « {sheet.title} »", rows=list(_bounded(path, _cells(sheet))))
                for sheet in book.worksheets
            ]
        finally:
            book.close()
    except _BROKEN as error:
        raise _error(path, "classeur xlsx endommagé") from error


def _check_archive(path: Path) -> None:
    """Refuse what would unpack to too much, before it is unpacked; a false size does not pass the check sums."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
                raise _error(path, f"archive qui se déplie en {unpacked // 1_000_000} Mo et {len(members)} fichiers")
            if "xl/workbook.xml" not in archive.namelist():
                remedy = "Si c'est une archive zip, décompressez-la et indiquez le fichier qu'elle contient."
                raise _error(path, "archive qui n'est pas un classeur xlsx", remedy)
            if any(_declares_entities(archive, member) for member in members):
                raise _error(path, "classeur qui contient des déclarations qu'aucun tableur n'écrit")
    except _BROKEN as error:
        raise _error(path, "classeur xlsx endommagé") from error


def _declares_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Read a member to its end, which checks its sum and true size, and tell whether it declares entities that grow."""
    with archive.open(member) as content:
        end = b""
        while chunk := content.read(1_000_000):
            if b"<!DOCTYPE" in end + chunk:
                return True
            end = chunk[-len(b"<!DOCTYPE") :]
    return False


def _cells(sheet: Any) -> Iterator[Iterable[object]]:
    # Without bounds, one cell written far away would make a million rows of sixteen thousand cells.
    sheet.reset_dimensions()
    rows: Iterator[Iterable[object]] = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    return rows


def _bounded(path: Path, rows: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise _error(path, f"plus de {MOST_ROWS} lignes")
        cells = list(islice(row, MOST_COLUMNS))
        while cells and cells[-1] is None:  # a workbook pads its rows
            cells.pop()
        yield [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
