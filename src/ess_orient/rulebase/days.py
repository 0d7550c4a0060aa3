"""Dates as the data writes them."""

from __future__ import annotations

import re
from datetime import date

DAY_FIELDS = frozenset({"checked_on"})
DATE_FIELDS = frozenset({"date", "started_on", "ended_on", "since", "published_on"})
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z", re.ASCII)
_FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z", re.ASCII)


def is_period(text: str) -> bool:
    """Whether a text is a year, a month or a day that the calendar has."""
    found = _PERIOD.match(text)
    if found is None:
        return False
    year, month, day = (int(group) if group else 1 for group in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar."""
    return len(text) == 10 and is_period(text)


def as_written(text: str) -> str | None:
    """A day written the French way (23/11/2026) as the data writes it; None if it is none."""
    found = _FRENCH.match(text.strip())
    if found is None:
        return None
    turned = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    return turned if is_day(turned) else None
