"""The offline page: what it says is what Python says, and it keeps to itself."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest

from page_told import told
from rusvej.compiled import Held, compiled
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.store import load_rulebook

pytest.importorskip("jinja2", reason="needs rusvej[page]")

from rusvej.page.book import KINDS
from rusvej.page.build import MOST_BYTES, build_page
from rusvej.page.outcomes import Outcomes, outcome, outcomes

DAY = date(2026, 3, 2)
HERE = Path(__file__).parent
VIEWS = ("Tilbud", "Frister", "Kontakter", "Niveauer", "Opsporing", "Uklart", "Kilder")


@pytest.fixture(scope="session")
def html(rulebook: Rulebook) -> str:
    """The page of the shipped rulebook."""
    return build_page(rulebook, DAY)


@pytest.fixture(scope="session")
def walked(rulebook: Rulebook) -> Outcomes:
    """The diagrams of the page."""
    return outcomes(compiled(rulebook), KINDS)


def a_case(book: Rulebook, chance: random.Random) -> dict[str, Value]:
    """A random partial case that some person is like; most have a level."""
    while True:
        share = chance.choice([0.05, 0.2, 0.4, 0.7])
        case: dict[str, Value] = {}
        for fact in book.facts:
            if fact.id != book.roles.level and chance.random() > share:
                continue
            if fact.type == "int":
                assert fact.min is not None and fact.max is not None
                case[fact.id] = chance.randint(fact.min, fact.max)
            else:
                case[fact.id] = chance.choice(
                    (True, False) if fact.type == "bool" else fact.choices()
                )
        if chance.random() < 0.2:
            case.pop(book.roles.level, None)
        if compiled(book).possible(case):
            return case


def test_the_page_is_one_small_file_that_asks_for_nothing(html: str) -> None:
    assert len(html.encode()) < MOST_BYTES
    assert "default-src 'none'" in html
    links = re.findall(r"""(?:src|href)=["']([^"']*)["']""", html.split("<script", 1)[0])
    assert set(links) <= {"#main", "data:,"}
    for forbidden in ("localStorage", "sessionStorage", "document.cookie", "fetch(", "pushState"):
        assert forbidden not in html


def test_where_a_walk_ends_stands_what_the_engine_says(
    rulebook: Rulebook, walked: Outcomes
) -> None:
    chance = random.Random(1)
    book = compiled(rulebook)
    for _ in range(25):
        held = Held(book, case := a_case(rulebook, chance))
        classes = {f: 1 + book.variables.place(f, value) for f, value in case.items()}
        for key in walked.roots:
            if key[0] == "possible":
                continue
            first, missing, questions = outcome(walked, key, classes)[:3]
            said = held.status(key[1]).id if key[0] == "standing" else None
            assert first == (said or held.verdict(key).name.lower()), (key, case)
            assert (missing, questions) == (held.missing(key), held.questions(key)), (key, case)


@pytest.mark.slow
def test_every_cell_of_every_piece(rulebook: Rulebook, walked: Outcomes) -> None:
    book = compiled(rulebook)
    chance = random.Random(2)
    for key in walked.roots:
        if key[0] == "possible":
            continue
        bits = book.diagrams.depends[book[key].node] & book.variables.fact_bits
        facts = book.variables.named(bits)
        values = [(None, *book.variables.classes[fact]) for fact in facts]
        cells: Any = product(*values)
        if prod(map(len, values)) > 3_000:
            cells = [tuple(chance.choice(each) for each in values) for _ in range(1_000)]
        for cell in cells:
            case = {f: value for f, value in zip(facts, cell, strict=True) if value is not None}
            if book.possible(case):
                held = Held(book, case)
                classes = {f: 1 + book.variables.place(f, value) for f, value in case.items()}
                found = outcome(walked, key, classes)
                assert found[1:3] == (held.missing(key), held.questions(key)), (key, case)


@pytest.mark.parametrize("name", ["morsoe", "ssvc", "vesthimmerland"])
def test_the_page_of_another_municipality_has_no_word_of_this_one(name: str) -> None:
    folder = HERE / "rulebooks" / name
    if not folder.is_dir():
        pytest.skip(f"tests/rulebooks/{name} is not there")
    made = build_page(load_rulebook(folder), DAY)
    assert "Hjørring" not in made and "Sofus" not in made


# In a browser.


@cache
def _chromium() -> str:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    if not _chromium():
        pytest.skip("there is no Chromium on this machine (apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api", reason="needs rusvej[browser]")
    with api.sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=_chromium(),
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run",
            ],
        )  # fmt: skip
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, html: str, tmp_path: Path) -> Iterator[Any]:
    """The page opened from a file on a telephone, with everything that goes wrong or out."""
    file = tmp_path / "side.html"
    file.write_text(html, encoding="utf-8")
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    opened.problems, opened.requests = [], []
    opened.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.on(
        "console",
        lambda said: opened.problems.append(said.text) if said.type == "error" else None,
    )
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.goto(file.as_uri())
    opened.wait_for_selector("main h1")
    yield opened
    assert not opened.problems
    opened.close()


def press(page: Any, name: str) -> None:
    """Presses a button by its name, the last of those that have it."""
    page.get_by_role("button", name=name, exact=True).last.click()


def answered(page: Any) -> None:
    """From the start to the answer for a fifteen-year-old, asked by the school."""
    press(page, "Begynd")
    page.locator("button.choice").nth(2).click()
    press(page, "Nej, gå videre")
    page.locator("button.choice").nth(2).click()
    page.fill("#number", "15")
    press(page, "Videre")
    press(page, "Se svaret nu")


def compare(page: Any, book: Rulebook, cases: list[dict[str, Value]]) -> None:
    script = (HERE / "page" / "told.js").read_text(encoding="utf-8")
    page.evaluate(f"{script}\nwindow.told = told; null")
    for case in cases:
        said = page.evaluate("case_ => window.told(book, case_)", case)
        expected = json.loads(json.dumps(told(book, case, DAY)))
        for part, wanted in expected.items():
            assert said[part] == wanted, (part, case)


@pytest.mark.browser
def test_in_a_browser_it_says_what_python_says(page: Any, rulebook: Rulebook) -> None:
    chance = random.Random(3)
    compare(page, rulebook, [a_case(rulebook, chance) for _ in range(25)])


@pytest.mark.browser
@pytest.mark.slow
def test_in_a_browser_it_says_what_python_says_of_ten_thousand(
    page: Any, rulebook: Rulebook
) -> None:
    chance = random.Random(4)
    compare(page, rulebook, [a_case(rulebook, chance) for _ in range(10_000)])


@pytest.mark.browser
def test_nothing_leaves_the_page(page: Any) -> None:
    answered(page)
    for view in VIEWS:
        press(page, view)
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in page.requests if url.startswith("file:")]) == 1
    assert page.evaluate("document.cookie + localStorage.length + sessionStorage.length") == "00"
    assert "#" not in page.url and "?" not in page.url
    assert page.evaluate("history.length") == 1 or page.evaluate("history.length") == 2


@pytest.mark.browser
def test_the_answer_begins_with_what_must_be_done(page: Any) -> None:
    answered(page)
    headings = page.locator("main section h2").all_inner_texts()
    assert headings[:3] == ["Du skal", "Du kan kontakte nu", "Kræver en afgørelse"]
    assert "null" not in page.inner_text("main") and "undefined" not in page.inner_text("main")


@pytest.mark.browser
def test_back_change_and_do_not_know(page: Any) -> None:
    press(page, "Begynd")
    press(page, "Ved ikke")
    assert "fare" in page.inner_text("h1")
    press(page, "Nej, gå videre")
    page.locator("button.choice").nth(4).click()
    press(page, "Tilbage")
    assert page.locator("button.choice[aria-pressed=true]").count() == 1
    page.locator("button.choice").nth(0).click()
    page.fill("#number", "fem")
    press(page, "Videre")
    assert "helt tal" in page.inner_text("[role=alert]")
    page.fill("#number", "16 år")
    press(page, "Videre")
    press(page, "Se svaret nu")
    assert "16 år" in page.inner_text(".case")


@pytest.mark.browser
def test_the_button_that_leaves_leaves_nothing(page: Any) -> None:
    answered(page)
    press(page, "Forlad siden")
    page.wait_for_url("about:blank")
    assert page.inner_text("body") == ""


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    answered(page)
    for view in ("", *VIEWS):
        if view:
            press(page, view)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, view


@pytest.mark.browser
def test_with_the_keyboard_alone(page: Any) -> None:
    focused = "document.activeElement.innerText"
    for wanted in ("Begynd", None, "Nej, gå videre", None):
        for _ in range(40):
            page.keyboard.press("Tab")
            here = page.evaluate(focused) or ""
            is_choice = page.evaluate("document.activeElement.classList.contains('choice')")
            is_main = page.evaluate("document.activeElement.classList.contains('main')")
            if (wanted is None and is_choice) or (
                wanted is not None and is_main and wanted in here
            ):
                break
        page.keyboard.press("Enter")
    assert page.locator("#number").count() == 1
    assert page.evaluate("document.activeElement.tagName") == "H1"


@pytest.mark.browser
def test_the_calendar_file_can_be_read_back(page: Any) -> None:
    icalendar = pytest.importorskip("icalendar")
    press(page, "Frister")
    page.fill("#day", "2026-12-11")
    press(page, "Regn ud")
    text = page.inner_text("#told")
    assert "fredag den 25. december 2026" in text and "23. december" in text
    with page.expect_download() as download:
        press(page, "Gem i kalender (.ics)")
    raw = Path(download.value.path()).read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert {event["DTSTART"].dt for event in events} >= {date(2026, 12, 25), date(2026, 12, 23)}
    assert len({event["UID"] for event in events}) == len(events)


def _axe() -> Path | None:
    if shutil.which("npm") is None:
        return None
    root = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=False)
    found = Path(root.stdout.strip()) / "axe-core" / "axe.min.js"
    return found if found.is_file() else None


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_accessible(browser: Any, html: str, tmp_path: Path, scheme: str) -> None:
    axe = _axe()
    if axe is None:
        pytest.skip("axe-core is not installed (npm install -g axe-core)")
    file = tmp_path / "side.html"
    file.write_text(html, encoding="utf-8")
    # axe is put in from outside, which the page's own policy forbids.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("main h1")
    page.add_script_tag(path=str(axe))

    def look(where: str) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = page.evaluate("async () => (await axe.run()).violations.map(v => v.id + v.help)")
        assert found == [], where

    look("start")
    press(page, "Begynd")
    look("asker")
    page.locator("button.choice").nth(2).click()
    look("danger")
    press(page, "Nej, gå videre")
    look("level")
    page.locator("button.choice").nth(3).click()
    look("age")
    page.fill("#number", "17")
    press(page, "Videre")
    press(page, "Se svaret nu")
    look("answer")
    for view in VIEWS:
        press(page, view)
        look(view)
    press(page, "Tilbud")
    page.locator("button.choice").nth(6).click()
    look("offer")
    context.close()
