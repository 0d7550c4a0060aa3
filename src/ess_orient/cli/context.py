"""What commands share: the base with its layers, the engine, the places, today."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ess_orient import paths
from ess_orient.cli.errors import ProblemsFound, Refusal
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.orient import Orienter
from ess_orient.model.problem import Level
from ess_orient.model.wording import shown_value
from ess_orient.rulebase.cache import load_cached
from ess_orient.rulebase.load import EMBEDDED, Layer, Loaded

LAYERS_VARIABLE = "ESS_ORIENT_BASE"


class Context:
    """One run of the program: which base, on which day. Everything is opened at first use only."""

    def __init__(self, layers: Sequence[Path] = (), today: date | None = None) -> None:
        self._folders = list(layers) or [
            Path(part) for part in os.environ.get(LAYERS_VARIABLE, "").split(os.pathsep) if part
        ]
        self.today = (today or date.today()).isoformat()
        self._loaded: Loaded | None = None
        self._orienter: Orienter | None = None

    @property
    def layers(self) -> list[Layer]:
        """The embedded base first, then each folder laid over it."""
        return [
            Layer(EMBEDDED, paths.data_folder()),
            *(Layer(str(folder), folder) for folder in self._folders),
        ]

    def loaded(self) -> Loaded:
        """The base. `ProblemsFound` if its data cannot be used."""
        if self._loaded is None:
            loaded = load_cached(self.layers, paths.cache_folder())
            errors = [problem for problem in loaded.problems if problem.level is Level.ERROR]
            if errors:
                raise ProblemsFound("La base de règles ne peut pas être utilisée.", errors)
            self._loaded = loaded
        return self._loaded

    def orienter(self) -> Orienter:
        """The engine, ready to be applied."""
        if self._orienter is None:
            loaded = self.loaded()
            self._orienter = Orienter(CompiledBase(loaded.base, self.today), loaded.identity)
        return self._orienter


def context_of(given: Mapping[str, Any]) -> Context:
    """The context asked for by the shared options: `base` (folders) and `date` (ISO day). `Refusal` otherwise."""
    return Context([Path(folder) for folder in given.get("base", ())], _day(given.get("date")))


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = f"--date : « {shown_value(text)} » n'est pas une date ; AAAA-MM-JJ était attendu"
        raise Refusal(message, "Écrivez par exemple --date 2026-11-23.") from None
