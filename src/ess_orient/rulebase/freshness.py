"""What is to be checked again, by how much it is shown in orientations: the most shown first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.doors import WHOLE_COUNTRY, DoorIndex, is_over
from ess_orient.engine.match import match
from ess_orient.engine.questions import shown
from ess_orient.engine.standing import months_before
from ess_orient.engine.terms import Field
from ess_orient.model.door import Door
from ess_orient.model.entries import Entry
from ess_orient.model.freshness import FRESHNESS_FORMAT, Freshness, Overdue
from ess_orient.model.orientation import BaseIdentity
from ess_orient.rulebase.sampling import SEED, draw_profile

SAMPLE = 500


def freshness(compiled: CompiledBase, identity: BaseIdentity, sample: int = SAMPLE) -> Freshness:
    """What is overdue on the day of the compiled base, weighed over a seeded sample of profiles."""
    limit = months_before(compiled.today, compiled.settings.stale_after_months)
    counts = times_shown(compiled, sample)
    entries = list(_entries(compiled))
    doors = [door for door in compiled.base.doors if not is_over(door, compiled.today)]
    found = [_entry(compiled, kind, entry, limit, counts) for kind, entry in entries if _stale(compiled, entry)]
    found += [_door(door, limit, counts) for door in doors if door.checked_on < limit]
    found.sort(key=lambda one: (-one.times_shown, one.checked_on, one.id))
    return Freshness(
        format=FRESHNESS_FORMAT, base=identity, date=compiled.today, limit=limit, sample=sample,
        entries=len(entries) + len(doors), overdue=tuple(found),
    )  # fmt: skip


def times_shown(compiled: CompiledBase, sample: int) -> Counter[str]:
    """How often each entry or door is shown at first, over as many profiles drawn with a fixed seed."""
    draw = random.Random(SEED)
    doors = DoorIndex(compiled.base, compiled.gazetteer, compiled.today)
    counts: Counter[str] = Counter()
    for _ in range(sample):
        matches = match(compiled, draw_profile(compiled, draw))
        for identifier, _sure in shown(compiled, matches):
            counts[identifier] += 1
            candidate = compiled.by_id.get(identifier)
            door = doors.nearest(candidate.entry, matches.answers[Field.PLACE]) if candidate is not None else None
            if door is not None:
                counts[door.id] += 1
    return counts


def _entries(compiled: CompiledBase) -> Iterator[tuple[str, Entry]]:
    """The entries that may go out of date: people, schemes, examples; not what a word means."""
    base = compiled.base
    sections: tuple[tuple[str, tuple[Entry, ...]], ...] = (
        ("acteur", base.actors), ("dispositif", base.schemes), ("initiative", base.initiatives),
        ("publication", base.publications), ("organisation", base.organisations),
    )  # fmt: skip
    for kind, entries in sections:
        for entry in entries:
            if compiled.standings[entry.id].open or kind == "initiative":
                yield kind, entry


def _stale(compiled: CompiledBase, entry: Entry) -> bool:
    return compiled.standings[entry.id].stale


def _entry(compiled: CompiledBase, kind: str, entry: Entry, limit: str, counts: Counter[str]) -> Overdue:
    standing = compiled.standings[entry.id]
    return Overdue(
        id=entry.id,
        kind=kind,
        name=standing.name,
        times_shown=counts[entry.id],
        checked_on=standing.checked_on,
        guide_only=standing.update is None and entry.source.url is None,
        months_late=months_between(standing.checked_on, limit),
        territory=entry.territory.label if entry.territory is not None else WHOLE_COUNTRY,
        site=standing.site,
        source=entry.source,
    )


def _door(door: Door, limit: str, counts: Counter[str]) -> Overdue:
    return Overdue(
        id=door.id,
        kind="porte",
        name=door.name,
        times_shown=counts[door.id],
        checked_on=door.checked_on,
        guide_only=False,
        months_late=months_between(door.checked_on, limit),
        territory=door.territory.label if door.territory is not None else WHOLE_COUNTRY,
        site=door.site,
        source=door.source,
    )


def months_between(earlier: str, later: str) -> int:
    """Whole months from one ISO day, month or year to a later one."""
    before, after = ([int(part) for part in f"{day}-01-01"[:10].split("-")] for day in (earlier, later))
    return max(0, (after[0] - before[0]) * 12 + after[1] - before[1] - (after[2] < before[2]))
