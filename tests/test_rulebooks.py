"""The promise to other municipalities: every command works on their rulebooks, in their words.

Three are written from public texts of others, three are invented to strain the format. The commands
and their arguments are found in the program, so that a new one is tried too.
"""

from __future__ import annotations

import csv
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from rusvej.answer import Status
from rusvej.cli.running import run
from rusvej.engine import answer
from rusvej.model import Rulebook
from rusvej.store import load_rulebook

FOLDER = Path(__file__).parent / "rulebooks"
BOOKS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
SOURCES = Path(__file__).parents[2] / "shared" / "sources" / "others"


def book(name: str) -> Rulebook:
    return load_rulebook(FOLDER / name)


@pytest.mark.parametrize("name", BOOKS)
def test_the_rulebook_is_in_order(name: str) -> None:
    assert run(["validate", "--data", str(FOLDER / name)]) == 0


# SSVC: the table row by row.

OUTCOMES = {"d": "defer", "s": "scheduled", "o": "out-of-cycle", "i": "immediate"}
EXPLOITATION = ("none", "public-poc", "active")
EXPOSURE = ("small", "controlled", "open")
IMPACT = ("low", "medium", "high", "very-high")


def expected() -> dict[tuple[str, str, bool, str], str]:
    letters = "".join(
        line
        for line in (FOLDER / "ssvc" / "expected.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    rows = product(EXPLOITATION, EXPOSURE, (False, True), IMPACT)
    return {row: OUTCOMES[letter] for row, letter in zip(rows, letters, strict=True)}


def test_every_row_of_the_table_has_its_outcome_and_no_other() -> None:
    found = book("ssvc")
    rows = expected()
    assert len(rows) == 72
    for (exploitation, exposure, automatable, impact), outcome in rows.items():
        case = {
            "exploitation": exploitation,
            "exposure": exposure,
            "automatable": automatable,
            "impact": impact,
        }
        told = answer(found, case, date(2026, 3, 2)).offers
        assert [each.offer.id for each in told if each.status is Status.FITS] == [outcome]
        assert {each.status for each in told} == {Status.FITS, Status.EXCLUDED}


def test_the_rows_are_those_of_the_published_table() -> None:
    published = SOURCES / "ssvc-deployer.csv"
    if not published.exists():
        pytest.skip("the published table is not beside the project: ../shared/sources/others")
    with published.open(encoding="utf-8", newline="") as file:
        rows = [[cell.replace(" ", "-").lower() for cell in row] for row in csv.reader(file)][1:]
    assert {(r[1], r[2], r[3] == "yes", r[4]): r[5] for r in rows} == {
        (a, b, c, d): outcome for (a, b, c, d), outcome in expected().items()
    }
