"""Where a run stands, kept beside its output, so that it can go on after an interruption with the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from ess_orient.batch.columns import Unusable
from ess_orient.batch.feeds import Position
from ess_orient.batch.sinks import write_whole

SUFFIX = ".etat"


class Totals(msgspec.Struct):
    """Rows counted so far. `read` = `done` + `rejected`; empty lines are no rows."""

    read: int = 0
    done: int = 0
    rejected: int = 0
    empty: int = 0
    lenient: int = 0
    restored: int = 0
    understood: int = 0


class State(msgspec.Struct):
    """What is confirmed on disk. `call` tells one run from another: same file, same base, same options."""

    call: str
    position: Position
    output: int
    rejects: int
    totals: Totals
    tally: dict[str, Any]


def state_path(output: Path) -> Path:
    """Where the state of a run is kept."""
    return output.with_name(output.name + SUFFIX)


def save(path: Path, state: State) -> None:
    """Replace the state at once."""
    write_whole(path, msgspec.json.encode(state))


def load(path: Path, call: str) -> State | None:
    """The state of this very run; None if there is none. `Unusable` if it is that of another."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=State)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError:
        return None
    if found.call != call:
        raise Unusable(
            "l'état gardé est celui d'un autre traitement : le fichier, la base, le jour ou les options ont changé",
            "Recommencez sans --reprendre.",
        )
    return found
