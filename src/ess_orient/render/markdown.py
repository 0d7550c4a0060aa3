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
    """The page as Markdown, ended by a line break. Levels of headings follow each other."""
    blocks: list[str] = []
    above = "##"
    for line in lines:
        above = _HEADINGS.get(line.role, above)
        if line.role in (Role.FACT, Role.WARNING, Role.QUIET):
            _append_item(blocks, "".join(_item(line)))
        else:
            blocks.append("".join(_block(line, f"{above}#")))
    return "\n\n".join(blocks) + "\n"


def _append_item(blocks: list[str], item: str) -> None:
    """Items that follow each other make one list."""
    if blocks and blocks[-1].startswith("- "):
        blocks[-1] += f"\n{item}"
    else:
        blocks.append(item)


def _block(line: Line, level: str) -> Iterator[str]:
    text = escaped(line.text)
    tag = f" – *{escaped(line.tag)}*" if line.tag else ""
    if line.role in _HEADINGS:
        yield f"{_HEADINGS[line.role]} {text}"
    elif line.role in (Role.NAME, Role.ITEM):
        mark = f"{line.mark} " if line.mark[:1].isdigit() else ""
        yield f"{level} {mark}{text}{tag}"
    elif line.role is Role.POINT:
        yield f"**{text}**{tag}"
    else:
        yield f"**{escaped(line.label)}{NO_BREAK}:** {text}" if line.label else text


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
