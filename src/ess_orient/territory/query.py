"""What a typed text asks for: a code, or a name with the département, the postcode or the kind it may come with."""

import re
from dataclasses import dataclass

from ess_orient.territory.fold import fold, without_leading_words
from ess_orient.territory.records import PlaceKind

LONGEST = 200  # no name of a place is half as long; more is not worth looking at
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_CODE = re.compile(r"(?:fr?-)?(\d[0-9ab]?[ .]?\d{0,3})", re.IGNORECASE | re.ASCII)
_MOST_HINT_WORDS = 4  # « Saint-Denis la Réunion », « Apt en Haute Provence »
_NUMBER = r"\d{5}|\d{2}|97\d|2[AB]"
_WITH_HINT = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"^(?P<name>.+)\((?P<hint>[^()]+)\)$",  # Saint-Denis (974)
        r"^(?P<name>[^,]+),(?P<hint>.+)$",  # Saint-Denis, Réunion
        rf"^(?P<name>.*\D)[\s,-]+(?P<hint>{_NUMBER})$",  # Saint-Denis 93
        rf"^(?P<hint>{_NUMBER})[\s,-]+(?P<name>\D.*)$",  # 93200 Saint-Denis
        r"^(?P<name>.+?)\s+[–—-]\s+(?P<hint>.+)$",  # Saint-Denis - Réunion
    )
)

EVERY_KIND = frozenset(PlaceKind) - {PlaceKind.POSTCODE}
_TOWN = frozenset({PlaceKind.MUNICIPALITY, PlaceKind.DELEGATED, PlaceKind.MUNICIPAL_DISTRICT})
# Words in front of a name that say which of several places of that name is meant.
_SAID_BEFORE: tuple[tuple[str, frozenset[PlaceKind]], ...] = (
    ("departement", frozenset({PlaceKind.DEPARTMENT})),
    ("dept", frozenset({PlaceKind.DEPARTMENT})),
    ("ancienne region", frozenset({PlaceKind.FORMER_REGION})),
    ("region", frozenset({PlaceKind.REGION, PlaceKind.FORMER_REGION})),
    ("commune", _TOWN),
    ("ville", _TOWN),
    ("village", _TOWN),
    ("massif", frozenset({PlaceKind.AREA})),
)
# The same in brackets behind it, as in the labels that completion offers.
_SAID_BEHIND: tuple[tuple[str, frozenset[PlaceKind]], ...] = (
    ("commune de", frozenset({PlaceKind.DELEGATED})),
    ("pays", frozenset({PlaceKind.AREA})),
    ("collectivite", frozenset({PlaceKind.COLLECTIVITY})),
    *_SAID_BEFORE,
)
_COUNT = re.compile(r"\d+ departements?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One way to read a text: the folded name, the kinds it may be, and the words that say where, as typed."""

    name: str
    kinds: frozenset[PlaceKind]
    where: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return the text on one line, not overlong, without control characters and halves of characters."""
    whole = text[:LONGEST].encode("utf-8", "ignore").decode("utf-8")
    return " ".join(_CONTROL.sub(" ", whole).split())


def code_in(text: str) -> str | None:
    """Return the code if the text is nothing but one: 56, 2A, 974, 56800, 56 800, F-56800, 2A004."""
    match = _CODE.fullmatch(text)
    return match[1].upper().replace(" ", "").replace(".", "") if match else None


def readings(text: str) -> list[Reading]:
    """Return the ways to read a cleaned text that is no code, the most literal first."""
    found = _by_name(text, EVERY_KIND, ())
    for pattern in _WITH_HINT:
        if match := pattern.match(text):
            kinds, where = _hint(match["hint"])
            found += _by_name(match["name"], kinds, where)
    words = text.split()
    for count in range(1, min(_MOST_HINT_WORDS, len(words) - 1) + 1):  # Ploërmel Morbihan
        found += _by_name(" ".join(words[:-count]), EVERY_KIND, (" ".join(words[-count:]),))
    return list(dict.fromkeys(reading for reading in found if reading.name))


def _by_name(text: str, kinds: frozenset[PlaceKind], where: tuple[str, ...]) -> list[Reading]:
    whole = fold(text)
    bare = without_leading_words(whole)
    found = [Reading(name=whole, kinds=kinds, where=where)]
    for words, said in _SAID_BEFORE:
        if bare.startswith(words + " "):
            rest = bare[len(words) + 1 :]
            names = (rest, without_leading_words(rest))
            found += [Reading(name=name, kinds=kinds & said, where=where) for name in names if kinds & said]
            break
    found.append(Reading(name=bare, kinds=kinds, where=where))
    return found


def _hint(hint: str) -> tuple[frozenset[PlaceKind], tuple[str, ...]]:
    kinds, where = EVERY_KIND, []
    for piece in re.split(r"[,:]", hint):
        folded = fold(piece)
        said = next((said for words, said in _SAID_BEHIND if f"{folded} ".startswith(f"{words} ")), None)
        if said:
            kinds = said
        elif folded and not _COUNT.fullmatch(folded):
            where.append(piece.strip())
    return kinds, tuple(where)
