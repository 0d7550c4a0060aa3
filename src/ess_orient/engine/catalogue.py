"""Every entry of the base with all that is known of it on a day: to browse, to search, to write as JSON. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from ess_orient.engine.standing import Standing, standings
from ess_orient.model.base import Base
from ess_orient.model.door import Door
from ess_orient.model.entries import Entry
from ess_orient.model.source import Correction, Territory
from ess_orient.model.wording import folded, nearest
from ess_orient.model.words import french

FORMAT = "ess-orient/catalogue/1"
WHOLE_COUNTRY = "Toute la France"


class EntryType(StrEnum):
    """What an entry is, in the order of the catalogue."""

    LEVER = "levier"
    WAY = "maniere"
    ACTOR = "acteur"
    SCHEME = "dispositif"
    INITIATIVE = "initiative"
    SECTOR = "secteur"
    CHALLENGE = "defi"
    IMMEDIATE_STEP = "geste"
    DEFINITION = "definition"
    FIGURE = "chiffre"
    ACRONYM = "sigle"
    PUBLICATION = "publication"
    ORGANISATION = "organisation"

    @property
    def plural(self) -> str:
        """The word that asks for them all."""
        return f"{self.value}s"


class Found(NamedTuple):
    """An entry of the catalogue. `facts`: French key to value, those of the interface first."""

    type: EntryType
    id: str
    name: str
    facts: dict[str, Any]
    names: dict[str, str]
    """French key to the name of the entry it points to, for a reader."""
    words: str
    """All that can be searched, folded."""


_PLACED = frozenset({EntryType.ACTOR, EntryType.SCHEME, EntryType.INITIATIVE, EntryType.ORGANISATION})
_WITH_SITE = _PLACED | {EntryType.PUBLICATION, EntryType.IMMEDIATE_STEP}
_WITH_LEVER = frozenset({EntryType.WAY, EntryType.SCHEME, EntryType.INITIATIVE})
_APART = frozenset(
    french(field)
    for field in (
        "id", "name", "other_names", "group", "family", "lever", "text", "territory", "site", "status", "source",
        "checked_on", "ways",
    )
)  # fmt: skip


_POINTING = tuple(french(field) for field in ("family", "lever", "way", "network", "resource", "successor"))
_POINTING_MANY = tuple(french(field) for field in ("sectors", "specialities", "figures"))


def catalogue(base: Base, today: str) -> tuple[Found, ...]:
    """All entries, type by type, in the order of the data."""
    return tuple(_Reader(base, today).entries())


def search(entries: Iterable[Found], words: str) -> tuple[Found, ...]:
    """The entries that hold all the words, accents and case ignored; those whose name holds them come first."""
    wanted = folded(words).split()
    hits = [entry for entry in entries if all(word in entry.words for word in wanted)]

    def elsewhere(entry: Found) -> bool:
        named = folded(f"{entry.name} {entry.id} {' '.join(_texts(entry.facts.get(french('other_names'), ())))}")
        return not all(word in named for word in wanted)

    return tuple(sorted(hits, key=elsewhere))


def near_word(entries: Iterable[Found], words: str) -> str | None:
    """The search with each word that occurs nowhere replaced by the nearest one; None if there is none."""
    known = {word for entry in entries for word in entry.words.split() if len(word) > 3}
    put_right = []
    for word in folded(words).split():
        close = word if any(word in one for one in known) else nearest(word, sorted(known))
        if close is None:
            return None
        put_right.append(close)
    text = " ".join(put_right)
    return text if text and text != folded(words) else None


class _Reader:
    def __init__(self, base: Base, today: str) -> None:
        self._base = base
        self._standings = standings(base, today)
        self._groups = {family.id: family.group for family in base.families}
        self._lever_of = {way.id: lever.id for lever in base.levers for way in lever.ways}
        self._names = {id: standing.name for id, standing in self._standings.items()}
        self._group_names = {group.id.removeprefix("groupe-"): group.name for group in base.groups}
        self._asked = {question.key.value: question.name for question in base.questions}
        self._choices = {
            (question.key.value, choice.id): choice.short or choice.label
            for question in base.questions
            for choice in question.choices
        }
        self._documents = {document.id: document.title for document in base.documents}
        self._places = {f"r{region.id}": region.name for region in base.regions}
        self._places |= {f"d{department.id}": department.name for department in base.departments}
        self._corrections: dict[str, list[Correction]] = {}
        for correction in base.corrections:
            self._corrections.setdefault(correction.entry or "", []).append(correction)
        self._doors: dict[str, list[Door]] = {}
        for door in base.doors:
            self._doors.setdefault(door.network, []).append(door)

    def entries(self) -> Iterator[Found]:
        base = self._base
        sections: tuple[tuple[EntryType, tuple[Entry, ...]], ...] = (
            (EntryType.LEVER, base.levers),
            (EntryType.WAY, tuple(way for lever in base.levers for way in lever.ways)),
            (EntryType.ACTOR, base.actors),
            (EntryType.SCHEME, base.schemes),
            (EntryType.INITIATIVE, base.initiatives),
            (EntryType.SECTOR, base.sector_entries),
            (EntryType.CHALLENGE, base.challenges),
            (EntryType.IMMEDIATE_STEP, base.immediate_steps),
            (EntryType.DEFINITION, base.definitions),
            (EntryType.FIGURE, base.key_figures),
            (EntryType.ACRONYM, base.acronyms),
            (EntryType.PUBLICATION, base.publications),
            (EntryType.ORGANISATION, base.organisations),
        )
        for kind, entries in sections:
            for entry in entries:
                yield self._found(kind, entry)

    def _found(self, kind: EntryType, entry: Entry) -> Found:
        standing = self._standings[entry.id]
        written: dict[str, Any] = msgspec.to_builtins(entry)
        facts: dict[str, Any] = {"type": kind.value, french("id"): entry.id, french("name"): standing.name}
        facts[french("other_names")] = list(entry.other_names)
        facts |= self._belonging(kind, written)
        facts[french("text")] = entry.text
        if kind in _PLACED or entry.territory is not None:
            facts[french("territory")] = _territory(entry.territory)
        if kind in _WITH_SITE or standing.site is not None:
            facts[french("site")] = standing.site
        facts[french("status")] = standing.status.value
        facts[french("source")] = written[french("source")]
        facts[french("checked_on")] = standing.checked_on
        facts[french("stale")] = standing.stale
        facts |= {key: value for key, value in written.items() if key not in _APART}
        facts |= self._learnt(entry, standing)
        names = self._named(facts)
        return Found(kind, entry.id, standing.name, facts, names, self._words(facts, names))

    def _belonging(self, kind: EntryType, written: Mapping[str, Any]) -> dict[str, Any]:
        """Group, family and lever, for the types they make sense for."""
        facts: dict[str, Any] = {}
        if kind is EntryType.ACTOR:
            family = written[french("family")]
            facts = {french("group"): self._groups.get(family), french("family"): family}
        if kind in _WITH_LEVER:
            way = written[french("id")] if kind is EntryType.WAY else written.get(french("way"))
            facts[french("lever")] = written.get(french("lever")) or self._lever_of.get(way or "")
        return facts

    def _learnt(self, entry: Entry, standing: Standing) -> dict[str, Any]:
        """What has been learnt since the guide: follow-up, corrections, local doors."""
        facts: dict[str, Any] = {}
        if standing.former_name:
            facts[french("former_name")] = standing.former_name
        if standing.successor:
            facts[french("successor")] = standing.successor
        if standing.update is not None:
            update = msgspec.to_builtins(standing.update)
            facts[french("note")] = standing.update.note
            facts["suivi"] = {
                key: update[key]
                for key in (french("since"), french("source"), french("checked_on"), french("confidence"))
                if key in update
            }
        if entry.id in self._corrections:
            facts[french("corrections")] = msgspec.to_builtins(self._corrections[entry.id])
        if entry.id in self._doors:
            facts[french("doors")] = msgspec.to_builtins(self._doors[entry.id])
        return facts

    def _named(self, facts: Mapping[str, Any]) -> dict[str, str]:
        names = {key: self._names[facts[key]] for key in _POINTING if facts.get(key) in self._names}
        if facts.get(french("group")) in self._group_names:
            names[french("group")] = self._group_names[facts[french("group")]]
        for key in _POINTING_MANY:
            if facts.get(key):
                names[key] = ", ".join(self._names.get(identifier, identifier) for identifier in facts[key])
        if facts.get(french("reserved_to")):
            names[french("reserved_to")] = self._condition(facts[french("reserved_to")])
        source = facts[french("source")]
        if french("url") not in source:
            names[french("source")] = self._documents.get(source[french("document")], source[french("document")])
        return names

    def _condition(self, condition: Mapping[str, Any]) -> str:
        """A condition read aloud: keys joined by *et*, values by *ou*."""
        parts = []
        for key, value in condition.items():
            if key in (french("all_of"), french("any_of"), french("none_of")):
                joint = " ou " if key == french("any_of") else " et "
                inner = joint.join(self._condition(one) for one in value)
                parts.append(f"sauf ({inner})" if key == french("none_of") else f"({inner})")
            else:
                named = " ou ".join(self._choices.get((key, one), one) for one in value)
                parts.append(f"{self._asked.get(key, key)} : {named}")
        return " et ".join(parts)

    def _words(self, facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
        texts = [text for key, value in facts.items() if key != french("doors") for text in _texts(value)]
        texts += names.values()
        territory = facts.get(french("territory"), {})
        texts += [self._places.get(f"r{code}", "") for code in territory.get(french("regions"), ())]
        texts += [self._places.get(f"d{code}", "") for code in territory.get(french("departments"), ())]
        return folded(" ".join(texts))


def _territory(territory: Territory | None) -> dict[str, Any]:
    territory = territory or Territory(label=WHOLE_COUNTRY)
    return {
        french("label"): territory.label,
        french("regions"): list(territory.regions),
        french("departments"): list(territory.departments),
    }


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from _texts(below)
    elif isinstance(value, (list, tuple)):
        for below in value:
            yield from _texts(below)
