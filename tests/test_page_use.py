"""The offline page in use: it keeps to itself, and can be read and worked by everybody."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from page_driving import TOO_WIDE, UNFOLD, VIEWS, answered, press, walk_to_an_answer
from page_told import a_case, compare
from rusvej.app.init import TEMPLATE
from rusvej.store import load_rulebook

HERE = Path(__file__).parent
#: A page larger than this no longer travels by mail to a telephone.
MOST_BYTES = 300_000
RULEBOOKS = sorted(each for each in (HERE / "rulebooks").iterdir() if each.is_dir())


def test_the_page_is_one_small_file_that_asks_for_nothing(html: str) -> None:
    assert len(html.encode()) < MOST_BYTES
    assert "default-src 'none'" in html
    links = re.findall(r"""(?:src|href)=["']([^"']*)["']""", html.split("<script", 1)[0])
    assert set(links) <= {"#main", "data:,"}
    for forbidden in ("localStorage", "sessionStorage", "document.cookie", "fetch(", "pushState"):
        assert forbidden not in html


@pytest.mark.browser
def test_nothing_leaves_the_page(page: Any) -> None:
    address, steps = page.url, page.evaluate("history.length")
    answered(page)
    for view in VIEWS:
        press(page, view)
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in page.requests if url.startswith("file:")]) == 1
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
    assert (page.url, page.evaluate("history.length")) == (address, steps)


@pytest.mark.browser
def test_the_button_that_leaves_leaves_nothing(page: Any) -> None:
    steps = page.evaluate("history.length")
    answered(page)
    press(page, "Forlad siden")
    page.wait_for_url("about:blank")
    assert page.inner_text("body") == ""
    # The page is replaced: going back does not lead to it.
    assert page.evaluate("history.length") == steps


@pytest.mark.browser
def test_the_answer_begins_with_what_must_be_done(page: Any) -> None:
    answered(page)
    headings = page.locator("main section h2").all_inner_texts()
    assert headings[:3] == ["Du skal", "Du kan kontakte nu", "Kræver en afgørelse"]
    page.evaluate(UNFOLD)
    told = page.inner_text("main")
    # Why, unfolded on request: a condition, and whether it is met.
    assert "ikke oplyst: " in told and "Ikke fra kommunens dokumenter." in told
    assert "null" not in told and "undefined" not in told


@pytest.mark.browser
def test_back_change_and_do_not_know(page: Any) -> None:
    press(page, "Begynd")
    press(page, "Ved ikke")
    assert "fare" in page.inner_text("h1")
    press(page, "Nej, gå videre")
    page.fill("#number", "fem")
    press(page, "Videre")
    assert "helt tal" in page.inner_text("[role=alert]")
    page.fill("#number", "16 år")
    press(page, "Videre")
    page.locator("button.choice").nth(4).click()
    press(page, "Tilbage")
    assert page.locator("button.choice[aria-pressed=true]").count() == 1
    page.locator("button.choice").nth(0).click()
    press(page, "Se svaret nu")
    assert "16 år" in page.inner_text(".case")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768])
def test_nothing_is_wider_than_the_screen(page: Any, width: int) -> None:
    # 320 is also what is left of 1280 at 400 %.
    page.set_viewport_size({"width": width, "height": 256 if width == 320 else 800})
    answered(page)
    for view in ("", *VIEWS):
        if view:
            press(page, view)
        page.evaluate(UNFOLD)
        assert page.evaluate(TOO_WIDE) <= 0, view
        small = page.evaluate(
            "[...document.querySelectorAll('button, input, select, summary')]"
            ".filter(each => each.checkVisibility() && !each.matches('.link'))"
            ".map(each => [each.textContent, each.getBoundingClientRect()])"
            ".filter(([, box]) => box.height < 24 || box.width < 24 || box.left < 0"
            " || box.right > innerWidth).map(([text]) => text)"
        )
        assert small == [], view


def tab_to(page: Any, wanted: str) -> None:
    """Presses Tab until what has the focus fits a selector; it must be seen to have it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", wanted
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


@pytest.mark.browser
def test_with_the_keyboard_alone(page: Any) -> None:
    focused = "document.activeElement.tagName"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for wanted in ("button.main", "button.choice", "button.main"):
        tab_to(page, wanted)
        page.keyboard.press("Enter")
        # The new view is begun at its heading, which is then also read aloud.
        assert page.evaluate(focused) == "H1"
    tab_to(page, "#number")
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    tab_to(page, "li:nth-child(4) > button.choice")
    page.keyboard.press("Enter")
    tab_to(page, "main > p > button:nth-of-type(2)")
    page.keyboard.press("Enter")
    tab_to(page, "main section button.link")
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Tilbage til svaret").count() == 1
    tab_to(page, "#menu")
    page.keyboard.press("Enter")
    tab_to(page, "nav button[data-view=deadlines]")
    page.keyboard.press("Enter")
    tab_to(page, "#day-contact")
    # Whichever of day and month the machine's own language puts first.
    page.keyboard.type("11112026")
    tab_to(page, "#fact-age")
    page.keyboard.type("25")
    page.keyboard.press("Enter")
    assert "25. november 2026" in page.inner_text("[role=status]")
    page.keyboard.press("Shift+Escape")
    page.wait_for_url("about:blank")


