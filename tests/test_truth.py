"""The three truth values."""

from __future__ import annotations

import pytest

from rusvej.truth import Truth, of


@pytest.mark.parametrize("value", Truth)
def test_a_truth_is_no_bool(value: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(value)
    with pytest.raises(TypeError):
        assert not value


def test_of_what_is_known() -> None:
    assert of(True) is Truth.YES
    assert of(False) is Truth.NO


def test_words_of_the_contract() -> None:
    assert [value.value for value in Truth] == ["yes", "no", "unknown"]
