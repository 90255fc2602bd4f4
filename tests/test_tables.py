"""Tables for programs, and for a Danish Excel."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from rusvej.cli.running import run
from rusvej.render.tables import csv_text, excel_bytes

ROWS = [["a;b", 1.5, ("x", "y"), None], ["=1+1", 2, (), "æ\nø"], ["+45 72 33 50 67", -3, "@x", "-"]]


def test_csv_is_read_back_as_it_was() -> None:
    text = csv_text(["p", "q", "r", "s"], ROWS)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["p", "q", "r", "s"],
        ["a;b", "1.5", "x; y", ""],
        ["=1+1", "2", "", "æ\nø"],
        ["+45 72 33 50 67", "-3", "@x", "-"],
    ]


def test_a_danish_excel_sees_columns_letters_numbers_and_no_formula() -> None:
    made = excel_bytes(["p", "q", "r", "s"], ROWS)
    assert made.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(made.decode("utf-8-sig"), newline="")
    assert list(csv.reader(text, delimiter=";")) == [
        ["p", "q", "r", "s"],
        ["a;b", "1,5", "x; y", ""],
        ["'=1+1", "2", "", "æ\nø"],
        ["+45 72 33 50 67", "-3", "'@x", "-"],
    ]


@pytest.mark.parametrize("command", [["offers"], ["contact"], ["survey"], ["contact", "SSP"]])
def test_commands_write_both(capfdbinary: Any, command: list[str]) -> None:
    sizes = []
    for form, between in (("csv", ","), ("excel", ";")):
        assert run([*command, "--format", form]) == 0
        made = capfdbinary.readouterr().out
        assert made.startswith(b"\xef\xbb\xbf") is (form == "excel")
        text = io.StringIO(made.decode("utf-8-sig"), newline="")
        rows = list(csv.reader(text, delimiter=between))
        assert len({len(row) for row in rows}) == 1 and len(rows[0]) > 5
        sizes.append(len(rows))
    assert sizes[0] == sizes[1] > 1


@pytest.mark.parametrize("command", ["offers", "contact", "survey"])
def test_the_help_says_which_is_for_excel(capsys: Any, command: str) -> None:
    assert run([command, "--help"]) == 0
    assert "Excel" in capsys.readouterr().out
