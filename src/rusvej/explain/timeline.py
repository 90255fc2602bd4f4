"""What changes by itself as time passes: the birthdays that matter for one case, and the days on
which periods end."""

from __future__ import annotations

from datetime import date, timedelta

from rusvej.answer import Answer
from rusvej.calendar import age_on, birthday
from rusvej.deadlines import DeadlineAnswer, DeadlineReading, Note, Verdict
from rusvej.engine import answer
from rusvej.explain.whatif import Difference, age_bounds, difference, older
from rusvej.facts import NONE
from rusvej.model import Deadline, Rulebook
from rusvej.records import record


@record
class Birthday:
    """A birthday at which the answer changes with nothing else learned; `day` is None when only the
    age was given.

    `leap`: the day does not exist in that year's calendar, so the day after 28 February stands for
    it.
    """

    age: int
    difference: Difference
    day: date | None
    leap: bool


def birthdays(now: Answer, born: date | None) -> tuple[Birthday, ...]:
    """Every later birthday at which the answer differs from the year before, the case being
    otherwise the same."""
    age = now.case.get(now.rulebook.about.roles.age)
    if not isinstance(age, int):
        return ()
    found = []
    before = now
    for bound in age_bounds(now.rulebook):
        if bound > age and not (what := older(before, bound)).empty:
            day = birthday(born, bound) if born else None
            leap = bool(born and day and (born.month, born.day) == (2, 29) and day.day != 29)
            found.append(Birthday(bound, what, day, leap))
            before = what.after
    return tuple(found)


def moving_facts(now: Answer) -> tuple[str, ...]:
    """The known numbers besides the age that time changes as well, on days nobody can work out from
    a case."""
    book = now.rulebook
    return tuple(
        fact.id
        for fact in book.facts
        if fact.changes == "time"
        and fact.id != book.about.roles.age
        and now.case.get(fact.id) not in (None, NONE)
    )


@record
class Ending:
    """The last day of a time limit. `readings` differ in it; empty where all agree. `notes` say
    what it hangs on that is not known, and how old the person was when it began."""

    deadline: Deadline
    last_day: date
    counted_from: date
    readings: tuple[DeadlineReading, ...] = ()
    notes: tuple[Note, ...] = ()


def endings(checked: DeadlineAnswer) -> tuple[Ending, ...]:
    """The last days of everything that runs from the dates given and is not met yet, the earliest
    first.

    Where readings give different last days each has its own. What no reading gives a deadline is
    left out.
    """
    found = [
        Ending(each.deadline, each.last_day, each.counted_from, notes=each.doubts)
        for each in checked.not_judged
        if each.last_day
    ]
    for check in checked.checks:
        if check.met_on is not None and check.deadline.kind == "deadline":
            continue
        days = {reading.last_day for reading in check.readings} or {check.last_day}
        for day in days - {None}:
            assert day is not None
            sharing = tuple(
                reading
                for reading in check.readings
                if reading.last_day == day and reading.verdict is not Verdict.NO_DEADLINE
            )
            counted = next(
                (reading.counted_from for reading in sharing if reading.counted_from),
                check.counted_from,
            )
            differing = sharing if len(days) > 1 else ()
            # What the readings part on stands with them.
            notes = tuple(note for note in check.doubts if note.kind != "open-question")
            found.append(Ending(check.deadline, day, counted, differing, notes))
    return tuple(sorted(found, key=lambda ending: (ending.last_day, ending.deadline.id)))


@record
class RuleChange:
    """A day on which the answer changes because a rule begins or has ended, the person being as on
    that day."""

    day: date
    difference: Difference


def rule_changes(book: Rulebook, now: Answer, born: date | None) -> tuple[RuleChange, ...]:
    """The days after the answer's own on which dated rules change it; with a birth date the age is
    that of the day. `book` is the rulebook with everything that is dated."""
    found = []
    for iso in book.change_days:
        day = date.fromisoformat(iso)
        if day <= now.as_of:
            continue
        case = {**now.case, book.about.roles.age: age_on(born, day)} if born else now.case
        what = difference(answer(book, case, day - timedelta(days=1)), answer(book, case, day))
        if not what.empty:
            found.append(RuleChange(day, what))
    return tuple(found)


@record
class Timeline:
    """The days that matter, each list in order of time. Holds no birth date."""

    now: Answer
    birthdays: tuple[Birthday, ...]
    coming: tuple[Ending, ...]
    past: tuple[Ending, ...]
    rules: tuple[RuleChange, ...]
    #: Facts that time changes too, on days that cannot be worked out.
    moving: tuple[str, ...]
    #: Whether dates were given from which no time limit of the rulebook runs for this case.
    nothing_runs: bool
