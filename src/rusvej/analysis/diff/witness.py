"""One case for each change, the smallest there is, shown by the engine's own answers to be one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from rusvej.analysis.diff.boxes import Box
from rusvej.analysis.diff.changes import Change
from rusvej.analysis.diff.people import People
from rusvej.analysis.diff.records import Effect, Witness
from rusvej.answer import Answer, CaveatResult, OfferResult, Said
from rusvej.compiled import Held, compiled
from rusvej.compiled.nodes import YES
from rusvej.diagram import shortest
from rusvej.engine.answering import actions_of, caveats_of, held_answer
from rusvej.engine.offers import offer_result
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.records import record
from rusvej.space.seen import plan


@record
class Found:
    """A change in one box of cells; `limits` says where the box is narrower than everything, and
    `facts` (a set of bits) are those it hangs on."""

    change: Change
    facts: int
    limits: Box
    partial: bool


def witnesses(people: People, found: Sequence[Found], on: date) -> tuple[Witness, ...]:
    """As few cases as show all of the effects: one, if the cases of the single effects agree."""
    cases = [_smallest(people, each) for each in found]
    effects = [each.change.effect for each in found]
    joint: dict[str, Value] = {}
    for case in cases:
        for fact, value in (case or {}).items():
            joint.setdefault(fact, value)
    if all(case is not None for case in cases) and _shown(people, joint, effects, on):
        return (Witness(joint, tuple(range(len(found))), True),)
    kept: dict[tuple[tuple[str, Value], ...], list[int]] = {}
    for place, one in enumerate(cases):
        if one is not None:
            kept.setdefault(tuple(one.items()), []).append(place)
    return tuple(
        Witness(
            dict(case), tuple(places), _shown(people, dict(case), [effects[p] for p in places], on)
        )
        for case, places in kept.items()
    )


def _smallest(people: People, found: Found) -> dict[str, Value] | None:
    """The case with fewest facts given in which the effect can be seen, of those in the box; None
    if nobody can see it."""
    pair = people.pair
    sizes = pair.nodes.sizes
    where = pair.all(found.change.visible, people.within(found.limits), pair.possible)
    path = shortest(pair.nodes, where, [YES], lambda at, place: int(place < sizes[at] - 1))
    return None if path is None else people.case(path)


def _shown(people: People, case: dict[str, Value], effects: list[Effect], on: date) -> bool:
    """Whether both engines answer the case, and differently where the effects say so."""
    sides = []
    for book, own in people.told(case):
        if not compiled(book).possible(own):
            return False
        sides.append(_Side(Held(compiled(book), own), on))
    return all(sides[0].said(effect) != sides[1].said(effect) for effect in effects)


class _Side:
    """What one rulebook's answer says, worked out as far as it is asked for: there may be as many
    witnesses as offers."""

    def __init__(self, held: Held, on: date) -> None:
        self._held, self._on = held, on
        self._book = held.compiled.rulebook

    @cached_property
    def _answer(self) -> Answer:
        return held_answer(self._held, self._on, ahead=False)

    @cached_property
    def _caveats(self) -> tuple[CaveatResult, ...]:
        return caveats_of(self._held)

    def said(self, effect: Effect) -> object:
        """What it says of what an effect is about."""
        if effect.about:
            return any(effect.id in each.deadlines for each in self._offers(effect.about))
        match effect.section:
            case "offers" if effect.kind == "rank":
                order = [each.offer.id for each in self._answer.offers]
                return [each.pointers for each in self._offers(effect.id)], order
            case "offers":
                return [_of_offer(self._book, each, effect) for each in self._offers(effect.id)]
            case "caveats":
                return [
                    (each.applies, each.stressed, set(each.caveat.offers))
                    for each in self._caveats
                    if each.caveat.id == effect.id
                ]
            case "actions":
                told = actions_of(self._held)
                return [each.applies for each in told if each.action.id == effect.id]
            case _:
                return [
                    (each.applies, *plan(self._book, each.deadline))
                    for each in self._answer.deadlines
                    if each.deadline.id == effect.id
                ]

    def _offers(self, id: str) -> list[OfferResult]:
        found = [offer for offer in self._book.offers if offer.id == id]
        return [offer_result(self._held, offer, ()).result for offer in found]


def _of_offer(book: Rulebook, result: OfferResult, effect: Effect) -> object:
    match effect.kind:
        case "authority":
            return result.offer.access.kind, _lines(result.access)
        case "contact":
            units = [u for u in book.contacts if u.id in result.offer.contact.units]
            return _lines(result.contact), units
        case "first-step":
            return result.first_step and result.first_step.statement.text
        case "limit":
            return _lines(result.limits)
        case "question":
            return [use.question.id for use in result.questions]
        case _:
            return result.status


def _lines(said: tuple[Said, ...]) -> object:
    return [(each.statement.text, each.statement.unit, each.verdict) for each in said]
