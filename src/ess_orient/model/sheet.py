"""The orientation sheet: what a project holder takes home, or what an adviser keeps.

Made from an orientation by a pure function; every layout (HTML, PDF, Markdown) shows this and nothing else.
These records are read by our own templates only: their keys stay English.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class SheetReader(StrEnum):
    """For whom the sheet is made."""

    HOLDER = "porteur"
    ADVISER = "conseiller"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a sheet. Every text is plain and typeset; only `url` holds an address, checked to be http(s)."""


class Fact(Part, frozen=True, kw_only=True):
    """Something named: « Stade : on démarre »."""

    label: str
    text: str


class Link(Part, frozen=True, kw_only=True):
    """An address. `text` is what is read; `url` is None where the address is not one that may be followed."""

    label: str
    text: str
    url: str | None


class Reason(Part, frozen=True, kw_only=True):
    """Why something is there; `detail` tells rule, points and source to an adviser, else it is empty."""

    label: str
    text: str
    detail: str = ""


class Item(Part, frozen=True, kw_only=True):
    """An actor, a scheme, a lever, an example: whom to call, what it does, why, what to check, how fresh that is."""

    name: str
    tag: str = ""
    text: str = ""
    reasons: tuple[Reason, ...] = ()
    facts: tuple[Fact, ...] = ()
    warnings: tuple[Fact, ...] = ()
    link: Link | None = None
    state: str = ""
    sources: tuple[int, ...] = ()
    """Numbers of the sheet's list of sources."""


class Group(Part, frozen=True, kw_only=True):
    """Items under one title; the title is empty where a section has one group only."""

    title: str
    items: tuple[Item, ...]
    empty: str = ""


class Section(Part, frozen=True, kw_only=True):
    """A titled part of the sheet."""

    key: str
    title: str
    lead: str
    groups: tuple[Group, ...]


class Step(Part, frozen=True, kw_only=True):
    """What to do first."""

    text: str
    prepare: str
    link: Link | None
    sources: tuple[int, ...]


class Branch(Part, frozen=True, kw_only=True):
    """One way on: a lever, and the door it leads to (empty where none is sure)."""

    lever: str
    door: str


class Path(Part, frozen=True, kw_only=True):
    """The path from the project to its doors; `sentence` says the same in words."""

    project: str
    branches: tuple[Branch, ...]
    sentence: str


class Note(Part, frozen=True, kw_only=True):
    """A note of the adviser."""

    date: str
    about: str
    paragraphs: tuple[str, ...]


class Reference(Part, frozen=True, kw_only=True):
    """An entry of the list of sources."""

    number: int
    text: str
    link: Link | None


class OrientationSheet(Part, frozen=True, kw_only=True):
    """One result, made for one reader."""

    reader: SheetReader
    title: str
    date: str
    place: str
    project: tuple[str, ...]
    """The project in the person's own words, a paragraph each; empty where nothing was written."""
    cut: str
    """Says that the words above were shortened, else empty."""
    answers: tuple[Fact, ...]
    opening: str
    remarks: tuple[str, ...]
    levers: Section | None
    """The levers in brief, beside the path; an adviser has them among the sections, in full."""
    path: Path | None
    steps: tuple[Step, ...]
    sections: tuple[Section, ...]
    to_check: tuple[str, ...]
    unknown: tuple[Fact, ...]
    contacts: tuple[Fact, ...]
    notes: tuple[Note, ...]
    glossary: tuple[Fact, ...]
    sources_lead: str
    sources: tuple[Reference, ...]
    made_with: str
