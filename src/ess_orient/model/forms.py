"""The little language of forms, as an adviser writes them in the lexicon.

| written | means |
| --- | --- |
| `café associatif` | these words, whatever their accents, plural or feminine |
| `maraîch*` | any word that begins so |
| `=prêt` | this very word; its accents count where the person types accents |
| `notre\\|nos` | one of these words |
| `<chercher>` | any form of the family |
| `(bien)` | perhaps this |
| `café, bistrot` | one or the other expression |
| `…` | up to a few words, within a sentence |
| `#` | a number |
| `^` | the beginning of a sentence |
| `$` | the end of a clause |
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

_BETWEEN = re.compile(r"[\s'’\-]+")
_GAP = re.compile(r"\.\.\.|…")
_PIECES = re.compile(r"\([^()]*\)|[^\s'’\-]+")
_MOST_VARIANTS = 64
_SIGNED = frozenset("….^$")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
_ELIDED = {"d": "de", "j": "je", "n": "ne", "qu": "que", "s": "se", "m": "me", "t": "te", "c": "ce"}


def folded(word: str) -> str:
    """A word in plain lower-case letters."""
    low = word.translate(_LIGATURES).lower()
    if low.isascii():
        return low
    plain = unicodedata.normalize("NFKD", low)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def stem_of(fold: str) -> str:
    """A folded word without the marks of plural and feminine: -aux is -al; -s, -x, -e and -ée fall; « d' » is « de »."""
    if len(fold) < 3:
        return _ELIDED.get(fold, fold)
    if len(fold) > 4 and fold.endswith("aux") and not fold.endswith("eaux"):
        return fold[:-3] + "al"
    if len(fold) > 3 and fold[-1] in "sx":
        fold = fold[:-1]
    while len(fold) > 4 and fold[-1] == "e":
        fold = fold[:-1]
    return fold


class Kind(Enum):
    """What an element of a form matches."""

    WORD = "word"
    EXACT = "exact"
    PREFIX = "prefix"
    FAMILY = "family"
    NUMBER = "number"
    GAP = "gap"
    START = "start"
    END = "end"


class Element(NamedTuple):
    """One thing to match; `text` is a stem, a lower-case word, a folded beginning or the id of a family."""

    kind: Kind
    text: str = ""


Step = tuple[Element, ...]
"""Alternatives for one position."""

Form = tuple[Step, ...]


class BadForm(ValueError):
    """A form that cannot be read; the message, in French, says why."""


def parse(written: str) -> list[Form]:
    """The forms that a written one stands for (optional words are worked out). `BadForm` if it cannot be read."""
    return [form for one in written.split(",") for form in _parse_one(one.strip(), written)]


def _parse_one(one: str, written: str) -> list[Form]:
    variants: list[list[Step]] = [[]]
    for piece in _pieces(one):
        optional = piece.startswith("(") and piece.endswith(")")
        steps = [_step(part, written) for part in _BETWEEN.split(piece.strip("()")) if part]
        if not steps:
            raise BadForm(f"« {written} » : parenthèses vides")
        if optional:
            variants += [[*variant, *steps] for variant in variants]
        else:
            variants = [[*variant, *steps] for variant in variants]
        if len(variants) > _MOST_VARIANTS:
            raise BadForm(f"« {written} » : trop de mots facultatifs")
    forms = [tuple(variant) for variant in variants if variant]
    if not _SIGNED.isdisjoint(one):
        for form in forms:
            _check(form, written)
    if not forms:
        raise BadForm(f"« {written} » : une forme est vide")
    return forms


def _pieces(written: str) -> list[str]:
    if written.isalnum():
        return [written]
    spaced = _GAP.sub(" … ", written) if "…" in written or "..." in written else written
    return _PIECES.findall(spaced)


def _step(part: str, written: str) -> Step:
    try:
        return _read_step(part)
    except BadForm as problem:
        raise BadForm(f"« {written} » : {problem}") from None


@lru_cache(maxsize=16_384)
def _read_step(part: str) -> Step:
    """The same words come back in hundreds of forms."""
    return tuple(_element(each) for each in part.split("|"))


_SIGNS = {"…": Element(Kind.GAP), "#": Element(Kind.NUMBER), "^": Element(Kind.START), "$": Element(Kind.END)}


def _element(word: str) -> Element:
    if word in _SIGNS:
        return _SIGNS[word]
    if word.startswith("<"):
        if not word.endswith(">") or len(word) < 3:
            raise BadForm("famille mal écrite, « <nom> » était attendu")
        return Element(Kind.FAMILY, word[1:-1])
    if word.startswith("="):
        return Element(Kind.EXACT, _plain(word[1:]).lower())
    if word.endswith("*"):
        beginning = folded(_plain(word[:-1]))
        if len(beginning) < 3:
            raise BadForm("trois lettres au moins sont attendues avant « * »")
        return Element(Kind.PREFIX, beginning)
    return Element(Kind.WORD, stem_of(folded(_plain(word))))


def _plain(word: str) -> str:
    if word == "€":
        return "euros"
    if not word or not word.isalnum():
        raise BadForm(f"« {word} » n'est pas un mot")
    return word


def _check(form: Form, written: str) -> None:
    kinds = [{element.kind for element in step} for step in form]
    silent = {Kind.GAP, Kind.START, Kind.END}
    if any(len(step) > 1 and kind & silent for step, kind in zip(form, kinds, strict=True)):
        raise BadForm(f"« {written} » : ni écart ni repère parmi des mots au choix")
    if any(Kind.START in kind for kind in kinds[1:]) or any(Kind.END in kind for kind in kinds[:-1]):
        raise BadForm(f"« {written} » : « ^ » ne se met qu'au début, « $ » qu'à la fin")
    words = [kind for kind in kinds if not kind & silent]
    body = [kind for kind in kinds if not kind & {Kind.START, Kind.END}]
    if not words or Kind.GAP in body[0] or Kind.GAP in body[-1]:
        raise BadForm(f"« {written} » : un mot était attendu de chaque côté de l'écart")
