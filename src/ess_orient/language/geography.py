"""The place a text speaks of: a commune, a département, a région; a choice where the text leaves one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ess_orient.language.mentions import WIDE, Mention, Spotter, same_root
from ess_orient.language.tokens import Text
from ess_orient.model.condition import AnswerKey
from ess_orient.model.forms import folded
from ess_orient.model.lexicon import PlaceWords
from ess_orient.territory.places import Places
from ess_orient.territory.records import Found, Place, PlaceKind

_MOST_OFFERED = 6
_CHOICE = 0.5
_COUNTED = frozenset({"euros", "euro", "habitants", "personnes", "m2", "km", "tonnes", "hectares", "foyers", "repas"})


class PlaceHit(NamedTuple):
    """A place read in the words `start` to `end` (positions of words); several values are a choice."""

    key: AnswerKey
    values: tuple[str, ...]
    start: int
    end: int
    confidence: float
    rule: str
    name: str


class Geography:
    """Reads the places of texts."""

    def __init__(self, places: Places, words: PlaceWords) -> None:
        self._places = places
        self._spotter = Spotter(places, words)
        self._distant = frozenset(folded(name) for name in words.distant_towns)
        self._adjectives = {same_root(folded(word)): where for word, where in words.inhabitants.items()}

    def mentions(self, text: Text) -> list[Mention]:
        """The names of places in a text, in its order."""
        return self._spotter.mentions(text)

    def read(self, text: Text, mentions: list[Mention]) -> list[PlaceHit]:
        """The places named, at most one commune, those in doubt as choices."""
        wide = [hit for mention in mentions if mention.places[0].kind in WIDE for hit in [_wide_hit(mention)]]
        covered = {at for mention in mentions for at in range(mention.start, mention.end)}
        codes = self._codes(text, covered)
        within = self._within([*wide, *codes])
        towns = [self._town(text, mention, within) for mention in mentions if mention.places[0].kind not in WIDE]
        kept = self._one_town([town for town in towns if town is not None], bool(wide or codes))
        hits = [*wide, *codes]
        if not hits and kept is None:
            hits = self._adjectives_in(text)
        return _consistent(hits, kept, self._places)

    def _within(self, hits: Iterable[PlaceHit]) -> frozenset[str]:
        """The départements that the text names, by themselves or by a région or pays."""
        narrow: set[str] = set()
        broad: set[str] = set()
        for hit in hits:
            if hit.key is AnswerKey.DEPARTMENT:
                (narrow if len(hit.values) == 1 else broad).update(hit.values)
            elif hit.key is AnswerKey.REGION:
                place = self._places.place(PlaceKind.REGION, hit.values[0])
                broad.update(place.departments if place else ())
        return frozenset(narrow or broad)

    def _town(self, text: Text, mention: Mention, within: frozenset[str]) -> PlaceHit | None:
        inside = [place for place in mention.places if within & set(place.departments)]
        if within and not inside:  # « Le Vigan, dans le Lot » is Le Vigan-en-Quercy of today
            longer = self._places.beginning(mention.typed.split(maxsplit=1)[-1], _MOST_OFFERED)
            inside = [place for place in longer if within & set(place.departments)]
        raw = text.raw[text.tokens[mention.start].start : text.tokens[mention.end - 1].end] if text.accented else ""
        candidates = _same_town(_literal(inside or mention.places, mention.typed, raw))
        sureness = mention.sureness
        if inside:
            sureness = max(sureness, 0.95 if text.tokens[mention.start].capital else 0.9)
        elif within and sureness < 0.95:
            return None
        if sureness < _CHOICE:
            return None
        codes = tuple(place.municipality.code for place in candidates if place.municipality)
        name = candidates[0].name
        if len(codes) > 1:
            return PlaceHit(AnswerKey.MUNICIPALITY, codes[:_MOST_OFFERED], mention.start, mention.end, _CHOICE,
                            "lieu-commune-homonyme", name)  # fmt: skip
        return PlaceHit(
            AnswerKey.MUNICIPALITY, codes, mention.start, mention.end, sureness, "lieu-commune", name
        ) if codes else None  # fmt: skip

    def _one_town(self, towns: list[PlaceHit], others: bool) -> PlaceHit | None:
        near = [town for town in towns if folded(town.name) not in self._distant]
        if not near:
            return towns[0] if towns and not others else None
        best = max(near, key=lambda town: (town.confidence, -town.start))
        rivals = [town for town in near if town.values != best.values and town.confidence >= best.confidence]
        return best._replace(confidence=min(best.confidence, 0.8)) if rivals else best

    def _codes(self, text: Text, covered: set[int]) -> list[PlaceHit]:
        """Numbers that are départements « (46) » or postcodes « 46230 »."""
        hits: list[PlaceHit] = []
        for at, token in enumerate(text.tokens):
            code = token.low.upper()
            if at in covered or not code[0].isdigit():
                continue
            if len(code) == 5 and code.isdigit() and not _counts(text, at):
                hits += self._postcode(code, at)
            elif len(code) <= 3 and self._says_department(text, at) and self._places.department(code):
                hits.append(PlaceHit(AnswerKey.DEPARTMENT, (code,), at, at + 1, 0.95, "lieu-numero", code))
        return hits

    def _postcode(self, code: str, at: int) -> list[PlaceHit]:
        answer = self._places.find(code)
        place = answer.place if isinstance(answer, Found) else getattr(answer, "common", None)
        if place is None or len(place.departments) != 1:
            return []
        return [PlaceHit(AnswerKey.DEPARTMENT, place.departments, at, at + 1, 0.95, "lieu-code-postal", code)]

    @staticmethod
    def _says_department(text: Text, at: int) -> bool:
        token = text.tokens[at]
        after = text.tokens[at + 1].before if at + 1 < len(text.tokens) else text.raw[token.end : token.end + 1]
        if "(" in token.before and (")" in after):
            return True
        before = [text.tokens[each].fold for each in range(max(0, at - 2), at)]
        return before[-2:] == ["dans", "le"] or before[-1:] in (["departement"], ["dept"], ["dpt"])

    def _adjectives_in(self, text: Text) -> list[PlaceHit]:
        for at, token in enumerate(text.tokens):
            where = self._adjectives.get(same_root(token.fold))
            if where is not None:
                key = AnswerKey.REGION if where.startswith("R") else AnswerKey.DEPARTMENT
                return [PlaceHit(key, (where.removeprefix("R"),), at, at + 1, 0.85, "lieu-adjectif", token.low)]
        return []


def _counts(text: Text, at: int) -> bool:
    """Whether a number of five figures counts something: « 20000 euros », « 12000 habitants »."""
    after = text.tokens[at + 1] if at + 1 < len(text.tokens) else None
    before = text.tokens[at - 1].fold if at else ""
    if before in ("de", "environ", "reste", "manque", "faut") or text.raw[text.tokens[at].end :][:2].strip()[:1] in (
        "€",
        "%",
    ):
        return True
    return after is not None and after.fold in _COUNTED and not after.before


def _wide_hit(mention: Mention) -> PlaceHit:
    place = mention.places[0]
    if place.kind is PlaceKind.REGION:
        return PlaceHit(AnswerKey.REGION, (place.code,), mention.start, mention.end, mention.sureness, "lieu-region",
                        place.name)  # fmt: skip
    if place.kind is PlaceKind.DEPARTMENT:
        return PlaceHit(AnswerKey.DEPARTMENT, (place.code,), mention.start, mention.end, mention.sureness,
                        "lieu-departement", place.name)  # fmt: skip
    confidence = mention.sureness if len(place.departments) == 1 else _CHOICE
    return PlaceHit(AnswerKey.DEPARTMENT, place.departments, mention.start, mention.end, confidence, "lieu-pays",
                    place.name)  # fmt: skip


def _literal(places: Iterable[Place], typed: str, raw: str) -> list[Place]:
    """The places that bear the very name typed, article included, if some do; to the accent where accents are typed."""
    several = list(places)
    exact = [
        place for place in several if " ".join(folded(place.name).replace("-", " ").replace("'", " ").split()) == typed
    ]
    accented = [place for place in exact if place.name.lower() == raw.lower()]
    return accented or exact or several


def _same_town(places: list[Place]) -> list[Place]:
    """One place a commune of today: a former commune of one name in its département gives way to it."""
    current = [place for place in places if place.kind is PlaceKind.MUNICIPALITY]
    taken = {place.departments for place in current}
    kept = current + [
        place for place in places if place.kind is not PlaceKind.MUNICIPALITY and place.departments not in taken
    ]  # fmt: skip
    by_code: dict[str, Place] = {}
    for place in kept:
        if place.municipality is not None:
            by_code.setdefault(place.municipality.code, place)
    return list(by_code.values()) or places


def _consistent(hits: list[PlaceHit], town: PlaceHit | None, places: Places) -> list[PlaceHit]:
    """What can hold together: a commune outside the département said is only offered; two départements are a choice."""
    single = {hit.values for hit in hits if hit.key is AnswerKey.DEPARTMENT and len(hit.values) == 1}
    pays = [hit for hit in hits if len(hit.values) > 1]
    if single:
        hits = [hit for hit in hits if hit not in pays]
    if len(single) > 1:
        hits = [
            hit._replace(confidence=_CHOICE) if hit.key is AnswerKey.DEPARTMENT else hit for hit in hits
        ]  # fmt: skip
    if town is None:
        return hits
    if len(town.values) == 1:
        commune = places.municipality(town.values[0])
        if commune is not None and single and (commune.department,) not in single:
            town = town._replace(confidence=min(town.confidence, 0.6))
        hits = [hit for hit in hits if len(hit.values) == 1]
    return [*hits, town]
