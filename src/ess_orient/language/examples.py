"""The sentences that live in the lexicon, replayed as tests."""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.language.reader import Reader
from ess_orient.model.comprehension import Comprehension, Said
from ess_orient.model.lexicon import SentenceExample


def failures(examples: tuple[SentenceExample, ...], reader: Reader) -> Iterator[tuple[int, str]]:
    """(position of an example, what differs in French), for each difference."""
    for position, example in enumerate(examples):
        said = reader.read(example.sentence)
        for difference in _differences(example, said):
            yield position, f"« {example.sentence[:60]} » : {difference}"


def _differences(example: SentenceExample, said: Comprehension) -> Iterator[str]:
    for key, wanted in example.answers.items():
        found = _values(said.answers, key) | _values(said.suggestions, key)
        for value in (wanted,) if isinstance(wanted, str) else wanted:
            if value not in found:
                yield f"{key} : {value} attendu, {', '.join(sorted(found)) or 'rien'} compris"
    for name in example.absent:
        key, _, value = name.partition("=")
        found = _values(said.answers, key) | _values(said.suggestions, key)
        if (value in found) if value else found:
            yield f"{name} ne devait pas être compris"
    if example.out_of_scope is not None and example.out_of_scope is not said.out_of_scope:
        yield f"hors_sujet {'attendu' if example.out_of_scope else 'inattendu'}"
    if example.distress is not None and example.distress is not said.distress:
        yield f"detresse {'attendue' if example.distress else 'inattendue'}"


def _values(said: Said, key: str) -> set[str]:
    value = said.get(key, ())
    return {value} if isinstance(value, str) else set(value)
