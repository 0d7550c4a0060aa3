"""What is true of an entry on a given day: its status, name, site and how fresh that knowledge is."""

from __future__ import annotations

from typing import NamedTuple

from ess_orient.model.base import Base
from ess_orient.model.door import Update
from ess_orient.model.entries import Entry, Status

_CLOSED = frozenset({Status.ENDED, Status.REPLACED})


class Standing(NamedTuple):
    """An entry as it stands on the day. `open` is false for what is over: it is never proposed."""

    status: Status
    open: bool
    name: str
    former_name: str | None
    site: str | None
    checked_on: str
    stale: bool
    successor: str | None
    update: Update | None


def months_before(today: str, months: int) -> str:
    """The ISO day `months` months before `today`, clamped to a day every month has."""
    year, month, day = (int(part) for part in today.split("-"))
    total = year * 12 + month - 1 - months
    return f"{total // 12:04d}-{total % 12 + 1:02d}-{min(day, 28):02d}"


def has_ended(ended_on: str | None, today: str) -> bool:
    """Whether an end given as a year, a month or a day lies before `today`."""
    return ended_on is not None and ended_on < today[: len(ended_on)]


def standings(base: Base, today: str) -> dict[str, Standing]:
    """The standing of every entry on `today` (ISO day), by id."""
    limit = months_before(today, base.settings.stale_after_months if base.settings else 18)
    updates = {
        update.entry: update for update in base.updates if update.since is None or update.since <= today
    }  # fmt: skip
    entries: list[Entry] = [
        *base.levers, *(way for lever in base.levers for way in lever.ways), *base.groups, *base.families,
        *base.actors, *base.schemes, *base.initiatives, *base.sector_entries, *base.challenges,
        *base.immediate_steps, *base.definitions, *base.key_figures, *base.acronyms, *base.publications,
        *base.organisations,
    ]  # fmt: skip
    return {entry.id: _standing(entry, updates.get(entry.id), today, limit) for entry in entries}


def _standing(entry: Entry, update: Update | None, today: str, limit: str) -> Standing:
    status = update.status if update else entry.status
    if has_ended(entry.ended_on, today):
        status = Status.ENDED
    if update is not None and update.source is None and status is Status.ACTIVE:
        status = Status.TO_CONFIRM  # a follow-up that names no source found nothing
    renamed = update.new_name if update else None
    checked_on = update.checked_on if update else entry.checked_on
    return Standing(
        status=status,
        open=status not in _CLOSED,
        name=renamed or entry.name,
        former_name=entry.name if renamed and renamed != entry.name else None,
        site=(update.site if update else None) or entry.site,
        checked_on=checked_on,
        stale=checked_on < limit,
        successor=update.successor if update else None,
        update=update,
    )
