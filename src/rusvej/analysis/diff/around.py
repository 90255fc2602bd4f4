"""What the answer says around the offers: caveats, actions and deadlines; and the order it puts the
offers in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from rusvej.analysis.diff.aspects import (
    ABSENT,
    VERDICTS,
    Aspect,
    Coded,
    OfShown,
    State,
    composed,
    known,
    shown_in,
    verdicts,
)
from rusvej.analysis.diff.common import Common, Grid, Ints
from rusvej.analysis.diff.records import Bit, Effect, Step
from rusvej.analysis.prove.field import Field
from rusvej.analysis.space import Bools, Cone, offer_facts
from rusvej.answer import Answer, Status
from rusvej.conditions import Condition
from rusvej.engine.ranking import rank_key
from rusvej.model import Caveat, Deadline, Offer, Period
from rusvej.records import changed

_DAYS = {
    "days": 1.0,
    "weeks": 7.0,
    "months": 30.44,
    "workdays": 1.4,
    "hours": 1 / 24,
    "soonest": 0.0,
}


def _levels(side: Field, cone: Cone, listed: frozenset[str], unknown: bool) -> Bools:
    """The partial cells whose level is one of these; those whose level is unknown as said."""
    axis = cone.facts.index("level")
    row = np.array([value in listed for value in side.classes["level"]] + [unknown])
    return np.broadcast_to(
        row.reshape([-1 if place == axis else 1 for place in range(len(cone.facts))]),
        cone.partial_shape,
    )


class CaveatShown(Aspect):
    """Whether a caveat is shown and stressed, and which offers it is said to concern."""

    section = "caveats"

    def _caveat(self, side: Field) -> Caveat | None:
        return next(
            (caveat for caveat in side.knowledge.rulebook.caveats if caveat.id == self.id), None
        )

    def _conditions(self, caveat: Caveat) -> tuple[Condition, ...]:
        return (
            (caveat.when,) if caveat.stressed_when is None else (caveat.when, caveat.stressed_when)
        )

    def facts(self, side: Field) -> frozenset[str]:
        caveat = self._caveat(side)
        return side.facts_of(self._conditions(caveat)) | {"level"} if caveat else frozenset()

    def inputs(self, side: Field) -> object:
        caveat = self._caveat(side)
        if caveat is None:
            return None
        levels = sorted({entry.level for entry in caveat.printed})
        return (
            levels,
            sorted(caveat.offers),
            self._unasked(side, caveat),
            known(side, self._conditions(caveat)),
            side.classes["level"],
        )

    def _unasked(self, side: Field, caveat: Caveat) -> bool:
        """Whether it is shown while the level is unknown; see the engine's `_printed`."""
        levels = {entry.level for entry in caveat.printed}
        return any(
            offer.id in caveat.offers
            and offer.levels
            and {entry.level for entry in offer.levels} <= levels
            for offer in side.knowledge.rulebook.offers
        )

    def coded(self, side: Field, cone: Cone) -> Coded:
        caveat = self._caveat(side)
        if caveat is None:
            return np.zeros(cone.partial_shape, dtype=np.int64), [ABSENT]
        at = _levels(
            side,
            cone,
            frozenset(entry.level for entry in caveat.printed),
            self._unasked(side, caveat),
        )
        layers: list[Ints] = [
            np.where(at, verdicts(side, c, cone), 0) for c in self._conditions(caveat)
        ]
        offers = tuple(sorted(caveat.offers))

        def state(code: tuple[int, ...]) -> State:
            if code[0] not in (1, 2):
                return ABSENT
            return VERDICTS[code[0]], len(code) > 1 and code[1] == 1, offers

        return composed(layers, [len(VERDICTS)] * len(layers), state, cone.partial_shape)

    def seen(self, side: Field, answer: Answer) -> State:
        result = next((r for r in answer.caveats if r.caveat.id == self.id), None)
        return (
            (result.applies.value, result.stressed, tuple(sorted(result.caveat.offers)))
            if result
            else ABSENT
        )

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        def effect(kind: str, step: Step, was: tuple[Bit, ...], now: tuple[Bit, ...]) -> Effect:
            return Effect(kind, "caveats", self.id, step, was, now)

        if ABSENT in (before, after):
            if before != after:
                lost = after == ABSENT
                yield effect(
                    "caveat-lost" if lost else "caveat-gained",
                    "major" if lost else "minor",
                    *_there(before, after),
                )
            return
        (was, stressed_was, offers_was), (now, stressed_now, offers_now) = before, after
        if was != now:
            yield effect("caveat", "minor", (Bit("applies", was),), (Bit("applies", now),))
        if stressed_was != stressed_now:
            yield effect(
                "caveat",
                "minor",
                (Bit("stressed", _word(stressed_was)),),
                (Bit("stressed", _word(stressed_now)),),
            )
        gone, come = (
            tuple(Bit("offer", o) for o in a if o not in b)
            for a, b in ((offers_was, offers_now), (offers_now, offers_was))
        )
        if gone or come:
            yield effect("caveat", "major" if gone else "minor", gone, come)


