"""The page's deadlines are those of `check-deadline`, word for word."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from page_driving import UNFOLD, press
from page_told_deadlines import told_deadlines
from rusvej.compiled import compiled
from rusvej.facts import Value
from rusvej.model import Rulebook, Settled
from rusvej.page.deadlines import deadline_parts
from rusvej.store import load_rulebook

HERE = Path(__file__).parent


def some(book: Rulebook, chance: random.Random) -> dict[str, Any]:
    """Random days of some events, mostly close together, a partial case and exceptions."""
    today = date(2026, 1, 1) + timedelta(days=chance.randrange(600))
    events = [event.id for event in book.events]
    starts = [start.event for deadline in book.deadlines for start in deadline.counted_from]
    named = {chance.choice(starts), *chance.sample(events, chance.choice((0, 0, 1, 1, 2, 3)))}
    spread = chance.choice((16, 16, 60, 200))
    facts = sorted({fact for part in deadline_parts(compiled(book)) for fact in part.facts})
    case: dict[str, Value] = {}
    for fact in (book.vocabulary[each] for each in facts):
        if chance.random() < 0.5:
            if fact.type == "int":
                case[fact.id] = chance.choice((16, 17, 18, 19, 20, 40))
            else:
                case[fact.id] = chance.choice(
                    (True, False) if fact.type == "bool" else fact.choices()
                )
    exceptions = [each.id for each in book.exceptions]
    return {
        "dates": {
            event: today
            + timedelta(days=chance.randint(-spread, 5 if chance.random() < 0.3 else 0))
            for event in sorted(named)
        },
        "given": case,
        "exceptions": chance.sample(exceptions, min(len(exceptions), chance.choice((0, 1, 1, 2)))),
        "today": today,
    }


def compare_deadlines(page: Any, book: Rulebook, said: list[dict[str, Any]]) -> list[Any]:
    """Asks both; the answers of Python."""
    script = (HERE / "page" / "told.js").read_text(encoding="utf-8")
    page.evaluate(f"{script}\nwindow.toldDeadlines = toldDeadlines; null")
    plain = json.loads(json.dumps(said, default=date.isoformat))
    answers = json.loads(page.evaluate("all => JSON.stringify(all.map(toldDeadlines))", plain))
    expected = []
    for asked, answer in zip(said, answers, strict=True):
        wanted = told_deadlines(
            book, asked["dates"], asked["given"], asked["exceptions"], asked["today"]
        )
        assert answer == json.loads(json.dumps(wanted)), asked
        expected.append(wanted)
    return expected


@pytest.mark.browser
@pytest.mark.long
def test_it_says_what_check_deadline_says(page: Any, rulebook: Rulebook) -> None:
    chance = random.Random(7)
    asked = [some(rulebook, chance) for _ in range(400)]
    # Six months after 31 August is in a month without a 31st.
    ended = {"dates": {"primary-end": date(2026, 8, 31)}, "given": {}, "exceptions": []}
    expected = compare_deadlines(page, rulebook, [*asked, {**ended, "today": date(2026, 9, 1)}])
    checks = [check for answer in expected if answer for check in answer["checks"]]
    # Otherwise little would have been compared.
    assert len({check["verdict"] for check in checks}) == 7
    told = {kind for check in checks for kind, _, _ in check["notes"]}
    assert told >= {"age-on-the-day", "day-off", "exception", "not-begun", "month-too-short"}
    assert None in expected


@pytest.mark.browser
@pytest.mark.long
def test_also_where_the_municipality_has_settled_its_questions(
    page: Any, rulebook: Rulebook
) -> None:
    chance = random.Random(8)
    questions = []
    for question in rulebook.questions:
        if chance.random() < 0.6:
            reading = chance.choice(question.readings).id
            settled = Settled(reading, "Udvalget", "2026-01-15")
            questions.append(replace(question, status="settled", assumed=None, settled=settled))
        else:
            questions.append(question)
    book = replace(rulebook, questions=tuple(questions))
    status = {
        q.id: [q.settled.by, q.settled.on, [r.id for r in q.readings].index(q.settled.reading)]
        for q in questions
        if q.settled
    }
    page.evaluate(
        "all => { for (const [id, [by, on, used]] of Object.entries(all))"
        " Object.assign(book.questions[id], { status: 'settled', settled: [by, on], used }); }",
        status,
    )
    expected = compare_deadlines(page, book, [some(book, chance) for _ in range(200)])
    told = {n[0] for a in expected if a for check in a["checks"] for n in check["notes"]}
    assert told >= {"settled", "settled-start-not-given"}


@pytest.mark.browser
@pytest.mark.parametrize("name", ["arbejdsdage", "vesthimmerland"])
def test_also_in_another_rulebook(
    visit: Callable[..., Any], build: Callable[..., str], name: str
) -> None:
    book = load_rulebook(HERE / "rulebooks" / name)
    chance = random.Random(9)
    compare_deadlines(visit(build(book)), book, [some(book, chance) for _ in range(60)])


@pytest.mark.browser
def test_a_missed_deadline_on_the_page(page: Any) -> None:
    # Fourteen days after Friday 11 December 2026 is Christmas Day.
    press(page, "Frister")
    page.fill("#day-contact", "2026-12-11")
    page.fill("#fact-age", "25")
    page.get_by_text("Regn som på en anden dag").click()
    page.fill("#today", "2027-01-05")
    press(page, "Regn ud")
    text = page.inner_text("#told")
    assert "fredag den 25. december 2026" in text and "23. december 2026" in text
    assert "11 dage for sent" in text or "uklart" in text
    assert "Sidste dag var fredag den 25. december" in text
    # Nobody said that it has not begun.
    assert "ikke skrevet nogen dag for behandlingens start" in text
    assert "rusvej" in text


@pytest.mark.browser
def test_each_reading_says_how_it_stands(page: Any) -> None:
    # [K 392-395] fourteen days after 2 November; the first of them may be the day itself or the
    # next, so the seventeenth is one day late, or in time, or two days late.
    press(page, "Frister")
    page.fill("#day-contact", "2026-11-02")
    page.evaluate(UNFOLD)
    page.fill("#day-start", "2026-11-17")
    page.fill("#fact-age", "25")
    page.fill("#today", "2026-11-26")
    press(page, "Regn ud")
    text = page.inner_text("#told")
    assert "mandag den 16. november 2026; overskredet (1 dag for sent)" in text
    assert "tirsdag den 17. november 2026; overholdt" in text
    assert "søndag den 15. november 2026; overskredet (2 dage for sent)" in text


@pytest.mark.browser
def test_what_is_wrong_with_the_days_is_said(page: Any) -> None:
    press(page, "Frister")
    press(page, "Regn ud")
    assert "Skriv mindst én dag" in page.inner_text("#day-contact-told")
    page.fill("#day-contact", "2026-11-11")
    page.fill("#fact-age", "femogtyve")
    press(page, "Regn ud")
    assert "helt tal" in page.inner_text("#fact-age-told") and not page.inner_text("#told")
    page.fill("#fact-age", "25")
    page.keyboard.press("Enter")
    # What it comes to is read from its heading on, not all at once.
    assert page.evaluate("document.activeElement.tagName") == "H2"


@pytest.mark.browser
def test_the_calendar_file_can_be_read_back(page: Any) -> None:
    icalendar = pytest.importorskip("icalendar")
    press(page, "Frister")
    page.fill("#day-contact", "2026-12-11")
    page.fill("#fact-age", "25")
    page.get_by_text("Regn som på en anden dag").click()
    page.fill("#today", "2026-12-14")
    press(page, "Regn ud")
    with page.expect_download() as download:
        press(page, "Gem i kalender (.ics)")
    raw = Path(download.value.path()).read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    # Christmas Day, and the last day before it on which offices are open.
    assert {event["DTSTART"].dt for event in events} >= {date(2026, 12, 25), date(2026, 12, 23)}
    assert len({event["UID"] for event in events}) == len(events)
    # The last day rings a week before as well.
    assert {len(event.walk("VALARM")) for event in events} == {1, 2}
    assert "25" not in "".join(str(event["SUMMARY"]) for event in events)


@pytest.mark.browser
def test_a_day_is_read_as_danes_write_it_and_told_back(
    visit: Callable[..., Any], html: str
) -> None:
    # Whatever the language of the browser.
    page = visit(html, locale="en-US")
    november = ("09-11-2026", "9.11.2026", "9/11-2026", "09112026", "2026-11-09", "9. nov. 2026")
    for written in (
        *november,
        "9/11–2026",
        "9\u201111\u20112026",
        "\u200e9.11.\u200e2026.",
        "9.11.2026.",
        "d. 9/11-2026",
        "mandag den 9. november 2026",
    ):
        assert page.evaluate("text => readDay(text)", written) == "2026-11-09", written
    assert page.evaluate("readDay('29-02-2028')") == "2028-02-29"
    for written in ("29-02-2027", "11-13-2026", "9-11-26", "9-11-1926", "", "i går", "091120261"):
        assert page.evaluate("text => readDay(text)", written) is None, written
    press(page, "Frister")
    assert "dd-mm-åååå" in page.inner_text("#day-contact-help")
    page.fill("#day-contact", "09-11-2026")
    assert page.inner_text("#day-contact-told") == "mandag den 9. november 2026"
    page.fill("#day-contact", "31-11-2026")
    press(page, "Regn ud")
    assert "den dag findes ikke" in page.inner_text("#day-contact-told")
    assert page.get_attribute("#day-contact", "aria-invalid") == "true"
    assert not page.inner_text("#told")
    assert "31-11-2026" not in page.inner_text("main")


@pytest.mark.browser
def test_without_a_deadline_the_law_and_the_lack_of_a_file_are_told(page: Any) -> None:
    # Standard, line 24: those over 18.
    press(page, "Frister")
    page.fill("#day-contact", "09-11-2026")
    page.fill("#fact-age", "16")
    press(page, "Regn ud")
    text = page.inner_text("#told")
    assert "ingen frist for denne sag" in text and "ingen kalenderfil" in text
    assert "Barnets lov § 33" in text and "ikke fra vejledningen" in text
    assert page.get_by_role("button", name="Gem i kalender (.ics)").count() == 0
    verdict = page.inner_text("#told section >> nth=0")
    assert "ingen frist" in verdict and "Regnet fra" not in verdict and "14 dage" not in verdict


@pytest.mark.browser
def test_when_it_is_too_late_it_says_what_now(page: Any) -> None:
    # Standard, lines 392-398: 5 November and fourteen days; 332-333: whom to ring.
    page.set_viewport_size({"width": 1280, "height": 800})
    press(page, "Frister")
    page.fill("#day-contact", "05-11-2026")
    page.fill("#fact-age", "25")
    page.evaluate(UNFOLD)
    page.fill("#today", "26-11-2026")
    press(page, "Regn ud")
    text = page.inner_text("#told").replace("\xa0", " ")
    assert "Overskredet (7 dage for sent)" in text
    assert "Ring til Misbrugsteam Hjørring, 72 33 50 67" in text
    # What the standard prints, and what it leaves open, are told apart.
    waived = text.index("Fristen kan fraviges:")
    assert waived < text.index("Uklart, om fristen kan fraviges:") < text.index("enkelt gang")
    # Nobody waits for a day that is over.
    assert "ingen kalenderfil" in text
    # The verdict is below the header, not under it.
    assert page.evaluate(
        "document.querySelector('.verdict').getBoundingClientRect().top"
        " >= document.querySelector('header').getBoundingClientRect().bottom"
    )
