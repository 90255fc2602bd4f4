"""The mutants of a rulebook: every bound, condition, level, authority, reference, effect and
status, changed one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, get_args

from rusvej.analysis.mutation.records import Kind, Mutant, Section
from rusvej.analysis.mutation.variants import Variant, variants
from rusvej.conditions import ALWAYS, Condition, Not
from rusvej.model import (
    STATEMENTS,
    AccessKind,
    Assumed,
    Caveat,
    Deadline,
    DeadlineException,
    Offer,
    Question,
    Rulebook,
)
from rusvej.model.deadlines import UNITS
from rusvej.records import changed as _with

#: (kind, part, data, the changed record); None = the record is gone.
Change = tuple[Kind, tuple[str, ...], Mapping[str, str], Any]
#: How one condition is changed.
Vary = Callable[[Condition], Iterator[Variant]]

#: The statements of an offer whose conditions may decide what an answer holds.
_SPOKEN = [".".join(path) for _, path in STATEMENTS]
_POINTERS = ("points_to", "points_away")


def mutants(book: Rulebook) -> Iterator[Mutant]:
    """Every rulebook that differs from this one in one decision."""
    units = sorted(
        {
            statement.unit
            for offer in book.offers
            for statement in offer.access.statements
            if statement.unit
        }
    )

    def vary(condition: Condition) -> Iterator[Variant]:
        return variants(condition, book.vocabulary)

    makers: dict[Section, Callable[[Any], Iterator[Change]]] = {
        "offers": lambda offer: _offer(book, offer, units),
        "caveats": lambda caveat: _caveat(book, caveat),
        "actions": lambda action: _levels(book, action, ("levels",)),
        "deadlines": lambda deadline: _deadline(book, deadline),
        "exceptions": lambda exception: _exception(book, exception),
        "questions": _question,
    }
    for section, make in makers.items():
        for record in getattr(book, section):
            yield from _each(book, section, record, (*_conditions(record, vary), *make(record)))
            if section in ("caveats", "actions", "deadlines"):
                yield from _each(book, section, record, [("gone", (), {}, None)])


def poles(book: Rulebook) -> Iterator[Mutant]:
    """Two rulebooks for each condition: one in which it is never met, one in which it always is."""

    def vary(condition: Condition) -> Iterator[Variant]:
        if condition != ALWAYS:
            yield "never", {}, Not(ALWAYS)
            yield "always", {}, ALWAYS

    sections: tuple[Section, ...] = ("offers", "caveats", "actions", "deadlines", "questions")
    for section in sections:
        for record in getattr(book, section):
            yield from _each(book, section, record, _conditions(record, vary))


def _each(book: Rulebook, section: Section, record: Any, changes: Any) -> Iterator[Mutant]:
    place = next(i for i, other in enumerate(getattr(book, section)) if other is record)
    for kind, part, data, changed in changes:
        kept = () if changed is None else (changed,)
        yield Mutant(kind, section, record.id, part, data, _put(book, section, place, *kept))


def _conditions(record: Any, vary: Vary) -> Iterator[Change]:
    """The changes of every condition of a record."""
    if isinstance(record, Offer):
        yield from _inside(record, "criteria", "id", vary)
        for group in _SPOKEN:
            yield from _inside(record, group, "text", vary, always=False)
    elif isinstance(record, Question):
        yield from _inside(record, "readings", "id", vary)
    elif hasattr(record, "when"):
        for name in ("when", "stressed_when"):
            condition = getattr(record, name, None)
            if condition is not None and condition != ALWAYS:
                for kind, data, when in vary(condition):
                    yield kind, (name,), data, _with(record, **{name: when})


def _inside(
    record: Any, group: str, name: str, vary: Vary, *, always: bool = True
) -> Iterator[Change]:
    """The changes of the conditions of the parts in a group, each told by its field `name`."""
    for i, part in enumerate(attrgetter(group)(record)):
        if part.when is not None and (always or part.when != ALWAYS):
            for kind, data, when in vary(part.when):
                changed = _put(record, group, i, _with(part, when=when))
                yield kind, (group, getattr(part, name)), data, changed


def _offer(book: Rulebook, offer: Offer, units: list[str]) -> Iterator[Change]:
    for i, criterion in enumerate(offer.criteria):
        part = ("criteria", criterion.id)
        yield "gone", part, {}, _put(offer, "criteria", i)
        for kind, _, data, changed in _levels(book, criterion, part):
            yield kind, part, data, _put(offer, "criteria", i, changed)
        if criterion.levels is not None:
            everywhere = _put(offer, "criteria", i, _with(criterion, levels=None))
            yield "level", part, {"how": "added", "level": ""}, everywhere
    for group in _POINTERS:
        for i, statement in enumerate(attrgetter(group)(offer)):
            part = (group, statement.text)
            yield "gone", part, {}, _put(offer, group, i)
            for kind, _, data, changed in _levels(book, statement, part):
                yield kind, part, data, _put(offer, group, i, changed)
    yield from _printed(book, offer, "levels")
    for way in get_args(AccessKind):
        if way != offer.access.kind:
            data = {"from": offer.access.kind, "to": way}
            yield "access", (), data, _with(offer, access=_with(offer.access, kind=way))
    yield from _units(offer, units)
    yield from _without(offer, "deadlines", offer.deadlines)


def _units(offer: Offer, units: list[str]) -> Iterator[Change]:
    group = "access.statements"
    for i, statement in enumerate(offer.access.statements):
        for unit in units if statement.unit else ():
            if unit != statement.unit:
                data = {"from": statement.unit, "to": unit}
                changed = _put(offer, group, i, _with(statement, unit=unit))
                yield "unit", (group, statement.text), data, changed


def _without(record: Any, field: str, named: Iterable[str]) -> Iterator[Change]:
    """The record without each of these references."""
    for to in named:
        left = tuple(other for other in getattr(record, field) if other != to)
        yield "reference", (field,), {"to": to}, _with(record, **{field: left})


def _levels(book: Rulebook, record: Any, part: tuple[str, ...]) -> Iterator[Change]:
    """The record printed at one level less or more; nothing for a record printed at all of them."""
    for level in book.levels if record.levels is not None else ():
        kept = tuple(name for name in record.levels if name != level.id)
        how = "removed" if level.id in record.levels else "added"
        levels = kept if how == "removed" else (*kept, level.id)
        yield "level", part, {"level": level.id, "how": how}, _with(record, levels=levels)


def _printed(book: Rulebook, record: Any, field: str) -> Iterator[Change]:
    """The same for a record that has an entry for each of them; nothing for one without any."""
    entries = getattr(record, field)
    for level in book.levels if entries else ():
        kept = tuple(entry for entry in entries if entry.level != level.id)
        how = "removed" if len(kept) < len(entries) else "added"
        more = (*kept, _with(entries[-1], level=level.id)) if how == "added" else kept
        yield "level", (field,), {"level": level.id, "how": how}, _with(record, **{field: more})


def _caveat(book: Rulebook, caveat: Caveat) -> Iterator[Change]:
    yield from _without(caveat, "offers", caveat.offers)
    if caveat.stressed_when is not None:
        yield "gone", ("stressed_when",), {}, _with(caveat, stressed_when=None)
    for kind, part, data, changed in _printed(book, caveat, "printed"):
        if changed.printed:
            yield kind, part, data, changed


def _deadline(book: Rulebook, deadline: Deadline) -> Iterator[Change]:
    for unit in UNITS:
        length = getattr(deadline.period, unit)
        for to in (length - 1, length + 1) if length is not None else ():
            data = {"unit": unit, "from": str(length), "to": str(to)}
            yield "period", (), data, _with(deadline, period=_with(deadline.period, **{unit: to}))
    deciding = {q.id for q in book.questions if all(r.when is not None for r in q.readings)}
    yield from _without(deadline, "offers", deadline.offers)
    yield from _without(deadline, "exceptions", deadline.exceptions)
    yield from _without(deadline, "questions", [q for q in deadline.questions if q in deciding])
    if deadline.start_question:
        data = {"to": deadline.start_question}
        yield "start", ("start_question",), data, _with(deadline, start_question="")
    for i, event in enumerate(deadline.counted_from):
        part = ("counted_from", event.event)
        if event.question:
            changed = _put(deadline, "counted_from", i, _with(event, question=""))
            yield "start", part, {"to": event.question}, changed
        if len(deadline.counted_from) > 1:
            yield "gone", part, {}, _put(deadline, "counted_from", i)


def _exception(book: Rulebook, exception: DeadlineException) -> Iterator[Change]:
    for effect in ("waives", "affects", "none"):
        if effect != exception.effect:
            data = {"from": exception.effect, "to": effect}
            yield "effect", (), data, _with(exception, effect=effect)
    question = next((q for q in book.questions if q.id == exception.question), None)
    for reading in question.readings if question else ():
        if reading.id != exception.waives_under:
            data = {"from": exception.waives_under, "to": reading.id}
            yield "effect", ("waives_under",), data, _with(exception, waives_under=reading.id)


def _question(question: Question) -> Iterator[Change]:
    if question.status == "settled":
        data = {"from": f"settled {question.used}", "to": "open"}
        yield "status", (), data, _with(question, status="open", settled=None)
        return
    old = f"assumed {question.used}" if question.used else "open"
    if question.used:
        data = {"from": old, "to": "open"}
        yield "status", (), data, _with(question, status="open", assumed=None)
    for reading in question.readings:
        if reading.id != question.used:
            changed = _with(question, status="assumed", assumed=Assumed(reading.id, ""))
            yield "status", (), {"from": old, "to": f"assumed {reading.id}"}, changed


def _put(record: Any, group: str, place: int, *new: Any) -> Any:
    """The record with other parts at a place in one of its groups, whose name may be a path."""
    first, _, second = group.partition(".")
    if second:
        return _with(record, **{first: _put(getattr(record, first), second, place, *new)})
    parts = getattr(record, first)
    return _with(record, **{first: (*parts[:place], *new, *parts[place + 1 :])})
