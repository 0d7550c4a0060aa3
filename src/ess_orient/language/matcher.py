"""Finding forms in a text: every form is reached by its first word, so that a text costs what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ess_orient.language.tokens import Text
from ess_orient.model.forms import Element, Form, Kind, Step, folded

_NO_ENDS: tuple[int, ...] = ()
_PREFIX_KEY = 3
_NUMBER_TOKENS = 3

Ends = dict[str, tuple[int, ...]]
"""Family -> positions just after its forms that begin here, the longest first."""

Part = tuple[int, int]


class Found(NamedTuple):
    """A form found. `parts` are the runs of words it holds, without its gaps; positions count words."""

    owner: int
    start: int
    end: int
    parts: tuple[Part, ...]

    @property
    def solid(self) -> bool:
        """Whether it has no gap."""
        return len(self.parts) == 1


class Pattern(NamedTuple):
    """A form of an owner (its position in the caller's list). `then`: the stems one of which must follow, if known."""

    owner: int
    gap: int
    at_start: bool
    at_end: bool
    steps: Form
    then: frozenset[str] | None
    then_far: bool


def pattern(owner: int, form: Form, gap: int) -> Pattern:
    """A form made ready: its marks of beginning and end become flags."""
    at_start = form[0][0].kind is Kind.START
    at_end = form[-1][0].kind is Kind.END
    steps = form[at_start : len(form) - at_end]
    far = len(steps) > 2 and steps[1][0].kind is Kind.GAP
    step = steps[2] if far else steps[1] if len(steps) > 1 else ()
    known = bool(step) and all(element.kind is Kind.WORD for element in step) and steps[0][0].kind is Kind.WORD
    then = frozenset(element.text for element in step) if known or (far and _all_words(step)) else None
    return Pattern(owner, gap, at_start, at_end, steps, then, far)


def _all_words(step: Step) -> bool:
    return all(element.kind is Kind.WORD for element in step)


class Matcher:
    """A set of patterns, by the first word of each."""

    def __init__(self, patterns: Iterable[Pattern], breaks: frozenset[str] = frozenset()) -> None:
        self._breaks = breaks
        self._by_word: dict[str, list[Pattern]] = {}
        self._by_pair: dict[tuple[str, str], list[Pattern]] = {}
        self._by_far: dict[str, list[Pattern]] = {}
        self._by_exact: dict[str, list[Pattern]] = {}
        self._by_prefix: dict[str, list[Pattern]] = {}
        self._by_family: dict[str, list[Pattern]] = {}
        self._by_number: list[Pattern] = []
        for each in patterns:
            for element in each.steps[0]:
                self._file(element, each)
        self._by_plain: dict[str, list[Pattern]] = {}
        for word, filed in self._by_exact.items():
            self._by_plain.setdefault(folded(word), []).extend(filed)

    def _file(self, element: Element, each: Pattern) -> None:
        match element.kind:
            case Kind.WORD if each.then is None:
                self._by_word.setdefault(element.text, []).append(each)
            case Kind.WORD if each.then_far:
                self._by_far.setdefault(element.text, []).append(each)
            case Kind.WORD:
                for following in each.then or ():
                    self._by_pair.setdefault((element.text, following), []).append(each)
            case Kind.EXACT:
                self._by_exact.setdefault(element.text, []).append(each)
            case Kind.PREFIX:
                self._by_prefix.setdefault(element.text[:_PREFIX_KEY], []).append(each)
            case Kind.FAMILY:
                self._by_family.setdefault(element.text, []).append(each)
            case _:
                self._by_number.append(each)

    def find(self, text: Text, families: Sequence[Ends]) -> Iterator[Found]:
        """Everything found, by place; several patterns of one owner may be found in one place."""
        run = _Run(text, families, self._breaks)
        unaccented = not text.accented
        stems = {token.stem for token in text.tokens}
        tokens = text.tokens
        far = {
            stem: [each for each in self._by_far[stem] if each.then and not each.then.isdisjoint(stems)]
            for stem in stems & self._by_far.keys()
        }
        for at, token in enumerate(tokens):
            following = tokens[at + 1].stem if at + 1 < len(tokens) else ""
            candidates = [
                *self._by_word.get(token.stem, ()),
                *self._by_pair.get((token.stem, following), ()),
                *far.get(token.stem, ()),
                *(self._by_plain.get(token.fold, ()) if unaccented else self._by_exact.get(token.low, ())),
                *self._by_prefix.get(token.fold[:_PREFIX_KEY], ()),
            ]
            for family in families[at] if families else ():
                candidates += self._by_family.get(family, ())
            if token.number:
                candidates += self._by_number
            for each in candidates:
                if each.at_start and not token.first:
                    continue
                if each.then is not None and not (
                    not each.then.isdisjoint(stems) if each.then_far
                    else at + 1 < len(tokens) and tokens[at + 1].stem in each.then
                ):  # fmt: skip
                    continue
                parts = run.match(each, at)
                if parts:
                    yield Found(each.owner, at, parts[-1][1], parts)


class _Run:
    """Matching within one text."""

    def __init__(self, text: Text, families: Sequence[Ends], breaks: frozenset[str]) -> None:
        self._tokens = text.tokens
        self._accented = text.accented
        self._families = families
        self._breaks = breaks

    def match(self, each: Pattern, at: int) -> tuple[Part, ...]:
        """The parts of the pattern found from a word on; empty if it is not there."""
        return self._steps(each, 0, at, at, at) or ()

    def _steps(self, each: Pattern, step: int, at: int, begun: int, origin: int) -> tuple[Part, ...] | None:
        if step == len(each.steps):
            return ((begun, at),) if not each.at_end or self._ends_clause(at) else None
        alternatives = each.steps[step]
        if alternatives[0].kind is Kind.GAP:
            return self._gap(each, step, at, begun, origin)
        if at >= len(self._tokens) or self._tokens[at].sentence != self._tokens[origin].sentence:
            return None
        for element in alternatives:
            for end in self._ends(element, at):
                rest = self._steps(each, step + 1, end, begun, origin)
                if rest is not None:
                    return rest
        return None

    def _gap(self, each: Pattern, step: int, at: int, begun: int, origin: int) -> tuple[Part, ...] | None:
        sentence = self._tokens[origin].sentence
        for next_at in range(at, min(at + each.gap + 1, len(self._tokens))):
            token = self._tokens[next_at]
            if token.sentence != sentence:
                return None
            rest = self._steps(each, step + 1, next_at, next_at, origin)
            if rest is not None:
                return ((begun, at), *rest) if next_at > at else ((begun, rest[0][1]), *rest[1:])
            if token.stem in self._breaks:
                return None
        return None

    def _ends(self, element: Element, at: int) -> tuple[int, ...]:
        token = self._tokens[at]
        match element.kind:
            case Kind.WORD:
                found = token.stem == element.text
            case Kind.EXACT:
                found = token.low == element.text or (not self._accented and token.fold == folded(element.text))
            case Kind.PREFIX:
                found = token.fold.startswith(element.text)
            case Kind.FAMILY:
                return self._families[at].get(element.text, _NO_ENDS) if self._families else _NO_ENDS
            case _:
                return self._number(at)
        return (at + 1,) if found else _NO_ENDS

    def _number(self, at: int) -> tuple[int, ...]:
        end = at
        while end < len(self._tokens) and end < at + _NUMBER_TOKENS and self._tokens[end].number:
            end += 1
        return tuple(range(end, at, -1))

    def _ends_clause(self, at: int) -> bool:
        return at >= len(self._tokens) or self._tokens[at].clause != self._tokens[at - 1].clause
