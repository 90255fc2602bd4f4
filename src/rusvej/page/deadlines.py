"""What the page knows of time limits: their counting as data, and the parts of their conditions as
diagrams.

A condition is a row of parts that must all hold. A part under one choice of the readings it names
is a diagram; where it ends stands what the engine says of that part: the verdict, the unknown facts
it hangs on, and the known ones that speak against it. What is left for the page is to count days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from rusvej.compiled import Compiled
from rusvej.compiled.pieces import Key, parts_of
from rusvej.compose.deadline_texts import (
    AGE_KNOWN,
    AGE_OUTSIDE,
    FRAME_VERDICTS,
    NOTES,
    VERDICTS,
)
from rusvej.conditions import Condition, Reading
from rusvej.deadlines import named_in, place
from rusvej.deadlines.chosen import Chosen
from rusvej.deadlines.readings import Choice
from rusvej.facts import Case, Value
from rusvej.model import Deadline, Rulebook
from rusvej.page.plain import plain, told

#: The years around the page's day of which it knows the days that are closed.
YEARS_BEFORE, YEARS_AFTER = 1, 5


class Part(NamedTuple):
    """One part of a deadline's condition under one choice of readings; `say` is what the engine
    says of it for a partial case."""

    key: tuple[str, str, str]
    facts: tuple[str, ...]
    say: Callable[[dict[str, Value]], tuple[Any, ...]]


def deadline_parts(compiled: Compiled) -> Iterator[Part]:
    """Every part of every deadline: those of its condition, and what sets it going."""
    book = compiled.rulebook
    for deadline in book.deadlines:
        for name, piece, part in _parts(book, deadline):
            asked = _asked(book, part)
            choices = product(*(compiled.variables.readings[each] for each in asked))
            for at, readings in enumerate(choices):
                choice = dict(zip(asked, readings, strict=True))
                say = partial(_said, compiled, piece, choice)
                yield Part(("part", deadline.id, f"{name}.{at}"), compiled[piece].facts, say)


def _said(compiled: Compiled, piece: Key, choice: Choice, case: Case) -> tuple[Any, ...]:
    chosen = Chosen(compiled, case, choice)
    return chosen.verdict(piece).value, chosen.missing(piece), chosen.against(piece)


def _parts(book: Rulebook, deadline: Deadline) -> Iterator[tuple[str, Key, Condition]]:
    """What the page calls each part, its piece, and its condition."""
    for at, part in enumerate(parts_of(book, deadline)):
        yield f"{at}", ("part", deadline.id, f"{at}"), part
    for at, start in enumerate(deadline.counted_from):
        if start.question:
            yield f"from-{at}", ("starts", deadline.id, f"{at}"), Reading(start.question)


def _asked(book: Rulebook, part: Condition) -> list[str]:
    return list(dict.fromkeys(named_in(book, part)))


def deadlines_data(book: Rulebook, day: date) -> dict[str, Any]:
    """The time limits in the order in which they are told, and what their counting rests on."""
    years = range(day.year - YEARS_BEFORE, day.year + YEARS_AFTER + 1)
    return {
        "deadlines": [_deadline(book, deadline) for deadline in sorted(book.deadlines, key=place)],
        "exceptions": [
            told(each, waives=_reading(book, each.question, each.waives_under))
            for each in book.exceptions
        ],
        "events": plain(book.events),
        "years": list(years),
        "closed": _closed(book, years),
        "holidays": bool(book.days_off),
        "told": {
            "verdicts": {"deadline": VERDICTS, "frame": FRAME_VERDICTS},
            "notes": NOTES,
            "known": AGE_KNOWN,
            "outside": AGE_OUTSIDE,
        },
    }


def _deadline(book: Rulebook, deadline: Deadline) -> dict[str, Any]:
    parts = {
        name: {"name": name, "questions": _asked(book, part)}
        for name, _, part in _parts(book, deadline)
    }
    counting = deadline.counting and {
        "question": deadline.counting.question,
        "readings": [
            [
                _reading(book, deadline.counting.question, each.reading),
                each.days,
                each.to_working_day,
            ]
            for each in deadline.counting.readings
        ],
    }
    return told(
        deadline,
        parts=[part for name, part in parts.items() if not name.startswith("from-")],
        **{
            "from": [
                told(
                    start,
                    reading=_reading(book, deadline.start_question, start.reading),
                    part=parts.get(f"from-{at}"),
                )
                for at, start in enumerate(deadline.counted_from)
            ]
        },
        counting=counting,
        silent=deadline.unreported == "unknown",
    )


def _reading(book: Rulebook, question: str, reading: str) -> int:
    """The place of a reading among those of its question; -1 where none is named."""
    for each in book.questions:
        if each.id == question:
            return [r.id for r in each.readings].index(reading) if reading else -1
    return -1


def _closed(book: Rulebook, years: range) -> dict[str, list[Any]]:
    """The days but Saturdays and Sundays on which offices are closed: the name, and whether by
    custom only."""
    found: dict[str, list[Any]] = {}
    each = date(years[0], 1, 1)
    while each.year in years:
        closed = book.calendar.closed_on(each)
        if closed is not None and closed.kind != "weekend":
            found[each.isoformat()] = [closed.name, int(closed.kind == "custom")]
        each += timedelta(days=1)
    return found