def _word(value: bool) -> str:
    return "yes" if value else "no"


def _there(before: State, after: State) -> tuple[tuple[Bit, ...], tuple[Bit, ...]]:
    """What was there or comes, of two states of which one is `ABSENT`."""
    was, now = (
        () if state == ABSENT else (Bit("applies", state if isinstance(state, str) else state[0]),)
        for state in (before, after)
    )
    return was, now


class ActionShown(Aspect):
    """Whether an action stands in the answer. The state is its verdict."""

    section = "actions"

    def facts(self, side: Field) -> frozenset[str]:
        action = next((a for a in side.knowledge.rulebook.actions if a.id == self.id), None)
        return side.facts_of([action.when]) | {"level"} if action else frozenset()

    def inputs(self, side: Field) -> object:
        action = next((a for a in side.knowledge.rulebook.actions if a.id == self.id), None)
        return (
            (sorted(action.levels), known(side, [action.when]), side.classes["level"])
            if action
            else None
        )

    def coded(self, side: Field, cone: Cone) -> Coded:
        action = next((a for a in side.knowledge.rulebook.actions if a.id == self.id), None)
        if action is None:
            return np.zeros(cone.partial_shape, dtype=np.int64), [ABSENT]
        return np.where(
            _levels(side, cone, frozenset(action.levels), False),
            verdicts(side, action.when, cone),
            0,
        ), list(VERDICTS)

    def seen(self, side: Field, answer: Answer) -> State:
        result = next((r for r in answer.actions if r.action.id == self.id), None)
        return result.applies.value if result else ABSENT

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        if before == after:
            return
        if ABSENT in (before, after):
            lost = after == ABSENT
            yield Effect(
                "action-lost" if lost else "action-gained",
                "actions",
                self.id,
                "major" if lost else "minor",
                *_there(before, after),
            )
        else:
            yield Effect(
                "action",
                "actions",
                self.id,
                "minor",
                (Bit("applies", str(before)),),
                (Bit("applies", str(after)),),
            )


def _deadline(side: Field, deadline_id: str) -> Deadline | None:
    return next((d for d in side.knowledge.rulebook.deadlines if d.id == deadline_id), None)


def links(side: Field, deadline: Deadline | None) -> frozenset[str]:
    """The offers that bring a deadline into the answer."""
    if deadline is None:
        return frozenset()
    return frozenset(
        o.id
        for o in side.knowledge.rulebook.offers
        if deadline.id in o.deadlines or o.id in deadline.offers
    )


