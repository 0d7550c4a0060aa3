"""The lexicon made ready to read texts: forms parsed, indexed by their first words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ess_orient.language.matcher import Ends, Found, Matcher, Pattern, pattern
from ess_orient.language.tokens import Text, read
from ess_orient.language.typos import Corrector
from ess_orient.model.forms import Kind, folded, parse, stem_of
from ess_orient.model.lexicon import Cue, CueKey, Lexicon, Negated

_CANCELLED = frozenset({CueKey.NEEDS, CueKey.LEGAL_FORM, CueKey.SIGNAL, CueKey.DISTRESS, CueKey.STAGE})
"""What a negation cancels unless the entry says otherwise; a sector is told even by what is missing."""

_CORRECTED = frozenset({CueKey.SECTORS, CueKey.SITUATION, CueKey.LEGAL_FORM})
"""What a mistyped word may be corrected to, beside the families: words that stand for things, far from one another."""

_FAMILY_GAP = 3
_WORDS = re.compile(r"(?<!<)\b[^\W\d_]{7,}\b(?![*>])")


class Hit(NamedTuple):
    """An entry of the lexicon found in a text."""

    cue: Cue
    found: Found


class CompiledLexicon:
    """A lexicon ready for use. `BadForm` if one of its forms cannot be read (`base verifier` says where)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        settings = lexicon.settings
        breaks = frozenset(stem_of(folded(word)) for word in settings.breaks)
        self._families = tuple(family.id for family in lexicon.word_families)
        family_patterns = list(_patterns((family.forms, _FAMILY_GAP) for family in lexicon.word_families))
        cue_patterns = list(_patterns((cue.forms, cue.gap) for cue in lexicon.cues))
        mask_patterns = list(_patterns((mask.forms, _FAMILY_GAP) for mask in lexicon.masks))
        self._family_matcher = Matcher(family_patterns, breaks)
        self._cue_matcher = Matcher(cue_patterns, breaks)
        self._mask_matcher = Matcher(mask_patterns, breaks)
        self._spellings = {folded(quick): folded(whole) for quick, whole in lexicon.spellings.items()}
        self.negation = frozenset(folded(word) for word in settings.negation_words)
        self.negation_ends = frozenset(folded(word) for word in settings.negation_ends)
        everything = [*family_patterns, *cue_patterns, *mask_patterns]
        known = (folded(word) for word in lexicon.known_words)
        self._corrector = Corrector(_words(lexicon, everything), (*known, *_stems(everything)), _prefixes(everything))

    def read(self, raw: str) -> Text:
        """A text as words, quick spellings written out and typing errors put right."""
        return self._corrector.correct(read(raw, self._spellings))

    def right(self, word: str) -> str | None:
        """What a folded word would be corrected to, for those who tune the lexicon."""
        return self._corrector.right(word)

    def hits(self, text: Text) -> tuple[list[Hit], list[Found]]:
        """The entries and the masks found in a text."""
        families = self._families_in(text)
        cues = self.lexicon.cues
        hits = [Hit(cues[found.owner], found) for found in self._cue_matcher.find(text, families)]
        return hits, list(self._mask_matcher.find(text, families))

    def _families_in(self, text: Text) -> list[Ends]:
        gathered: list[dict[str, set[int]]] = [{} for _ in text.tokens]
        for found in self._family_matcher.find(text, ()):
            gathered[found.start].setdefault(self._families[found.owner], set()).add(found.end)
        return [{name: tuple(sorted(ends, reverse=True)) for name, ends in at.items()} for at in gathered]


def cancelled_by_negation(cue: Cue) -> bool:
    """Whether a negation that governs these words takes their meaning away."""
    if cue.negated is not None:
        return cue.negated is Negated.CANCELS
    return cue.key in _CANCELLED


def _patterns(entries: Iterable[tuple[tuple[str, ...], int]]) -> Iterator[Pattern]:
    for owner, (forms, gap) in enumerate(entries):
        for written in forms:
            for form in parse(written):
                yield pattern(owner, form, gap)


def _stems(patterns: Iterable[Pattern]) -> set[str]:
    kinds = (Kind.WORD, Kind.EXACT)
    return {element.text for each in patterns for step in each.steps for element in step if element.kind in kinds}


def _prefixes(patterns: Iterable[Pattern]) -> set[str]:
    return {
        element.text for each in patterns for step in each.steps for element in step if element.kind is Kind.PREFIX
    }  # fmt: skip


def _words(lexicon: Lexicon, patterns: Iterable[Pattern]) -> Iterator[str]:
    """The whole words of the forms, as written (stems alone would miss what endings tell of a typing error)."""
    stems = {
        element.text for each in patterns for step in each.steps for element in step if element.kind is Kind.WORD
    }  # fmt: skip
    telling = [cue.forms for cue in lexicon.cues if cue.key in _CORRECTED]
    for forms in (*telling, *(family.forms for family in lexicon.word_families)):
        for written in forms:
            for word in _WORDS.findall(written):
                fold = folded(word)
                if stem_of(fold) in stems:
                    yield fold
