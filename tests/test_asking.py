"""Which question comes first, counted out over every completion of a case as the docstring of
`engine.asking` has it: small rulebooks without open questions, where a status is yes or no."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from rusvej.compiled import Held, compiled
from rusvej.conditions import All, AnyOf, Compare, Condition, Not, Reading
from rusvej.engine.asking import Asking
from rusvej.facts import Case, Fact
from rusvej.model import (
    About,
    Access,
    Contact,
    Criterion,
    Impossible,
    LevelEntry,
    Offer,
    Question,
    QuestionReading,
    Roles,
    Rulebook,
)
from strategies import LEVELS, SOURCE, VOCABULARY, comparisons, conditions, offers

#: So many completions are counted out at the most.
MOST = 60


def book_of(offered: tuple[Offer, ...], facts: tuple[Fact, ...] = VOCABULARY) -> Rulebook:
    return Rulebook(
        About("Prøve", "1.0.0", roles=Roles(age="age", level="level")), facts=facts, offers=offered
    )


class Counted:
    """A case of a rulebook, and the status of every offer for each completion."""

    def __init__(self, asking: Asking, case: Case) -> None:
        self.asking, self.case = asking, case
        self.unknown = [fact for fact in asking.compiled.variables.facts if fact not in case]
        self.table = {
            whole: held
            for whole in product(*map(asking.classes, self.unknown))
            if (held := self._statuses(dict(zip(self.unknown, whole, strict=True))))
        }
        everything = asking.compiled.rulebook.offers
        self.unsettled = [
            place
            for place in range(len(everything))
            if len({told[place] for told in self.table.values()}) > 1
        ]

    def _statuses(self, more: Case) -> tuple[object, ...]:
        known, whole = self.asking.compiled, {**self.case, **more}
        if not known.possible(whole):
            return ()
        held = Held(known, whole)
        return tuple(held.status(offer.id) for offer in known.rulebook.offers)

    def matters(self, place: int) -> list[str]:
        """The facts of which two values give an offer another status, all else being the same."""
        found = []
        for at, fact in enumerate(self.unknown):
            seen: dict[tuple[object, ...], set[object]] = {}
            for whole, told in self.table.items():
                seen.setdefault(whole[:at] + whole[at + 1 :], set()).add(told[place])
            if any(len(statuses) > 1 for statuses in seen.values()):
                found.append(fact)
        return found

    def needed(self, place: int) -> str | None:
        """The first fact that matters, if two of its values never come to the same status."""
        fact = self.matters(place)[0]
        at = self.unknown.index(fact)
        by_value: dict[object, set[object]] = {}
        for whole, told in self.table.items():
            by_value.setdefault(whole[at], set()).add(told[place])
        apart = any(not one & other for one in by_value.values() for other in by_value.values())
        return fact if apart else None

    def cost(self, fact: str) -> int:
        return self.asking.vocabulary[fact].cost

    def cost_left(self) -> int:
        """What it costs to ask for everything that matters to an unsettled offer."""
        return sum(map(self.cost, {f for place in self.unsettled for f in self.matters(place)}))

    def hanging(self) -> Mapping[str, int]:
        """The number of unsettled offers that each fact matters to."""
        every = [fact for place in self.unsettled for fact in self.matters(place)]
        return {fact: every.count(fact) for fact in every}

    def priority(self, fact: str) -> tuple[float, int, str]:
        count = self.hanging()[fact]
        return (-count / self.cost(fact), -count, fact)

    def spared(self, fact: str) -> float:
        """What knowing it is expected to spare of the cost of all the others, for its own."""
        later = [
            Counted(self.asking, {**self.case, fact: value}).cost_left()
            for value in self.asking.classes(fact)
        ]
        return round((self.cost_left() - sum(later) / len(later)) / self.cost(fact), 9)

    def first(self) -> str:
        needed = [fact for place in self.unsettled if (fact := self.needed(place))]
        if needed:
            return min(needed, key=self.unknown.index)
        return min(self.hanging(), key=lambda fact: (-self.spared(fact), self.priority(fact)))

    def order(self) -> list[tuple[str, list[str]]]:
        """Every question, with the offers it matters to."""
        if not self.unsettled:
            return []
        first = self.first()
        offered = self.asking.compiled.rulebook.offers
        return [
            (fact, [offered[p].id for p in self.unsettled if fact in self.matters(p)])
            for fact in sorted(self.hanging(), key=lambda f: (f != first, self.priority(f)))
        ]


def some_known(asking: Asking, rnd: random.Random) -> Case:
    """A case of which not too much is unknown."""
    case: Case = {}
    facts = list(asking.compiled.variables.facts)
    rnd.shuffle(facts)
    while prod(len(asking.classes(fact)) for fact in facts) > MOST:
        fact = facts.pop()
        case = {**case, fact: rnd.choice(asking.classes(fact))}
    return case


def asked(asking: Asking, case: Case) -> list[tuple[str, list[str]]]:
    found = asking.next_questions(asking.rests(case))
    return [(each.fact, list(each.settles)) for each in found]


def offer(name: str, when: Condition) -> Offer:
    """An offer of every level, on one condition."""
    return Offer(
        name,
        name,
        "…",
        "vejledning",
        levels=tuple(LevelEntry(level, SOURCE) for level in LEVELS),
        criteria=(Criterion("krav", "krav", when, SOURCE),),
        access=Access("direct"),
        contact=Contact(),
        details={},
        entry_lines=SOURCE,
    )


_TOGETHER = st.lists(
    st.sampled_from(VOCABULARY[1:]).flatmap(comparisons),
    min_size=2,
    max_size=3,
    unique_by=lambda leaf: leaf.fact,
).map(tuple)
#: No single fact of theirs is needed in any order.
ALTERNATIVES = _TOGETHER.map(AnyOf) | _TOGETHER.map(All)


@examples(40)
@given(
    offered=st.tuples(*(offers(f"tilbud-{x}", conditions()) for x in "abc"))
    | st.tuples(*(st.builds(offer, st.just(f"tilbud-{x}"), ALTERNATIVES) for x in "abc")),
    costs=st.lists(st.integers(1, 9), min_size=7, max_size=7),
    rnd=st.randoms(use_true_random=False),
)
def test_the_questions_come_in_the_order_that_is_counted_out(
    offered: tuple[Offer, ...], costs: list[int], rnd: random.Random
) -> None:
    facts = tuple(replace(f, cost=c) for f, c in zip(VOCABULARY, costs, strict=True))
    asking = Asking(compiled(book_of(offered, facts)))
    case = some_known(asking, rnd)
    assert asked(asking, case) == Counted(asking, case).order()


# Facts that wait for others, and facts that cannot be together.


GRADE = Compare("grade", low=3)
MOTIVATED, RELIABLE = (Compare(fact, (True,)) for fact in ("motivated", "reliable"))
#: Who goes to no school is in no class.
NO_SCHOOL = Impossible(
    "uden-skole", "…", All((Compare("schooling", ("ingen",)), Compare("grade", low=0))), "logik"
)


def test_what_a_fact_waits_for_is_asked_before_it_while_it_is_not_known() -> None:
    facts = tuple(
        replace(fact, asked_after=("motivated",)) if fact.id == "grade" else fact
        for fact in VOCABULARY
    )
    # The class alone settles an offer more: without the wait it came first.
    offered = (offer("a", GRADE), offer("b", AnyOf((GRADE, MOTIVATED))))
    asking = Asking(compiled(book_of(offered, facts)))
    case: Case = {"level": LEVELS[0]}
    assert asked(Asking(compiled(book_of(offered))), case)[0][0] == "grade"
    assert asked(asking, case)[0][0] == "motivated"
    assert asked(asking, {**case, "motivated": False})[0][0] == "grade"
    # What it waits for hangs together with nothing here, and is not asked for.
    alone = Asking(compiled(book_of((offer("a", GRADE),), facts)))
    assert asked(alone, case) == [("grade", ["a"])]


def test_what_is_only_told_by_what_cannot_be_is_not_asked_for() -> None:
    book = replace(book_of((offer("a", GRADE),)), impossible=(NO_SCHOOL,))
    asking = Asking(compiled(book))
    assert asked(asking, {"level": LEVELS[0]}) == [("grade", ["a"])]
    # It may change the status all the same.
    (rest,) = asking.rests({"level": LEVELS[0]}).values()
    assert asking.facts_mattering([rest]) == ("grade",)
    both = replace(
        book_of((offer("a", All((GRADE, Compare("schooling", ("skole",))))),)),
        impossible=(NO_SCHOOL,),
    )
    asking = Asking(compiled(both))
    assert {fact for fact, _ in asked(asking, {"level": LEVELS[0]})} == {"grade", "schooling"}


def test_an_answer_that_cannot_be_is_no_outcome() -> None:
    book = replace(book_of((offer("a", GRADE),)), impossible=(NO_SCHOOL,))
    asking = Asking(compiled(book))
    case: Case = {"level": LEVELS[0], "schooling": "ingen"}
    assert asking.rests(case) == {}
    case = {"level": LEVELS[0], "schooling": "skole"}
    state = frozenset(asking.rests(case).values())
    grade = asking.compiled.variables.facts["grade"]
    assert asking.outcomes(state, grade) == [frozenset()] * len(asking.classes("grade"))
    case = {"level": LEVELS[0], "grade": 3}
    assert asking.rests(case) == {}
    schooling = asking.compiled.variables.facts["schooling"]
    state = frozenset(asking.rests({"level": LEVELS[0]}).values())
    assert len(asking.outcomes(state, schooling)) == 3


def test_a_fact_that_settles_an_offer_in_any_order_comes_first_whatever_it_costs() -> None:
    """Without the class the first offer is never settled; of the two others either may do."""
    facts = tuple(replace(f, cost=9 if f.id == "grade" else 1) for f in VOCABULARY)
    offered = (offer("a", GRADE), offer("b", AnyOf((RELIABLE, MOTIVATED))))
    asking = Asking(compiled(book_of(offered, facts)))
    case: Case = {"level": LEVELS[0]}
    assert [fact for fact, _ in asked(asking, case)] == ["grade", "motivated", "reliable"]
    assert asked(asking, {**case, "grade": 4}) == [("motivated", ["b"]), ("reliable", ["b"])]


def test_what_was_asked_in_vain_is_not_asked_again() -> None:
    asking = Asking(compiled(book_of((offer("a", All((GRADE, MOTIVATED))),))))
    case: Case = {"level": LEVELS[0]}
    assert {fact for fact, _ in asked(asking, case)} == {"grade", "motivated"}
    left = asking.rests(case, ["grade"])
    assert asking.facts_mattering(left.values()) == ("motivated",)
    assert asking.rests({**case, "motivated": False}, ["grade"]) == {}
    assert asking.rests({**case, "motivated": True}, ["grade"]) == {}


def test_the_rest_of_one_offer_is_what_is_left_of_it_with_all_that_is_known() -> None:
    asking = Asking(compiled(book_of((offer("a", GRADE), offer("b", MOTIVATED)))))
    case: Case = {"level": LEVELS[0]}
    assert {name: asking.rest(name, case) for name in "ab"} == asking.rests(case)
    assert asking.settled(asking.rest("a", {**case, "grade": 3}))


def test_asked_first_is_what_is_expected_to_spare_most() -> None:
    """Two of three classes of the class and one of two of the assessment settle the offer: the
    first spares 2 - 1/3 of 2, the other 2 - 1/2."""
    offered = (offer("a", All((GRADE, Compare("assessed", (True,), judged=True)))),)
    case: Case = {"level": LEVELS[0]}
    assert [f for f, _ in asked(Asking(compiled(book_of(offered))), case)] == ["grade", "assessed"]
    dear = tuple(replace(fact, cost=2) if fact.id == "grade" else fact for fact in VOCABULARY)
    asking = Asking(compiled(book_of(offered, dear)))
    assert [fact for fact, _ in asked(asking, case)] == ["assessed", "grade"]


def test_a_fact_that_only_tells_which_reading_is_which_does_not_matter_before_the_others() -> None:
    """Both readings differ whatever the motivation is; that a case is open and not excluded hangs
    on the class alone."""
    readings = (
        QuestionReading("a", "…", when=MOTIVATED),
        QuestionReading("b", "…", when=Not(MOTIVATED)),
    )
    book = replace(
        book_of((offer("a", All((GRADE, Reading("q")))),)),
        questions=(Question("q", "q", "q?", readings, "open", SOURCE),),
    )
    asking = Asking(compiled(book))
    case: Case = {"level": LEVELS[0]}
    assert asking.facts_mattering(asking.rests(case).values()) == ("grade",)
    assert [fact for fact, _ in asked(asking, {**case, "grade": 4})] == ["motivated"]
    assert asked(asking, {**case, "grade": 4, "motivated": True}) == []
    assert asked(asking, {**case, "grade": 1}) == []
