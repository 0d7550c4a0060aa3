"""Completion by a function that knows accents and case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document


class FoldedCompleter(Completer):
    """Replaces the whole text by one of the names that it may begin."""

    def __init__(self, names: Callable[[str], Sequence[str]]) -> None:
        self._names = names

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterable[Completion]:
        """The names for what stands before the cursor."""
        typed = document.text_before_cursor
        for name in self._names(typed):
            yield Completion(name, start_position=-len(typed))
