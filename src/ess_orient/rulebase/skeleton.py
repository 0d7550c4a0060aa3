"""The first files of a territory's own data, and examples added to a file that is there."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ess_orient.rulebase.nodes import parse, read_text

_TEMPLATE = "skeleton.yaml"
_SECTION = "exemples"


def skeleton(today: str) -> dict[str, str]:
    """Name and text of each file of a new data folder."""
    text = files("ess_orient.rulebase").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    return {"territoire.yaml": text.replace("AUJOURDHUI", today)}


def with_example(target: Path, example: str) -> str:
    """The text of a data file with one more example at the end of its section; `Unreadable` if it cannot be read."""
    if not target.exists():
        return f"{_SECTION}:\n{example}"
    text = read_text(target, str(target))
    root, problems = parse(text, str(target))
    section = root.key(_SECTION) if root is not None else None
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if section is None or problems or root is None:
        return "".join(lines) + ("\n" if lines else "") + f"{_SECTION}:\n{example}"
    after = min((key.line for key, _ in root.pairs or () if key.line > section.line), default=len(lines) + 1)
    return "".join([*lines[: after - 1], example, *lines[after - 1 :]])
