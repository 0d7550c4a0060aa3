"""How far apart two names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ess_orient.territory.closeness import errors_between, near

WORD = st.text(alphabet="abc ", max_size=8)


@pytest.mark.parametrize(
    ("left", "right", "errors"),
    [
        ("augan", "augan", 0),
        ("augan", "augen", 1),
        ("augan", "augna", 1),
        ("augan", "auga", 1),
        ("quimper", "quimpr", 1),
        ("mayenne", "mayene", 1),
        ("augan", "ploermel", 3),
    ],
)
def test_errors_are_counted(left: str, right: str, errors: int) -> None:
    assert errors_between(left, right, 2) == errors


@given(WORD, WORD)
def test_distance_is_the_same_both_ways(left: str, right: str) -> None:
    assert errors_between(left, right, 3) == errors_between(right, left, 3)


@given(WORD)
def test_nothing_is_between_a_word_and_itself(word: str) -> None:
    assert errors_between(word, word, 2) == 0


@given(WORD, st.lists(WORD))
def test_only_the_near_are_kept(word: str, others: list[str]) -> None:
    assert sorted(near(word, others, 2)) == sorted(other for other in others if errors_between(word, other, 2) <= 2)
