"""A lexicon, the places and the questions, put together once to read many texts."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.language.compiled import CompiledLexicon
from ess_orient.language.geography import Geography
from ess_orient.language.understand import understand
from ess_orient.model.comprehension import Comprehension
from ess_orient.model.lexicon import Lexicon
from ess_orient.model.question import Question
from ess_orient.territory.places import Places


class Reader:
    """Reads texts. `BadForm` if a form of the lexicon cannot be read."""

    def __init__(self, lexicon: Lexicon, places: Places | None, questions: Sequence[Question] = ()) -> None:
        self._lexicon = CompiledLexicon(lexicon)
        self._geography = Geography(places, lexicon.territory) if places is not None else None
        self._questions = tuple(questions)

    def read(self, text: str) -> Comprehension:
        """What a text says. Never raises."""
        return understand(text, self._lexicon, self._geography, self._questions)