@pytest.mark.browser
def test_what_a_screen_reader_is_told(page: Any) -> None:
    start = page.locator("body").aria_snapshot()
    for landmark in ("- banner:", "- navigation", "- main:", "- contentinfo:"):
        assert landmark in start, landmark
    assert 'heading "Hvad kan du gøre nu?" [level=1]' in start
    answered(page)
    tree = page.locator("main").aria_snapshot()
    assert 'heading "Svaret" [level=1]' in tree
    assert 'region "Du skal"' in tree and 'heading "Du skal" [level=2]' in tree
    assert page.title().startswith("Svaret")
    # Every heading follows one of at most one level less.
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    press(page, "Frister")
    assert "- status" in page.locator("main").aria_snapshot()
    assert page.locator("[role=status]").count() == 1


@pytest.mark.browser
def test_nothing_moves_for_whom_movement_makes_ill(visit: Callable[..., Any], html: str) -> None:
    page = visit(html, reduced_motion="reduce")
    answered(page)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].map(each => getComputedStyle(each))"
        ".filter(each => each.animationName !== 'none' || each.transitionDuration !== '0s'"
        " || each.scrollBehavior === 'smooth').length"
    )
    assert moving == 0


@pytest.mark.browser
def test_with_the_colours_of_the_reader(visit: Callable[..., Any], html: str) -> None:
    page = visit(html, forced_colors="active")
    press(page, "Begynd")
    page.locator("button.choice").nth(2).click()
    press(page, "Tilbage")
    # What is chosen, what has the focus and where a button ends is seen without our colours.
    chosen, other = (
        page.locator(f"button.choice[aria-pressed={pressed}]").first.evaluate(
            "each => getComputedStyle(each, '').borderLeft"
        )
        for pressed in ("true", "false")
    )
    assert chosen != other and not other.startswith("0px")


@pytest.mark.browser
@pytest.mark.parametrize("folder", [*RULEBOOKS, TEMPLATE], ids=lambda each: each.name)
def test_the_page_of_any_rulebook(
    visit: Callable[..., Any], build: Callable[..., str], folder: Path, day: date
) -> None:
    book = load_rulebook(folder)
    made = build(book)
    assert len(made.encode()) < MOST_BYTES
    page = visit(made)
    assert page.evaluate("JSON.stringify(book)").count("Hjørring") == 0
    assert "Hjørring" not in made and "Sofus" not in made
    chance = random.Random(6)
    compare(page, book, [a_case(book, chance) for _ in range(20)], day)
    walk_to_an_answer(page)
    for view in page.locator("nav button").all_text_contents():
        press(page, view)
        assert page.evaluate(TOO_WIDE) <= 0, view
        assert "undefined" not in page.inner_text("main"), view


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_every_view_is_accessible(
    visit: Callable[..., Any], html: str, scheme: str, axe: Path
) -> None:
    # axe is put in from outside, which the page's own policy forbids.
    page = visit(html, bypass_csp=True, color_scheme=scheme)
    page.add_script_tag(path=str(axe))
    # In the dark only the colours are others.
    only = {} if scheme == "light" else {"runOnly": ["cat.color"]}

    def look(where: str) -> None:
        page.evaluate(UNFOLD)
        found = page.evaluate(
            "async (only) => (await axe.run(only)).violations.map(v => v.id + v.help)", only
        )
        assert found == [], where

    look("start")
    press(page, "Begynd")
    look("asker")
    page.locator("button.choice").nth(2).click()
    look("danger")
    press(page, "Nej, gå videre")
    look("age")
    page.fill("#number", "17")
    press(page, "Videre")
    look("level")
    page.locator("button.choice").nth(3).click()
    press(page, "Se svaret nu")
    look("answer")
    for view in VIEWS:
        press(page, view)
        look(view)
    press(page, "Frister")
    page.fill("#day-contact", "2026-02-20")
    page.fill("#fact-age", "25")
    press(page, "Regn ud")
    look("deadlines")
    press(page, "Tilbud")
    page.locator("button.choice").nth(6).click()
    look("offer")
