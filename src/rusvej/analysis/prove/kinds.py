"""The kinds of property, each as a search for the smallest case that speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations

from rusvej.analysis.prove.records import Collision, Finding, FindingKind
from rusvej.analysis.prove.subjects import (
    Subject,
    action_subject,
    caveat_subject,
    deadline_subject,
    decider_subject,
    offer_subject,
    ordered_subject,
    place_subject,
)
from rusvej.analysis.prove.world import World
from rusvej.compiled.nodes import NO, YES
from rusvej.conditions import ALWAYS
from rusvej.facts import Case
from rusvej.model import Deadline, Offer
from rusvej.model.properties import Property

SHOWN = ("fits", "depends", "open", "applies", "may-apply")
CERTAIN = ("fits", "applies")
_DEFAULT = {"only-if": CERTAIN, "monotone": CERTAIN, "exclusive": CERTAIN}
#: The state that only a place in the order of the offers has.
_FIRST = "first"
#: The kinds about what stands beside an offer.
_BESIDE = ("caveat-with-offer", "deadline-at-most")
#: What a finding calls the first subject that it is about, and the second.
_NAMED = (("thing", "name", "state"), ("other", "other_name", "other_state"))


class Search:
    """The search for what speaks against one property of a rulebook."""

    def __init__(self, world: World, prop: Property) -> None:
        self.world, self.prop = world, prop
        self.book, self.space, self.ranked = world.book, world.space, world.ranked
        self.states: tuple[str, ...] = prop.statuses or _DEFAULT.get(prop.kind, SHOWN)

    def findings(self) -> list[Finding]:
        """Everything that speaks against the property; each with its smallest case, the smallest
        cases first."""
        if problem := self.unknown_values() or self.misshapen() or self.vacuous():
            return problem
        return sorted(_KINDS[self.prop.kind](self), key=lambda finding: len(finding.case or ()))

    def never(self) -> Iterator[Finding]:
        kind: FindingKind = "never" if self.prop.kind == "never" else "only-if"
        for subject in self.subjects:
            yield from self._against(kind, [subject.within(self.space, self.states)], [subject])

    def always(self) -> Iterator[Finding]:
        if self.ordered:
            # None of them is the first exactly where some other one stands before them all.
            found = [each for other in self.book.offers for each in self._all_after(other)]
            yield from sorted(found, key=lambda each: self._size(each.case or {}))[:1]
            return
        missing = [subject.outside(self.space, self.states) for subject in self.subjects]
        yield from self._against("always", missing, self.subjects)

    def _all_after(self, other: Offer) -> Iterator[Finding]:
        ones = self.selected
        if other.id not in {one.id for one in ones}:
            about = self.space.all(self.about)
            before = [self.ranked.before(one, other, about) for one in ones]
            after = [self.space.where(node, [NO]) for node in before]
            yield from self._against("always", after, self.subjects)

    def exclusive(self) -> Iterator[Finding]:
        for pair in combinations(self.subjects, 2):
            both = [subject.within(self.space, self.states) for subject in pair]
            yield from self._against("exclusive", both, pair)

    def caveat_with_offer(self) -> Iterator[Finding]:
        wanted = ("applies",) if self.prop.must_apply else ("applies", "may-apply")
        for caveat in (caveat for caveat in self.book.caveats if caveat.id in self.prop.caveats):
            beside = caveat_subject(self.space, caveat)
            for subject in self.offers:
                demands = [subject.within(self.space, self.states)]
                kind: FindingKind = "caveat-elsewhere"
                if subject.id in caveat.offers:
                    kind = "caveat-missing"
                    demands.append(beside.outside(self.space, wanted))
                yield from self._against(kind, demands, [subject, beside])

    def deadline_at_most(self) -> Iterator[Finding]:
        most = self.prop.days or 0
        for deadline in self.deadlines():
            days = deadline.period.most_days
            for offer in self.selected:
                subject = offer_subject(self.space, offer)
                demands, subjects = [subject.within(self.space, self.states)], [subject]
                brought = offer in self.bringing(deadline)
                told = deadline_subject(self.space, deadline, offer)
                if brought:
                    demands.append(told.outside(self.space, SHOWN))
                    subjects.append(told)
                yield from self._against(
                    "deadline-missing", demands, subjects, deadline=deadline.id
                )
                if brought and (days is None or days > most):
                    there = told.within(self.space, SHOWN)
                    long = {"deadline": deadline.id, "days": str(days or ""), "most": str(most)}
                    yield from self._against("deadline-long", [there], [told], **long)

    def before(self) -> Iterator[Finding]:
        for subject in self.subjects:
            for other, where in self.pairs(subject):
                if subject.offer is not None:
                    after = self.ranked.before(subject.offer, other, where)
                    subjects = [
                        ordered_subject(self.space, each) for each in (subject.offer, other)
                    ]
                    yield from self._against("before", [self.space.where(after, [NO])], subjects)

    def monotone(self) -> Iterator[Finding]:
        space, nodes = self.space, self.space.nodes
        for subject in self.subjects:
            about = [space.possible, self.used_up(subject), *self.about]
            inside = subject.within(space, self.states)
            held = space.all([inside, *about])
            lost = space.all([subject.outside(space, self.states), *about])
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
                yield self._pair(subject, fact, *pair)

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

    def _pair(self, subject: Subject, fact: str, before: Case, after: Case) -> Finding:
        data = {
            "thing": subject.id,
            "name": subject.name,
            "fact": fact,
            "state": subject.state(self.space, before),
            "after": subject.state(self.space, after),
            "value": self.book.vocabulary[fact].in_words(after[fact]),
        }
        told = subject.evidence(self.world.answer(after), data["after"])
        kind: FindingKind = "monotone" if self.prop.fact else "learned"
        return Finding(kind, data, before, after, tuple(told))

    def _against(
        self,
        kind: FindingKind,
        demands: Iterable[int],
        subjects: Iterable[Subject],
        **data: str,
    ) -> Iterator[Finding]:
        """The smallest case that meets the demands and is one that the property is about; nothing
        when there is none."""
        subjects = list(subjects)
        case = self.world.smallest([*demands, *self.about, *map(self.used_up, subjects)])
        if case is None:
            return
        answer = self.world.answer(case)
        told: list[Collision] = []
        for at, subject in enumerate(subjects):
            state = subject.state(self.space, case)
            told += subject.evidence(answer, state)
            if at < len(_NAMED):
                data |= zip(_NAMED[at], (subject.id, subject.name, state), strict=True)
        yield Finding(kind, data, case, None, tuple(told))

    # What the property speaks of, and whether it says anything.

    @cached_property
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
    def offers(self) -> list[Subject]:
        """The same as subjects."""
        if not self.ordered:
            return [offer_subject(self.space, offer) for offer in self.selected]
        if self.prop.kind == "always":
            # Asked only where another offer stands before all of them.
            return [place_subject(offer, NO) for offer in self.selected]
        about = self.space.all(self._bounds if self.prop.kind == "only-if" else self.about)
        return [place_subject(o, self.ranked.first(o, about)) for o in self.selected]

    @property
    def ordered(self) -> bool:
        """Whether it asks which offer is the first."""
        return _FIRST in self.states

    def deadlines(self) -> list[Deadline]:
        return [deadline for deadline in self.book.deadlines if deadline.id in self.prop.deadlines]

    @cached_property
    def subjects(self) -> list[Subject]:
        """What the property speaks of: what it names, else the offers."""
        prop, space, book = self.prop, self.space, self.book
        names = {unit.id: unit.name for unit in book.contacts}
        found = [caveat_subject(space, each) for each in book.caveats if each.id in prop.caveats]
        found += [action_subject(space, each) for each in book.actions if each.id in prop.actions]
        found += [
            deadline_subject(space, deadline, offer)
            for deadline in self.deadlines()
            for offer in self.bringing(deadline)
        ]
        found += [
            decider_subject(space, offer, unit, names.get(unit, unit))
            for unit in prop.deciders
            for offer in self.selected
        ]
        return found or self.offers

    def bringing(self, deadline: Deadline) -> list[Offer]:
        """The offers that bring a deadline into the answer, as far as the property speaks of
        them."""
        return [offer for offer in self.selected if offer.brings(deadline)]

    @cached_property
    def about(self) -> list[int]:
        """The cases that the property is about: for only-if those in which its condition is not
        known to be met."""
        met = self.world.met(self.prop)
        where = self.space.where(met, [NO]) if self.prop.kind == "only-if" else met
        return [where, *self._bounds]

    @cached_property
    def _bounds(self) -> list[int]:
        prop = self.prop
        found = [self.world.known(fact) for fact in prop.known]
        if prop.unless is not None:
            found.append(self.space.where(self.world.met(prop, "unless"), [NO]))
        return found

    def used_up(self, subject: Subject) -> int:
        """Where the limits of a subject's offer stand as the property says."""
        wanted, offer = self.prop.used_up, subject.offer
        if wanted is None or offer is None:
            return YES
        limits = [
            self.space.judged(("reached", offer.id, str(at))).verdict
            for at, limit in enumerate(offer.limits)
            if limit.reached is not None
        ]
        if wanted:
            return self.space.any(self.space.where(limit, [YES]) for limit in limits)
        return self.space.all(self.space.where(limit, [NO]) for limit in limits)

    def heard(self, subject: Subject) -> list[int]:
        """Where a subject comes into question."""
        about = self._bounds if self.prop.kind == "only-if" else self.about
        return [subject.within(self.space, self.states), self.used_up(subject), *about]

    def pairs(self, subject: Subject) -> Iterator[tuple[Offer, int]]:
        """Of before: the offers before which a subject has to stand, and where."""
        pointed = (
            [self.ranked.pointed_to(subject.offer)] if self.prop.pointed and subject.offer else []
        )
        where = self.space.all([*self.heard(subject), *pointed])
        there = {node: self.space.all([where, node]) for node in dict(self._later)}
        met = {node for node, both in there.items() if self.space.nodes.reach[both] >> YES & 1}
        for node, other in self._later if met else ():
            if node in met and other.id != subject.id:
                yield other, there[node]

    @cached_property
    def _later(self) -> list[tuple[int, Offer]]:
        """The offers before which subjects have to stand, each after where that is asked. Many are
        untested in the same cases."""
        prop, untested = self.prop, self.ranked.untested
        return [
            (untested(offer) if prop.untested else YES, offer)
            for offer in self.book.offers
            if not prop.after or offer.id in prop.after
        ]

    def unknown_values(self) -> list[Finding]:
        fact = self.book.vocabulary.get(self.prop.fact)
        values = self.prop.order if fact else ()
        missing = [str(value) for value in values if fact and not fact.allows(value)]
        return [Finding("unknown-name", {"name": name}) for name in missing]

    @property
    def _kinds(self) -> int:
        """How many kinds of subjects it names, beside offers."""
        prop = self.prop
        return sum(map(bool, (prop.caveats, prop.actions, prop.deadlines, prop.deciders)))

    def misshapen(self) -> list[Finding]:
        prop, kinds = self.prop, self._kinds
        beside = prop.kind in _BESIDE
        lacking = {
            "caveat-with-offer": not prop.caveats or kinds > 1,
            "deadline-at-most": not prop.deadlines or prop.days is None or kinds > 1,
            "only-if": prop.when is ALWAYS,
            "exclusive": len(self.subjects) < 2,
            "before": kinds > 0,
        }
        wrong = (
            not (prop.sources or prop.reason)
            or bool(prop.fact) != bool(prop.order)
            or (bool(prop.fact) and prop.kind != "monotone")
            or (self.ordered and (len(self.states) > 1 or kinds > 0 or beside))
            or (prop.kind != "before" and bool(prop.after or prop.pointed or prop.untested))
            or lacking.get(prop.kind, False)
            or not self.subjects
        )
        return [Finding("misshapen", {})] if wrong else []

    def vacuous(self) -> list[Finding]:
        """That no case is one the property is about, so that it could never fail."""
        prop = self.prop
        subjects = self.offers if prop.kind in _BESIDE else self.subjects
        if prop.kind in ("never", "always"):
            silent = iter([self._nowhere(self.about)])
        elif prop.kind == "before":
            silent = (all(self._nowhere([at]) for _, at in self.pairs(each)) for each in subjects)
        else:
            silent = (self._nowhere(self.heard(each)) for each in subjects)
        # Of what is named one by one, each must be able to come into question; of all offers, one
        # is enough.
        one_by_one = prop.offers or (self._kinds and prop.kind not in _BESIDE)
        return [Finding("vacuous", {})] if (any if one_by_one else all)(silent) else []

    def _nowhere(self, demands: list[int]) -> bool:
        return self.world.smallest(demands) is None


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
