"""What the second reading found wrong in rulebook 1.0.0 stays mended: each of its 28 faults has a
case that the rulebook of today answers as the lines say (`test_cases`) and 1.0.0 does not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from first_release import unpacked
from rusvej.analysis.comparing import compare_deadlines, differences
from rusvej.analysis.diff import compare
from rusvej.app.migrate import migrate
from rusvej.deadlines import check
from rusvej.engine import answer
from rusvej.facts import read_case
from rusvej.model import Rulebook
from rusvej.store import load_rulebook
from written_cases import FOLDER, cases_of

FAULTS = 28


@pytest.mark.slow
def test_the_version_is_what_the_changes_since_then_ask_for(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    """Facts have another kind now, with no value that both rulebooks have."""
    folder = unpacked(tmp_path)
    migrate(folder)
    old, fact = load_rulebook(folder), "concern_justified"
    assert old.vocabulary[fact].type != rulebook.vocabulary[fact].type
    assert compare(old, rulebook, date(2026, 11, 26)).step == "major"
    assert int(rulebook.about.version[0]) > int(old.about.version[0])


@pytest.mark.slow
def test_each_fault_of_the_first_release_has_a_case_that_it_fails(tmp_path: Path) -> None:
    """Every fact of the cases was known to it, so none of them fails by being refused."""
    folder = unpacked(tmp_path)
    migrate(folder)
    book = load_rulebook(folder)
    assert book.about.version == "1.0.0"
    held, passed = set(), []
    for case in cases_of(FOLDER / "regelsaet-1.yaml"):
        facts = read_case(case.facts, book.vocabulary)
        wrong = differences(answer(book, facts, case.as_of), case.expect)
        if case.deadline is not None:
            dates, exceptions, today = case.dated
            found = check(book, dates, facts, exceptions, today)
            wrong += compare_deadlines(found, case.deadline)
        number = re.match(r"fejl-(\d\d)-", case.id)
        assert number is not None, case.id
        held.add(int(number[1]))
        passed += [] if wrong else [case.id]
    assert passed == []
    assert held == set(range(1, FAULTS + 1))
