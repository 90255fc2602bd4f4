"""The kinds of property, each as a search for the smallest case that speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from rusvej.analysis.prove.promised import SHOWN, Promised
from rusvej.analysis.prove.records import Collision, Finding, FindingKind
from rusvej.analysis.prove.subjects import (
    Subject,
    caveat_subject,
    deadline_subject,
    offer_subject,
    ordered_subject,
)
from rusvej.compiled.nodes import NO, YES
from rusvej.facts import Case
from rusvej.model import Offer

#: What a finding calls the first subject that it is about, and the second.
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
