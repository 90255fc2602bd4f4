"""The first screen of an answer: fitted, as a page, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rusvej.answer import Answer
from rusvej.compose import Line, Screen, Voice, compose, fitted
from rusvej.model import Rulebook
from rusvej.model.law import LawNote
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.as_json import picked, plain
from rusvej.render.page import Margin, Page
from rusvej.render.screen_lines import height
from rusvej.render.screen_words import paragraphs

#: The groups in the order of the JSON contract.
_GROUPS = "acute must call first deadlines now decision if_ not_ unclear know ask"


def fitted_screen(whole: Screen, book: Rulebook) -> Screen:
    """As much of a composition as one screen has room for."""
    return fitted(whole, lambda screen: height(paragraphs(screen, book)))


def whole_screen(
    answer: Answer,
    notes: Sequence[LawNote] = (),
    soon: Sequence[LawNote] = (),
    last_days: Mapping[str, str] | None = None,
) -> Screen:
    """The composition with nothing left out. `last_days` are what is said of a deadline, by its id,
    where there is a day to count from; None where there is none."""
    screen = compose(answer, Voice(answer.rulebook, answer.case), notes, soon)
    if last_days is None:
        return screen

    def dated(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(changed(x, text=last_days.get(x.id, x.text)) for x in lines)

    first = screen.first and changed(screen.first, deadlines=dated(screen.first.deadlines))
    told = (*(first.deadlines if first else ()), *screen.deadlines)
    know = screen.know
    if not any(line.id in last_days for line in told):
        # A day that was typed is answered.
        know = (Line("deadline", "", _not_running(answer, last_days)), *know)
    return changed(screen, first=first, deadlines=dated(screen.deadlines), know=know)


def _not_running(answer: Answer, last_days: Mapping[str, str]) -> str:
    """What is said of a day from which no deadline on the screen runs."""
    book = answer.rulebook
    waiting = [f for f in (book.roles.age, book.roles.level) if f and f not in answer.case]
    may = (last_days[d.deadline.id] for d in answer.deadlines if d.deadline.id in last_days)
    if waiting and (last := next(may, "")):
        labels = words.listed(book.vocabulary[fact].label for fact in waiting)
        return f"{last}. Om fristen gælder, hænger på {labels}"
    return "Ingen frist i svaret løber fra den dato; rusvej check-deadline siger hvorfor"


def screen_page(screen: Screen, book: Rulebook) -> Page:
    """The screen as a page without a title: its head says what it is about."""
    page = Page()
    page.blocks.append(Margin(tuple(paragraphs(screen, book))))
    return page


def screen_json(screen: Screen, book: Rulebook) -> dict[str, Any]:
    """The groups as plain data; `more` counts what the screen leaves out."""
    hanging = [line.label for line in screen.more.hanging]
    more = plain(book, screen.more) | {"hanging": hanging}
    return picked(book, screen, f"{_GROUPS} more", more=more)
