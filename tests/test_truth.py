"""Kleene's tables, written out."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from rusvej.truth import Truth, all_of, any_of, of

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN

BOTH = {
    (YES, YES): YES,
    (YES, NO): NO,
    (YES, UNKNOWN): UNKNOWN,
    (NO, YES): NO,
    (NO, NO): NO,
    (NO, UNKNOWN): NO,
    (UNKNOWN, YES): UNKNOWN,
    (UNKNOWN, NO): NO,
    (UNKNOWN, UNKNOWN): UNKNOWN,
}
EITHER = {
    (YES, YES): YES,
    (YES, NO): YES,
    (YES, UNKNOWN): YES,
    (NO, YES): YES,
    (NO, NO): NO,
    (NO, UNKNOWN): UNKNOWN,
    (UNKNOWN, YES): YES,
    (UNKNOWN, NO): UNKNOWN,
    (UNKNOWN, UNKNOWN): UNKNOWN,
}


@pytest.mark.parametrize("pair", BOTH)
def test_all_of_two(pair: tuple[Truth, Truth]) -> None:
    assert all_of(pair) is BOTH[pair]


@pytest.mark.parametrize("pair", EITHER)
def test_any_of_two(pair: tuple[Truth, Truth]) -> None:
    assert any_of(pair) is EITHER[pair]


def test_negation() -> None:
    assert [value.negated() for value in (YES, NO, UNKNOWN)] == [NO, YES, UNKNOWN]


def test_nothing_at_all() -> None:
    assert all_of([]) is YES
    assert any_of([]) is NO


@pytest.mark.parametrize("values", list(product(Truth, repeat=3)))
def test_order_does_not_matter_and_de_morgan_holds(values: tuple[Truth, ...]) -> None:
    assert len({all_of(order) for order in permutations(values)}) == 1
    assert len({any_of(order) for order in permutations(values)}) == 1
    assert all_of(values).negated() is any_of(value.negated() for value in values)


@pytest.mark.parametrize("value", Truth)
def test_a_truth_is_no_bool(value: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(value)
    with pytest.raises(TypeError):
        assert not value


def test_of_what_is_known() -> None:
    assert of(True) is YES
    assert of(False) is NO


def test_words_of_the_contract() -> None:
    assert [value.value for value in Truth] == ["yes", "no", "unknown"]
