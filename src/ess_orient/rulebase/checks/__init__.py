"""One check a file, found by its name; its docstring is its page of the manual, with a snippet to avoid and a better one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

from ess_orient.rulebase import checks_lexicon
from ess_orient.rulebase.finding import Check, Page


@cache
def pages() -> tuple[Page, ...]:
    """Every check with its page, in the order of their ids."""
    found = []
    for package in (import_module(__name__), checks_lexicon):
        for info in pkgutil.iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{info.name}")
            check = getattr(module, "CHECK", None) or _of_lexicon(module)
            if check is not None:
                title, _, text = (module.__doc__ or "").strip().partition("\n")
                found.append(Page(check, title.strip(), text.strip()))
    return tuple(sorted(found, key=lambda page: page.check.id))


def _of_lexicon(module: ModuleType) -> Check | None:
    """A check of the lexicon, which runs on its own tree; None for a module that is no check."""
    rule = getattr(module, "RULE", None)
    return Check(id=rule) if isinstance(rule, str) else None


def page_of(identifier: str) -> Page | None:
    """The page of a check."""
    return next((page for page in pages() if page.check.id == identifier), None)
