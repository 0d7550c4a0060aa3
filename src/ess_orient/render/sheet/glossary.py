"""The words of a sheet that the base explains: only those the sheet uses, and only what it does not say already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ess_orient.model.base import Base
from ess_orient.model.entries import Acronym, Definition
from ess_orient.model.sheet import Fact, Item, Section, Step
from ess_orient.model.wording import folded


def used_words(base: Base, sections: Iterable[Section], steps: Iterable[Step]) -> tuple[Fact, ...]:
    """The definitions and acronyms named in these parts, in alphabetical order."""
    items = [item for section in sections for group in section.groups for item in group.items]
    spoken = " \n ".join((*_texts(items), *(step.text for step in steps), *(step.prepare for step in steps)))
    plain = _singular(spoken)
    own_names = {folded(item.name) for item in items}
    found = [_defined(definition) for definition in base.definitions if _named(definition, spoken, plain)]
    explained = {definition.acronym for definition in base.definitions if _named(definition, spoken, plain)}
    found += [
        Fact(label=f"{acronym.name} ({_lowered(acronym.meaning)})", text=acronym.text)
        for acronym in base.acronyms
        if acronym.name not in explained and folded(acronym.name) not in own_names and _needed(acronym, spoken, plain)
    ]
    return tuple(sorted(found, key=lambda fact: folded(fact.label)))


def _texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield from (item.name, item.text)
        yield from (fact.text for fact in item.facts)
        yield from (reason.text for reason in item.reasons)
        yield from (warning.text for warning in item.warnings)


def _defined(definition: Definition) -> Fact:
    label = f"{definition.acronym} ({_lowered(definition.name)})" if definition.acronym else definition.name
    return Fact(label=label, text=definition.text)


def _named(definition: Definition, spoken: str, plain: str) -> bool:
    if definition.acronym is not None and _stands(definition.acronym, spoken):
        return True
    return any(f" {_singular(name)} " in f" {plain} " for name in (definition.name, *definition.other_names))


def _needed(acronym: Acronym, spoken: str, plain: str) -> bool:
    """Named, and not spelled out beside."""
    return _stands(acronym.name, spoken) and f" {_singular(acronym.meaning)} " not in f" {plain} "


def _stands(acronym: str, spoken: str) -> bool:
    """Whether an acronym is there as a word, in its capitals."""
    return re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)", spoken) is not None


def _singular(text: str) -> str:
    """Folded, without the marks of the plural, so that « tiers-lieux » is found in « tiers-lieu »."""
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in folded(text).split())


def _lowered(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first[1:].islower() else text
