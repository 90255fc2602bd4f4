"""What an observer can see of a record in the answer to every partial case, part by part: two
rulebooks give the same answers exactly where these nodes are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from rusvej.answer import Status
from rusvej.compiled.nodes import NO, TERMINALS, UNION, YES
from rusvej.compiled.pieces import Key, Kind
from rusvej.conditions import questions_of
from rusvej.diagram import Operation, Partial
from rusvej.model import NOT_STATED, Action, Caveat, Deadline, Offer, Rulebook, Statement
from rusvej.space.space import UNKNOWN, Space

#: What is seen, by name; a name that only one of two rulebooks has is `ABSENT` with the other.
Seen = dict[tuple[str, ...], int]

#: How something stands in an answer: not at all, by another reading only, perhaps, surely.
ABSENT, OTHERWISE, PERHAPS, SURELY = 1, 2, 3, 4
#: What stands for the status of an offer that a rulebook does not have.
NO_OFFER = 1 << len(Status)
_PRESENCE = [0, OTHERWISE, SURELY, PERHAPS, *range(4, TERMINALS)]
_MOST = Operation(lambda a, b: max(a, b) if a and b else 0, commutes=True)
#: The right side where the left one is YES, else `ABSENT`.
_WHERE = Operation(
    lambda where, then: 0 if not (where and then) else then if where == YES else ABSENT
)


def presence(space: Space, key: Key) -> int:
    """How a piece stands in the answer: one that is known not to hold only where another reading
    would make it."""
    judged = space.judged(key)
    told = space.any(judged.questions.values())
    there = space.any([space.where(judged.verdict, [YES, UNKNOWN]), told])
    return space.nodes.apply(_WHERE, there, space.nodes.map(_PRESENCE, judged.verdict))


def only(space: Space, where: int, node: int) -> int:
    """The node where something holds, `ABSENT` elsewhere."""
    return space.nodes.apply(_WHERE, where, node)


def offer_seen(space: Space, offer: Offer) -> Seen:
    """Status, open questions, and with a status that is shown: pointers, units that decide, what is
    said, the first step and the time limits it brings."""
    seen: Seen = {("status",): space.status(offer.id)}
    shown = space.shown(offer.id)
    listed = space.has_status(offer.id, lambda status: status is not Status.NOT_LISTED)
    for question, where in space.judged(("standing", offer.id, "")).questions.items():
        _ask(space, seen, question, [where, listed])
    for asked in space.compiled.rulebook.questions:
        if asked.shown_when is not None and offer.id in asked.offers:
            verdict = space.judged(("colours", asked.id, "")).verdict
            known = space.where(verdict, [YES])
            perhaps = space.all([shown, space.where(verdict, [UNKNOWN])])
            # A question on a level is told there also with an offer that the level does not list.
            beside = [] if asked.levels else [listed]
            _ask(space, seen, asked.id, [*beside, space.any([known, perhaps])])
    for question in offer.reopening:
        _ask(space, seen, question, [shown, _surely(space, ("used-up", offer.id, question))])
    away, to = pointers(space, offer)
    seen["away",] = only(space, shown, away)
    seen["to",] = only(space, shown, to)
    for kind, pointing in (("points-to", offer.points_to), ("points-away", offer.points_away)):
        for at in _places(pointing):
            _told(space, seen, (kind, offer.id, str(at)), shown)
    groups: tuple[tuple[Kind, tuple[Statement, ...]], ...] = (
        ("access", offer.access.statements),
        ("contact", offer.contact.statements),
        ("limit", offer.limits),
    )
    for kind, statements in groups:
        for at, statement in enumerate(statements):
            key = (kind, offer.id, str(at))
            there = only(space, shown, presence(space, key))
            said = (kind, statement.text)
            decides = kind == "access" and statement.unit
            _most(space, seen, (*said, statement.unit) if decides else said, there)
            if kind != "limit":
                _told(space, seen, key, shown)
    _first_step(space, seen, offer, shown)
    seen["way", offer.access.kind] = only(space, shown, YES)
    for unit in sorted(offer.contact.units):
        seen["reach", unit, *_reach(space.compiled.rulebook, unit)] = only(space, shown, YES)
    for deadline in offer.deadlines:
        seen["deadline", deadline] = only(space, shown, YES)
    return seen


def pointers(space: Space, offer: Offer) -> tuple[int, int]:
    """Where the documents surely point on from an offer for the very case, as they do where a limit
    is reached; and where they surely point to it."""
    away = [("points-away", at) for at in _places(offer.points_away)]
    away += [("reached", at) for at, limit in enumerate(offer.limits) if limit.reached is not None]
    to = [("points-to", at) for at in _places(offer.points_to)]
    one, other = (
        space.any(_surely(space, (kind, offer.id, str(at))) for kind, at in places)
        for places in (away, to)
    )
    return one, other


def _first_step(space: Space, seen: Seen, offer: Offer, shown: int) -> None:
    ordered = space.has_status(offer.id, lambda status: status <= Status.DEPENDS)
    free = space.all([shown, ordered])
    for at, step in enumerate(offer.contact.first_step):
        key = ("first-step", offer.id, str(at))
        surely = _surely(space, key)
        there = only(space, space.all([free, surely]), YES)
        _most(space, seen, ("first", step.text), there)
        free = space.all([free, space.where(surely, [NO])])
        _told(space, seen, key, shown)


def caveat_seen(space: Space, caveat: Caveat) -> Seen:
    """Where the caveat stands in the answer, where it is stressed, and with which offers."""
    level = space.compiled.rulebook.about.roles.level
    known = _level_known(space, level)
    there = only(space, known, _shown(space, ("caveat", caveat.id, "")))
    if ("caveat-anywhere", caveat.id, "") in space.compiled.meanings:
        anywhere = _shown(space, ("caveat-anywhere", caveat.id, ""))
        unknown = space.where(known, [NO])
        there = space.nodes.apply(_MOST, there, only(space, unknown, anywhere))
    seen: Seen = {("presence",): there}
    here = space.where(there, [PERHAPS, SURELY])
    if caveat.stressed_when is not None:
        stressed = _surely(space, ("stressed", caveat.id, ""))
        seen["stressed",] = only(space, space.all([here, stressed]), YES)
    for offer in caveat.offers:
        seen["offer", offer] = only(space, here, YES)
    return seen


def action_seen(space: Space, action: Action) -> Seen:
    """How the action stands in the answer; nowhere while its level is unknown."""
    there = presence(space, ("action", action.id, ""))
    if action.levels and space.compiled.has_levels:
        places = [space.compiled.variables.place(space.level, each) for each in action.levels]
        at = space.nodes.compare(space.variables.facts[space.level], places, YES, NO)
        there = only(space, at, there)
    return {("presence",): there}


def deadline_seen(space: Space, deadline: Deadline) -> Seen:
    """How the time limit stands in the answer, where an offer that brings it is shown."""
    offers = space.compiled.rulebook.offers
    brought = [space.shown(offer.id) for offer in offers if offer.brings(deadline)]
    there = presence(space, ("deadline", deadline.id, ""))
    return {("presence",): only(space, space.any(brought), there)}


def dates_seen(space: Space, id: str, asked: Mapping[str, int]) -> Seen:
    """What dates held against a time limit come to: whom it runs for and from which event, under
    every reading of the questions asked (by name and variable), and all that is no condition."""
    book = space.compiled.rulebook
    deadline = next((each for each in book.deadlines if each.id == id), None)
    if deadline is None:
        return {}
    runs = space.everything(space.compiled["deadline-runs", id, ""].node)
    there = space.where(space.nodes.forget(UNION, ~space.facts, runs), [YES, UNKNOWN])
    seen: Seen = {}
    matters = [space.judge(space.compiled[key].node).questions for key in dated(space, id)]
    for name in plan(book, deadline):
        where = there
        if name[0] == "decides" and book.readings.get(name[1]):
            deciding = space.any(each[name[1]] for each in matters if name[1] in each)
            where = space.all([there, deciding])
        seen[name] = only(space, where, YES)
    places = [space.variables.readings[name] for name in asked]
    for chosen in product(*places):
        readings = space.nodes.partial(
            {
                asked[name]: found.index(reading)
                for name, found, reading in zip(asked, places, chosen, strict=True)
            }
        )

        def under(node: int, readings: Partial = readings) -> int:
            left = space.nodes.restrict(node, readings)
            return only(space, there, space.nodes.forget(UNION, ~space.facts, left))

        named = tuple(map("=".join, zip(asked, chosen, strict=True)))
        seen["runs", *named] = under(runs)
        for at, event in enumerate(deadline.counted_from):
            key = ("starts", id, str(at))
            starts = space.compiled.meanings.get(key)
            seen["starts", event.event, *named] = under(
                space.everything(starts.node) if starts else YES
            )
    return seen


def dated(space: Space, deadline: str) -> list[Key]:
    """The pieces that say whom a time limit runs for, and from what."""
    kinds = ("deadline-runs", "starts")
    return [key for key in space.compiled.meanings if key[1] == deadline and key[0] in kinds]


def plan(book: Rulebook, deadline: Deadline) -> Iterator[tuple[str, ...]]:
    """Everything about a time limit that is no condition; whoever it holds for gets another result
    for some dates when it changes."""
    unit, number = deadline.period.length or ("soonest", 0)
    yield "period", f"{number} {unit}"
    yield "counting", deadline.kind
    yield "counting", deadline.met_by
    for event in deadline.counted_from:
        yield "counting", f"{event.event} {event.reading}".strip()
    deciding = {event.question for event in deadline.counted_from}
    for name in deadline.questions:
        if book.readings.get(name):
            deciding.add(name)
        else:
            # It is only told, the same whatever its status.
            yield "counting", name
    if len({event.reading for event in deadline.counted_from}) > 1:
        yield "counting", deadline.start_question
        deciding.add(deadline.start_question)
    if deadline.counting is not None:
        for counted in deadline.counting.readings:
            to_day = "hverdag" if counted.to_working_day else ""
            yield "counting", f"{counted.reading} {counted.days} {to_day}".strip()
        deciding.add(deadline.counting.question)
    for exception in book.exceptions if deadline.kind == "deadline" else ():
        if exception.id in deadline.exceptions:
            told = (exception.effect, exception.question, exception.waives_under)
            yield "exception", exception.id, *told
            deciding |= {exception.question} if exception.effect == "open" else set()
        elif exception.effect == "none":
            # Of those not printed here it is told whether they are exceptions at all.
            yield "no-exception", exception.id
    for condition in (
        deadline.when,
        *(w for name in deciding for w in book.readings.get(name, ())),
    ):
        deciding |= questions_of(condition, book.readings)
    for question in book.questions:
        if question.id in deciding:
            yield "decides", question.id, question.used or "", question.status


def _reach(book: Rulebook, unit: str) -> tuple[str, ...]:
    """How a unit is reached."""
    found = next((each for each in book.contacts if each.id == unit), None)
    if found is None:
        return ()
    address = found.address if isinstance(found.address, str) else ", ".join(found.address)
    numbers = (f"{number} {what}".strip() for number, what in found.ringing)
    parts = (*numbers, address, found.web, *found.email, *found.hours)
    return tuple(part for part in parts if part and part != NOT_STATED)


def seen(space: Space, section: str, id: str) -> Seen:
    """What is seen of a record of a section, once; nothing of one that the rulebook lacks."""
    if (section, id) not in space.kept:
        records: Any = getattr(space.compiled.rulebook, section)
        record = next((each for each in records if each.id == id), None)
        space.kept[section, id] = {} if record is None else _LOOKS[section](space, record)
    return space.kept[section, id]


_LOOKS: Mapping[str, Callable[[Space, Any], Seen]] = {
    "offers": offer_seen,
    "caveats": caveat_seen,
    "actions": action_seen,
    "deadlines": deadline_seen,
}


def _shown(space: Space, key: Key) -> int:
    """A caveat stands in the answer unless it is known not to hold."""
    verdict = space.judged(key).verdict
    return only(space, space.where(verdict, [YES, UNKNOWN]), space.nodes.map(_PRESENCE, verdict))


def _level_known(space: Space, level: str) -> int:
    if level not in space.variables.facts:
        return YES
    every = range(len(space.variables.classes[level]))
    return space.nodes.compare(space.variables.facts[level], every, YES, NO)


def _surely(space: Space, key: Key) -> int:
    return space.where(space.judged(key).verdict, [YES])


def _places(statements: Iterable[Statement]) -> range:
    return range(len(tuple(statements)))


def _told(space: Space, seen: Seen, key: Key, shown: int) -> None:
    """The questions that a statement brings to the offer it stands with."""
    for question, where in space.judged(key).questions.items():
        _ask(space, seen, question, [where, shown])


def _ask(space: Space, seen: Seen, question: str, where: Iterable[int]) -> None:
    there = only(space, space.all(where), YES)
    _most(space, seen, ("question", question), there)


def _most(space: Space, seen: Seen, name: tuple[str, ...], there: int) -> None:
    """Two statements may have the same text, or name the same unit; the surer one counts."""
    seen[name] = space.nodes.apply(_MOST, seen[name], there) if name in seen else there
