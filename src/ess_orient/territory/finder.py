"""From a text to one place, several, or none."""

from collections.abc import Iterable, Sequence

from ess_orient.territory.atlas import Atlas
from ess_orient.territory.closeness import near
from ess_orient.territory.fold import fold, without_article, without_leading_words
from ess_orient.territory.query import EVERY_KIND, Reading, clean, code_in, readings
from ess_orient.territory.records import Ambiguous, Answer, Found, NotFound, Place, PlaceKind
from ess_orient.territory.store import Store

_ADMINISTRATIVE = (PlaceKind.DEPARTMENT, PlaceKind.REGION, PlaceKind.FORMER_REGION)
_SUGGESTIONS = 6
_SHORTEST_GUESS = 3
_LONGER_NAMES = 12


class Finder:
    """Reads texts against the database."""

    def __init__(self, store: Store, atlas: Atlas) -> None:
        """Take the open store and what makes places of its rows."""
        self._store = store
        self._atlas = atlas

    def find(self, text: str, department: str | None) -> Answer:
        """Return the place a text names, within a département if one is given."""
        text = clean(text)
        within = None if department is None else self._departments_in((department,))
        if code := code_in(text):
            return self._by_code(code, within) or NotFound(text=text)
        for reading in readings(text):
            if answer := self._by_reading(reading, within):
                return answer
        return NotFound(text=text, suggestions=self._suggestions(text))

    def _by_code(self, code: str, within: frozenset[str] | None = None) -> Answer | None:
        if len(code) <= 3:
            return self._by_short_code(code.zfill(2))
        codes = self._store.by_postcode(code)
        # A postcode may be the INSEE code of a commune elsewhere; one that no commune has any more counts for less.
        if (own := self._store.municipality(code)) and own.code not in codes:
            codes.append(own.code)
        codes = codes or [self._store.successor(code) or ""]
        pairs = [(PlaceKind.MUNICIPALITY, each) for each in codes]
        if collectivity := self._store.collectivity(code):
            pairs.append((PlaceKind.COLLECTIVITY, collectivity.code))
        places = self._atlas.places(pairs)
        places = _in_departments(places, within) if within else places
        if len(places) > 1:
            return Ambiguous(candidates=places, common=self._atlas.shared(code, places))
        if not own and (part := self._atlas.part_with_code(code)) and not self._store.by_postcode(code):
            return Found(place=part)
        return Found(place=places[0]) if places else None

    def _by_short_code(self, code: str) -> Answer | None:
        if code == "20":  # Corsica before 1976, and still the start of its postcodes
            return Ambiguous(candidates=self._atlas.places((PlaceKind.DEPARTMENT, each) for each in ("2A", "2B")))
        if department := self._atlas.place(PlaceKind.DEPARTMENT, code):
            return Found(place=department)
        collectivity = self._atlas.place(PlaceKind.COLLECTIVITY, code)
        return Found(place=collectivity) if collectivity else None

    def _by_said_code(self, code: str, kinds: frozenset[PlaceKind]) -> Answer | None:
        """Return what « région 53 » or « département 56 » names: here the word tells the codes apart."""
        for kind in (PlaceKind.DEPARTMENT, PlaceKind.REGION):
            if kind in kinds:
                place = self._atlas.place(kind, code.zfill(2))
                return Found(place=place) if place else None
        return self._by_code(code)

    def _by_reading(self, reading: Reading, within: frozenset[str] | None) -> Answer | None:
        if reading.where:
            hinted = self._departments_in(reading.where)
            if not hinted and PlaceKind.COLLECTIVITY not in reading.kinds:
                return None
            within = hinted if within is None else within & hinted
        if (code := code_in(reading.name)) and reading.kinds != EVERY_KIND:
            return self._by_said_code(code, reading.kinds)
        key = without_article(reading.name)
        places = self._atlas.places(self._store.named(key, reading.kinds))
        if within is not None:
            places = _in_departments(places, within)
        places += self._longer(reading, places, within)
        return _decide(places, reading.name, said=within is not None)

    def _longer(self, reading: Reading, places: tuple[Place, ...], within: frozenset[str] | None) -> tuple[Place, ...]:
        """Return the communes that the one found begins: « Évry-Courcouronnes » for « Évry », in case it is meant."""
        if [place.kind for place in places] != [PlaceKind.MUNICIPALITY]:
            return ()
        pairs = self._store.beginning(without_article(reading.name) + " ", _LONGER_NAMES)
        longer = self._atlas.places(pair for pair in pairs if pair[0] is PlaceKind.MUNICIPALITY)
        longer = tuple(place for place in longer if fold(place.name).startswith(reading.name + " "))
        return longer if within is None else _in_departments(longer, within)

    def _departments_in(self, pieces: Sequence[str]) -> frozenset[str]:
        """Return the départements that a hint's first meaningful piece names: « 56 », « Morbihan », « Bretagne »."""
        for piece in pieces:
            for words in (piece, piece.split()[0] if piece.split() else ""):
                if wanted := self._departments_named(clean(words)):
                    return wanted
        return frozenset()

    def _departments_named(self, text: str) -> frozenset[str]:
        if code := code_in(text):
            answer = self._by_code(code)
            places: Sequence[Place] = ()
            if isinstance(answer, Found):
                places = (answer.place,)
            elif isinstance(answer, Ambiguous):
                places = answer.candidates
        else:
            folded = fold(text)
            keys = dict.fromkeys((without_article(folded), without_leading_words(folded)))
            kinds = (*_ADMINISTRATIVE, PlaceKind.AREA)
            places = self._atlas.places(pair for key in keys for pair in self._store.named(key, kinds))
        return frozenset(code for place in places for code in place.departments)

    def _suggestions(self, text: str) -> tuple[Place, ...]:
        name = without_article(fold(text.partition("(")[0].partition(",")[0]))
        if len(name) < _SHORTEST_GUESS:
            return ()
        most = 1 if len(name) < 6 else 2
        keys = near(name, self._store.keys_from(name[0], len(name) - most, len(name) + most), most)
        pairs = [pair for key in keys[:_SUGGESTIONS] for pair in self._store.named(key, PlaceKind)]
        pairs += self._store.beginning(name, _SUGGESTIONS)
        return self._atlas.places(dict.fromkeys(pairs))[:_SUGGESTIONS]


