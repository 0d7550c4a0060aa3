"""The plain definition of what the engine must find: conditions walked as trees, one at a time.

Slow and obvious; the compiled engine must equal it for every base and profile.
"""

from __future__ import annotations

from ess_orient.engine.situation import Gazetteer
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.entries import Actor, Entry, Initiative, Scheme
from ess_orient.model.profile import Profile, Unknown

YES, NO, MAYBE = 1.0, 0.0, 0.5


class Reference:
    """Kleene's logic over the trees: *and* is the least value, *or* the greatest, *not* the mirror."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.gazetteer = Gazetteer(base)

    def value(self, condition: Condition, profile: Profile) -> float:
        parts = [self.test(key, accepted, profile) for key, accepted in condition.tests()]
        parts += [self.value(child, profile) for child in condition.all_of]
        if condition.any_of:
            parts.append(max(self.value(child, profile) for child in condition.any_of))
        parts += [1 - self.value(child, profile) for child in condition.none_of]
        return min(parts, default=YES)

    def test(self, key: AnswerKey, accepted: tuple[str, ...], profile: Profile) -> float:
        if key in (AnswerKey.DEPARTMENT, AnswerKey.REGION):
            if key is AnswerKey.REGION:
                accepted = tuple(dep.id for dep in self.base.departments if dep.region in accepted)
            return self.within(accepted, profile)
        given = profile.get(key)
        if isinstance(given, Unknown):
            return MAYBE
        return YES if set(given) & set(accepted) else NO

    def within(self, accepted: tuple[str, ...], profile: Profile) -> float:
        place = self.gazetteer.possible_departments(profile)
        if place is None:
            return MAYBE
        inside = [department in accepted for department in place]
        return YES if all(inside) else MAYBE if any(inside) else NO

    def rule(self, number: int, profile: Profile) -> float:
        rule = self.base.rules[number]
        unless = self.value(rule.unless, profile) if rule.unless is not None else NO
        return min(self.value(rule.when, profile), 1 - unless)

    def gate(self, entry: Entry, profile: Profile) -> float:
        if not isinstance(entry, (Actor, Scheme)):
            return YES
        parts = [YES]
        if entry.territory is not None and (entry.territory.regions or entry.territory.departments):
            accepted = [d.id for d in self.base.departments if d.region in entry.territory.regions]
            parts.append(self.within((*accepted, *entry.territory.departments), profile))
        if entry.reserved_to is not None:
            parts.append(self.value(entry.reserved_to, profile))
        return min(parts)

    def points(self) -> dict[str, dict[int, float]]:
        """Points by entry and rule, a family's given to its actors and a network's to its faces."""
        found: dict[str, dict[int, float]] = {}
        for number, rule in enumerate(self.base.rules):
            for name, weights in rule.recommend.targets():
                for target, value in weights.items():
                    ids = [target]
                    if name == "families":
                        ids = [actor.id for actor in self.base.actors if actor.family == target]
                    for entry in list(ids):
                        ids += [actor.id for actor in self.base.actors if actor.network == entry]
                    for entry in ids:
                        scores = found.setdefault(entry, {})
                        scores[number] = max(value, scores.get(number, 0.0))
        return found

    def matches(self, profile: Profile) -> dict[str, tuple[bool, float]]:
        """(sure, score) of every entry that applies or may apply."""
        entries: list[Entry] = [
            *self.base.levers, *(way for lever in self.base.levers for way in lever.ways),
            *self.base.actors, *self.base.schemes, *self.base.initiatives, *self.base.immediate_steps,
        ]  # fmt: skip
        points = self.points()
        found: dict[str, tuple[bool, float]] = {}
        for entry in entries:
            values = {number: self.rule(number, profile) for number in points.get(entry.id, {})}
            gate = self.gate(entry, profile)
            if gate == NO or not any(values.values()):
                continue
            sure = gate == YES and YES in values.values()
            share = 0.0 if sure else self.base.settings.unknown_weight  # type: ignore[union-attr]
            total = sum(
                points[entry.id][number] * (1.0 if value == YES else share)
                for number, value in values.items()
                if value != NO
            )
            found[entry.id] = (sure, total)
        self._give_way(found)
        return found

    def _give_way(self, found: dict[str, tuple[bool, float]]) -> None:
        sure = {entry for entry, (is_sure, _) in found.items() if is_sure}
        family_group = {family.id: family.group for family in self.base.families}
        group = {actor.id: family_group[actor.family] for actor in self.base.actors}
        for actor in self.base.actors:
            if actor.id in sure and actor.network is not None and group[actor.network] == group[actor.id]:
                found.pop(actor.network, None)
        for initiative in self.base.initiatives:
            assert isinstance(initiative, Initiative)
            if initiative.resource in sure and initiative.resource in found:
                found.pop(initiative.id, None)
