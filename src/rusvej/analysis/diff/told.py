"""What is said about an offer that is shown: who decides, whom to contact, limits, and how the
answer ranks it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rusvej.analysis.diff.aspects import (
    Line,
    OfShown,
    State,
    apart,
    said_lines,
    status_of,
    told_lines,
)
from rusvej.analysis.diff.records import Bit, Effect, Step
from rusvej.analysis.prove.field import Field
from rusvej.analysis.space import Bools, Cone, reached
from rusvej.answer import Answer, Status
from rusvej.conditions import Condition
from rusvej.model import NOT_STATED, ContactUnit, Offer, Statement

_EASE = ("direct", "contact", "assessed", "decision", NOT_STATED)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _bits(lines: tuple[Line, ...]) -> tuple[Bit, ...]:
    return tuple(Bit("statement", text, verdict) for _, text, verdict in lines)


class _Statements(OfShown):
    """The statements of one group that hold or may hold. A state is (something fixed, the
    lines)."""

    by_unit = False

    def group(self, offer: Offer) -> tuple[Statement, ...]:
        raise NotImplementedError

    def fixed(self, side: Field, offer: Offer) -> tuple[str, ...]:
        return ()

    def conditions(self, side: Field, offer: Offer) -> tuple[Condition, ...]:
        return tuple(side.in_force(statement) for statement in self.group(offer))

    def parts(self, side: Field, offer: Offer) -> object:
        return self.fixed(side, offer), [
            (statement.text, statement.unit) for statement in self.group(offer)
        ]

    def state(self, side: Field, offer: Offer, code: tuple[int, ...]) -> State:
        return self.fixed(side, offer), said_lines(self.group(offer), code, by_unit=self.by_unit)


class Authority(_Statements):
    """Whether somebody decides first, and who. A statement that names a unit is known by the unit,
    another by its text."""

    by_unit = True

    def group(self, offer: Offer) -> tuple[Statement, ...]:
        return offer.access.statements

    def fixed(self, side: Field, offer: Offer) -> tuple[str, ...]:
        return (offer.access.kind,)

    def told(self, side: Field, answer: Answer) -> State:
        result = answer.offer(self.id)
        return (result.offer.access.kind,), told_lines(result.access, by_unit=True)

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        (was,), gone = before[0], before[1]
        (now,), come = after[0], after[1]
        gone, come = apart(gone, come)
        if was != now:
            step: Step = "major" if _EASE.index(now) > _EASE.index(was) else "minor"
            yield Effect(
                "authority", "offers", self.id, step, (Bit("access", was),), (Bit("access", now),)
            )
        if gone or come:
            yield Effect("authority", "offers", self.id, "minor", _bits(gone), _bits(come))


class ContactPoint(_Statements):
    """Who may turn to whom, and how the units are reached."""

    def group(self, offer: Offer) -> tuple[Statement, ...]:
        return offer.contact.statements

    def fixed(self, side: Field, offer: Offer) -> tuple[str, ...]:
        reached = {unit.id: unit for unit in side.knowledge.rulebook.contacts}
        return tuple(_reach(reached, unit) for unit in sorted(offer.contact.units))

    def told(self, side: Field, answer: Answer) -> State:
        result = answer.offer(self.id)
        return self.fixed(side, result.offer), told_lines(result.contact, by_unit=False)

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        gone, come = apart(before[1], after[1])
        left = tuple(Bit("unit", unit) for unit in before[0] if unit not in after[0])
        reached = tuple(Bit("unit", unit) for unit in after[0] if unit not in before[0])
        if gone or come or left or reached:
            yield Effect(
                "contact", "offers", self.id, "minor", _bits(gone) + left, _bits(come) + reached
            )


def _reach(units: Mapping[str, ContactUnit], unit_id: str) -> str:
    unit = units.get(unit_id)
    if unit is None:
        return unit_id
    address = unit.address if isinstance(unit.address, str) else ", ".join(unit.address)
    numbers = (f"{number} {what}".strip() for number, what in unit.ringing)
    parts = (*numbers, address, unit.web, *unit.email, *unit.hours)
    return ", ".join([unit_id, *(part for part in parts if part and part != NOT_STATED)])


class FirstStep(_Statements):
    """The first step shown, compared where neither rulebook leaves the offer open: an open offer
    has none."""

    def group(self, offer: Offer) -> tuple[Statement, ...]:
        return offer.contact.first_step

    def state(self, side: Field, offer: Offer, code: tuple[int, ...]) -> State:
        return next(
            (
                (text, v)
                for _, text, v in said_lines(self.group(offer), code, by_unit=False)
                if v == "yes"
            ),
            (),
        )

    def compared(self, side: Field, offer: Offer, cone: Cone) -> Bools:
        shown = super().compared(side, offer, cone)
        found: Bools = shown & (status_of(side, offer, cone) != int(Status.OPEN))
        return found

    def seen(self, side: Field, answer: Answer) -> State:
        is_open = answer.offer(self.id).status is Status.OPEN
        return None if is_open else super().seen(side, answer)

    def told(self, side: Field, answer: Answer) -> State:
        step = answer.offer(self.id).first_step
        return (step.statement.text, step.verdict.value) if step else ()

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        if before != after:
            was, now = (
                tuple([Bit("statement", *state)] if state else []) for state in (before, after)
            )
            yield Effect("first-step", "offers", self.id, "minor", was, now)


class Limits(_Statements):
    """The printed maxima. One that only says the same numbers in other words has not changed."""

    def group(self, offer: Offer) -> tuple[Statement, ...]:
        return offer.limits

    def told(self, side: Field, answer: Answer) -> State:
        return (), told_lines(answer.offer(self.id).limits, by_unit=False)

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        gone, come = apart(before[1], after[1])
        was, now = (
            sorted((_NUMBER.findall(text), verdict) for _, text, verdict in lines)
            for lines in (gone, come)
        )
        if was != now:
            yield Effect(
                "limit", "offers", self.id, "major" if come else "minor", _bits(gone), _bits(come)
            )


class Pointed(OfShown):
    """Whether the documents point to the offer for this very case, or on from it, as they do where
    a limit is reached: part of the ranking."""

    def conditions(self, side: Field, offer: Offer) -> tuple[Condition, ...]:
        used_up = (reached(side.knowledge, limit) for limit in offer.limits)
        return (
            *(side.in_force(statement) for statement in (*offer.points_to, *offer.points_away)),
            *(when for when in used_up if when is not None),
        )

    def parts(self, side: Field, offer: Offer) -> object:
        return len(offer.points_to), len(offer.points_away)

    def state(self, side: Field, offer: Offer, code: tuple[int, ...]) -> State:
        to, away = code[: len(offer.points_to)], code[len(offer.points_to) :]
        return "away" if 1 in away else "to" if 1 in to else "neither"

    def told(self, side: Field, answer: Answer) -> State:
        return ("to", "neither", "away")[answer.offer(self.id).key.pointed]

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        if before != after:
            yield Effect(
                "rank",
                "offers",
                self.id,
                "minor",
                (Bit("pointed", str(before)),),
                (Bit("pointed", str(after)),),
            )
