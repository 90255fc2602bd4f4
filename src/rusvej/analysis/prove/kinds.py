"""The kinds of property, each as a search for the smallest case that speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from rusvej.analysis.prove.promised import SHOWN, Promised
from rusvej.analysis.prove.records import Collision, Finding, FindingKind
from rusvej.analysis.prove.things import (
    Thing,
    caveat_thing,
    deadline_thing,
    offer_thing,
    ordered_thing,
)
from rusvej.compiled.nodes import NO, YES
from rusvej.facts import Case
from rusvej.model import Offer

#: What a finding calls the first thing that it is about, and the second.
_NAMED = (("thing", "name", "state"), ("other", "other_name", "other_state"))


class Search(Promised):
    """The search for what speaks against one property."""

    def findings(self) -> list[Finding]:
        """Everything that speaks against the property; each with its smallest case, the smallest
        cases first."""
        if problem := self.unknown_values() or self.misshapen() or self.vacuous():
            return problem
        return sorted(_KINDS[self.prop.kind](self), key=lambda finding: len(finding.case or ()))

    def never(self) -> Iterator[Finding]:
        kind: FindingKind = "never" if self.prop.kind == "never" else "only-if"
        for thing in self.things:
            yield from self._against(kind, [thing.within(self.space, self.states)], [thing])

    def always(self) -> Iterator[Finding]:
        if self.ordered:
            # None of them is the first exactly where some other one stands before them all.
            found = [each for other in self.book.offers for each in self._all_after(other)]
            yield from sorted(found, key=lambda each: self._size(each.case or {}))[:1]
            return
        missing = [thing.outside(self.space, self.states) for thing in self.things]
        yield from self._against("always", missing, self.things)

    def _all_after(self, other: Offer) -> Iterator[Finding]:
        ones = self.selected
        if other.id not in {one.id for one in ones}:
            about = self.space.all(self.about)
            before = [self.ranked.before(one, other, about) for one in ones]
            after = [self.space.where(node, [NO]) for node in before]
            yield from self._against("always", after, self.things)

    def exclusive(self) -> Iterator[Finding]:
        for pair in combinations(self.things, 2):
            both = [thing.within(self.space, self.states) for thing in pair]
            yield from self._against("exclusive", both, pair)

    def caveat_with_offer(self) -> Iterator[Finding]:
        wanted = ("applies",) if self.prop.must_apply else ("applies", "may-apply")
        for caveat in (caveat for caveat in self.book.caveats if caveat.id in self.prop.caveats):
            beside = caveat_thing(self.space, caveat)
            for thing in self.offers:
                demands = [thing.within(self.space, self.states)]
                kind: FindingKind = "caveat-elsewhere"
                if thing.id in caveat.offers:
                    kind = "caveat-missing"
                    demands.append(beside.outside(self.space, wanted))
                yield from self._against(kind, demands, [thing, beside])

    def deadline_at_most(self) -> Iterator[Finding]:
        most = self.prop.days or 0
        for deadline in self.deadlines():
            days = deadline.period.most_days
            for offer in self.selected:
                thing = offer_thing(self.space, offer)
                demands, things = [thing.within(self.space, self.states)], [thing]
                brought = offer in self.bringing(deadline)
                told = deadline_thing(self.space, deadline, offer)
                if brought:
                    demands.append(told.outside(self.space, SHOWN))
                    things.append(told)
                yield from self._against("deadline-missing", demands, things, deadline=deadline.id)
                if brought and (days is None or days > most):
                    there = told.within(self.space, SHOWN)
                    long = {"deadline": deadline.id, "days": str(days or ""), "most": str(most)}
                    yield from self._against("deadline-long", [there], [told], **long)

    def before(self) -> Iterator[Finding]:
        for thing in self.things:
            for other, where in self.pairs(thing):
                if thing.offer is not None:
                    after = self.ranked.before(thing.offer, other, where)
                    things = [ordered_thing(self.space, each) for each in (thing.offer, other)]
                    yield from self._against("before", [self.space.where(after, [NO])], things)

    def monotone(self) -> Iterator[Finding]:
        space, nodes = self.space, self.space.nodes
        for thing in self.things:
            about = [space.possible, self.used_up(thing), *self.about]
            inside = thing.within(space, self.states)
            held = space.all([inside, *about])
            lost = space.all([thing.outside(space, self.states), *about])
            self.world.hangs_on(nodes.depends[held] | nodes.depends[lost])
            found = []
            for fact, before, later in self._steps(nodes.depends[inside]):
                at = space.variables.facts[fact]
                here = nodes.restrict(held, nodes.partial({at: before}))
                for after in later:
                    there = nodes.restrict(lost, nodes.partial({at: after}))
                    both = space.all([here, there])
                    case = space.smallest(both) if nodes.reach[both] >> YES & 1 else None
                    if case is not None:
                        pair = [self._with(case, fact, place) for place in (before, after)]
                        found.append((self._size(pair[0]), after, fact, pair))
            if found:
                *_, fact, pair = min(found)
                yield self._pair(thing, fact, *pair)

    def _steps(self, facts: int) -> Iterator[tuple[str, int, Iterable[int]]]:
        """(fact, place before, places after): a fact learned, or the steps of the property's own
        order. A fact on which nothing hangs can lose nothing."""
        variables = self.space.variables
        if not self.prop.fact:
            for fact in variables.named(facts):
                unknown = len(variables.classes[fact])
                yield fact, unknown, range(unknown)
        elif facts >> variables.facts[self.prop.fact] & 1:
            order = dict.fromkeys(variables.place(self.prop.fact, v) for v in self.prop.order)
            places = list(order)
            for at, before in enumerate(places):
                yield self.prop.fact, before, places[at + 1 :]

    def _with(self, case: Case, fact: str, place: int) -> Case:
        classes = self.space.variables.classes[fact]
        known = {fact: classes[place]} if place < len(classes) else {}
        return self.world.in_order({**case, **known})

    def _size(self, case: Case) -> tuple[int, list[int]]:
        return len(case), self.space.places(case).values

    def _pair(self, thing: Thing, fact: str, before: Case, after: Case) -> Finding:
        data = {
            "thing": thing.id,
            "name": thing.name,
            "fact": fact,
            "state": thing.state(self.space, before),
            "after": thing.state(self.space, after),
            "value": self.book.vocabulary[fact].in_words(after[fact]),
        }
        told = thing.evidence(self.world.answer(after), data["after"])
        kind: FindingKind = "monotone" if self.prop.fact else "learned"
        return Finding(kind, data, before, after, tuple(told))

    def _against(
        self,
        kind: FindingKind,
        demands: Iterable[int],
        things: Iterable[Thing],
        **data: str,
    ) -> Iterator[Finding]:
        """The smallest case that meets the demands and is one that the property is about; nothing
        when there is none."""
        things = list(things)
        case = self.world.smallest([*demands, *self.about, *map(self.used_up, things)])
        if case is None:
            return
        answer = self.world.answer(case)
        told: list[Collision] = []
        for at, thing in enumerate(things):
            state = thing.state(self.space, case)
            told += thing.evidence(answer, state)
            if at < len(_NAMED):
                data |= zip(_NAMED[at], (thing.id, thing.name, state), strict=True)
        yield Finding(kind, data, case, None, tuple(told))


_KINDS: dict[str, Callable[[Search], Iterator[Finding]]] = {
    "never": Search.never,
    "always": Search.always,
    "only-if": Search.never,
    "monotone": Search.monotone,
    "exclusive": Search.exclusive,
    "caveat-with-offer": Search.caveat_with_offer,
    "deadline-at-most": Search.deadline_at_most,
    "before": Search.before,
}
