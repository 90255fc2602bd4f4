"""What an observer can see of a record in the answer to every partial case, part by part: two
rulebooks give the same answers exactly where these nodes are the same."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.answer import Status
from rusvej.compiled.nodes import NO, TERMINALS, YES
from rusvej.compiled.pieces import Key, Kind
from rusvej.diagram import Operation
from rusvej.model import Action, Caveat, Deadline, Offer, Statement
from rusvej.space.space import UNKNOWN, Space

#: What is seen, by name; a name that only one of two rulebooks has is `ABSENT` with the other.
Seen = dict[tuple[str, ...], int]

#: How something stands in an answer: not at all, by another reading only, perhaps, surely.
ABSENT, OTHERWISE, PERHAPS, SURELY = 1, 2, 3, 4
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
            _ask(space, seen, asked.id, [listed, space.any([known, perhaps])])
    away = [_surely(space, ("points-away", offer.id, str(at))) for at in _places(offer.points_away)]
    for at, limit in enumerate(offer.limits):
        if limit.reached is not None:
            away.append(_surely(space, ("reached", offer.id, str(at))))
    for question in offer.reopening:
        _ask(space, seen, question, [shown, _surely(space, ("used-up", offer.id, question))])
    seen["away",] = only(space, shown, space.any(away))
    to = [_surely(space, ("points-to", offer.id, str(at))) for at in _places(offer.points_to)]
    seen["to",] = only(space, shown, space.any(to))
    groups: tuple[tuple[Kind, tuple[Statement, ...]], ...] = (
        ("access", offer.access.statements),
        ("contact", offer.contact.statements),
        ("limit", offer.limits),
    )
    for kind, statements in groups:
        for at, statement in enumerate(statements):
            key = (kind, offer.id, str(at))
            there = only(space, shown, presence(space, key))
            _most(space, seen, (kind, statement.text), there)
            if kind == "access" and statement.unit:
                _most(space, seen, ("unit", statement.unit), there)
            if kind != "limit":
                _told(space, seen, key, shown)
    _first_step(space, seen, offer, shown)
    seen["access", offer.access.kind] = only(space, shown, YES)
    for deadline in offer.deadlines:
        seen["deadline", deadline] = only(space, shown, YES)
    return seen


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
    brought = [
        space.shown(offer.id)
        for offer in space.compiled.rulebook.offers
        if deadline.id in offer.deadlines or offer.id in deadline.offers
    ]
    there = presence(space, ("deadline", deadline.id, ""))
    return {("presence",): only(space, space.any(brought), there)}


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
