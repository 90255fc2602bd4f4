"""The door of the package: `check`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rusvej.answer import QuestionUse
from rusvej.calendar import day_in_words
from rusvej.compiled import Compiled, compiled
from rusvej.deadlines import notes
from rusvej.deadlines.dates import DeadlineDates, Happenings, refuse_impossible
from rusvej.deadlines.outcome import Situation
from rusvej.deadlines.readings import leaves, rows
from rusvej.deadlines.records import (
    DeadlineAnswer,
    DeadlineCheck,
    Note,
    Verdict,
)
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.facts import Case
from rusvej.foreign import quoted
from rusvej.model import Deadline, DeadlineException, Rulebook, Sources
from rusvej.persons import refuse_cpr
from rusvej.records import changed


def check(
    rulebook: Rulebook,
    dates: DeadlineDates,
    case: Case,
    exceptions: tuple[str, ...],
    today: date,
    born: date | None = None,
    over: Compiled | None = None,
) -> DeadlineAnswer:
    """Holds the rulebook's time limits against the dates of one case (a checked one: see
    `facts.read_case`).

    The age of the case is that of today; `born` tells how old the person was when a deadline began.
    Unknown facts are taken to be as the deadline requires, and a note says which. A deadline whose
    readings give different verdicts is open, unless the question is settled; an assumed reading
    does not settle it. Raises `InputError` for dates that contradict each other, a contact after
    today, no date to count from, or an exception that does not exist. `over` is the rulebook
    compiled, where that is done.
    """
    over = over or compiled(rulebook)
    named = _named(rulebook, exceptions)
    refuse_impossible(rulebook, dates, today)
    happened = Happenings(rulebook, dates)
    checks: list[DeadlineCheck] = []
    not_judged: list[DeadlineCheck] = []
    for deadline in sorted(rulebook.deadlines, key=place):
        events = tuple(event for event in deadline.counted_from if happened.first(event.event))
        if not events:
            continue
        at = Situation(over, deadline, events, happened, case, named, today, born)
        found = _check(at)
        no_length = deadline.period.length is None
        if not no_length and (deadline.unreported == "not-yet" or at.met()):
            checks.append(found)
        elif found.last_day or no_length:
            not_judged.append(found)
    deciding = [c.verdict for c in checks if c.deadline.kind == "deadline"] or [
        c.verdict for c in checks
    ]
    if not deciding and not not_judged:
        on = f" og gælder {day_in_words(today)}" if rulebook.change_days else ""
        raise InputError(
            f"Regelsættet har ingen frist, der regnes fra de datoer{on}.", _starts(rulebook)
        )
    verdict = max(deciding, default=Verdict.OPEN)
    mattering = dict.fromkeys(
        str(note.data["question"]) for c in checks for note in c.notes if "question" in note.data
    )
    questions = map(rulebook.question, mattering)
    used = tuple(QuestionUse(question, question.used) for question in questions)
    return DeadlineAnswer(
        rulebook, today, dates, case, tuple(checks), tuple(not_judged), verdict, used
    )


def _starts(book: Rulebook) -> str:
    """What the user can give for some deadline to be counted from."""
    starts = dict.fromkeys(start.event for d in book.deadlines for start in d.counted_from)
    named = [f"{book.event(name).label} ({book.event(name).typed})" for name in starts]
    if named:
        return f"Fristerne regnes fra: {'; '.join(named)}."
    return "Prøv en anden dag." if book.change_days else "Regelsættet har ingen frister."


def place(deadline: Deadline) -> tuple[bool, bool, Sources, str]:
    """The order of the checks, whatever the order of the files: what a silence makes late, other
    deadlines, frames."""
    return (
        deadline.kind == "frame",
        deadline.unreported == "unknown",
        deadline.sources,
        deadline.id,
    )


def _named(rulebook: Rulebook, ids: Iterable[str]) -> tuple[DeadlineException, ...]:
    """The exceptions by their ids, each once and sorted: neither the order given nor that of the
    files matters."""
    known = {exception.id: exception for exception in rulebook.exceptions}
    wanted = set()
    for name in ids:
        refuse_cpr(name)
        folded = name.strip().casefold()
        if folded not in known:
            raise InputError(
                f"Undtagelsen {quoted(name, 'med det navn')} findes ikke i regelsættet.",
                did_you_mean(name[:40], known),
            )
        wanted.add(folded)
    return tuple(known[name] for name in sorted(wanted))


def _check(at: Situation) -> DeadlineCheck:
    """One deadline under all readings; shown are the days of the earliest last day, the one to warn
    about."""
    questions = at.questions
    free = at.free()
    fixed = {
        question.id: question.used
        for question in questions
        if question.status == "settled" and question.used
    }
    table = rows(free, fixed, at.outcome)
    ends = leaves(table, free)
    verdicts = {outcome.verdict for _, outcome in ends}
    counting = at.deadline.counting.question if at.deadline.counting else ""
    used = at.rulebook.question(counting).used if counting else None
    # The last day shown is not moved by a reading of the counting that nobody has settled on.
    dated = [
        outcome
        for choice, outcome in ends
        if outcome.last_day
        and (choice.get(counting, used) == used if used else at.counted(choice) is None)
    ]
    shown = min(dated, key=lambda outcome: outcome.last_day or date.max, default=ends[0][1])
    event = shown.event or min(at.events, key=at.day)
    met = at.met()
    left = (shown.last_day - at.today).days if shown.last_day and met is None else -1
    late = any(outcome.days_over for _, outcome in ends)

    told: list[Note] = [
        *notes.question_notes(at, free, fixed, ends),
        *notes.age_notes(at, table),
        *notes.case_notes(at, table),
    ]
    if shown.last_day:
        told += notes.date_notes(at, shown.last_day, met, late, fixed)
    if at.deadline.kind == "deadline":
        told += notes.exception_notes(at, late, verdicts)
    if shown.last_day:
        told += notes.closing_notes(at, shown.last_day)

    counted = {outcome.event for _, outcome in ends} | {event}
    cited = [
        at.deadline.sources,
        *(e.sources for e in at.events if e in counted),
        *(e.sources for e in at.exceptions),
    ]
    return DeadlineCheck(
        deadline=at.deadline,
        verdict=verdicts.pop() if len(verdicts) == 1 else Verdict.OPEN,
        event=event,
        counted_from=at.day(event),
        last_day=shown.last_day,
        days_over=shown.days_over,
        days_left=left if left >= 0 else None,
        met_on=met[0] if met else None,
        exceptions=at.exceptions,
        notes=tuple(told),
        readings=tuple(
            changed(outcome, choices=tuple(choice.items())) for choice, outcome in ends if choice
        ),
        sources=tuple(dict.fromkeys(source for sources in cited for source in sources)),
    )