class DeadlineRule(Aspect):
    """What a deadline says, for those who are shown an offer that has it in both rulebooks."""

    section = "deadlines"

    def facts(self, side: Field) -> frozenset[str]:
        deadline = _deadline(side, self.id)
        return side.facts_of([deadline.when]) if deadline else frozenset()

    def inputs(self, side: Field) -> object:
        deadline = _deadline(side, self.id)
        return (self._content(side, deadline), known(side, [deadline.when])) if deadline else None

    def _content(self, side: Field, deadline: Deadline) -> State:
        """Period, then exceptions with what they do, then how it is counted."""
        p = deadline.period
        unit, number = p.length or ("soonest", 0)
        effects = {
            e.id: e.effect
            + (f" {e.question} {e.waives_under} {_used(side, e.question)}" if e.question else "")
            for e in side.knowledge.rulebook.exceptions
        }
        counted = [
            f"{event.event} {event.reading} {_used(side, event.question)}".strip()
            for event in deadline.counted_from
        ]
        rest = [
            deadline.kind,
            deadline.met_by,
            f"{deadline.start_question} {_used(side, deadline.start_question)}".strip(),
            *counted,
        ]
        rest += [f"{question} {_used(side, question)}" for question in deadline.questions]
        return (
            f"{number} {unit}",
            tuple((e, effects.get(e, "")) for e in sorted(deadline.exceptions)),
            tuple(rest),
        )

    def coded(self, side: Field, cone: Cone) -> Coded:
        deadline = _deadline(side, self.id)
        if deadline is None:
            return np.zeros(cone.partial_shape, dtype=np.int64), [None]
        content = self._content(side, deadline)
        return verdicts(side, deadline.when, cone), [
            ABSENT,
            *((verdict, content) for verdict in VERDICTS[1:]),
        ]

    def seen(self, side: Field, answer: Answer) -> State:
        result = next((r for r in answer.deadlines if r.deadline.id == self.id), None)
        if result is not None:
            return result.applies.value, self._content(side, result.deadline)
        return (
            ABSENT
            if any(
                r.status.shown and r.offer.id in links(side, _deadline(side, self.id))
                for r in answer.offers
            )
            else None
        )

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        def effect(kind: str, step: Step, was: tuple[Bit, ...], now: tuple[Bit, ...]) -> Effect:
            return Effect(kind, "deadlines", self.id, step, was, now)

        if ABSENT in (before, after):
            if before != after:
                lost = after == ABSENT
                yield effect(
                    "deadline-lost" if lost else "deadline-gained",
                    "major" if lost else "minor",
                    *_there(before, after),
                )
            return
        (
            (verdict_was, (period_was, except_was, rest_was)),
            (verdict_now, (period_now, except_now, rest_now)),
        ) = before, after
        if verdict_was != verdict_now:
            step: Step = "minor" if verdict_now == "yes" else "major"
            yield effect(
                "deadline", step, (Bit("applies", verdict_was),), (Bit("applies", verdict_now),)
            )
        if period_was != period_now:
            shorter = _length(period_now) < _length(period_was)
            kind = "deadline-shorter" if shorter else "deadline-longer"
            yield effect(
                kind,
                "major" if shorter else "minor",
                (Bit("period", period_was),),
                (Bit("period", period_now),),
            )
        gone, come = (
            tuple(Bit("exception", e[0]) for e in a if e not in b)
            for a, b in ((except_was, except_now), (except_now, except_was))
        )
        if gone or come:
            yield effect("deadline", "major" if come else "minor", gone, come)
        if rest_was != rest_now:
            left, put = (
                tuple(Bit("counting", r) for r in a if r not in b)
                for a, b in ((rest_was, rest_now), (rest_now, rest_was))
            )
            yield effect("deadline", "major", left, put)

    def _stages(self, common: Common, grid: Grid) -> Iterator[tuple[Grid, Bools]]:
        both = [links(side, _deadline(side, self.id)) for side in common.sides()]
        for offer_id in sorted(both[0] & both[1]):
            offers = [(side, side.offers[offer_id]) for side in common.sides()]
            wide = common.over(
                {
                    *grid.facts,
                    *(fact for side, offer in offers for fact in offer_facts(side, offer)),
                }
            )
            seen = wide.possible.copy()
            for side, offer in offers:
                seen &= wide.lift(side, shown_in(side, offer, wide.cone(side))).astype(bool)
            yield wide, seen

    def visible(self, common: Common, grid: Grid) -> Bools | None:
        found = np.zeros(grid.partial_shape, dtype=bool)
        for wide, seen in self._stages(common, grid):
            found |= seen.any(
                axis=tuple(axis for axis, fact in enumerate(wide.facts) if fact not in grid.facts)
            )
        return found

    def stages(self, common: Common, grid: Grid) -> list[tuple[Grid, Bools]]:
        return list(self._stages(common, grid))


def _used(side: Field, question: str) -> str:
    found = side.knowledge.questions.get(question)
    return (found.used or "open") if found else ""


def _length(period: str) -> float:
    number, unit = period.split()
    return int(number) * _DAYS[unit]


def period_of(text: str) -> Period:
    """The period that a state holds as text."""
    number, unit = text.split()
    return Period(soonest=True) if unit == "soonest" else changed(Period(), **{unit: int(number)})


class DeadlineAtOffer(OfShown):
    """Whether an offer brings a deadline into the answer, where that is not so in both
    rulebooks."""

    section = "deadlines"

    def __init__(self, deadline: str, offer: str) -> None:
        super().__init__(offer)
        self.deadline = deadline

    def _linked(self, side: Field) -> Deadline | None:
        deadline = _deadline(side, self.deadline)
        return deadline if deadline and self.id in links(side, deadline) else None

    def conditions(self, side: Field, offer: Offer) -> tuple[Condition, ...]:
        deadline = self._linked(side)
        return (deadline.when,) if deadline else ()

    def parts(self, side: Field, offer: Offer) -> object:
        return self._linked(side) is not None

    def state(self, side: Field, offer: Offer, code: tuple[int, ...]) -> State:
        return VERDICTS[code[0]] if code else ABSENT

    def told(self, side: Field, answer: Answer) -> State:
        result = next((r for r in answer.deadlines if r.deadline.id == self.deadline), None)
        return result.applies.value if result and self._linked(side) else ABSENT

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        if before != after and ABSENT in (before, after):
            lost = after == ABSENT
            kind = "deadline-lost" if lost else "deadline-gained"
            step: Step = "major" if lost else "minor"
            was, now = _there(before, after)
            yield Effect(kind, "deadlines", self.deadline, step, was, now, self.id)


