"""Days as an adviser types them."""

from __future__ import annotations

import re
from datetime import date

from ess_orient.cli.errors import Refusal
from ess_orient.model.wording import shown_value

_FRENCH = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")


def day_of(text: str, today: str) -> str | None:
    """« 2026-12-01 », « 1/12/2026 » or « 1/12 » (this year) as an ISO day; nothing typed is today; None if no day."""
    text = text.strip()[:20]
    if not text:
        return today
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        found = _FRENCH.fullmatch(text)
    if found is None:
        return None
    day, month, year = found.groups()
    whole = today[:4] if year is None else year if len(year) == 4 else f"20{year}"
    try:
        return date(int(whole), int(month), int(day)).isoformat()
    except ValueError:
        return None


def day_option(name: str, text: str | None, today: str) -> str:
    """The day of an option, nothing if it was not given. `Refusal` if it is no day."""
    if text is None:
        return ""
    found = day_of(text, today)
    if found is None:
        raise Refusal(
            f"{name} : « {shown_value(text)} » n'est pas une date ; AAAA-MM-JJ ou JJ/MM/AAAA était attendu",
            f"Écrivez par exemple {name} {today}.",
        )
    return found
