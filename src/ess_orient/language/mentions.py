"""Names of places in a text, with the words around that say what they are."""

from __future__ import annotations

from typing import NamedTuple

from ess_orient.language.tokens import Text
from ess_orient.model.forms import stem_of
from ess_orient.model.lexicon import PlaceWords
from ess_orient.territory.places import Places
from ess_orient.territory.records import Place, PlaceKind

WIDE = frozenset({PlaceKind.DEPARTMENT, PlaceKind.REGION, PlaceKind.FORMER_REGION, PlaceKind.AREA})
_LONGEST_NAME = 8
_MOST_STARTS = 150
"""Words of one text that may begin a name of a commune, so that a text in capitals costs no more than another."""

_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = frozenset({"le", "la", "les", "l"})
_INTO = frozenset({"dans", "en"})
_CONTRACTED = frozenset({"du", "au", "aux", "des"})
_AT = frozenset({"a", "vers", "au", "aux", "habite", "chez"})
_NEAR = frozenset(
    {
        "pres", "proche", "proches", "autour", "cote", "commune", "communes", "mairie", "maire", "ville",
        "village", "bourg", "agglo", "agglomeration", "hameau", "alentours", "abords", "environs", "canton",
        "bassin", "metropole", "entre", "habitant", "habitante", "habitants", "elu", "elue", "adjoint",
    }
)  # fmt: skip
_NOT_TOWNS = frozenset({"pays", "parc", "regional", "massif", "plateau", "monts", "vallons", "coteaux", "lac"})
_OF = frozenset({"de", "d", "du", "des"})
_WATER = frozenset(
    {
        "bord", "bords", "vallee", "vallees", "rive", "rives", "berge", "berges", "estuaire", "gorge", "gorges",
        "riviere", "fleuve", "eaux",
    }
)  # fmt: skip


class Mention(NamedTuple):
    """A name found: `places` bear it; `sureness` is that of its being a place, whichever it is."""

    start: int
    end: int
    places: tuple[Place, ...]
    sureness: float
    typed: str


class Spotter:
    """Finds mentions. `places` stays open as long as it is used."""

    def __init__(self, places: Places, words: PlaceWords) -> None:
        self._places = places
        self._wide = places.wide_names()
        self._everyday = frozenset(words.everyday_towns)
        self._everyday_wide = frozenset(words.everyday_departments)

    def mentions(self, text: Text) -> list[Mention]:
        """What is named, without overlap, in the order of the text; the longest names win."""
        spans = self._spans(text)
        named = self._places.named_any(key for _, _, key in spans)
        found: list[Mention] = []
        taken: set[int] = set()
        for start, end, key in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if taken.isdisjoint(range(start, end)):
                mention = self._judge(text, start, end, key, named.get(key, ()))
                if mention is not None:
                    found.append(mention)
                    taken.update(range(start, end))
        return sorted(found)

    def _spans(self, text: Text) -> list[tuple[int, int, str]]:
        tokens = text.tokens
        words = [_SAINTS.get(token.fold, token.fold) for token in tokens]
        spans: list[tuple[int, int, str]] = []
        starts = 0
        for start, token in enumerate(tokens):
            may_be_town = self._may_begin(text, start)
            starts += may_be_town
            for end in range(start + 1, min(start + _LONGEST_NAME, len(tokens)) + 1):
                if end > start + 1 and (tokens[end - 1].before or tokens[end - 1].sentence != token.sentence):
                    break
                key = " ".join(words[start:end])
                if key in self._wide or (may_be_town and starts <= _MOST_STARTS and self._may_end(text, start, end)):
                    spans.append((start, end, key))
        return spans

    def _may_begin(self, text: Text, at: int) -> bool:
        token = text.tokens[at]
        if len(token.fold) < 2 or token.fold in _ARTICLES:
            return False
        return token.capital or (not text.cased and _town_cue(text, at) > 1)

    @staticmethod
    def _may_end(text: Text, start: int, end: int) -> bool:
        return text.tokens[end - 1].capital or not text.tokens[start].capital or end == start + 1 or not text.cased

    def _judge(
        self, text: Text, start: int, end: int, key: str, places: tuple[Place, ...] | list[Place]
    ) -> Mention | None:
        wide = tuple(place for place in places if place.kind in WIDE)
        towns = tuple(place for place in places if place.kind not in WIDE)
        typed = _typed(text, start, key)
        if wide and not (towns and _bare_at(text, start)):
            sureness = self._wide_sureness(text, start, end, key)
            if sureness:
                return Mention(start, end, wide[:1], sureness, typed)
            if _article_before(text, start):
                return None
        if not text.tokens[start].capital and text.cased:
            return None
        if not towns and _town_cue(text, start) >= 2 and len(key) > 4 and key not in self._everyday:
            towns = self._places.beginning(key)
            towns = towns if len(towns) == 1 else ()
        if not towns or _goes_on(text, end):
            return None
        sureness = self._town_sureness(text, start, end, key)
        return Mention(start, end, towns, sureness, typed) if sureness else None

    def _wide_sureness(self, text: Text, start: int, end: int, key: str) -> float:
        tokens = text.tokens
        before = [tokens[at].fold for at in range(max(0, start - 3), start)]
        last = before[-1] if before else ""
        inside = last in _INTO or (
            last in _ARTICLES and before[-2:-1] != [] and before[-2] in _INTO | {"de", "sur", "pour", "a"}
        )
        if _WATER & set(before):
            return 0.0
        if key in self._everyday_wide:
            direction = end < len(tokens) and tokens[end].fold in _OF and not tokens[end].before
            said = inside or last in _CONTRACTED or "departement" in before or "(" in tokens[start].before
            if (direction and not tokens[start].capital) or not said:
                return 0.0
            return 0.93 if tokens[start].capital or inside else 0.0
        if tokens[start].capital or inside or last in _OF or end - start > 1:
            return 0.95
        return 0.9

    def _town_sureness(self, text: Text, start: int, end: int, key: str) -> float:
        cue = _town_cue(text, start)
        if key in self._everyday or len(key) < 3:
            return 0.9 if cue == 3 and text.tokens[start].capital else 0.0
        if not text.tokens[start].capital:
            return 0.75 if cue == 3 and len(key) > 3 else 0.0
        several = end - start > 1
        if cue >= 2:
            return 0.95
        if cue == 1:
            return 0.93 if several else 0.8
        return 0.85 if several else 0.4


