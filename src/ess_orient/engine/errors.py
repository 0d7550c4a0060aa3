"""Wrong uses of the engine; each carries what is needed to say it in French."""

from __future__ import annotations


class TooManyTerms(Exception):
    """A condition that would unfold into too many alternatives to be compiled."""

    def __init__(self, terms: int, most: int) -> None:
        super().__init__(f"condition of {terms} terms, at most {most}")
        self.terms = terms
        self.most = most


class UnknownEntry(Exception):
    """An id that no entry of the base carries."""

    def __init__(self, entry: str) -> None:
        super().__init__(entry)
        self.entry = entry
