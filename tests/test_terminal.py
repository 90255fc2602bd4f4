"""What a narrow terminal does to long Danish words."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from rusvej.app.suggest import suggest
from rusvej.model import Rulebook
from rusvej.render.answer_page import answer_page
from rusvej.render.terminal import show


@pytest.mark.parametrize("level", ["problematisk", "misbrug", "afhaengighed"])
def test_eighty_columns_hold_every_line_and_divide_words_with_a_hyphen(
    rulebook: Rulebook, level: str
) -> None:
    day = date(2026, 3, 2)
    out = io.StringIO()
    page = answer_page(
        suggest(rulebook, rulebook.case(age=16, level=level, motivated=False), day), everything=True
    )
    show(page, Console(file=out, width=80, highlight=False))
    text = out.getvalue()
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "\u2026" not in text.split("Rækkefølgen", maxsplit=1)[0], "a cell was cut off"
    if level != "problematisk":
        assert "Substitutionsbehandlin\n" not in text
        assert "Substitutionsbehandlin " not in text
