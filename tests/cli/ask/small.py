"""The small base of the tests, ready to be asked about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.orient import Orienter
from ess_orient.model.base import Base
from ess_orient.rulebase.load import EMBEDDED, Layer, load

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "fixtures" / "base"
PLACES = ROOT / "data" / "places.sqlite"
TODAY = "2026-11-23"


@cache
def small_base() -> Base:
    loaded = load([Layer(EMBEDDED, FOLDER)])
    assert not loaded.problems, loaded.problems
    return loaded.base


@cache
def small_orienter() -> Orienter:
    loaded = load([Layer(EMBEDDED, FOLDER)])
    return Orienter(CompiledBase(loaded.base, TODAY), loaded.identity)