def _typed(text: Text, start: int, key: str) -> str:
    """The name with the article that stands before it, if one does: « du Vigan » is « le vigan »."""
    before = text.tokens[start - 1].fold if start else ""
    article = {"du": "le", "au": "le", "des": "les", "aux": "les"}.get(before, before)
    return f"{article} {key}" if article in _ARTICLES else key


def _goes_on(text: Text, end: int) -> bool:
    """Whether a name goes on with a hyphen and a capital: « Marie-Galante » is not the town of Marie."""
    after = text.tokens[end - 1].end
    return text.raw[after : after + 1] == "-" and text.raw[after + 1 : after + 2].isupper()


def _article_before(text: Text, start: int) -> bool:
    """Whether an article stands before a name: « la Réunion » is no town of that name."""
    return start > 0 and text.tokens[start - 1].fold in _ARTICLES and not text.tokens[start].before


def _bare_at(text: Text, start: int) -> bool:
    """Whether « à » stands right before: « à Vienne » is a town, « dans la Vienne » is not."""
    return start > 0 and text.tokens[start - 1].fold in ("a", "vers") and not text.tokens[start].before


def _town_cue(text: Text, start: int) -> int:
    """How the words before call for a town: 3 « à », 2 « près de », 1 « de », 0 nothing."""
    tokens = text.tokens
    at = start - 1
    if at >= 0 and tokens[at].fold in _ARTICLES:
        at -= 1
    if at < 0 or tokens[at].sentence != tokens[start].sentence or tokens[start].before.strip('«"') not in ("", "("):
        return 0
    word = tokens[at].fold
    if word in _AT:
        return 3 if tokens[at].low != "a" or not text.accented or tokens[start].capital else 1
    if word in _OF:
        close = tokens[at - 1].fold if at > 0 else ""
        return 2 if close in _NEAR else 0 if close in _NOT_TOWNS else 1
    return 1 if word in ("sur", "et", "ou", "depuis") else 2 if word == "entre" else 0


def same_root(word: str) -> str:
    """The stem under which an adjective of a place is kept: « charentaises » and « charentais » are one."""
    return stem_of(stem_of(word))
