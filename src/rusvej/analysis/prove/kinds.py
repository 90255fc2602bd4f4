"""The kinds of property, each as a search for the smallest case that speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

import numpy as np

from rusvej.analysis.prove.field import Field
from rusvej.analysis.prove.records import Collision, Finding, FindingKind
from rusvej.analysis.prove.solve import Demand, case_of, smallest
from rusvej.analysis.prove.things import (
    ActionThing,
    CaveatThing,
    DeadlineThing,
    DeciderThing,
    OfferThing,
    Thing,
)
from rusvej.analysis.space import Bools, Cone
from rusvej.conditions import ALWAYS
from rusvej.engine import answer
from rusvej.model import Deadline, Offer
from rusvej.model.properties import Property

SHOWN = ("fits", "depends", "open", "applies", "may-apply")
CERTAIN = ("fits", "applies")
_DEFAULT = {"only-if": CERTAIN, "monotone": CERTAIN, "exclusive": CERTAIN}


class Question:
    """One property over one rulebook."""

    def __init__(self, field: Field, prop: Property, on: date) -> None:
        self.field, self.prop, self.on = field, prop, on
        self.book = field.knowledge.rulebook
        self.states: tuple[str, ...] = prop.statuses or _DEFAULT.get(prop.kind, SHOWN)

    def findings(self) -> list[Finding]:
        """Everything that speaks against the property; each with its smallest case, the smallest
        cases first."""
        problem = self._unknown_names() or self._misshapen()
        if problem:
            return problem
        vacuous = self._vacuous()
        found = [Finding("vacuous", {})] if vacuous else list(_KINDS[self.prop.kind](self))
        return sorted(found, key=lambda finding: len(finding.case or ()))

    # What the property is about

    def selected(self) -> list[Offer]:
        """The offers it speaks of, in the rulebook's order."""
        prop = self.prop
        return [
            offer
            for offer in self.book.offers
            if (not prop.offers or offer.id in prop.offers)
            and (not prop.access or offer.access.kind in prop.access)
        ]

    def deadlines(self) -> list[Deadline]:
        return [deadline for deadline in self.book.deadlines if deadline.id in self.prop.deadlines]

    def things(self) -> list[Thing]:
        """What the property speaks of: what it names, else the offers."""
        prop, field = self.prop, self.field
        found: list[Thing] = [
            CaveatThing(field, caveat) for caveat in self.book.caveats if caveat.id in prop.caveats
        ]
        found += [
            ActionThing(field, action) for action in self.book.actions if action.id in prop.actions
        ]
        found += [
            DeadlineThing(field, deadline, offer)
            for deadline in self.deadlines()
            for offer in self.bringing(deadline)
        ]
        names = {unit.id: unit.name for unit in self.book.contacts}
        found += [
            DeciderThing(field, offer, unit, names.get(unit, unit))
            for unit in prop.deciders
            for offer in self.selected()
        ]
        return found or [OfferThing(field, offer) for offer in self.selected()]

    def bringing(self, deadline: Deadline) -> list[Offer]:
        """The offers that bring a deadline into the answer, as far as the property speaks of
        them."""
        return [
            offer
            for offer in self.selected()
            if deadline.id in offer.deadlines or offer.id in deadline.offers
        ]

    def _unknown_names(self) -> list[Finding]:
        prop, book, knowledge = self.prop, self.book, self.field.knowledge
        ids = {
            "offers": [offer.id for offer in book.offers],
            "caveats": [caveat.id for caveat in book.caveats],
            "actions": [action.id for action in book.actions],
            "deadlines": [deadline.id for deadline in book.deadlines],
            "deciders": [unit.id for unit in book.contacts],
            "known": list(knowledge.vocabulary),
        }
        missing = [
            name for kind, known in ids.items() for name in getattr(prop, kind) if name not in known
        ]
        if prop.fact:
            fact = knowledge.vocabulary.get(prop.fact)
            missing += (
                [prop.fact]
                if fact is None
                else [str(value) for value in prop.order if not fact.allows(value)]
            )
        return [Finding("unknown-name", {"name": name}) for name in missing]

    def _misshapen(self) -> list[Finding]:
        prop = self.prop
        kinds = sum(
            bool(group) for group in (prop.caveats, prop.actions, prop.deadlines, prop.deciders)
        )
        wrong = (
            not (prop.sources or prop.reason)
            or (
                bool(prop.fact) != bool(prop.order) or (bool(prop.fact) and prop.kind != "monotone")
            )
            or (prop.kind == "caveat-with-offer" and (not prop.caveats or kinds > 1))
            or (
                prop.kind == "deadline-at-most"
                and (not prop.deadlines or prop.days is None or kinds > 1)
            )
            or (prop.kind == "only-if" and prop.when is ALWAYS)
            or (prop.kind == "exclusive" and len(self.things()) < 2)
            or not self.things()
        )
        return [Finding("misshapen", {})] if wrong else []

    def _vacuous(self) -> bool:
        """Whether no case is one the property is about, so that it could never fail."""
        prop = self.prop
        if prop.kind != "only-if" and smallest(self.field, self.about()) is None:
            return True
        if prop.kind in ("only-if", "monotone", "exclusive"):
            things = self.things()
        elif prop.kind in ("caveat-with-offer", "deadline-at-most"):
            things = [OfferThing(self.field, offer) for offer in self.selected()]
        else:
            return False
        about = [] if prop.kind == "only-if" else self.about()
        silent = [
            smallest(self.field, [Demand(*thing.within(self.states)), *about]) is None
            for thing in things
        ]
        # Of what is named one by one, each must be able to come into question; of all offers, one
        # is enough.
        return any(silent) if prop.offers or not isinstance(things[0], OfferThing) else all(silent)

    def about(self) -> list[Demand]:
        """The cases that the property is about."""
        demands = []
        if self.prop.when is not ALWAYS:
            cone = self.field.over(self.field.facts_of([self.prop.when]))
            demands.append(Demand(cone, self.field.judged(self.prop.when, cone).yes))
        for fact in self.prop.known:
            cone = self.field.over([fact])
            demands.append(Demand(cone, _known(cone, fact)))
        return demands

    # The kinds

    def never(self) -> Iterator[Finding]:
        for thing in self.things():
            yield from self._against(
                "never", [Demand(*thing.within(self.states)), *self.about()], [thing]
            )

    def always(self) -> Iterator[Finding]:
        things = self.things()
        demands = [Demand(*thing.outside(self.states)) for thing in things]
        yield from self._against("always", [*demands, *self.about()], things)

    def only_if(self) -> Iterator[Finding]:
        for thing in self.things():
            cone = self.field.over(self.field.facts_of([self.prop.when]))
            unmet = ~self.field.judged(self.prop.when, cone).yes & cone.possible_partial
            demands = [Demand(cone, unmet), Demand(*thing.within(self.states))]
            demands += [
                Demand(self.field.over([fact]), _known(self.field.over([fact]), fact))
                for fact in self.prop.known
            ]
            yield from self._against("only-if", demands, [thing])

    def exclusive(self) -> Iterator[Finding]:
        for one, other in combinations(self.things(), 2):
            demands = [
                Demand(*one.within(self.states)),
                Demand(*other.within(self.states)),
                *self.about(),
            ]
            yield from self._against("exclusive", demands, [one, other])

    def caveat_with_offer(self) -> Iterator[Finding]:
        wanted = ("applies",) if self.prop.must_apply else ("applies", "may-apply")
        for caveat in (caveat for caveat in self.book.caveats if caveat.id in self.prop.caveats):
            beside = CaveatThing(self.field, caveat)
            for offer in self.selected():
                thing = OfferThing(self.field, offer)
                shown = Demand(*thing.within(self.states))
                if offer.id not in caveat.offers:
                    yield from self._against(
                        "caveat-elsewhere", [shown, *self.about()], [thing, beside]
                    )
                else:
                    yield from self._against(
                        "caveat-missing",
                        [shown, Demand(*beside.outside(wanted)), *self.about()],
                        [thing, beside],
                    )

    def deadline_at_most(self) -> Iterator[Finding]:
        most = self.prop.days or 0
        for deadline in self.deadlines():
            days = deadline.period.most_days
            for offer in self.selected():
                thing = OfferThing(self.field, offer)
                shown = Demand(*thing.within(self.states))
                if offer not in self.bringing(deadline):
                    yield from self._against(
                        "deadline-missing", [shown, *self.about()], [thing], deadline=deadline.id
                    )
                    continue
                told = DeadlineThing(self.field, deadline, offer)
                missing = Demand(*told.outside(("applies", "may-apply")))
                yield from self._against(
                    "deadline-missing",
                    [shown, missing, *self.about()],
                    [thing, told],
                    deadline=deadline.id,
                )
                if days is None or days > most:
                    there = Demand(*told.within(("applies", "may-apply")))
                    yield from self._against(
                        "deadline-long",
                        [there, *self.about()],
                        [told],
                        deadline=deadline.id,
                        days=str(days or ""),
                        most=str(most),
                    )

    def monotone(self) -> Iterator[Finding]:
        for thing in self.things():
            own = self.field.facts_of([self.prop.when]).union(
                self.prop.known, [self.prop.fact] if self.prop.fact else []
            )
            cone, inside = thing.within(self.states, own)
            about = cone.possible_partial.copy()
            if self.prop.when is not ALWAYS:
                about &= self.field.judged(self.prop.when, cone).yes
            for fact in self.prop.known:
                about &= _known(cone, fact)
            best: tuple[tuple[int, ...], Finding] | None = None
            for fact, before, after in self._steps(cone):
                axis = cone.facts.index(fact)
                lost = np.take(inside & about, before, axis) & np.take(about & ~inside, after, axis)
                index = _lowest(cone, lost, fact)
                if index is None:
                    continue
                places = dict(
                    zip([name for name in cone.facts if name != fact], index, strict=True)
                )
                one, two = {**places, fact: before}, {**places, fact: after}
                rank = (
                    sum(one[name] < len(self.field.classes[name]) for name in cone.facts),
                    *(one[name] for name in cone.facts),
                    after,
                )
                if best is None or rank < best[0]:
                    best = (
                        rank,
                        self._pair(
                            thing,
                            fact,
                            _known_places(self.field, one),
                            _known_places(self.field, two),
                        ),
                    )
            if best is not None:
                yield best[1]

    def _steps(self, cone: Cone) -> Iterator[tuple[str, int, int]]:
        """(fact, place before, place after): a fact learned, or the steps of the property's own
        order."""
        if self.prop.fact:
            places = list(
                dict.fromkeys(
                    self.field.class_of(self.prop.fact, value) for value in self.prop.order
                )
            )
            yield from (
                (self.prop.fact, before, after) for before, after in combinations(places, 2)
            )
            return
        for fact in cone.facts:
            unknown = len(self.field.classes[fact])
            yield from ((fact, unknown, place) for place in range(unknown))

    def _pair(
        self, thing: Thing, fact: str, before: dict[str, int], after: dict[str, int]
    ) -> Finding:
        cases = case_of(self.field, before), case_of(self.field, after)
        answers = [answer(self.field.knowledge, case, self.on) for case in cases]
        for case, said in zip((before, after), answers, strict=True):
            _confirm(self.field, thing, case, thing.seen(said))
        value = cases[1][fact]
        data: dict[str, str | tuple[str, ...]] = {
            "thing": thing.id,
            "name": thing.name,
            "fact": fact,
        }
        data |= {"state": thing.seen(answers[0]), "after": thing.seen(answers[1])}
        data["value"] = self.field.knowledge.vocabulary[fact].in_words(value)
        kind: FindingKind = "monotone" if self.prop.fact else "learned"
        return Finding(kind, data, cases[0], cases[1], tuple(thing.evidence(answers[1])))

    def _against(
        self, kind: FindingKind, demands: list[Demand], things: list[Thing], **data: str
    ) -> Iterator[Finding]:
        """The smallest case that meets the demands, confirmed by the engine; nothing when there is
        none."""
        self.field.decides(fact for demand in demands for fact in demand.cone.facts)
        places = smallest(self.field, demands)
        if places is None:
            return
        case = case_of(self.field, places)
        said = answer(self.field.knowledge, case, self.on)
        collisions: list[Collision] = []
        for thing in things:
            _confirm(self.field, thing, places, thing.seen(said))
            collisions += thing.evidence(said)
        named: dict[str, str | tuple[str, ...]] = {
            "thing": things[0].id,
            "name": things[0].name,
            "state": things[0].seen(said),
        }
        if len(things) > 1:
            named |= {
                "other": things[1].id,
                "other_name": things[1].name,
                "other_state": things[1].seen(said),
            }
        yield Finding(kind, {**named, **data}, case, None, tuple(collisions))


