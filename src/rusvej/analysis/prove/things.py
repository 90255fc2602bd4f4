"""What a property can be about, and the state of each in every case: offers, caveats, actions,
deadlines, deciding units.

Every thing has its states as an array over its own cone, and can be looked up in the engine's own
answer, so that each counterexample is confirmed by what a user would see.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rusvej.analysis.prove.field import Field
from rusvej.analysis.prove.records import Collision
from rusvej.analysis.space import IMPOSSIBLE, Bools, Cone, Statuses, offer_facts
from rusvej.answer import Answer, Said, Status
from rusvej.model import Action, Caveat, Deadline, Offer, Sources
from rusvej.truth import Truth

OFFER_STATES = ("fits", "depends", "open", "excluded", "not_listed")
OTHER_STATES = ("applies", "may-apply", "absent")


class Thing:
    """Something with one state in every partial case."""

    states: tuple[str, ...] = OTHER_STATES

    def __init__(self, field: Field, facts: frozenset[str], id: str, name: str) -> None:
        self.field = field
        self.facts = facts
        self.id = id
        self.name = name
        self._worked: dict[tuple[str, ...], Statuses] = {}

    def over(self, facts: Iterable[str] = ()) -> tuple[Cone, Statuses]:
        """The state, as a place in `states`, over the thing's own facts and these; `IMPOSSIBLE`
        where there is no such case."""
        cone = self.field.over(self.facts.union(facts))
        if cone.facts not in self._worked:
            found = self._work(cone)
            found[~cone.possible_partial] = IMPOSSIBLE
            self._worked[cone.facts] = found
        return cone, self._worked[cone.facts]

    def within(self, states: Iterable[str], facts: Iterable[str] = ()) -> tuple[Cone, Bools]:
        """Where the state is one of these."""
        cone, found = self.over(facts)
        return cone, np.isin(
            found, [self.states.index(state) for state in states if state in self.states]
        )

    def outside(self, states: Iterable[str], facts: Iterable[str] = ()) -> tuple[Cone, Bools]:
        """Where the case is possible and the state is none of these."""
        cone, inside = self.within(states, facts)
        return cone, ~inside & cone.possible_partial

    def _work(self, cone: Cone) -> Statuses:
        raise NotImplementedError

    def seen(self, answer: Answer) -> str:
        """The state in the engine's own answer."""
        raise NotImplementedError

    def evidence(self, answer: Answer) -> list[Collision]:
        """The records behind the state, with their sources."""
        raise NotImplementedError


class OfferThing(Thing):
    """An offer and its status."""

    states = OFFER_STATES

    def __init__(self, field: Field, offer: Offer) -> None:
        super().__init__(field, offer_facts(field, offer), offer.id, offer.name)
        self.offer = offer

    def _work(self, cone: Cone) -> Statuses:
        return self.field.status(self.offer, cone.facts)[1].copy()

    def seen(self, answer: Answer) -> str:
        return answer.offer(self.offer.id).status.id

    def evidence(self, answer: Answer) -> list[Collision]:
        result = answer.offer(self.offer.id)
        found = [
            Collision(
                self.offer.id, self.offer.name, result.status.id, _printed(self.offer, answer)
            )
        ]
        return found + [
            Collision(r.criterion.id, r.criterion.text, r.verdict.value, r.criterion.sources)
            for r in result.reasons
        ]


def _printed(offer: Offer, answer: Answer) -> Sources:
    level = answer.level
    entry = offer.entry(str(level)) if level is not None else None
    return (
        entry.sources
        if entry
        else offer.entry_lines or tuple(listed.sources[0] for listed in offer.levels)
    )


def _graded(yes: Bools, shown: Bools) -> Statuses:
    return np.where(yes, 0, np.where(shown, 1, 2)).astype(np.int8)


class CaveatThing(Thing):
    """A caveat: it stands in the answer at the levels where it is printed, where its condition is
    not known not to be met."""

    def __init__(self, field: Field, caveat: Caveat) -> None:
        super().__init__(
            field, field.facts_of([caveat.when]) | field.level, caveat.id, caveat.title
        )
        self.caveat = caveat

    def _work(self, cone: Cone) -> Statuses:
        printed = tuple(entry.level for entry in self.caveat.printed)
        mine = [
            self.field.offers[offer] for offer in self.caveat.offers if offer in self.field.offers
        ]
        # While the level is unknown the engine shows what is printed wherever one of the caveat's
        # offers is listed.
        always = any(
            offer.levels and {entry.level for entry in offer.levels} <= set(printed)
            for offer in mine
        )
        at = _level_known(self.field, cone, printed, unknown=always)
        judged = self.field.judged(self.caveat.when, cone)
        return _graded(at & judged.yes, at & ~judged.no)

    def seen(self, answer: Answer) -> str:
        result = next((r for r in answer.caveats if r.caveat.id == self.caveat.id), None)
        return (
            "absent"
            if result is None
            else "applies"
            if result.applies is Truth.YES
            else "may-apply"
        )

    def evidence(self, answer: Answer) -> list[Collision]:
        level = answer.level
        one = self.caveat.at(level)
        here = [one] if one else list(self.caveat.printed)
        sources = tuple(source for entry in here for source in entry.sources)
        return [Collision(self.caveat.id, self.caveat.title, self.seen(answer), sources)]


