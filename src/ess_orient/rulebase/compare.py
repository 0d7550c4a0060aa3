"""Two bases side by side: what was added, removed or changed, and exactly who sees a different result.

Whether someone sees a different result is decided over the whole answer space (`space.py`), entry by entry: the
smallest profiles to whom it appears among the first, or no longer does. Only lists that a change can touch are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

import msgspec
import z3

from ess_orient.engine.compile import Candidate, CompiledBase, Kind
from ess_orient.engine.match import match
from ess_orient.engine.questions import limits_of, shown
from ess_orient.engine.terms import Terms
from ess_orient.model.base import Base
from ess_orient.model.profile import Profile
from ess_orient.model.record import Record, Result
from ess_orient.rulebase.ranking import shown_formula
from ess_orient.rulebase.space import Formula, Space

EXAMPLES = 3


class Change(StrEnum):
    """What became of a record."""

    ADDED = "ajoute"
    REMOVED = "retire"
    CHANGED = "modifie"


class RecordChange(Result, frozen=True, kw_only=True):
    """One record added, removed or changed; `values`: the French keys whose value differs."""

    section: str
    id: str
    kind_of_change: Change
    values: tuple[str, ...] = ()


class Effect(StrEnum):
    """What a profile sees of it."""

    GAINED = "gagne"
    LOST = "perd"


class ProfileChange(Result, frozen=True, kw_only=True):
    """An entry that some profiles newly see among the first, or no longer do, with the smallest such profiles."""

    entry: str
    kind_of_change: Effect
    profiles: tuple[dict[str, str | tuple[str, ...]], ...]


class Comparison(Result, frozen=True, kw_only=True):
    """Everything that differs between two bases."""

    before: str
    after: str
    values: tuple[RecordChange, ...]
    profiles: tuple[ProfileChange, ...]


def record_changes(old: Base, new: Base) -> tuple[RecordChange, ...]:
    """What was added, removed or changed, section by section, in the order of the sections and ids."""
    found: list[RecordChange] = []
    for name, section in zip(Base.__struct_fields__, Base.__struct_encode_fields__, strict=True):
        before, after = getattr(old, name), getattr(new, name)
        if not isinstance(after, tuple):
            if before != after:
                found.append(RecordChange(section=section, id=section, kind_of_change=Change.CHANGED))
            continue
        found += _section_changes(section, _by_id(before), _by_id(after))
    return tuple(found)


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        identity = getattr(record, "id", None) or getattr(record, "entry", None) or getattr(record, "key", None)
        name = str(identity) if identity else msgspec.json.encode(record).decode()[:120]
        number = 2
        while name in found:
            name, number = f"{identity} ({number})", number + 1
        found[name] = record
    return found


def _section_changes(section: str, old: dict[str, Record], new: dict[str, Record]) -> list[RecordChange]:
    found = []
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            found.append(RecordChange(section=section, id=name, kind_of_change=Change.ADDED))
        elif name not in new:
            found.append(RecordChange(section=section, id=name, kind_of_change=Change.REMOVED))
        elif old[name] != new[name]:
            keys = _differing_keys(old[name], new[name])
            found.append(RecordChange(section=section, id=name, kind_of_change=Change.CHANGED, values=keys))
    return found


def _differing_keys(old: Record, new: Record) -> tuple[str, ...]:
    fields = zip(new.__struct_fields__, new.__struct_encode_fields__, strict=True)
    return tuple(french for name, french in fields if getattr(old, name) != getattr(new, name))


class Comparer:
    """Decides who sees a different result.

    All profiles of at most two answers are compared first, class by class: they give the smallest examples. Where
    they show nothing, the solver decides over the whole space, among the profiles that a changed rule can touch.
    """

    def __init__(
        self, old: CompiledBase, new: CompiledBase, write: Callable[[Profile], dict[str, str | tuple[str, ...]]]
    ) -> None:
        self._old, self._new, self._write = old, new, write
        self._space_new = Space(new, extra=old.terms)
        self._space_old = self._space_new.seen_by(old)
        self._marks_old, self._marks_new = (_marks(compiled) for compiled in (old, new))

    def profile_changes(self, progress: Callable[[str], None] = lambda _text: None) -> tuple[ProfileChange, ...]:
        """Every entry that someone newly sees among the first or no longer sees, with the smallest profiles."""
        touched = self._touched_lists()
        if not touched:
            return ()
        small = self._small_differences()
        delta = self._delta()
        found: list[ProfileChange] = []
        for name in self._names(touched):
            progress(name)
            for effect in (Effect.LOST, Effect.GAINED):
                profiles = small.get((name, effect)) or self._solved(name, effect, delta)
                if profiles:
                    written = tuple(self._write(profile) for profile in profiles[:EXAMPLES])
                    found.append(ProfileChange(entry=name, kind_of_change=effect, profiles=written))
        return tuple(found)

    def _names(self, touched: set[tuple[Kind, str]]) -> list[str]:
        return sorted(
            {
                candidate.entry.id
                for compiled in (self._new, self._old)
                for candidate in compiled.candidates
                if (candidate.kind, candidate.group) in touched
            }
        )

    def _small_differences(self) -> dict[tuple[str, Effect], list[Profile]]:
        """By entry and effect, the profiles of at most two answers that show it, the smallest first."""
        found: dict[tuple[str, Effect], list[Profile]] = {}
        for profile in self._space_new.small_profiles():
            before, after = ({entry for entry, _ in shown(c, match(c, profile))} for c in (self._old, self._new))
            for effect, names in ((Effect.LOST, before - after), (Effect.GAINED, after - before)):
                for name in names:
                    found.setdefault((name, effect), []).append(profile)
        return found

    def _solved(self, name: str, effect: Effect, delta: Formula) -> list[Profile]:
        before = self._shown(self._space_old, self._old.by_id.get(name))
        after = self._shown(self._space_new, self._new.by_id.get(name))
        wanted = z3.And(before, z3.Not(after)) if effect is Effect.LOST else z3.And(after, z3.Not(before))
        profile = self._space_new.smallest(z3.And(delta, wanted))
        if profile is None:
            return []
        self._confirm(name, effect, profile)
        return [profile]

    def _shown(self, space: Space, candidate: Candidate | None) -> Formula:
        return shown_formula(space, candidate) if candidate is not None else z3.BoolVal(False)

    def _confirm(self, name: str, effect: Effect, profile: Profile) -> None:
        """A solution is believed only if both engines agree with it."""
        before, after = (
            name in {entry for entry, _ in shown(compiled, match(compiled, profile))}
            for compiled in (self._old, self._new)
        )
        if (before, after) != (effect is Effect.LOST, effect is Effect.GAINED):
            raise AssertionError(f"{name}: the engines do not confirm {profile!r}")

    def _changed(self) -> set[str]:
        old, new = self._marks_old, self._marks_new
        return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}

    def _touched_lists(self) -> set[tuple[Kind, str]]:
        """The lists in which an entry is added, removed, or ranked by different conditions or points."""
        changed = self._changed()
        candidates = (*self._old.candidates, *self._new.candidates)
        everything = limits_of(self._old) != limits_of(self._new)
        touched = {(c.kind, c.group) for c in candidates if everything or c.entry.id in changed}
        if any(kind in (Kind.ACTOR, Kind.SCHEME) for kind, _ in touched):
            touched.add((Kind.INITIATIVE, "initiatives"))  # an example gives way to its resource
        return touched

    def _delta(self) -> Formula:
        """What a profile must meet to see any difference: a condition that speaks in one base only, or may."""
        if limits_of(self._old) != limits_of(self._new) or (
            self._old.settings.unknown_weight != self._new.settings.unknown_weight
        ):
            return z3.BoolVal(True)
        conditions: set[Terms] = set()
        for name in self._changed():
            old, new = self._marks_old.get(name), self._marks_new.get(name)
            if old is None or new is None or old.fixed != new.fixed:
                spoken = (old.rules if old else frozenset()) | (new.rules if new else frozenset())
            else:
                spoken = old.rules ^ new.rules
            conditions |= {terms for terms, _, _ in spoken}
        return z3.Or(*(self._space_new.terms(terms)[1] for terms in conditions))


class _Mark(NamedTuple):
    """What decides where an entry stands: its rules (condition, points, number among equals) and the rest."""

    rules: frozenset[tuple[Terms, float, int]]
    fixed: tuple[object, ...]


def _marks(compiled: CompiledBase) -> dict[str, _Mark]:
    found: dict[str, _Mark] = {}
    for candidate in compiled.candidates:
        counts: dict[tuple[Terms, float], int] = {}
        rules = set()
        for number, points in candidate.rules:
            rule = (compiled.terms[number], points)
            counts[rule] = counts.get(rule, 0) + 1
            rules.add((*rule, counts[rule]))
        found[candidate.entry.id] = _Mark(
            frozenset(rules),
            (
                compiled.terms[candidate.gate] if candidate.gate is not None else None,
                candidate.specificity,
                candidate.standing.open,
                candidate.group,
                getattr(candidate.entry, "network", None) if candidate.kind is Kind.ACTOR else None,
                getattr(candidate.entry, "resource", None),
            ),
        )
    return found


def compare(
    old: CompiledBase,
    new: CompiledBase,
    names: tuple[str, str],
    write: Callable[[Profile], dict[str, str | tuple[str, ...]]],
    progress: Callable[[str], None] = lambda _text: None,
) -> Comparison:
    """Everything that differs between two bases. `names`: how they are called in the report."""
    return Comparison(
        before=names[0],
        after=names[1],
        values=record_changes(old.base, new.base),
        profiles=Comparer(old, new, write).profile_changes(progress),
    )
