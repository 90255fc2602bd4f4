"""What must be told with a check: what was taken for granted, what is open, and what an exception
does and does not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rusvej.calendar import Closed, DaysOff, age_on
from rusvej.compiled import Held
from rusvej.deadlines.chosen import Chosen
from rusvej.deadlines.outcome import Situation
from rusvej.deadlines.periods import last_day as last_day_of
from rusvej.deadlines.readings import Choice, matters, rows
from rusvej.deadlines.records import DeadlineReading, Note, NoteKind, NoteValue, Verdict
from rusvej.facts import Value
from rusvej.model import Event, Question, Sources
from rusvej.truth import Truth

Table = Sequence[tuple[Choice, DeadlineReading]]


def _note(kind: NoteKind, sources: Sources = (), /, **data: NoteValue) -> Note:
    return Note(kind, data, sources)


def question_notes(
    at: Situation, free: list[Question], fixed: Choice, leaves: Table
) -> Iterator[Note]:
    """The open questions that decide something here, and the settled ones that would if they were
    open."""
    differing = {question_id for choice, _ in leaves for question_id in choice}
    for question in at.questions:
        if question.settled and question.id in fixed:
            others = {name: reading for name, reading in fixed.items() if name != question.id}
            if matters(question, rows([*free, question], others, at.outcome)):
                told, reading = question.settled, fixed[question.id]
                data = {"question": question.id, "reading": reading, "by": told.by, "on": told.on}
                yield _note("settled", question.sources, **data)
        elif question.id in differing and question.used:
            data = {"question": question.id, "reading": question.used}
            yield _note("assumed-does-not-settle", question.sources, **data)
        elif question.id in differing:
            yield _note("open-question", question.sources, question=question.id)


def case_notes(at: Situation, table: Table) -> Iterator[Note]:
    """The facts that were not known and taken for granted, and those that put the case outside."""
    unknown: dict[str, None] = {}
    outside: set[str] = set()
    seen: set[tuple[Chosen, bool, bool]] = set()
    for choice, outcome in table:
        chosen = at.chosen(choice)
        told = (chosen, outcome.verdict is Verdict.NO_DEADLINE, outcome.begun)
        if told in seen:
            continue
        seen.add(told)
        if outcome.verdict is not Verdict.NO_DEADLINE:
            for key in (at.whole, *at.starting):
                unknown |= dict.fromkeys(chosen.missing(key))
        elif outcome.begun:
            outside.update(fact for key in at.parts for fact in chosen.against(key))
    age = at.rulebook.roles.age
    if age in unknown and at.deadline.whom:
        yield _note("age-unknown", at.deadline.sources, deadline=at.deadline.id)
        del unknown[age]
    if presumed := tuple(unknown):
        fitting = [f"{fact}={word}" for fact in presumed for word in _fitting(at, table, fact)]
        yield _note("presumed", facts=presumed, fitting=tuple(fitting))
    if outside:
        yield _note("does-not-apply", at.deadline.sources, facts=tuple(sorted(outside)))
    if not all(outcome.begun for _, outcome in table):
        question = next(event.question for event in at.events if event.question)
        yield _note("not-begun", at.rulebook.question(question).sources, question=question)


def _running(at: Situation, table: Table) -> list[Chosen]:
    """The readings under which it holds, each once."""
    found = [at.chosen(c) for c, o in table if o.verdict is not Verdict.NO_DEADLINE]
    return list(dict.fromkeys(found))


def _fitting(at: Situation, table: Table, fact_id: str) -> Iterator[str]:
    """The values of a fact that is not known with which the deadline can hold whatever the
    readings, by their words; none where every value does, or for a number."""
    fact = at.rulebook.vocabulary[fact_id]
    running = _running(at, table)

    def fits(value: Value) -> bool:
        return all(
            known.verdict(key) is not Truth.NO
            for known in (chosen.but(fact_id, value) for chosen in running)
            for key in (at.whole, *at.starting)
        )

    words = fact.choices() if fact.type != "int" else ()
    found = [word for word in words if (value := fact.parse(word)) is not None and fits(value)]
    if len(found) < len(words):
        yield from found


def age_notes(at: Situation, table: Table) -> Iterator[Note]:
    """That somebody of the right age today was, or may have been, a year younger on the day from
    which the deadline is counted, and that it then does not hold by that age."""
    age = at.case.get(at.rulebook.roles.age)
    if not at.deadline.age_question or not isinstance(age, int):
        return
    running = _running(at, table)
    for event in at.events:
        day = at.day(event)
        then = age_on(at.born, day) if at.born else age - (day < at.today)
        least = at.rulebook.vocabulary[at.rulebook.roles.age].min or 0
        younger = (chosen.but(at.rulebook.roles.age, max(then, least)) for chosen in running)
        outside = [chosen.verdict(at.whole) is Truth.NO for chosen in younger]
        if any(outside):
            question = at.rulebook.question(at.deadline.age_question)
            yield _note(
                "age-on-the-day",
                question.sources,
                question=question.id,
                event=event.event,
                day=day,
                age=then,
                known=at.born is not None,
                outside=all(outside),
            )


def date_notes(
    at: Situation, last_day: date, met: tuple[date, Event] | None, late: bool, fixed: Choice
) -> Iterator[Note]:
    """What is to be said of the days: which event was tested, what is only planned, which date is
    lacking, days off."""
    if met and met[1].id != at.deadline.met_by:
        day, event = met
        wanted = at.deadline.met_by
        yield _note("met-by-other-event", event.sources, day=day, event=event.id, wanted=wanted)
    deadline = at.deadline.kind == "deadline"
    coming = (met[0] if met else None) if deadline else at.day(at.events[0])
    if coming and coming > at.today:
        yield _note("planned", day=coming)
    lacking = at.lacking_start(fixed.get(at.deadline.start_question))
    if lacking:
        yield _note("settled-start-not-given", lacking.sources, event=lacking.event)
    elif at.deadline.start_question and at.deadline.start_question not in fixed:
        for start in at.deadline.counted_from:
            # Counted from a later day nothing in time becomes late, so it is worth telling only
            # when late.
            later = any(e.event in at.happened.earlier_than(start.event) for e in at.events)
            if start not in at.events and (late or not later):
                yield _note("other-start-not-given", start.sources, event=start.event)
    if lost := _cut_short(at, last_day):
        yield _note("month-too-short", last_day=last_day, day=lost)
    off = at.rulebook.calendar
    if closed := off.closed_on(last_day):
        yield _day_off(last_day, closed, off)


def _day_off(last_day: date, closed: Closed, off: DaysOff) -> Note:
    earlier = off.last_working_day_before(last_day)
    between = (earlier + timedelta(days=n) for n in range(1, (last_day - earlier).days + 1))
    custom = (day for day in between if (here := off.closed_on(day)) and here.kind == "custom")
    by_custom = tuple(day.isoformat() for day in custom)
    days = {"last_day": last_day, "working_day_before": earlier}
    return _note("day-off", name=closed.name, by_custom=by_custom, **days)


def _cut_short(at: Situation, end: date) -> str:
    """The day of the month that the last month of the period does not have; else nothing."""
    period = at.deadline.period
    starts = [at.day(event) for event in at.events]
    off = at.rulebook.calendar
    ending = (start for start in starts if period.months and last_day_of(start, period, off) == end)
    days = [start.day for start in ending]
    return str(max(days)) if days and max(days) > end.day else ""


def exception_notes(at: Situation, late: bool, verdicts: set[Verdict]) -> Iterator[Note]:
    """What each exception named does here; nothing is an exception where there is no deadline."""
    printed = at.exceptions
    for exception in at.named:
        if exception.effect == "none":
            yield _note("not-an-exception", exception.sources, exception=exception.id)
        elif exception not in printed:
            yield _note("printed-elsewhere", exception.sources, exception=exception.id)
        elif late:
            told = {"exception": exception.id, "effect": exception.effect}
            yield _note("exception", exception.sources, **told)
    if printed and not late and verdicts != {Verdict.NO_DEADLINE}:
        yield _note("exceptions-only-when-late")
    if Verdict.MAY_BE_WAIVED in verdicts:
        cited = dict.fromkeys(source for e in printed for source in e.sources)
        yield _note("no-new-date", tuple(cited))


def closing_notes(at: Situation, last_day: date) -> Iterator[Note]:
    """How the days were counted, and what else is open."""
    unit = (at.deadline.period.length or ("days", 0))[0]
    if at.deadline.kind == "deadline":
        yield _note("counting", at.deadline.sources, unit=unit)
        if unit == "hours":
            yield _note("hours", at.deadline.sources)
    else:
        yield _note("frame")
        if last_day < at.today:
            yield _note("frame-over", last_day=last_day)
    deciding = {question.id for question in at.questions}
    others = [question for question in at.deadline.questions if question not in deciding]
    beside = [question for question in others if _is_on(at, question)]
    for id in beside:
        yield _note("open-beside", at.rulebook.question(id).sources, question=id)
    if told := tuple(question for question in others if question not in beside):
        yield _note("see-also", questions=told)


def _is_on(at: Situation, question: str) -> bool:
    """Whether an open question that decides nothing is known to be on the case."""
    asked = at.rulebook.question(question)
    open_ = asked.used is None and asked.shown_when is not None
    held = Held(at.compiled, at.case)
    return open_ and held.verdict(("colours", question, "")) is Truth.YES