class ActionThing(Thing):
    """An action: it stands in the answer at its levels, also where only another reading makes it
    apply."""

    def __init__(self, field: Field, action: Action) -> None:
        super().__init__(
            field, field.facts_of([action.when]) | field.level, action.id, action.title
        )
        self.action = action

    def _work(self, cone: Cone) -> Statuses:
        at = _level_known(self.field, cone, self.action.levels)
        judged = self.field.judged(self.action.when, cone)
        return _graded(at & judged.yes, at & (~judged.no | judged.told))

    def seen(self, answer: Answer) -> str:
        result = next((r for r in answer.actions if r.action.id == self.action.id), None)
        return (
            "absent"
            if result is None
            else "applies"
            if result.applies is Truth.YES
            else "may-apply"
        )

    def evidence(self, answer: Answer) -> list[Collision]:
        return [
            Collision(self.action.id, self.action.title, self.seen(answer), self.action.sources)
        ]


class DeadlineThing(Thing):
    """A time limit with one of the offers that bring it into the answer."""

    def __init__(self, field: Field, deadline: Deadline, offer: Offer) -> None:
        facts = offer_facts(field, offer) | field.facts_of([deadline.when])
        super().__init__(field, facts, deadline.id, f"{deadline.name} ({offer.name})")
        self.deadline, self.offer = deadline, offer

    def _work(self, cone: Cone) -> Statuses:
        status = self.field.status(self.offer, cone.facts)[1]
        shown = (status <= int(Status.OPEN)) & (status != IMPOSSIBLE)
        judged = self.field.judged(self.deadline.when, cone)
        return _graded(shown & judged.yes, shown & (~judged.no | judged.told))

    def seen(self, answer: Answer) -> str:
        if not answer.offer(self.offer.id).status.shown:
            return "absent"
        result = next((r for r in answer.deadlines if r.deadline.id == self.deadline.id), None)
        return (
            "absent"
            if result is None
            else "applies"
            if result.applies is Truth.YES
            else "may-apply"
        )

    def evidence(self, answer: Answer) -> list[Collision]:
        offer = Collision(
            self.offer.id,
            self.offer.name,
            answer.offer(self.offer.id).status.id,
            _printed(self.offer, answer),
        )
        return [
            Collision(
                self.deadline.id, self.deadline.name, self.seen(answer), self.deadline.sources
            ),
            offer,
        ]


class DeciderThing(Thing):
    """That a unit is named as the one who decides on an offer that is shown."""

    def __init__(self, field: Field, offer: Offer, unit: str, name: str) -> None:
        self.said = tuple(
            statement for statement in offer.access.statements if statement.unit == unit
        )
        facts = offer_facts(field, offer) | field.facts_of(
            field.in_force(statement) for statement in self.said
        )
        super().__init__(field, facts, unit, f"{name} ({offer.name})")
        self.offer, self.unit = offer, unit

    def _work(self, cone: Cone) -> Statuses:
        status = self.field.status(self.offer, cone.facts)[1]
        shown = (status <= int(Status.OPEN)) & (status != IMPOSSIBLE)
        sure, maybe = np.zeros_like(shown), np.zeros_like(shown)
        for statement in self.said:
            judged = self.field.judged(self.field.in_force(statement), cone)
            sure |= judged.yes
            maybe |= ~judged.no | judged.told
        return _graded(shown & sure, shown & maybe)

    def _told(self, answer: Answer) -> list[Said]:
        result = answer.offer(self.offer.id)
        return (
            [said for said in result.access if said.statement.unit == self.unit]
            if result.status.shown
            else []
        )

    def seen(self, answer: Answer) -> str:
        told = self._told(answer)
        return (
            "absent"
            if not told
            else "applies"
            if any(said.verdict is Truth.YES for said in told)
            else "may-apply"
        )

    def evidence(self, answer: Answer) -> list[Collision]:
        found = [
            Collision(
                self.offer.id, said.statement.text, said.verdict.value, said.statement.sources
            )
            for said in self._told(answer)
        ]
        if found:
            return found
        return [
            Collision(self.offer.id, statement.text, "absent", statement.sources)
            for statement in self.offer.access.statements
        ]


def _level_known(
    field: Field, cone: Cone, levels: tuple[str, ...], *, unknown: bool = False
) -> Bools:
    """The partial cells whose level is among these; those whose level is unknown are as said. All,
    where something is printed whatever the level."""
    if not field.level or not levels or "" in levels:
        return np.ones(cone.partial_shape, dtype=bool)
    (level,) = field.level
    axis = cone.facts.index(level)
    row = np.array([value in levels for value in field.classes[level]] + [unknown])
    return np.broadcast_to(
        row.reshape([-1 if place == axis else 1 for place in range(len(cone.facts))]),
        cone.partial_shape,
    )