class Moved(Aspect):
    """Which offers come before this one, all else being equal, at the levels where the order of the
    two rulebooks differs."""

    section = "offers"

    def __init__(self, id: str, orders: tuple[Orders, Orders]) -> None:
        super().__init__(id)
        self._orders = orders

    def _before(self, side: Field, level: str | None) -> State:
        mine = next(orders for orders in self._orders if orders.side is side)
        order = mine.at(level)
        if self.id not in moved(self._orders[0].at(level), self._orders[1].at(level)):
            return None
        return tuple(sorted(order[: order.index(self.id)]))

    def facts(self, side: Field) -> frozenset[str]:
        return offer_facts(side, side.offers[self.id]) | {"level"}

    def inputs(self, side: Field) -> object:
        return [self._before(side, level) for level in (*self._orders[0].levels, None)]

    def coded(self, side: Field, cone: Cone) -> Coded:
        axis = cone.facts.index("level")
        shown = shown_in(side, side.offers[self.id], cone)
        places = np.arange(cone.partial_shape[axis]).reshape(
            [-1 if place == axis else 1 for place in range(len(cone.facts))]
        )
        states = [self._before(side, str(value)) for value in side.classes["level"]] + [
            self._before(side, None),
            None,
        ]
        return np.where(shown, np.broadcast_to(places, cone.partial_shape), len(states) - 1), states

    def seen(self, side: Field, answer: Answer) -> State:
        level = answer.case.get("level")
        if (
            not answer.offer(self.id).status.shown
            or self._before(side, None if level is None else str(level)) is None
        ):
            return None
        among = next(orders for orders in self._orders if orders.side is side).at(
            None if level is None else str(level)
        )
        order = sorted(
            (r.key.own, r.key.access, r.key.order, r.offer.id)
            for r in answer.offers
            if r.offer.id in among
        )
        mine = next(key for key in order if key[-1] == self.id)
        return tuple(sorted(key[-1] for key in order if key < mine))

    def effects(self, before: State, after: State) -> Iterator[Effect]:
        gone, come = (
            tuple(Bit("after", o) for o in a if o not in b)
            for a, b in ((before, after), (after, before))
        )
        if gone or come:
            yield Effect("rank", "offers", self.id, "minor", gone, come)


class Orders:
    """The order in which a rulebook puts the offers that both have, all else being equal, at each
    level."""

    def __init__(self, side: Field, other: Field) -> None:
        self.side = side
        self._listed = {
            level: [
                offer
                for offer in side.knowledge.rulebook.offers
                if offer.id in other.offers
                and (level is None or (_at(offer, level) and _at(other.offers[offer.id], level)))
            ]
            for level in (*map(str, side.classes.get("level", ())), None)
        }
        self._kept: dict[str | None, tuple[str, ...]] = {}

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of the rulebook."""
        return tuple(level for level in self._listed if level is not None)

    def at(self, level: str | None) -> tuple[str, ...]:
        """The ids in order; the same ids in both rulebooks."""
        if level not in self._kept:
            keys = [
                rank_key(offer, Status.FITS, True, level, (), ())
                for offer in self._listed.get(level, ())
            ]
            self._kept[level] = tuple(key.id for key in sorted(keys))
        return self._kept[level]


def _at(offer: Offer, level: str) -> bool:
    return not offer.levels or offer.entry(level) is not None


def moved(old: tuple[str, ...], new: tuple[str, ...]) -> frozenset[str]:
    """A smallest set of offers without which the two orders are the same (what is not in a longest
    common order)."""
    place = {offer: i for i, offer in enumerate(old)}
    ends: list[int] = []
    chains: list[tuple[str, ...]] = []
    for offer in new:
        if offer not in place:
            continue
        at = bisect_left(ends, place[offer])
        chain = (*chains[at - 1], offer) if at else (offer,)
        ends[at : at + 1] = [place[offer]]
        chains[at : at + 1] = [chain]
    kept = set(chains[-1]) if chains else set()
    return frozenset(offer for offer in new if offer in place and offer not in kept)
