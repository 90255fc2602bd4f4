"""The engine answers of cases alone."""

from __future__ import annotations

from datetime import date

import pytest

from rusvej.compiled import checked_case
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.facts import Value
from rusvej.model import Rulebook

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "facts",
    [
        {"shoe_size": 40},  # no such fact
        {"age": 400},  # nobody is as old
        {"level": "alvorligt"},  # no such level
        {"grade": 8, "schooling": "ungdomsuddannelse"},  # nobody is both
    ],
)
def test_what_is_no_case_is_refused(rulebook: Rulebook, facts: dict[str, Value]) -> None:
    with pytest.raises(InputError):
        answer(rulebook, facts, DAY)


def test_facts_that_make_a_case_are_answered_as_it_is(rulebook: Rulebook) -> None:
    facts: dict[str, Value] = {"age": 15, "level": "problematisk"}
    one, other = (answer(rulebook, each, DAY) for each in (facts, checked_case(rulebook, facts)))
    assert one.offers == other.offers
