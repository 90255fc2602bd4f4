"""One time limit under one reading of every open question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, cached_property

from rusvej import truth
from rusvej.compiled import Compiled
from rusvej.compiled.pieces import Key, parts_of
from rusvej.conditions import Condition, Reading, walk_through
from rusvej.deadlines.chosen import Chosen
from rusvej.deadlines.dates import Happenings
from rusvej.deadlines.periods import is_late, last_day, moved
from rusvej.deadlines.readings import Choice
from rusvej.deadlines.records import DeadlineReading, Verdict
from rusvej.facts import Case
from rusvej.model import Counted, Deadline, DeadlineException, Event, Question, Rulebook, StartEvent
from rusvej.records import record
from rusvej.truth import Truth


def named_in(book: Rulebook, condition: Condition) -> Iterator[str]:
    """The questions in the order in which the condition, and then their readings, name them; some
    may come twice."""
    nodes = walk_through(condition, book.readings)
    return (node.question for node in nodes if isinstance(node, Reading))


@record
class Situation:
    """One time limit, those of its start events whose dates are given (at least one), and what is
    known."""

    compiled: Compiled
    deadline: Deadline
    events: tuple[StartEvent, ...]
    happened: Happenings
    case: Case
    named: tuple[DeadlineException, ...]
    today: date
    born: date | None = None

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook it is printed in."""
        return self.compiled.rulebook

    def day(self, event: StartEvent) -> date:
        """The day of a start event that is given."""
        found = self.happened.first(event.event)
        assert found is not None, "only events with a date are checked"
        return found[0]

    def met(self) -> tuple[date, Event] | None:
        """The day on which the deadline was met, however late, and by what; None = not given."""
        return self.happened.first(self.deadline.met_by) if self.deadline.met_by else None

    @cached_property
    def whole(self) -> Key:
        """The piece that says what the case must be for the deadline to hold."""
        return ("deadline-runs", self.deadline.id, "")

    @cached_property
    def parts(self) -> tuple[Key, ...]:
        """The pieces that it consists of."""
        parts = parts_of(self.rulebook, self.deadline)
        return tuple([("part", self.deadline.id, str(at)) for at in range(len(parts))])

    def starts(self, event: StartEvent) -> Key | None:
        """The piece that says whether the event sets the deadline going; None = it does."""
        at = self.deadline.counted_from.index(event)
        return ("starts", self.deadline.id, str(at)) if event.question else None

    @cached_property
    def starting(self) -> tuple[Key, ...]:
        """Those of the events whose dates are given."""
        return tuple([key for event in self.events if (key := self.starts(event))])

    @cached_property
    def exceptions(self) -> tuple[DeadlineException, ...]:
        """Those of the exceptions named that are printed with this deadline."""
        return tuple(
            exception for exception in self.named if exception.id in self.deadline.exceptions
        )

    @cached_property
    def questions(self) -> list[Question]:
        """Every question that can change the result; those on whom the deadline holds for come
        first."""
        return [
            self.rulebook.question(question_id)
            for question_id in dict.fromkeys((*self._conditional, *self._of_days))
        ]

    @cached_property
    def _of_days(self) -> tuple[str, ...]:
        """The questions that say how the days are counted, or what an exception does."""
        ids = [self.deadline.start_question] if self.deadline.start_question else []
        ids += [exception.question for exception in self.exceptions if exception.effect == "open"]
        if self.deadline.counting and self._counting_matters():
            ids.append(self.deadline.counting.question)
        return tuple(ids)

    def free(self) -> list[Question]:
        """Those that nobody has settled and that may decide something here."""
        return [
            question
            for question in self.questions
            if question.status != "settled"
            and (question.id in self.hanging or question.id in self._of_days)
        ]

    @cached_property
    def _conditional(self) -> tuple[str, ...]:
        """The questions that the conditions name."""
        starts = [Reading(event.question) for event in self.events if event.question]
        parts = (*parts_of(self.rulebook, self.deadline), *starts)
        named = (named_in(self.rulebook, each) for each in parts)
        return tuple(dict.fromkeys(name for names in named for name in names))

    @cached_property
    def hanging(self) -> frozenset[str]:
        """Those of these questions on which some part hangs by what is known of the case, at
        whatever age: the others need not be read."""
        age = self.rulebook.roles.age
        ageless = {fact: value for fact, value in self.case.items() if fact != age}
        unread = Chosen(self.compiled, ageless, {})
        return frozenset().union(*map(unread.questions, (*self.parts, *self.starting)))

    @cached_property
    def _chosen(self) -> dict[tuple[str | None, ...], Chosen]:
        return {}

    def chosen(self, choice: Choice) -> Chosen:
        """The case with the readings chosen of those questions that the conditions name: one and
        the same for all choices that do not differ in these."""
        key = tuple([choice.get(name) for name in self._conditional])
        if key not in self._chosen:
            named = zip(self._conditional, key, strict=True)
            readings = {name: reading for name, reading in named if reading}
            self._chosen[key] = Chosen(self.compiled, self.case, readings)
        return self._chosen[key]

    @cached_property
    def going(self) -> Callable[[Chosen], tuple[StartEvent, ...] | None]:
        """The start events that set it going by the readings chosen; None where it does not hold
        for the case."""

        @cache
        def going(chosen: Chosen) -> tuple[StartEvent, ...] | None:
            if chosen.verdict(self.whole) is Truth.NO:
                return None
            keys = ((event, self.starts(event)) for event in self.events)
            return tuple([e for e, key in keys if not key or chosen.verdict(key) is not Truth.NO])

        return going

    def lacking_start(self, wanted: str | None) -> StartEvent | None:
        """The start event that the municipality has settled on, when its date is not given;
        `wanted` is the reading."""
        question = self.deadline.start_question
        if (
            not question
            or self.rulebook.question(question).status != "settled"
            or any(e.reading == wanted for e in self.events)
        ):
            return None
        return next((e for e in self.deadline.counted_from if e.reading == wanted), None)

    def tested(self) -> date:
        """The day that is early enough or too late: the one on which it was met, else today."""
        met = self.met()
        return met[0] if met else self.today

    def counted(self, choice: Choice) -> Counted | None:
        """What the reading chosen of the counting does to the last day; None = nothing."""
        counting = self.deadline.counting
        wanted = choice.get(counting.question) if counting else None
        return (
            next((c for c in counting.readings if c.reading == wanted), None) if counting else None
        )

    def _counting_matters(self) -> bool:
        """Whether it is settled how the days are counted, or what is late as they are counted here
        is in time under another reading: only then may it change the verdict."""
        counting = self.deadline.counting
        if counting is None or self.deadline.kind == "frame":
            return False
        if self.rulebook.question(counting.question).status == "settled":
            return True
        if any(exception.effect in ("waives", "affects") for exception in self.exceptions):
            # Nobody is found late, however the days are counted.
            return False
        off = self.rulebook.calendar
        lasts = [last_day(self.day(event), self.deadline.period, off) for event in self.events]
        return any(
            last < self.tested() <= max(moved(last, counted, off) for counted in counting.readings)
            for last in lasts
            if last
        )

    def outcome(self, choice: Choice) -> DeadlineReading:
        """The result when every question is read as `choice` says; unknown facts are as the
        deadline requires."""
        going = self.going(self.chosen(choice))
        if going is None:
            return DeadlineReading(Verdict.NO_DEADLINE)
        if not going:
            return DeadlineReading(Verdict.NO_DEADLINE, begun=False)
        wanted = choice.get(self.deadline.start_question)
        # The reading's own event where it is given; else the other one is the best there is (a note
        # says so).
        event = min([e for e in going if e.reading == wanted] or going, key=self.day)
        first = self.day(event)
        off = self.rulebook.calendar
        last = last_day(first, self.deadline.period, off)
        if last is None:
            return DeadlineReading(Verdict.RUNNING, event, first)
        if self.deadline.kind == "frame":
            return DeadlineReading(
                Verdict.RUNNING if self.today <= last else Verdict.IN_TIME, event, first, last
            )
        tested = self.tested()
        late = is_late(tested, first, self.deadline.period, off)
        if counted := self.counted(choice):
            last = moved(last, counted, off)
            late = truth.of(tested > last)
        over = (tested - last).days if late is Truth.YES else 0
        verdict = Verdict.IN_TIME if self.met() else Verdict.RUNNING
        if late is Truth.YES:
            verdict = self._when_late(choice)
        if late is Truth.UNKNOWN or self._may_turn(event, wanted, late is Truth.YES):
            verdict = Verdict.OPEN
        return DeadlineReading(verdict, event, first, last, over)

    def _may_turn(self, counted: StartEvent, wanted: str | None, late: bool) -> bool:
        """Whether the verdict could be the other one, counted from the start that the municipality
        has settled on and nobody gave: what is late may be in time from a later day, what is in
        time may be late from an earlier one."""
        lacking = self.lacking_start(wanted)
        if lacking is None:
            return False
        if late:
            return lacking.event not in self.happened.earlier_than(counted.event)
        return counted.event not in self.happened.earlier_than(lacking.event)

    def _when_late(self, choice: Choice) -> Verdict:
        effects = {self._effect(exception, choice) for exception in self.exceptions}
        if "waives" in effects:
            return Verdict.MAY_BE_WAIVED
        return Verdict.MAY_BE_AFFECTED if "affects" in effects else Verdict.OVERDUE

    @staticmethod
    def _effect(exception: DeadlineException, choice: Choice) -> str:
        if exception.effect != "open":
            return exception.effect
        return "waives" if choice.get(exception.question) == exception.waives_under else "none"
