"""What a property can be about, with its state in every partial case as a node: offers, caveats,
actions, deadlines, deciding units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from rusvej.analysis.prove.records import Collision
from rusvej.answer import Answer, Status
from rusvej.compiled.nodes import NO, YES
from rusvej.facts import Case
from rusvej.model import Action, Caveat, Deadline, Offer, Statement
from rusvej.space import Space
from rusvej.space.seen import (
    ABSENT,
    OTHERWISE,
    PERHAPS,
    SURELY,
    action_seen,
    caveat_seen,
    only,
    presence,
)

_STATUSES = {1 << status: status.id for status in Status}
_PLACES = {YES: "first", NO: "later"}
_PRESENCE = {
    ABSENT: "absent",
    OTHERWISE: "may-apply",
    PERHAPS: "may-apply",
    SURELY: "applies",
}


class Subject(NamedTuple):
    """Something with one state in every partial case: the word for the terminal of `node`.

    `evidence` gives the records behind a state, with their sources, from the engine's own answer.
    """

    id: str
    name: str
    node: int
    words: Mapping[int, str]
    evidence: Callable[[Answer, str], Iterable[Collision]]
    #: The offer that it is or belongs to.
    offer: Offer | None = None

    def within(self, space: Space, states: Iterable[str]) -> int:
        """Where the state is one of these."""
        wanted = set(states)
        return space.where(self.node, [n for n, word in self.words.items() if word in wanted])

    def outside(self, space: Space, states: Iterable[str]) -> int:
        """Where the state is none of these."""
        return self.within(space, set(self.words.values()).difference(states))

    def state(self, space: Space, case: Case) -> str:
        """The state in one case."""
        return self.words[space.nodes.value(self.node, space.places(case))]


def offer_subject(space: Space, offer: Offer) -> Subject:
    """An offer and its status."""

    def evidence(answer: Answer, state: str) -> Iterator[Collision]:
        yield _standing(offer, answer)
        for reason in answer.offer(offer.id).reasons:
            criterion = reason.criterion
            yield Collision(criterion.id, criterion.text, reason.verdict.value, criterion.sources)

    return Subject(offer.id, offer.name, space.status(offer.id), _STATUSES, evidence, offer)


def place_subject(offer: Offer, node: int) -> Subject:
    """Whether an offer stands before all others: YES or NO by the node."""

    def evidence(answer: Answer, state: str) -> Iterator[Collision]:
        yield from pointing(offer, answer)
        if answer.offers[0].offer.id != offer.id:
            yield from pointing(answer.offers[0].offer, answer)

    return Subject(offer.id, offer.name, node, _PLACES, evidence, offer)


def ordered_subject(space: Space, offer: Offer) -> Subject:
    """An offer and its status, as one of two that are compared."""
    return offer_subject(space, offer)._replace(
        evidence=lambda answer, state: pointing(offer, answer), offer=None
    )


def pointing(offer: Offer, answer: Answer) -> Iterator[Collision]:
    """An offer and what the documents say of going to it, which is most of its place."""
    yield _standing(offer, answer)
    for statement in answer.offer(offer.id).pointers:
        yield Collision(offer.id, statement.text, "", statement.sources)


def caveat_subject(space: Space, caveat: Caveat) -> Subject:
    """A caveat: it stands in the answer at the levels where it is printed, where its condition is
    not known not to be met."""

    def evidence(answer: Answer, state: str) -> Iterator[Collision]:
        one = caveat.at(answer.level)
        entries = (one,) if one else caveat.printed
        sources = tuple(source for entry in entries for source in entry.sources)
        yield Collision(caveat.id, caveat.title, state, sources)

    node = caveat_seen(space, caveat)["presence",]
    return Subject(caveat.id, caveat.title, node, _PRESENCE, evidence)


def action_subject(space: Space, action: Action) -> Subject:
    """An action: it stands in the answer at its levels, also where only another reading makes it
    apply."""

    def evidence(answer: Answer, state: str) -> Iterator[Collision]:
        yield Collision(action.id, action.title, state, action.sources)

    node = action_seen(space, action)["presence",]
    return Subject(action.id, action.title, node, _PRESENCE, evidence)


def deadline_subject(space: Space, deadline: Deadline, offer: Offer) -> Subject:
    """A time limit with one of the offers that bring it into the answer."""

    def evidence(answer: Answer, state: str) -> Iterator[Collision]:
        yield Collision(deadline.id, deadline.name, state, deadline.sources)
        yield _standing(offer, answer)

    node = only(space, space.shown(offer.id), presence(space, ("deadline", deadline.id, "")))
    name = f"{deadline.name} ({offer.name})"
    return Subject(deadline.id, name, node, _PRESENCE, evidence, offer)


def decider_subject(space: Space, offer: Offer, unit: str, name: str) -> Subject:
    """That a unit is named as the one who decides on an offer that is shown."""
    statements = offer.access.statements

    def evidence(answer: Answer, state: str) -> Iterator[Collision]:
        told = [each for each in answer.offer(offer.id).access if each.statement.unit == unit]
        found: Iterable[tuple[Statement, str]] = (
            ((each, "absent") for each in statements)
            if state == "absent"
            else ((each.statement, each.verdict.value) for each in told)
        )
        for each, verdict in found:
            yield Collision(offer.id, each.text, verdict, each.sources)

    named = [
        presence(space, ("access", offer.id, str(at)))
        for at, statement in enumerate(statements)
        if statement.unit == unit
    ]
    # Of several presences the greatest terminal is the surest.
    node = only(space, space.shown(offer.id), space.any(named))
    return Subject(unit, f"{name} ({offer.name})", node, _PRESENCE, evidence, offer)


def _standing(offer: Offer, answer: Answer) -> Collision:
    entry = offer.entry(str(answer.level)) if answer.level is not None else None
    printed = offer.entry_lines or tuple(listed.sources[0] for listed in offer.levels)
    return Collision(
        offer.id, offer.name, answer.offer(offer.id).status.id, entry.sources if entry else printed
    )
