"""A text file as blocks of whole lines in UTF-8, whatever it is written in, with bounded memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

BLOCK = 4 << 20
LONGEST_LINE = 1 << 20
"""Bytes. A longer line is not kept: it is refused as a row, and only its beginning is shown."""
_SHOWN = 200
_HEAD = 1 << 16

UTF8, CP1252, UTF16_LE, UTF16_BE = "utf-8", "cp1252", "utf-16-le", "utf-16-be"
_MARKS = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, UTF16_LE), (codecs.BOM_UTF16_BE, UTF16_BE))


class Block(NamedTuple):
    """Whole lines. `line` is the number of the first, `end` the place in the file just after the last."""

    data: bytes
    line: int
    end: int
    overlong: bool = False
    """Whether this is the beginning of one line that was too long to be kept."""


class TextInput:
    """Reads a binary stream once. `encoding` is known from the mark at the start, or from the first line beyond ASCII."""

    def __init__(self, stream: BinaryIO, size: int = BLOCK) -> None:
        self._stream = stream
        self._size = size
        self._rest = stream.read(_HEAD)
        self.encoding: str | None = None
        self.bom = b""
        for mark, encoding in _MARKS:
            if self._rest.startswith(mark):
                self.bom, self.encoding = mark, encoding
        self._rest = self._rest[len(self.bom) :]
        self.offset = len(self.bom)
        self.line = 1
        self._newline = {UTF16_LE: b"\n\0", UTF16_BE: b"\0\n"}.get(self.encoding or "", b"\n")

    @property
    def wide(self) -> bool:
        """Whether a character takes two bytes."""
        return len(self._newline) == 2

    def head(self) -> bytes:
        """The first bytes, in UTF-8, without consuming them."""
        piece = self._rest[:_HEAD]
        cut = self._cut(piece)
        return self._utf8(piece[:cut] if cut else piece, decide=False)

    def skip_to(self, offset: int, line: int, encoding: str | None) -> None:
        """Go on at a place noted before."""
        self.encoding = encoding or self.encoding
        ahead = offset - self.offset
        while ahead > 0:
            piece, self._rest = self._rest[:ahead], self._rest[ahead:]
            if not piece:
                piece = self._stream.read(min(ahead, self._size))
                if not piece:
                    break
            ahead -= len(piece)
        self.offset, self.line = offset, line

    def blocks(self) -> Iterator[Block]:
        """The lines, block by block; the last one may lack its line break."""
        while True:
            cut = self._cut(self._rest[: self._size]) or self._first_cut()
            if cut:
                yield self._block(cut)
            elif len(self._rest) > LONGEST_LINE * len(self._newline):
                yield self._overlong()
            else:
                more = self._stream.read(max(self._size - len(self._rest), _HEAD))
                self._rest += more
                if not more:
                    if self._rest:
                        yield self._block(len(self._rest))
                    return

    def _first_cut(self) -> int:
        """Where the first line ends, for one that is longer than a block."""
        return self._cut(self._rest) if len(self._rest) > self._size else 0

    def _cut(self, data: bytes) -> int:
        """Where the last whole line ends."""
        width = len(self._newline)
        place = data.rfind(self._newline)
        while place > 0 and place % width:
            place = data.rfind(self._newline, 0, place + width - 1)
        if place < 0 and width == 1 and (place := data.rfind(b"\r", 0, len(data) - 1)) < 0:
            return 0
        return place + width if place >= 0 else 0

    def _block(self, length: int) -> Block:
        raw, self._rest = self._rest[:length], self._rest[length:]
        self.offset += length
        data = self._utf8(raw)
        block = Block(data, self.line, self.offset)
        self.line += data.count(b"\n") + (0 if data.endswith(b"\n") else 1)
        return block

    def _overlong(self) -> Block:
        """Read on to the end of the line, keeping its beginning only."""
        start, line = self._rest[:_SHOWN], self.line
        while (place := self._rest.find(self._newline)) < 0 or place % len(self._newline):
            kept = len(self._rest) % len(self._newline)
            self.offset += len(self._rest) - kept
            self._rest = self._rest[len(self._rest) - kept :]
            more = self._stream.read(self._size)
            if not more:
                break
            self._rest += more
        length = place + len(self._newline) if place >= 0 else len(self._rest)
        self.offset += length
        self._rest = self._rest[length:]
        self.line += 1
        return Block(self._utf8(start), line, self.offset, overlong=True)

    def _utf8(self, raw: bytes, decide: bool = True) -> bytes:
        if not self.wide and raw.isascii():
            return raw
        encoding = self.encoding or encoding_of(raw)
        if decide:
            self.encoding = encoding
        return raw if encoding == UTF8 else raw.decode(encoding, "replace").encode()


def encoding_of(raw: bytes) -> str:
    """UTF-8, or Windows-1252 if the first line beyond ASCII is not UTF-8."""
    first = next((place for place, byte in enumerate(raw) if byte > 127), len(raw))
    start = raw.rfind(b"\n", 0, first) + 1
    end = raw.find(b"\n", first)
    try:
        raw[start : end if end >= 0 else len(raw)].decode(UTF8)
    except UnicodeDecodeError:
        return CP1252
    return UTF8
