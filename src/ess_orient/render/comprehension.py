"""What was understood of a text, for a screen and for programs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from ess_orient.model.comprehension import Comprehension, Evidence, Said
from ess_orient.render.labels import Labels
from ess_orient.render.typography import safe, typeset


class Palette(NamedTuple):
    """Marks around words: escape sequences on a terminal, brackets elsewhere."""

    sure: tuple[str, str]
    likely: tuple[str, str]
    bold: tuple[str, str]


_COLOURS = Palette(("\x1b[1;32m", "\x1b[0m"), ("\x1b[33m", "\x1b[0m"), ("\x1b[1m", "\x1b[0m"))
_PLAIN = Palette(("[", "]"), ("(", ")"), ("", ""))


def palette(terminal: bool, environment: Mapping[str, str] | None = None) -> Palette:
    """Colours on a terminal that wants them, brackets otherwise."""
    wishes = os.environ if environment is None else environment
    dumb = wishes.get("TERM") == "dumb" or bool(wishes.get("NO_COLOR")) or bool(wishes.get("ACCESSIBLE"))
    return _COLOURS if terminal and not dumb else _PLAIN


def as_json(said: Comprehension) -> str:
    """On several lines, ended by a line break."""
    return msgspec.json.format(msgspec.json.encode(said), indent=2).decode() + "\n"


def as_text(said: Comprehension, labels: Labels, marks: Palette) -> str:
    """The text with its words marked, then what they tell. Hostile characters are made harmless."""
    lines = [_marked(said, marks), ""]
    if said.message:
        lines += [typeset(said.message), ""]
    for door in said.helplines:
        number = f" : {door.phone}" if door.phone else ""
        lines += [f"{marks.bold[0]}{safe(door.name)}{number}{marks.bold[1]}", f"  {typeset(door.text)}"]
    lines += _section("Compris, à confirmer :", said, said.answers, labels, marks.sure)
    lines += _section("Probable, à vérifier :", said, said.suggestions, labels, marks.likely)
    if said.to_ask:
        asked = ", ".join(labels.question(key) for key in said.to_ask)
        lines.append(f"Reste à demander : {asked}.")
    elif not said.out_of_scope:
        lines.append("Rien d'autre à demander.")
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(title: str, said: Comprehension, values: Said, labels: Labels, marks: tuple[str, str]) -> list[str]:
    lines = [
        f"  {labels.question(key)} : {safe(labels.answer(key, value))}{_because(said, key, value, marks)}"
        for key, several in values.items()
        for value in ((several,) if isinstance(several, str) else several)
    ]
    return [title, *lines, ""] if lines else []


def _because(said: Comprehension, key: str, value: str, marks: tuple[str, str]) -> str:
    words = dict.fromkeys(safe(each.words) for each in said.evidence if each.key == key and each.value == value)
    shown = ", ".join(f"{marks[0]}{each}{marks[1]}" for each in list(words)[:3])
    return f" — {shown}" if shown else ""


def _marked(said: Comprehension, marks: Palette) -> str:
    parts, reached = [], 0
    for start, end, sure in _spans(said):
        opening, closing = marks.sure if sure else marks.likely
        parts.append(_inert(said.text[reached:start]))
        parts.append(f"{opening}{_inert(said.text[start:end])}{closing}")
        reached = end
    parts.append(_inert(said.text[reached:]))
    return "".join(parts).strip(" ")


def _inert(text: str) -> str:
    """As `safe`, its outer spaces kept: pieces are put together again."""
    return safe(f".{text}.")[1:-1]


def _spans(said: Comprehension) -> Iterator[tuple[int, int, bool]]:
    """Runs of words to mark, without overlap, the sure ones first where two begin together."""
    reached = 0
    for each in sorted(said.evidence, key=lambda one: (one.start, not _is_sure(said, one), -one.end)):
        if each.start >= reached:
            yield each.start, each.end, _is_sure(said, each)
            reached = each.end


def _is_sure(said: Comprehension, evidence: Evidence) -> bool:
    given = said.answers.get(evidence.key, ())
    return evidence.value in ((given,) if isinstance(given, str) else given)
