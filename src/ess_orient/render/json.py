"""An orientation as JSON: the same bytes for the same result."""

from __future__ import annotations

import msgspec

from ess_orient.model.orientation import Orientation


def as_json(orientation: Orientation) -> str:
    """The orientation on several lines, ended by a line break."""
    return msgspec.json.format(msgspec.json.encode(orientation), indent=2).decode() + "\n"
