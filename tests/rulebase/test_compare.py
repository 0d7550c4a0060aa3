"""Who sees a different result: the solver agrees with listing every profile."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.match import match
from ess_orient.engine.orient import Orienter
from ess_orient.engine.questions import shown
from ess_orient.model.base import Base
from ess_orient.model.orientation import BaseIdentity
from tests.rulebase.small import every_profile, small_bases

pytest.importorskip("z3", reason="extra « preuve » absente : z3-solver n'est pas installé")

from ess_orient.rulebase.compare import Change, Effect, compare, record_changes

TODAY = "2026-11-23"
SLOW = settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)  # shrinking a whole base takes minutes and tells little


@st.composite
def edited(draw: st.DrawFn) -> tuple[Base, Base]:
    """A base, and the same one after an adviser's edit."""
    old = draw(small_bases())
    rules = list(old.rules)
    number = draw(st.integers(0, len(rules) - 1))
    edit = draw(st.sampled_from(["remove", "points", "condition", "close"]))
    if edit == "close":
        actors = (msgspec.structs.replace(old.actors[0], ended_on="2021"), *old.actors[1:])
        return old, msgspec.structs.replace(old, actors=actors)
    if edit == "remove":
        del rules[number]
    elif edit == "points":
        weights = {**rules[number].recommend.actors, "acteur-3": draw(st.sampled_from([0.5, 2.0, 6.0]))}
        recommend = msgspec.structs.replace(rules[number].recommend, actors=weights)
        rules[number] = msgspec.structs.replace(rules[number], recommend=recommend)
    else:
        rules[number] = msgspec.structs.replace(rules[number], when=draw(small_bases()).rules[0].when)
    return old, msgspec.structs.replace(old, rules=tuple(rules))


@SLOW
@given(edited())
def test_agrees_with_listing(pair: tuple[Base, Base]) -> None:
    old, new = (CompiledBase(base, TODAY) for base in pair)
    write = Orienter(new, BaseIdentity(version="essai", fingerprint="sha256:0")).answers_as_written
    found = compare(old, new, ("avant", "après"), write)
    said = {(change.entry, change.kind_of_change) for change in found.profiles}

    listed: set[tuple[str, Effect]] = set()
    for profile in every_profile(new):
        before, after = ({entry for entry, _ in shown(c, match(c, profile))} for c in (old, new))
        listed |= {(entry, Effect.LOST) for entry in before - after}
        listed |= {(entry, Effect.GAINED) for entry in after - before}
    assert said == listed
    for change in found.profiles:
        assert 1 <= len(change.profiles) <= 3


@SLOW
@given(small_bases())
def test_a_base_does_not_differ_from_itself(base: Base) -> None:
    compiled = CompiledBase(base, TODAY)
    write = Orienter(compiled, BaseIdentity(version="essai", fingerprint="sha256:0")).answers_as_written
    found = compare(compiled, compiled, ("a", "b"), write)
    assert found.values == ()
    assert found.profiles == ()


@given(small_bases())
@SLOW
def test_records_added_removed_and_changed_are_named(base: Base) -> None:
    rules = base.rules
    renamed = msgspec.structs.replace(rules[0], id="nouvelle")
    actors = (msgspec.structs.replace(base.actors[0], name="Autre nom"), *base.actors[1:])
    other = msgspec.structs.replace(base, rules=(renamed, *rules[1:]), actors=actors)
    changes = {(c.section, c.id): (c.kind_of_change, c.values) for c in record_changes(base, other)}
    assert changes == {
        ("regles", "nouvelle"): (Change.ADDED, ()),
        ("regles", rules[0].id): (Change.REMOVED, ()),
        ("acteurs", base.actors[0].id): (Change.CHANGED, ("nom",)),
    }
