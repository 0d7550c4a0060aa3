"""Parquet and XLSX, with the extra."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from ess_orient.batch.columns import Unusable
from ess_orient.batch.dialect import Dialect
from ess_orient.batch.feeds import Batch, Feed, Format, Position
from ess_orient.batch.rows import Fault, Row
from ess_orient.batch.spreadsheet import neutral
from ess_orient.batch.writers import Done, Writer, text_of
from ess_orient.engine.columns import RESULT_COLUMNS

EXTRA = "Installez ce qu'il faut : pip install 'ess-orient[lot]'"
ROWS = 1 << 16
_LARGEST_SHEET = 1 << 30
_MOST_COMPRESSED = 200
_MOST_SHEET_ROWS = 1_048_576


class ParquetFeed:
    """The row groups of a Parquet file."""

    dialect: Dialect | None = None
    remarks: tuple[str, ...] = ()

    def __init__(self, stream: BinaryIO) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        try:
            self.file = parquet.ParquetFile(_seekable(stream))
        except pa.ArrowInvalid as error:
            raise Unusable(
                "ce n'est pas un fichier Parquet lisible", "Vérifiez le fichier, ou --format-entree."
            ) from error
        self.schema = self.file.schema_arrow
        self.names = tuple(self.schema.names)

    def batches(self, start: Position | None) -> Iterator[Batch]:
        """The rows; a Parquet file is always read from its beginning."""
        assert start is None
        line = 1
        for batch in self.file.iter_batches(ROWS):
            yield Batch(self._rows(batch, line), line, (batch, line))
            line += batch.num_rows

    def position(self) -> Position | None:
        """Nowhere: a Parquet file is written as a whole."""
        return None

    def _rows(self, batch: Any, line: int) -> Iterator[Row]:
        for number, values in enumerate(zip(*(column.to_pylist() for column in batch.columns), strict=True), line):
            yield Row(number, [cell_value(value) for value in values])


class SheetFeed:
    """The rows of the first sheet of an XLSX file."""

    dialect: Dialect | None = None

    def __init__(self, stream: BinaryIO) -> None:
        from openpyxl import load_workbook

        content = _seekable(stream)
        _refuse_bomb(content)
        try:
            book = load_workbook(content, read_only=True, data_only=True)
            sheet = book.worksheets[0]
            self._rows = sheet.iter_rows(values_only=True)
            header = next(self._rows, ())
        except Exception as error:  # a broken workbook fails anywhere in the zip, the XML or openpyxl itself
            raise Unusable(
                "ce n'est pas un classeur XLSX lisible", "Vérifiez le fichier, ou --format-entree."
            ) from error
        while header and header[-1] is None:
            header = header[:-1]
        self.names = tuple(text_of(cell_value(name)).strip() for name in header)
        if not self.names:
            raise Unusable("la première feuille est vide", "Mettez les noms des colonnes en première ligne.")
        self.remarks = (f"feuille lue : {sheet.title}",) if len(book.worksheets) > 1 else ()

    def batches(self, start: Position | None) -> Iterator[Batch]:
        """The rows, always from the beginning."""
        assert start is None
        line = 2
        while rows := list(islice(self._rows, 4096)):
            yield Batch((self._row(number, row) for number, row in enumerate(rows, line)), line)
            line += len(rows)

    def position(self) -> Position | None:
        """Nowhere: a workbook is read as a whole."""
        return None

    def _row(self, line: int, cells: Sequence[object]) -> Row:
        values = [cell_value(cell) for cell in cells]
        if not any(value not in (None, "") for value in values):
            return Row(line, ())
        count = len(self.names)
        if any(value not in (None, "") for value in values[count:]):
            surplus = "|".join(text_of(value) for value in values[count:])
            reason = f"{len(values)} valeurs ; {count} attendues, une par colonne"
            return Row(line, values, Fault(surplus, reason, "Donnez un nom à chaque colonne."))
        return Row(line, [*values[:count], *[None] * (count - len(values))])


def cell_value(value: object) -> object:
    """A typed value as a file of texts would hold it."""
    if isinstance(value, bool) or value is None or isinstance(value, (str, list)):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def arrow_feed(stream: BinaryIO, form: Format) -> Feed:
    """The rows of a Parquet or XLSX file. `Unusable` without the extra."""
    try:
        return ParquetFeed(stream) if form is Format.PARQUET else SheetFeed(stream)
    except ModuleNotFoundError as error:
        raise Unusable(f"le format {form} demande un supplément ({error.name})", EXTRA) from None


def _seekable(stream: BinaryIO) -> BinaryIO:
    return stream if stream.seekable() else io.BytesIO(stream.read(_LARGEST_SHEET))


def _refuse_bomb(stream: BinaryIO) -> None:
    try:
        parts = zipfile.ZipFile(stream).infolist()
    except zipfile.BadZipFile as error:
        raise Unusable("ce n'est pas un classeur XLSX", "Vérifiez le fichier, ou --format-entree.") from error
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if size > _LARGEST_SHEET or (size > 10_000_000 and size > _MOST_COMPRESSED * max(1, packed)):
        raise Unusable(
            f"ce classeur se déplierait en {size // 1_000_000} Mo", "Exportez-le en CSV si vous lui faites confiance."
        )
    stream.seek(0)


class ParquetWriter:
    """Columns of the input, then the results. Row groups have a fixed size, so the bytes do not depend on the reading."""

    needs_texts = True
    appendable = False

    def __init__(self, names: Sequence[str], fingerprint: str, more: Sequence[str], schema: Any = None) -> None:
        import pyarrow as pa

        self._pa = pa
        own = list(schema) if schema is not None else [pa.field(name, pa.string()) for name in names]
        added = [*RESULT_COLUMNS, *more]
        self.schema = pa.schema([*own, *(pa.field(name, pa.string()) for name in added)])
        self._fingerprint = fingerprint
        self._buffer = _Buffer()
        self._waiting: list[Any] = []
        self._count = 0

    def start(self) -> bytes:
        """The beginning of the file."""
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(self._buffer, self.schema)
        return self._buffer.taken()

    def rows(self, done: Done) -> bytes:
        """The rows, as texts."""
        columns: list[list[object]] = [
            list(map(text_of, column)) for column in zip(*(row.values for row in done.rows), strict=True)
        ]
        columns += [list(column) for column in done.texts]
        columns.append([self._fingerprint] * len(done.rows))
        columns += [list(column) for column in zip(*done.more, strict=True)]
        arrays = [self._pa.array(column, self._pa.string()) for column in columns]
        return self.batch(self._pa.RecordBatch.from_arrays(arrays, schema=self.schema))

    def batch(self, batch: Any) -> bytes:
        """A table that has all columns already."""
        self._waiting.append(batch)
        self._count += batch.num_rows
        if self._count < ROWS:
            return b""
        table = self._pa.Table.from_batches(self._waiting, self.schema)
        whole = self._count - self._count % ROWS
        self._writer.write_table(table.slice(0, whole), row_group_size=ROWS)
        self._waiting = table.slice(whole).to_batches()
        self._count -= whole
        return self._buffer.taken()

    def finish(self) -> bytes:
        """The rest and the end of the file."""
        if self._count:
            self._writer.write_table(self._pa.Table.from_batches(self._waiting, self.schema), row_group_size=ROWS)
        self._writer.close()
        return self._buffer.taken()


class SheetWriter:
    """A workbook of one sheet; nothing in it can be run."""

    needs_texts = True
    appendable = False

    def __init__(self, names: Sequence[str], fingerprint: str, more: Sequence[str]) -> None:
        from openpyxl import Workbook

        self._names = [*names, *RESULT_COLUMNS, *more]
        self._fingerprint = fingerprint
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet("Orientations")
        self._count = 1

    def start(self) -> bytes:
        """The names."""
        self._sheet.append([_sheet_text(name) for name in self._names])
        return b""

    def rows(self, done: Done) -> bytes:
        """The rows; kept until the end."""
        self._count += len(done.rows)
        if self._count > _MOST_SHEET_ROWS:
            raise Unusable("une feuille XLSX tient au plus 1 048 576 lignes", "Écrivez en CSV ou en Parquet.")
        for row, result, more in zip(done.rows, zip(*done.texts, strict=True), done.more, strict=True):
            cells = [*map(text_of, row.values), *result, self._fingerprint, *more]
            self._sheet.append([_sheet_text(cell) for cell in cells])
        return b""

    def finish(self) -> bytes:
        """The workbook."""
        content = io.BytesIO()
        self._book.save(content)
        return content.getvalue()


def arrow_writer(
    form: Format, names: Sequence[str], fingerprint: str, more: Sequence[str], schema: Any = None
) -> Writer:
    """What writes Parquet or XLSX. `Unusable` without the extra."""
    try:
        if form is Format.PARQUET:
            return ParquetWriter(names, fingerprint, more, schema)
        return SheetWriter(names, fingerprint, more)
    except ModuleNotFoundError as error:
        raise Unusable(f"le format {form} demande un supplément ({error.name})", EXTRA) from None


def _sheet_text(text: str) -> str:
    return "".join(char if char >= " " or char in "\t\n\r" else "�" for char in neutral(text))


class _Buffer(io.RawIOBase):
    """Keeps what is written until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def write(self, data: Any) -> int:
        content = bytes(data)
        self._parts.append(content)
        self._length += len(content)
        return len(content)

    def taken(self) -> bytes:
        """What was written since."""
        found = b"".join(self._parts)
        self._parts.clear()
        return found
