"""The snippets of the manual's pages, laid over a small base as a layer."""

from __future__ import annotations

import textwrap
from functools import cache
from pathlib import Path

from ess_orient.model.problem import Problem
from ess_orient.rulebase.checks import pages
from ess_orient.rulebase.files import EMBEDDED, Layer
from ess_orient.rulebase.finding import Page
from ess_orient.rulebase.verify import verify

HERE = Path(__file__).parent
TODAY = "2026-11-23"
BASE = Layer(EMBEDDED, HERE / "socle")
TO_AVOID, BETTER = "À éviter :", "Préférer :"
LEXICON = "rulebase.checks_lexicon"
NOT_A_SNIPPET = frozenset({"dossier", "fichier", "encodage", "lot-ralenti"})
"""Checks of what no text of YAML can show, and the one of the command itself; they have tests of their own."""


@cache
def checked_pages() -> tuple[Page, ...]:
    """The pages of the base's own checks; those of the lexicon are tested with it."""
    from ess_orient.rulebase import checks_lexicon

    lexicon = {module.RULE for module in vars(checks_lexicon).values() if hasattr(module, "RULE")}
    return tuple(page for page in pages() if page.check.id not in lexicon)


def snippet(page: Page, title: str) -> str:
    """The indented block under a title of a page."""
    _, _, rest = page.text.partition(title)
    lines = []
    for line in rest.strip("\n").split("\n"):
        if line and not line.startswith("    "):
            break
        lines.append(line)
    return textwrap.dedent("\n".join(lines)).strip("\n") + "\n"


def findings_of(text: str, folder: Path, alone: bool = False) -> list[Problem]:
    """What is found in a text laid over the small base, or standing alone."""
    folder.mkdir(exist_ok=True)
    (folder / "essai.yaml").write_text(text, encoding="utf-8")
    layer = Layer("essai", folder)
    _, problems = verify([layer] if alone else [BASE, layer], TODAY)
    return list(problems)