class Disagreement(Exception):
    """The arrays and the engine do not say the same of a case: a fault of rusvej's own."""


def _confirm(field: Field, thing: Thing, places: dict[str, int], seen: str) -> None:
    cone, states = thing.over()
    index = tuple(places.get(fact, len(field.classes[fact])) for fact in cone.facts)
    if thing.states[int(states[index])] != seen:
        raise Disagreement(f"{thing.id}: {thing.states[int(states[index])]} / {seen}")


def _known(cone: Cone, fact: str) -> Bools:
    """The possible partial cells in which a fact is known."""
    axis = cone.facts.index(fact)
    row = np.array([True] * cone.shape[axis] + [False])
    known: Bools = cone.possible_partial & row.reshape(
        [-1 if place == axis else 1 for place in range(len(cone.facts))]
    )
    return known


def _lowest(cone: Cone, where: Bools, without: str) -> tuple[int, ...] | None:
    """The cell with the fewest facts known, then the lowest places, in an array that lacks the axis
    of one fact."""
    found = np.argwhere(where)
    if not len(found):
        return None
    sizes = np.array(
        [size for fact, size in zip(cone.facts, cone.shape, strict=True) if fact != without]
    )
    known = (found < sizes).sum(axis=1)
    return tuple(int(place) for place in found[np.lexsort((*found.T[::-1], known))[0]])


def _known_places(field: Field, places: dict[str, int]) -> dict[str, int]:
    return {fact: place for fact, place in places.items() if place < len(field.classes[fact])}


_KINDS: dict[str, Callable[[Question], Iterator[Finding]]] = {
    "never": Question.never,
    "always": Question.always,
    "only-if": Question.only_if,
    "monotone": Question.monotone,
    "exclusive": Question.exclusive,
    "caveat-with-offer": Question.caveat_with_offer,
    "deadline-at-most": Question.deadline_at_most,
}
