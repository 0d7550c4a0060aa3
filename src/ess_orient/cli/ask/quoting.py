"""A person's text on rows, with the words that said something brought out; a long one cut to what is around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ess_orient.render.typography import cells, safe

Piece = tuple[str, bool]
"""Some text, and whether it is brought out."""

_WHOLE_UP_TO = 400
_AROUND = 30


def quoted(text: str, spans: Sequence[tuple[int, int]], width: int) -> Iterator[list[Piece]]:
    """Rows of at most `width` cells, whatever the text holds; a longer word is cut."""
    shown = safe(f".{text}.")[1:-1]  # a character for a character: the outer spaces are kept
    strong = bytearray(len(shown))
    for start, end in spans:
        strong[start:end] = b"\1" * (min(end, len(shown)) - start)
    row: list[Piece] = [("« ", False)]
    filled = 2
    for word in _words(shown, strong):
        size = sum(cells(piece) for piece, _ in word)
        if filled > 2 and filled + 1 + size > width:
            yield row
            row, filled = [("  ", False)], 2
        elif filled > 2:
            row.append((" ", False))
            filled += 1
        row += word
        filled += size
    yield [*row, (" »", False)]


def _words(text: str, strong: bytearray) -> Iterator[list[Piece]]:
    """The words kept, each in pieces; « […] » where some are left out."""
    position, skipped = 0, False
    for word in text.split(" "):
        start, position = position, position + len(word) + 1
        if not word:
            continue
        if not _near(strong, start, start + len(word)):
            skipped = True
            continue
        if skipped:
            yield [("[…]", False)]
            skipped = False
        yield _pieces(word, strong[start : start + len(word)])
    if skipped:
        yield [("[…]", False)]


def _near(strong: bytearray, start: int, end: int) -> bool:
    """Whether a word of a long text stands close to one that said something."""
    return len(strong) <= _WHOLE_UP_TO or any(strong[max(0, start - _AROUND) : end + _AROUND])


def _pieces(word: str, strong: bytearray) -> list[Piece]:
    pieces: list[Piece] = []
    for char, said in zip(word[:200], strong, strict=False):
        if pieces and pieces[-1][1] == bool(said):
            pieces[-1] = (pieces[-1][0] + char, bool(said))
        else:
            pieces.append((char, bool(said)))
    return pieces
