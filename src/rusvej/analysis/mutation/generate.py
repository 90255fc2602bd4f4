"""The mutants of a rulebook: every bound, condition, level, authority, reference, effect and
status, changed one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    Statement,
)
from rusvej.model.deadlines import UNITS
from rusvej.records import changed as replace

#: (kind, part, data, the changed record); None = the record is gone.
Change = tuple[Kind, tuple[str, ...], Mapping[str, str], Any]
#: How one condition is changed.
Vary = Callable[[Condition], Iterator[Variant]]

#: The statements of an offer whose conditions decide what an answer holds.
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
    records = getattr(book, section)
    place = next(i for i, other in enumerate(records) if other is record)
    for kind, part, data, changed in changes:
        kept = () if changed is None else (changed,)
        yield Mutant(
            kind,
            section,
            record.id,
            part,
            data,
            _with(book, **{section: (*records[:place], *kept, *records[place + 1 :])}),
        )


def _conditions(record: Any, vary: Vary) -> Iterator[Change]:
    """The changes of every condition of a record."""
    if isinstance(record, Offer):
        for i, criterion in enumerate(record.criteria):
            for kind, data, when in vary(criterion.when):
                yield (
                    kind,
                    ("criteria", criterion.id),
                    data,
                    replace(
                        record, criteria=_swapped(record.criteria, i, replace(criterion, when=when))
                    ),
                )
        for group in _SPOKEN:
            statements = _get(record, group)
            for i, statement in enumerate(statements):
                if statement.when != ALWAYS:
                    for kind, data, when in vary(statement.when):
                        changed = _swapped(statements, i, replace(statement, when=when))
                        yield kind, (group, statement.text), data, _set(record, group, changed)
    elif isinstance(record, Question):
        for i, reading in enumerate(record.readings):
            if reading.when is not None:
                for kind, data, when in vary(reading.when):
                    yield (
                        kind,
                        ("readings", reading.id),
                        data,
                        replace(
                            record,
                            readings=_swapped(record.readings, i, replace(reading, when=when)),
                        ),
                    )
    elif hasattr(record, "when"):
        for name in ("when", "stressed_when"):
            condition = getattr(record, name, None)
            if condition is not None and condition != ALWAYS:
                for kind, data, when in vary(condition):
                    yield kind, (name,), data, replace(record, **{name: when})


def _offer(book: Rulebook, offer: Offer, units: list[str]) -> Iterator[Change]:
    for i, criterion in enumerate(offer.criteria):
        yield (
            "gone",
            ("criteria", criterion.id),
            {},
            replace(offer, criteria=_swapped(offer.criteria, i)),
        )
        for kind, part, data, changed in _levels(book, criterion, ("criteria", criterion.id)):
            yield kind, part, data, replace(offer, criteria=_swapped(offer.criteria, i, changed))
        if criterion.levels is not None:
            data = {"how": "added", "level": ""}
            yield (
                "level",
                ("criteria", criterion.id),
                data,
                replace(
                    offer, criteria=_swapped(offer.criteria, i, replace(criterion, levels=None))
                ),
            )
    for group in _POINTERS:
        statements = _get(offer, group)
        for i, statement in enumerate(statements):
            yield "gone", (group, statement.text), {}, _set(offer, group, _swapped(statements, i))
            for kind, part, data, changed in _levels(book, statement, (group, statement.text)):
                yield kind, part, data, _set(offer, group, _swapped(statements, i, changed))
    for level in book.levels if offer.levels else ():
        kept = tuple(entry for entry in offer.levels if entry.level != level.id)
        if len(kept) < len(offer.levels):
            yield (
                "level",
                ("levels",),
                {"level": level.id, "how": "removed"},
                replace(offer, levels=kept),
            )
        else:
            added = replace(offer.levels[-1], level=level.id)
            yield (
                "level",
                ("levels",),
                {"level": level.id, "how": "added"},
                replace(offer, levels=(*offer.levels, added)),
            )
    for kind in get_args(AccessKind):
        if kind != offer.access.kind:
            yield (
                "access",
                (),
                {"from": offer.access.kind, "to": kind},
                replace(offer, access=replace(offer.access, kind=kind)),
            )
    yield from _units(offer, units)
    for deadline in offer.deadlines:
        yield (
            "reference",
            ("deadlines",),
            {"to": deadline},
            replace(offer, deadlines=tuple(d for d in offer.deadlines if d != deadline)),
        )


def _units(offer: Offer, units: list[str]) -> Iterator[Change]:
    statements = offer.access.statements
    for i, statement in enumerate(statements):
        for unit in units if statement.unit else ():
            if unit != statement.unit:
                changed = _set(
                    offer,
                    "access.statements",
                    _swapped(statements, i, replace(statement, unit=unit)),
                )
                yield (
                    "unit",
                    ("access.statements", statement.text),
                    {"from": statement.unit, "to": unit},
                    changed,
                )


def _levels(book: Rulebook, record: Any, part: tuple[str, ...]) -> Iterator[Change]:
    """The record printed at one level less or more; nothing for a record printed at all of them."""
    for level in book.levels if record.levels is not None else ():
        if level.id in record.levels:
            kept = tuple(name for name in record.levels if name != level.id)
            yield "level", part, {"level": level.id, "how": "removed"}, replace(record, levels=kept)
        else:
            yield (
                "level",
                part,
                {"level": level.id, "how": "added"},
                replace(record, levels=(*record.levels, level.id)),
            )


def _caveat(book: Rulebook, caveat: Caveat) -> Iterator[Change]:
    for offer in caveat.offers:
        yield (
            "reference",
            ("offers",),
            {"to": offer},
            replace(caveat, offers=tuple(name for name in caveat.offers if name != offer)),
        )
    if caveat.stressed_when is not None:
        yield "gone", ("stressed_when",), {}, replace(caveat, stressed_when=None)
    for level in book.levels:
        kept = tuple(entry for entry in caveat.printed if entry.level != level.id)
        if len(kept) == len(caveat.printed):
            more = (*caveat.printed, replace(caveat.printed[-1], level=level.id))
            yield (
                "level",
                ("printed",),
                {"level": level.id, "how": "added"},
                replace(caveat, printed=more),
            )
        elif kept:
            yield (
                "level",
                ("printed",),
                {"level": level.id, "how": "removed"},
                replace(caveat, printed=kept),
            )


def _deadline(book: Rulebook, deadline: Deadline) -> Iterator[Change]:
    for unit in UNITS:
        length = getattr(deadline.period, unit)
        for step in (-1, 1) if length is not None else ():
            data = {"unit": unit, "from": str(length), "to": str(length + step)}
            yield (
                "period",
                (),
                data,
                replace(deadline, period=replace(deadline.period, **{unit: length + step})),
            )
    deciding = {
        question.id
        for question in book.questions
        if all(reading.when is not None for reading in question.readings)
    }
    for name in ("offers", "exceptions", "questions"):
        for to in getattr(deadline, name):
            if name != "questions" or to in deciding:
                yield (
                    "reference",
                    (name,),
                    {"to": to},
                    _with(
                        deadline,
                        **{name: tuple(other for other in getattr(deadline, name) if other != to)},
                    ),
                )
    if deadline.start_question:
        yield (
            "start",
            ("start_question",),
            {"to": deadline.start_question},
            replace(deadline, start_question=""),
        )
    for i, event in enumerate(deadline.counted_from):
        if event.question:
            changed = replace(
                deadline,
                counted_from=_swapped(deadline.counted_from, i, replace(event, question="")),
            )
            yield "start", ("counted_from", event.event), {"to": event.question}, changed
        if len(deadline.counted_from) > 1:
            yield (
                "gone",
                ("counted_from", event.event),
                {},
                replace(deadline, counted_from=_swapped(deadline.counted_from, i)),
            )


def _exception(book: Rulebook, exception: DeadlineException) -> Iterator[Change]:
    for effect in ("waives", "affects", "none"):
        if effect != exception.effect:
            yield (
                "effect",
                (),
                {"from": exception.effect, "to": effect},
                replace(exception, effect=effect),
            )
    question = next((q for q in book.questions if q.id == exception.question), None)
    for reading in question.readings if question else ():
        if reading.id != exception.waives_under:
            data = {"from": exception.waives_under, "to": reading.id}
            yield "effect", ("waives_under",), data, replace(exception, waives_under=reading.id)


def _question(question: Question) -> Iterator[Change]:
    if question.status == "settled":
        yield (
            "status",
            (),
            {"from": f"settled {question.used}", "to": "open"},
            replace(question, status="open", settled=None),
        )
        return
    old = f"assumed {question.used}" if question.used else "open"
    if question.used:
        yield (
            "status",
            (),
            {"from": old, "to": "open"},
            replace(question, status="open", assumed=None),
        )
    for reading in question.readings:
        if reading.id != question.used:
            changed = replace(question, status="assumed", assumed=Assumed(reading.id, ""))
            yield "status", (), {"from": old, "to": f"assumed {reading.id}"}, changed


def _with(record: Any, **fields: Any) -> Any:
    return replace(record, **fields)


def _swapped(records: tuple[Any, ...], place: int, *new: Any) -> tuple[Any, ...]:
    return (*records[:place], *new, *records[place + 1 :])


def _get(offer: Offer, group: str) -> tuple[Statement, ...]:
    found: Any = offer
    for name in group.split("."):
        found = getattr(found, name)
    return tuple(found)


def _set(offer: Offer, group: str, statements: tuple[Any, ...]) -> Offer:
    first, _, second = group.partition(".")
    found: Offer = _with(
        offer,
        **{first: _with(getattr(offer, first), **{second: statements}) if second else statements},
    )
    return found
