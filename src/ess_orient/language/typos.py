"""Guarded correction of typing errors: only towards a word of the lexicon, never from a word that is French already."""

from __future__ import annotations

from collections.abc import Iterable

from ess_orient.language.tokens import Text, Token
from ess_orient.model.forms import stem_of
from ess_orient.territory.closeness import near

SHORTEST = 7
_TWO_ERRORS_FROM = 10
MOST_TRIED = 80
"""Words of one text that are tried, so that a text of nothing but errors costs no more than another."""

_MOST_KEPT = 4096


class Corrector:
    """Corrects the words of a text towards a vocabulary."""

    def __init__(self, vocabulary: Iterable[str], known: Iterable[str], prefixes: Iterable[str] = ()) -> None:
        """`vocabulary`: folded words of the lexicon; `known`: folded words, and `prefixes` beginnings, right as they are."""
        words = set(vocabulary)
        self._prefixes = tuple(sorted(set(prefixes)))
        self._known = {stem_of(word) for word in known} | {stem_of(word) for word in words}
        self._by_letter: dict[tuple[str, int], list[str]] = {}
        for word in sorted(words):
            if len(word) >= SHORTEST:
                self._by_letter.setdefault((word[0], len(word)), []).append(word)
        self._seen: dict[str, str | None] = {}

    def correct(self, text: Text) -> Text:
        """The text with the stems of mistyped words put right; nothing else changes."""
        tokens: list[Token] | None = None
        tried = 0
        for at, token in enumerate(text.tokens):
            if not self._may_be_wrong(token, text):
                continue
            tried += 1
            if tried > MOST_TRIED:
                break
            right = self.right(token.fold)
            if right is not None:
                tokens = tokens or list(text.tokens)
                tokens[at] = token._replace(fold=right, low=right, stem=stem_of(right))
        return text if tokens is None else text._replace(tokens=tuple(tokens))

    def _may_be_wrong(self, token: Token, text: Text) -> bool:
        if len(token.fold) < SHORTEST or token.number or token.stem in self._known:
            return False
        if token.fold.startswith(self._prefixes):
            return False
        return not token.capital or token.first or not text.cased

    def right(self, word: str) -> str | None:
        """The only word of the vocabulary that is near enough, or None."""
        if word not in self._seen:
            if len(self._seen) > _MOST_KEPT:
                self._seen.clear()
            self._seen[word] = self._nearest(word)
        return self._seen[word]

    def _nearest(self, word: str) -> str | None:
        if len(word) > 24 or not word.isascii():
            return None
        most = 2 if len(word) >= _TWO_ERRORS_FROM else 1
        for errors in range(1, most + 1):
            others = [
                other for size in range(len(word) - errors, len(word) + errors + 1)
                for other in self._by_letter.get((word[0], size), ())
            ]  # fmt: skip
            close = near(word, others, errors)
            stems = {stem_of(other) for other in close}
            if close:
                return close[0] if len(stems) == 1 or errors == 1 else None
        return None
