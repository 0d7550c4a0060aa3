"""The numbered list of sources of a sheet, and addresses that may be followed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from ess_orient.model.base import Base
from ess_orient.model.sheet import Link, Reference
from ess_orient.model.source import Source
from ess_orient.render.labels import Labels, of_date
from ess_orient.render.typography import french_date, safe

_ADDRESS = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9._~:/?#@!$&()*+,;=%\[\]-]|')*\Z")
_LONGEST = 300


def link(address: str | None, label: str = "") -> Link | None:
    """An address as it is read and followed; one that is no plain http(s) address is only read."""
    if address is None:
        return None
    if not _ADDRESS.match(address) or len(address) > _LONGEST:
        return Link(label=label, text=safe(address), url=None)
    read = address.split("://", 1)[1].removeprefix("www.")
    return Link(label=label, text=read.removesuffix("/"), url=address)


class Sources:
    """Numbers sources in the order they are first named; one page, or one document, is one source."""

    def __init__(self, base: Base, labels: Labels, full: bool) -> None:
        self._full = full
        self._labels = labels
        self._numbers: dict[str, int] = {}
        self._found: dict[str, tuple[Source, str]] = {}
        self._updates = {update.entry: update.source for update in base.updates if update.source is not None}

    def number(self, source: Source, read_on: str = "") -> int:
        """The number of a source; `read_on` is the day its page was read."""
        key = source.url or f"document {source.document}"
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._found[key] = (source, read_on)
        return self._numbers[key]

    def numbers(self, sources: Iterable[tuple[Source | None, str]]) -> tuple[int, ...]:
        """The numbers of several sources, each with the day it was read; in order, none twice."""
        return tuple(sorted({self.number(source, day) for source, day in sources if source is not None}))

    def update(self, entry: str) -> Source | None:
        """The page that tells what is known of an entry since the guide."""
        return self._updates.get(entry)

    def listed(self) -> tuple[Reference, ...]:
        """All sources named so far; the day most pages were read on is said once, by `lead`."""
        return tuple(self._reference(number, *found) for number, found in enumerate(self._found.values(), 1))

    def lead(self) -> str:
        """When the pages were read, where nothing else is said."""
        day = self._usual_day()
        return f"Pages lues le {french_date(day)}, sauf autre date." if day else ""

    def _usual_day(self) -> str:
        days = Counter(day for source, day in self._found.values() if day and source.url is not None)
        return max(days, key=lambda day: (days[day], day)) if days else ""

    def _reference(self, number: int, source: Source, read_on: str) -> Reference:
        if source.url is not None:
            dated = f"page {of_date(french_date(source.date))}" if source.date else ""
            read = f"lue le {french_date(read_on)}" if read_on and read_on != self._usual_day() else ""
            text = ", ".join(part for part in (source.title or "", dated, read) if part)
            return Reference(number=number, text=text, link=link(source.url) if self._full else _site(source.url))
        document = self._labels.documents.get(source.document)
        if document is None:
            return Reference(number=number, text=source.document, link=None)
        text = f"« {document.title} », {document.authors}, {french_date(document.date)}"
        return Reference(number=number, text=text, link=link(document.url))


def _site(address: str) -> Link | None:
    """An address read as its site only; the whole of it is followed."""
    whole = link(address)
    return (
        whole if whole is None or whole.url is None else msgspec.structs.replace(whole, text=whole.text.split("/")[0])
    )
