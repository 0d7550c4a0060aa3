"""A text as words with their places in it, folded and stripped of endings."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ess_orient.model.forms import folded, stem_of

LONGEST = 20_000
"""Characters read; what follows is left aside."""

_PIECE = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|€|[.!?;:,\n…(){}\[\]«»\"+=/&]")
_SENTENCE_END = frozenset(".!?;\n…")
_CLAUSE_END = frozenset(',:()«»"[]{}')
_NUMBERS = frozenset(
    {
        "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize", "vingt", "trente", "quarante", "cinquante", "soixante", "cent", "mille",
        "dizaine", "dizaines", "douzaine", "quinzaine", "vingtaine", "trentaine", "quarantaine", "cinquantaine",
        "centaine", "centaines", "quelques", "plusieurs",
    }
)  # fmt: skip


class Token(NamedTuple):
    """A word. `sentence` and `clause` number the sentences and clauses of the text."""

    start: int
    end: int
    low: str
    fold: str
    stem: str
    capital: bool
    number: bool
    sentence: int
    clause: int
    first: bool
    """Whether it begins its sentence."""
    before: str
    """The punctuation between the former word and this one."""


class Text(NamedTuple):
    """A text as words."""

    raw: str
    tokens: tuple[Token, ...]
    accented: bool
    """Whether the person types accents: then their absence in a word tells something."""
    cased: bool
    """Whether the person types capitals inside sentences."""


def read(raw: str, spellings: dict[str, str] | None = None) -> Text:
    """Cut a text into words; `spellings` gives whole words for quick ones (« pr » is « pour »)."""
    tokens: list[Token] = []
    sentence = clause = 0
    first, before = True, ""
    capitals = 0
    spellings = spellings or {}
    for match in _PIECE.finditer(raw, 0, LONGEST):
        piece = match.group()
        if not piece[0].isalnum() and piece != "€":
            before += piece
            if piece in _SENTENCE_END and not _inside_number(raw, match.start()):
                sentence, clause, first = sentence + 1, clause + 1, True
            elif piece in _CLAUSE_END:
                clause += 1
            continue
        low = piece.lower() if piece.isalnum() else unicodedata.normalize("NFC", piece).lower()
        fold = "euros" if piece == "€" else folded(piece)
        fold = spellings.get(fold, fold)
        capital = piece[0].isupper()
        capitals += capital and not first
        number = fold in _NUMBERS or (fold[0].isdigit() and fold.isalnum() and fold.rstrip("emr").isdigit())
        tokens.append(
            Token(match.start(), match.end(), low, fold, stem_of(fold), capital, number, sentence, clause, first, before)
        )  # fmt: skip
        first, before = False, ""
    return Text(raw, tuple(tokens), any(char in "éèêàùçôîâ" for char in raw[:LONGEST]), capitals > 0)


def _inside_number(raw: str, at: int) -> bool:
    return raw[at] in "." and at + 1 < len(raw) and raw[at + 1].isdigit() and raw[at - 1 : at].isdigit()
