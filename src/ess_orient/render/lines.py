"""A page as a list of lines with their roles: composed once, then laid out as text or Markdown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a line is for; each layout decides how that looks."""

    TITLE = "title"
    HEADING = "heading"
    GROUP = "group"
    PARAGRAPH = "paragraph"
    NAME = "name"
    ITEM = "item"
    """A name in a close list: nothing parts it from what stands above."""
    POINT = "point"
    BODY = "body"
    FACT = "fact"
    WARNING = "warning"
    NOTE = "note"
    QUIET = "quiet"
    QUESTION = "question"
    PLAIN = "plain"
    ECHO = "echo"


class Line(NamedTuple):
    """One thing to read. `mark` stands before it (a rank), `label` names a fact, `tag` follows a name."""

    role: Role
    text: str
    label: str = ""
    mark: str = ""
    tag: str = ""
