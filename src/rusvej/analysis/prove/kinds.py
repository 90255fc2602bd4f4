"""The kinds of property, each as a search for the smallest case that speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations

from rusvej.analysis.prove.records import Collision, Finding, FindingKind
from rusvej.analysis.prove.things import (
    Thing,
    action_thing,
    caveat_thing,
    deadline_thing,
    decider_thing,
    offer_thing,
)
from rusvej.analysis.prove.world import World
from rusvej.compiled.nodes import NO, YES
from rusvej.conditions import ALWAYS
from rusvej.facts import Case
from rusvej.model import Deadline, Offer
from rusvej.model.properties import Property

SHOWN = ("fits", "depends", "open", "applies", "may-apply")
CERTAIN = ("fits", "applies")
#: What a finding calls the first thing that it is about, and the second.
_NAMED = (("thing", "name", "state"), ("other", "other_name", "other_state"))
_DEFAULT = {"only-if": CERTAIN, "monotone": CERTAIN, "exclusive": CERTAIN}


class Promised:
    """One property over one rulebook."""

    def __init__(self, world: World, prop: Property) -> None:
        self.world, self.prop = world, prop
        self.book, self.space = world.book, world.space
        self.states: tuple[str, ...] = prop.statuses or _DEFAULT.get(prop.kind, SHOWN)

    def findings(self) -> list[Finding]:
        """Everything that speaks against the property; each with its smallest case, the smallest
        cases first."""
        if problem := self._unknown_names() or self._misshapen():
            return problem
        if self._vacuous():
            return [Finding("vacuous", {})]
        return sorted(_KINDS[self.prop.kind](self), key=lambda finding: len(finding.case or ()))

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

    @cached_property
    def offers(self) -> list[Thing]:
        """The same as things."""
        return [offer_thing(self.space, offer) for offer in self.selected()]

    def deadlines(self) -> list[Deadline]:
        return [deadline for deadline in self.book.deadlines if deadline.id in self.prop.deadlines]

    @cached_property
    def things(self) -> list[Thing]:
        """What the property speaks of: what it names, else the offers."""
        prop, space, book = self.prop, self.space, self.book
        names = {unit.id: unit.name for unit in book.contacts}
        found = [caveat_thing(space, each) for each in book.caveats if each.id in prop.caveats]
        found += [action_thing(space, each) for each in book.actions if each.id in prop.actions]
        found += [
            deadline_thing(space, deadline, offer)
            for deadline in self.deadlines()
            for offer in self.bringing(deadline)
        ]
        found += [
            decider_thing(space, offer, unit, names.get(unit, unit))
            for unit in prop.deciders
            for offer in self.selected()
        ]
        return found or self.offers

    def bringing(self, deadline: Deadline) -> list[Offer]:
        """The offers that bring a deadline into the answer, as far as the property speaks of
        them."""
        return [
            offer
            for offer in self.selected()
            if deadline.id in offer.deadlines or offer.id in deadline.offers
        ]

    @cached_property
    def about(self) -> list[int]:
        """The cases that the property is about."""
        return [self.world.met(self.prop), *map(self.world.known, self.prop.known)]

    def _unknown_names(self) -> list[Finding]:
        prop, book = self.prop, self.book
        known = {
            "offers": {offer.id for offer in book.offers},
            "caveats": {caveat.id for caveat in book.caveats},
            "actions": {action.id for action in book.actions},
            "deadlines": {deadline.id for deadline in book.deadlines},
            "deciders": {unit.id for unit in book.contacts},
            "known": set(book.vocabulary),
        }
        missing = [
            name for kind, ids in known.items() for name in getattr(prop, kind) if name not in ids
        ]
        if prop.fact:
            fact = book.vocabulary.get(prop.fact)
            missing += (
                [prop.fact]
                if fact is None
                else [str(value) for value in prop.order if not fact.allows(value)]
            )
        return [Finding("unknown-name", {"name": name}) for name in missing]

    @property
    def _kinds(self) -> int:
        """How many kinds of things it names, beside offers."""
        prop = self.prop
        return sum(map(bool, (prop.caveats, prop.actions, prop.deadlines, prop.deciders)))

    def _misshapen(self) -> list[Finding]:
        prop, kinds = self.prop, self._kinds
        lacking = {
            "caveat-with-offer": not prop.caveats or kinds > 1,
            "deadline-at-most": not prop.deadlines or prop.days is None or kinds > 1,
            "only-if": prop.when is ALWAYS,
            "exclusive": len(self.things) < 2,
        }
        wrong = (
            not (prop.sources or prop.reason)
            or bool(prop.fact) != bool(prop.order)
            or (bool(prop.fact) and prop.kind != "monotone")
            or lacking.get(prop.kind, False)
            or not self.things
        )
        return [Finding("misshapen", {})] if wrong else []

    def _vacuous(self) -> bool:
        """Whether no case is one the property is about, so that it could never fail."""
        kind = self.prop.kind
        about = [] if kind == "only-if" else self.about
        if self.world.smallest(about or [YES]) is None:
            return True
        if kind in ("never", "always"):
            return False
        beside = kind in ("caveat-with-offer", "deadline-at-most")
        things = self.offers if beside else self.things
        silent = [
            self.world.smallest([thing.within(self.space, self.states), *about]) is None
            for thing in things
        ]
        # Of what is named one by one, each must be able to come into question; of all offers, one
        # is enough.
        one_by_one = self.prop.offers or (self._kinds and not beside)
        return any(silent) if one_by_one else all(silent)

    # The kinds

    def never(self) -> Iterator[Finding]:
        for thing in self.things:
            yield from self._against("never", [thing.within(self.space, self.states)], [thing])

    def always(self) -> Iterator[Finding]:
        things = self.things
        missing = [thing.outside(self.space, self.states) for thing in things]
        yield from self._against("always", missing, things)

    def only_if(self) -> Iterator[Finding]:
        unmet = self.space.where(self.world.met(self.prop), [NO])
        about = [unmet, *map(self.world.known, self.prop.known)]
        for thing in self.things:
            there = thing.within(self.space, self.states)
            yield from self._against("only-if", [there], [thing], about)

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
            for offer in self.selected():
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
                    yield from self._against("deadline-long", [there], [told], None, **long)

    def monotone(self) -> Iterator[Finding]:
        space, nodes = self.space, self.space.nodes
        about = [space.possible, *self.about]
        for thing in self.things:
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
                        found.append((len(pair[0]), self._rank(pair[0]), after, fact, pair))
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

    def _rank(self, case: Case) -> list[int]:
        return self.space.places(case).values

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
        about: Iterable[int] | None = None,
        **data: str,
    ) -> Iterator[Finding]:
        """The smallest case that meets the demands and is one that the property is about; nothing
        when there is none."""
        case = self.world.smallest([*demands, *(self.about if about is None else about)])
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


_KINDS: dict[str, Callable[[Promised], Iterator[Finding]]] = {
    "never": Promised.never,
    "always": Promised.always,
    "only-if": Promised.only_if,
    "monotone": Promised.monotone,
    "exclusive": Promised.exclusive,
    "caveat-with-offer": Promised.caveat_with_offer,
    "deadline-at-most": Promised.deadline_at_most,
}
