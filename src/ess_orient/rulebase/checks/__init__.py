"""One check a file, found by its name; its docstring is its page of the manual, with a snippet to avoid and a better one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from ess_orient.rulebase.finding import Check, Page


@cache
def pages() -> tuple[Page, ...]:
    """Every check with its page, in the order of their ids."""
    found = []
    for info in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{info.name}")
        check = module.CHECK
        assert isinstance(check, Check)
        title, _, text = (module.__doc__ or "").strip().partition("\n")
        found.append(Page(check, title.strip(), text.strip()))
    return tuple(sorted(found, key=lambda page: page.check.id))


def page_of(identifier: str) -> Page | None:
    """The page of a check."""
    return next((page for page in pages() if page.check.id == identifier), None)
