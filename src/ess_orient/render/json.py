"""A result as JSON: the same bytes for the same result."""

from __future__ import annotations

import msgspec


def as_json(result: object) -> str:
    """A result of records on several lines, ended by a line break."""
    return msgspec.json.format(msgspec.json.encode(result), indent=2).decode() + "\n"