def _in_departments(places: Iterable[Place], within: frozenset[str]) -> tuple[Place, ...]:
    """Keep what lies in the départements; « Paris (75) » is the commune, for the département is already said."""
    kept = [place for place in places if within & set(place.departments) or place.kind is PlaceKind.COLLECTIVITY]
    towns = [place for place in kept if place.municipality or place.kind is PlaceKind.EPCI]
    return tuple(towns or kept)


def _decide(places: Sequence[Place], typed: str, *, said: bool) -> Answer | None:
    """Choose by the kind of place and the article typed, never by size; what is left undecided is asked."""
    if not places:
        return None
    chosen = next((place for place in places if place.kind in _ADMINISTRATIVE and not said), None)
    if chosen:
        return Found(place=chosen, alternatives=tuple(place for place in places if place is not chosen))
    # A group of communes has its own name in full; where its short name is also a place's, the place is meant.
    plain = [place for place in places if place.kind is not PlaceKind.EPCI] or list(places)
    nearness = [_nearness(place, typed) for place in plain]
    kept = tuple(place for place, value in zip(plain, nearness, strict=True) if value == max(nearness))
    others = tuple(place for place in places if place not in kept)
    if max(nearness) < 2 and any(fold(place.name).startswith(typed + " ") for place in others):
        kept, others = kept + others, ()
    towns = [place for place in kept if place.kind is PlaceKind.MUNICIPALITY]
    if len({place.departments for place in kept}) == 1 and len(towns) == 1:
        # A commune and a commune déléguée of one name in one département: today's commune stands for both.
        others = tuple(place for place in kept if place is not towns[0]) + others
        kept = (towns[0],)
    return Found(place=kept[0], alternatives=others) if len(kept) == 1 else Ambiguous(candidates=kept + others)


def _nearness(place: Place, typed: str) -> int:
    """Return 2 for the very name, 1 for a name that has no article (« l'Augan »), 0 for one with another article."""
    if place.kind is PlaceKind.AREA:
        return 2  # a pays is said with its article and written without: « la Bresse » is one and a commune
    name = fold(place.name)
    return 2 if name == typed else int(name == without_article(name))
