"""The first screen of an answer: fitted, as a page, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusvej.answer import Answer
from rusvej.compose import Screen, Voice, compose, fitted
from rusvej.model import Citation, Rulebook
from rusvej.model.law import LawNote
from rusvej.render.page import Margin, Page
from rusvej.render.screen_lines import height
from rusvej.render.screen_words import paragraphs

#: The groups in the order of the JSON contract.
GROUPS = (
    "acute",
    "must",
    "call",
    "first",
    "deadlines",
    "now",
    "decision",
    "if_",
    "not_",
    "unclear",
    "know",
    "ask",
)


def first_screen(
    answer: Answer,
    notes: Sequence[LawNote] = (),
    soon: Sequence[LawNote] = (),
    next_age: int | None = None,
) -> Screen:
    """What fits on one screen of the answer. `notes` are those that concern it,
    `soon` those on what has to be done before the next birthday."""
    whole = whole_screen(answer, notes, soon, next_age)
    return fitted(whole, lambda screen: height(paragraphs(screen, answer.rulebook)))


def whole_screen(
    answer: Answer,
    notes: Sequence[LawNote] = (),
    soon: Sequence[LawNote] = (),
    next_age: int | None = None,
) -> Screen:
    """The composition with nothing left out."""
    return compose(answer, Voice(answer.rulebook, answer.case), notes, soon, next_age)


def screen_page(screen: Screen, book: Rulebook) -> Page:
    """The screen as a page without a title: its head says what it is about."""
    page = Page()
    page.blocks.append(Margin(tuple(paragraphs(screen, book))))
    return page


def screen_json(screen: Screen, book: Rulebook) -> dict[str, Any]:
    """The groups as plain data; `more` counts what the screen leaves out."""
    found = {group.rstrip("_"): _plain(getattr(screen, group), book) for group in GROUPS}
    return {**found, "more": _plain(screen.more, book)}


def _plain(value: Any, book: Rulebook) -> Any:
    if isinstance(value, Citation):
        return {
            "document": value.document,
            "lines": [value.first, value.last],
            "heading": book.heading(value),
        }
    if isinstance(value, tuple):
        return [_plain(part, book) for part in value]
    if hasattr(value, "__record__"):
        return {name.rstrip("_"): _plain(getattr(value, name), book) for name in value.__record__}
    return value
