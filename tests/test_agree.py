"""`rusvej diff` and `rusvej test --mutate` never disagree on whether anybody's answer changes: both
ask what is seen."""

from __future__ import annotations

import pytest

from rusvej.analysis.diff.changes import changes
from rusvej.analysis.mutation import Mutant, mutants
from rusvej.analysis.mutation.comparison import Comparison
from rusvej.analysis.mutation.touched import touched
from rusvej.model import Rulebook


@pytest.fixture(scope="module")
def comparison(rulebook: Rulebook) -> Comparison:
    return Comparison(rulebook)


def told(comparison: Comparison, mutant: Mutant) -> bool:
    """Whether diff tells anything of the mutant, every record of it looked at."""
    pair = comparison.pair(comparison.compiled(mutant.book))
    return any(pair.somebody(change.where) for each in changes(pair) for change in each)


def agree(comparison: Comparison, tried: list[Mutant]) -> None:
    book = comparison.book
    for mutant in tried:
        difference = comparison.difference(mutant, touched(book, mutant))
        what = (mutant.section, mutant.id, mutant.part, mutant.kind, dict(mutant.data))
        assert told(comparison, mutant) is (difference is not None), what


def test_they_agree_on_a_sample(rulebook: Rulebook, comparison: Comparison) -> None:
    every = list(mutants(rulebook))
    agree(comparison, every[:: len(every) // 8])


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, marks=pytest.mark.long if part > 1 else pytest.mark.slow)
        for part in range(8)
    ],
)
def test_they_agree_on_all(rulebook: Rulebook, comparison: Comparison, part: int) -> None:
    agree(comparison, list(mutants(rulebook))[part::8])
