"""What a narrow terminal does to long Danish words."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from rich.console import Console

from rusvej.compiled import checked_case
from rusvej.engine import answer as suggest
from rusvej.explain.law_notes import for_answer
from rusvej.model import Rulebook
from rusvej.render.answer_page import answer_page
from rusvej.render.page import Column, Item, Margin, Page, Para, Table, harmless
from rusvej.render.screen_page import fitted_screen, screen_page, whole_screen
from rusvej.render.terminal import show


@pytest.mark.parametrize("level", ["problematisk", "misbrug", "afhaengighed"])
@pytest.mark.parametrize("width", [40, 80])
def test_narrow_columns_hold_every_line_and_divide_no_word(
    rulebook: Rulebook, level: str, width: int
) -> None:
    day = date(2026, 3, 2)
    out = io.StringIO()
    page = answer_page(
        suggest(
            rulebook,
            checked_case(rulebook, {"age": 16, "level": level, "motivated": False}),
            day,
        ),
        everything=True,
    )
    show(page, Console(file=out, width=width, highlight=False))
    text = out.getvalue()
    assert max(len(line) for line in text.splitlines()) <= width
    assert "\u2026" not in text.split("Rækkefølgen", maxsplit=1)[0], "a cell was cut off"
    assert level == "problematisk" or re.search(r"\bSubstitutionsbehandling\b", text)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_word_without_an_end_stays_within_the_lines(width: int) -> None:
    word, address = "æ" * 500, "https://eksempel.dk/" + "a" * 90
    page = Page("T")
    page.say(f"Et {word} og {word[:99]}-{word}.")
    page.points("P", [Item(word, "M", (word,))])
    page.say(address)
    page.blocks.append(Margin((Para("row", f"Ring {word}", number=1), Para("foot", address))))
    out = io.StringIO()
    show(page, Console(file=out, width=width, highlight=False))
    lines = out.getvalue().splitlines()
    assert [line.strip() for line in lines if len(line) > width] == [address, address]
    assert out.getvalue().count("æ") == 500 * 4 + 99 + 500


def test_a_table_whose_words_do_not_fit_beside_each_other_is_lines() -> None:
    table = Table((Column("Navn"), Column("Id")), (("En gruppe", "completed_within_6_months"),))
    page = Page("T")
    page.blocks.append(table)
    wide, narrow = (io.StringIO() for _ in range(2))
    show(page, Console(file=wide, width=60, highlight=False))
    show(page, Console(file=narrow, width=30, highlight=False))
    assert re.search(r"En gruppe +completed_within_6_months", wide.getvalue())
    assert "En gruppe\n  Id:\n  completed_within_6_months\n" in narrow.getvalue()


SCREENS: list[dict[str, object]] = [
    {"age": 25, "level": "misbrug"},
    {"age": 15, "level": "problematisk", "role": "skole"},
]


def drawn(book: Rulebook, facts: dict[str, object], width: int, *, colours: bool = False) -> str:
    """What a terminal of that width gets."""
    answer = suggest(book, checked_case(book, facts), date(2026, 11, 25))
    screen = fitted_screen(whole_screen(answer, for_answer(book.law_notes, answer)), book)
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, force_terminal=colours)
    show(screen_page(screen, book), console)
    return out.getvalue()


@pytest.mark.parametrize("facts", SCREENS)
@pytest.mark.parametrize("width", [40, 60, 80, 160])
def test_the_first_screen_fits_every_terminal(
    rulebook: Rulebook, facts: dict[str, object], width: int
) -> None:
    lines = drawn(rulebook, facts, width).splitlines()
    assert max(map(len, lines)) <= min(width, 90)
    assert width < 80 or len(lines) <= 24
    assert "72 33 50 67" in "\n".join(lines)


@pytest.mark.parametrize("facts", SCREENS)
def test_colours_add_nothing_but_colour(rulebook: Rulebook, facts: dict[str, object]) -> None:
    plainly = drawn(rulebook, facts, 80)
    coloured = drawn(rulebook, facts, 80, colours=True)
    assert "\x1b[" in coloured and "\x1b[" not in plainly
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plainly


def test_what_steers_a_terminal_is_shown_and_the_rest_is_kept() -> None:
    """Records, tuples with names and lists alike."""
    page = Page("T")
    page.say("En \x1b[2J linje")
    page.points("P", [Item("et \x07 punkt", "M", ("under \u202e",))])
    paras = (Para("row", "Ring \x1b[2J nu", "KAN", number=1, mark="[H 1]"), Para("blank"))
    page.blocks.append(Margin(paras))
    made = harmless(page)
    assert made.blocks[-1] == Margin(
        (Para("row", "Ring \u241b[2J nu", "KAN", number=1, mark="[H 1]"), Para("blank"))
    )
    out = io.StringIO()
    show(made, Console(file=out, width=80, highlight=False))
    told = out.getvalue()
    assert "KAN" in told or "1 Ring" in told
    assert "Ring \u241b[2J nu" in told and "\x1b" not in told and "\u202e" not in told
