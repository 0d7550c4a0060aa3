"""Columns, plain integers and a conversation's engine give one result; the reference says which."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.batch.cells import GROUPS, CodeBook
from ess_orient.batch.plain import PlainScorer
from ess_orient.engine.columns import LISTS
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.masks import Answer
from ess_orient.engine.match import match
from ess_orient.engine.questions import limits_of
from ess_orient.model.base import Base
from ess_orient.model.profile import Profile
from tests.batch.running import TODAY, needs_extra
from tests.engine.bases import bases, profiles
from tests.engine.reference import Reference

Books = list[CodeBook]


def coded(compiled: CompiledBase, asked: list[Profile]) -> tuple[Books, list[list[int]]]:
    books: Books = [CodeBook() for _ in GROUPS]
    codes: list[list[int]] = [[] for _ in GROUPS]
    for profile in asked:
        answers = compiled.gazetteer.answers(profile)
        parts: list[tuple[Answer, ...]] = [*((answer,) for answer in answers[:6]), answers[6:]]
        for book, column, part in zip(books, codes, parts, strict=True):
            column.append(book.number(part))
    return books, codes


def expected(compiled: CompiledBase, profile: Profile) -> tuple[str, ...]:
    matches, limits = match(compiled, profile), limits_of(compiled)
    lists = [matches.of(kind, group)[: limits[kind]] for kind, group in LISTS]
    ids = ["|".join(matched.candidate.entry.id for matched in ranked) for ranked in lists]
    unsure = [matched.candidate.entry.id for ranked in lists for matched in ranked if not matched.sure]
    return (ids[0].partition("|")[0], *ids, "|".join(unsure))


@settings(deadline=None)
@given(bases(), st.lists(profiles(), min_size=1, max_size=12))
def test_plain_integers_equal_the_engine(base: Base, asked: list[Profile]) -> None:
    compiled = CompiledBase(base, TODAY)
    books, codes = coded(compiled, asked)
    found = list(zip(*PlainScorer(compiled, books).texts(codes), strict=True))
    assert found == [expected(compiled, profile) for profile in asked]


@needs_extra
@settings(deadline=None)
@given(bases(), st.lists(profiles(), min_size=1, max_size=12), st.integers(1, 12))
def test_columns_equal_the_engine_wherever_they_are_cut(base: Base, asked: list[Profile], cut: int) -> None:
    from ess_orient.batch.vector import VectorScorer

    compiled = CompiledBase(base, TODAY)
    books, codes = coded(compiled, asked)
    scorer = VectorScorer.of(compiled, books)
    assert scorer is not None
    found = []
    for start in range(0, len(asked), cut):
        found += zip(*scorer.texts([column[start : start + cut] for column in codes]), strict=True)
    assert found == [expected(compiled, profile) for profile in asked]


@needs_extra
@settings(deadline=None)
@given(bases(), st.lists(profiles(), min_size=1, max_size=6))
def test_columns_equal_the_plain_definition(base: Base, asked: list[Profile]) -> None:
    """The rank of the reference: what is sure, then the score, then what is specific, then the id."""
    from ess_orient.batch.vector import VectorScorer

    compiled, reference = CompiledBase(base, TODAY), Reference(base)
    books, codes = coded(compiled, asked)
    scorer = VectorScorer.of(compiled, books)
    assert scorer is not None
    texts = scorer.texts(codes)
    for row, profile in enumerate(asked):
        found = reference.matches(profile)
        for place, (kind, group) in enumerate(LISTS, 1):
            own = [c for c in compiled.candidates if c.kind is kind and c.group == group and c.entry.id in found]
            own.sort(key=lambda c: (not found[c.entry.id][0], -found[c.entry.id][1], -c.specificity, c.entry.id))
            assert texts[place][row] == "|".join(c.entry.id for c in own[: limits_of(compiled)[kind]])


@needs_extra
@settings(deadline=None, max_examples=25)
@given(bases(), st.lists(profiles(), min_size=2, max_size=8))
def test_tables_too_large_to_be_kept_change_nothing(base: Base, asked: list[Profile]) -> None:
    from ess_orient.batch import vector_tables
    from ess_orient.batch.vector import VectorScorer

    compiled = CompiledBase(base, TODAY)
    books, codes = coded(compiled, asked)
    kept, vector_tables.LARGEST_TABLE = vector_tables.LARGEST_TABLE, 1
    try:
        scorer = VectorScorer.of(compiled, books)
        assert scorer is not None
        found = list(zip(*scorer.texts(codes), strict=True))
    finally:
        vector_tables.LARGEST_TABLE = kept
    assert found == [expected(compiled, profile) for profile in asked]
