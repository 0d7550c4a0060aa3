"""Which words of a text are denied: from the negation to « mais », a comma or the end of the clause."""

from __future__ import annotations

from ess_orient.language.tokens import Text

_FAR = 6
"""Words at most between « ne » and the word that denies."""

_ALONE = frozenset({"pas", "sans", "ni", "aucun", "aucune", "jamais"})
"""Words that deny without « ne » as well; « plus », « rien » and « personne » need it."""

_FROM_HERE = frozenset({"sans", "ni", "aucun", "aucune"})


def denied(text: Text, words: frozenset[str], ends: frozenset[str]) -> list[int | None]:
    """For each word, the position of the word that denies it, or None."""
    tokens = text.tokens
    result: list[int | None] = [None] * len(tokens)
    for at, token in enumerate(tokens):
        if token.fold not in words:
            continue
        first = _first(text, at)
        if first is None:
            continue
        for inside in range(first, len(tokens)):
            other = tokens[inside]
            if inside > at and (other.clause != token.clause or other.fold in ends):
                break
            if inside != at:
                result[inside] = at
    return result


def _first(text: Text, at: int) -> int | None:
    """Where the denial begins: at « ne », at the verb before a « pas » without it, or at the word itself."""
    tokens = text.tokens
    if tokens[at].fold in _FROM_HERE:
        before = _ne_before(text, at)
        return at if before is None else before
    ne = _ne_before(text, at)
    if ne is not None:
        return ne
    if tokens[at].fold not in _ALONE:
        return None
    return at - 1 if at and tokens[at - 1].sentence == tokens[at].sentence and not tokens[at].before else at


def _ne_before(text: Text, at: int) -> int | None:
    tokens = text.tokens
    for before in range(at - 1, max(-1, at - 1 - _FAR), -1):
        if tokens[before].sentence != tokens[at].sentence:
            return None
        if tokens[before].fold in ("ne", "n"):
            return before
    return None
