"""A page laid out as Markdown (CommonMark); whatever the texts hold, they stay text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import NO_BREAK, typeset

_SPECIAL = re.compile(r"([\\`*_\[\]~|#])")
_LINE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=])")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$%'()*+,;=\-]+\Z")
_HEADINGS = {Role.TITLE: "#", Role.HEADING: "##", Role.GROUP: "###"}


def escaped(text: str) -> str:
    """Text that Markdown shows as it stands, at the start of a line too."""
    plain = typeset(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_START.sub(_guarded, _SPECIAL.sub(r"\\\1", plain))


def _guarded(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


def as_markdown(lines: Iterable[Line]) -> str:
    """The page as Markdown, ended by a line break."""
    blocks: list[str] = []
    for line in lines:
        if line.role in (Role.FACT, Role.WARNING, Role.QUIET, Role.POINT):
            _append_item(blocks, "".join(_item(line)))
        else:
            blocks.append("".join(_block(line)))
    return "\n\n".join(blocks) + "\n"


def _append_item(blocks: list[str], item: str) -> None:
    """Items that follow each other make one list."""
    if blocks and blocks[-1].startswith("- "):
        blocks[-1] += f"\n{item}"
    else:
        blocks.append(item)


def _block(line: Line) -> Iterator[str]:
    heading = _HEADINGS.get(line.role)
    if heading is not None:
        yield f"{heading} {escaped(line.text)}"
    elif line.role is Role.NAME:
        yield f"#### {line.mark} " if line.mark[:1].isdigit() else "#### "
        yield escaped(line.text)
        if line.tag:
            yield f" – *{escaped(line.tag)}*"
    else:
        yield f"**{escaped(line.label)}{NO_BREAK}:** " if line.label else ""
        yield escaped(line.text)


def _item(line: Line) -> Iterator[str]:
    yield "- "
    if line.label:
        yield (
            f"{escaped(line.label)}{NO_BREAK}: "
            if line.role is Role.QUIET
            else f"**{escaped(line.label)}{NO_BREAK}:** "
        )
    text = typeset(line.text)
    yield f"<{text}>" if _ADDRESS.match(text) else escaped(line.text)
    if line.tag:
        yield f" – *{escaped(line.tag)}*"
