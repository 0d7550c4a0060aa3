"""What is to be checked again, and what the addresses of the base answer."""

from __future__ import annotations

from enum import StrEnum

from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.record import Result
from ess_orient.model.source import Source

FRESHNESS_FORMAT = "ess-orient/fraicheur/1"
LINKS_FORMAT = "ess-orient/adresses/1"


class Overdue(Result, frozen=True, kw_only=True):
    """An entry or door whose last check is too old. `times_shown`: in how many orientations of the sample."""

    id: str
    kind: str
    name: str
    times_shown: int
    checked_on: str
    guide_only: bool
    months_late: int
    territory: str
    site: str | None
    source: Source


class Freshness(Result, frozen=True, kw_only=True):
    """What is overdue on a day, most shown first. `limit`: the day before which a check is too old."""

    format: str
    base: BaseIdentity
    date: str
    limit: str
    sample: int
    entries: int
    overdue: tuple[Overdue, ...]


class Outcome(StrEnum):
    """What an address answered."""

    OK = "ok"
    REDIRECTED = "redirigee"
    MOVED = "demenagee"
    SUSPICIOUS = "suspecte"
    DEAD = "morte"
    UNREACHABLE = "injoignable"
    REFUSED = "refusee"


class LinkFound(Result, frozen=True, kw_only=True):
    """An address, what it answered, where it led, and the entries that give it."""

    url: str
    outcome: Outcome
    reached: str | None
    note: str | None
    used_by: tuple[str, ...]


class LinksFound(Result, frozen=True, kw_only=True):
    """All addresses of a base, in the order in which they were given."""

    format: str
    base: BaseIdentity
    date: str
    links: tuple[LinkFound, ...]
