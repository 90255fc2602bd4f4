"""A proof's verdict is what counting out every partial case with the engine says, on small random
rulebooks and for random properties of every kind."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from depth import examples
from naive import Naive
from rusvej.analysis.prove import Property, prove
from rusvej.analysis.prove.subjects import (
    Subject,
    action_subject,
    caveat_subject,
    deadline_subject,
    decider_subject,
    offer_subject,
)
from rusvej.answer import Answer
from rusvej.compiled import compiled
from rusvej.engine import answer
from rusvej.facts import Case, Value
from rusvej.model import Rulebook
from rusvej.space import Space
from rusvej.store.decode import decoder
from rusvej.store.load import build
from rusvej.truth import Truth
from strategies import cases
from test_prove import DAY, SMALL, Plain

#: What a subject is seen as in an answer.
State = Callable[[Answer], str]
OFFER = ("fits", "depends", "open", "excluded", "not_listed")
OTHER = ("applies", "may-apply", "absent")


def graded(told: list[Truth]) -> str:
    return "applies" if Truth.YES in told else "may-apply" if told else "absent"


def offer_state(id: str) -> State:
    return lambda got: got.offer(id).status.id


def caveat_state(id: str) -> State:
    return lambda got: graded([each.applies for each in got.caveats if each.caveat.id == id])


def action_state(id: str) -> State:
    return lambda got: graded([each.applies for each in got.actions if each.action.id == id])


def deadline_state(id: str, offer: str) -> State:
    def seen(got: Answer) -> str:
        told = [each.applies for each in got.deadlines if each.deadline.id == id]
        return graded(told if got.offer(offer).status.shown else [])

    return seen


def decider_state(unit: str, offer: str) -> State:
    def seen(got: Answer) -> str:
        result = got.offer(offer)
        told = [each.verdict for each in result.access if each.statement.unit == unit]
        return graded(told if result.status.shown else [])

    return seen


def place_state(offer: str) -> State:
    return lambda got: "first" if got.offers[0].offer.id == offer else "later"


def after_state(offer: str, other: str) -> State:
    """Whether an offer is shown and stands after another one."""

    def seen(got: Answer) -> str:
        order = [result.offer.id for result in got.offers]
        after = order.index(offer) > order.index(other) and got.offer(offer).status.shown
        return "after" if after else "before"

    return seen


def subjects(space: Space) -> Iterator[tuple[Subject, State]]:
    """Everything that a property can speak of, and how it is seen."""
    book = space.compiled.rulebook
    for offer in book.offers:
        yield offer_subject(space, offer), offer_state(offer.id)
        for unit in dict.fromkeys(s.unit for s in offer.access.statements if s.unit):
            yield decider_subject(space, offer, unit, unit), decider_state(unit, offer.id)
        for deadline in book.deadlines:
            if deadline.id in offer.deadlines or offer.id in deadline.offers:
                state = deadline_state(deadline.id, offer.id)
                yield deadline_subject(space, deadline, offer), state
    for caveat in book.caveats:
        yield caveat_subject(space, caveat), caveat_state(caveat.id)
    for action in book.actions:
        yield action_subject(space, action), action_state(action.id)


@pytest.fixture(scope="module")
def space(rulebook: Rulebook) -> Space:
    return Space(compiled(rulebook))


@given(data=st.data())
@examples(15)
def test_states_are_what_the_engine_answers(
    rulebook: Rulebook, space: Space, data: st.DataObject
) -> None:
    case = data.draw(cases(Naive(rulebook)))
    got = answer(rulebook, case, DAY)
    for subject, state in subjects(space):
        assert subject.state(space, case) == state(got), subject.id


# Random rulebooks over the four facts of the small one.

#: One value of each class that conditions below can tell apart.
CLASSES: dict[str, tuple[Value, ...]] = {
    "age": (0, 18, 19, 30),
    "level": ("let", "tung"),
    "motivated": (False, True),
    "waits": (False, True),
}
_LEAVES: list[Plain] = [
    {"fact": "age", "at_least": 18},
    {"fact": "age", "at_most": 18},
    {"fact": "age", "at_least": 30},
    {"fact": "level", "is": "let"},
    {"fact": "motivated", "is": True},
    {"fact": "motivated", "is": False},
    {"fact": "waits", "is": True},
    {"fact": "waits", "is": False},
]
_FACTS = st.sampled_from(_LEAVES)
_WHEN = st.one_of(_FACTS, _FACTS, st.just({"question": "voksen"}), st.just({"always": True}))


@st.composite
def conditions(draw: DrawFn, leaf: st.SearchStrategy[Plain] = _WHEN) -> Plain:
    form = draw(st.sampled_from(("leaf", "leaf", "all", "any", "not")))
    if form == "leaf":
        return draw(leaf)
    return {form: draw(leaf) if form == "not" else [draw(leaf), draw(leaf)]}


@st.composite
def plain_rulebooks(draw: DrawFn) -> Plain:
    """The small rulebook with other conditions everywhere."""
    plain: Plain = copy.deepcopy(SMALL)
    snak, hjaelp = plain["offers"]
    snak["criteria"] = [
        {"id": "k", "text": "k", "when": draw(conditions()), "sources": ["bog 2"]}
    ] * draw(st.integers(0, 1))
    for part in (*hjaelp["criteria"], *hjaelp["access"]["statements"]):
        part["when"] = draw(conditions())
    for part in (*plain["caveats"], *plain["actions"], *plain["deadlines"]):
        part["when"] = draw(conditions())
    if draw(st.booleans()):
        parts = draw(st.sampled_from(list(combinations(_LEAVES[2:], 2))))
        if parts[0]["fact"] != parts[1]["fact"]:
            rule = {"id": "nej", "text": "t", "basis": "logik", "when": {"all": list(parts)}}
            plain["impossible"] = [rule]
    if draw(st.booleans()):
        plain["questions"][0].update(
            status="assumed", assumed={"reading": "fra-18", "because": "b"}
        )
    return plain


_NAMED: list[tuple[Plain, list[State]]] = [
    ({"offers": ["hjaelp"]}, [offer_state("hjaelp")]),
    ({"offers": ["snak", "hjaelp"]}, [offer_state("snak"), offer_state("hjaelp")]),
    ({"caveats": ["pas-paa"]}, [caveat_state("pas-paa")]),
    ({"actions": ["vent", "begynd"]}, [action_state("vent"), action_state("begynd")]),
    ({"deadlines": ["fjorten"]}, [deadline_state("fjorten", "hjaelp")]),
    (
        {"deciders": ["a", "b"], "offers": ["hjaelp"]},
        [decider_state("a", "hjaelp"), decider_state("b", "hjaelp")],
    ),
]


@st.composite
def properties(draw: DrawFn) -> tuple[Plain, list[State]]:
    named, states = draw(st.sampled_from(_NAMED))
    words = OFFER if named.get("offers") and "deciders" not in named else OTHER
    some = st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)
    kinds = ["never", "always", "only-if", "monotone"] + ["exclusive"] * (len(states) > 1)
    kind, statuses = draw(st.sampled_from(kinds)), draw(some)
    if words is OFFER:
        order = draw(st.sampled_from(("", "", "first", "before")))
        if order == "first":
            statuses, states = ["first"], [place_state(offer) for offer in named["offers"]]
        elif order == "before":
            named = {"offers": ["hjaelp"], "after": ["snak"]}
            kind, statuses, states = "before", [], [after_state("hjaelp", "snak")]
    prop = {
        **named,
        "id": "p",
        "kind": kind,
        "text": "t",
        "reason": "r",
        "statuses": statuses,
        "unless": draw(st.one_of(st.none(), conditions(_FACTS))),
        "when": draw(conditions(_FACTS)),
        "known": draw(st.lists(st.sampled_from(list(CLASSES)), max_size=1)),
    }
    return prop, states


class Counted:
    """Every partial case of a rulebook that some person is like, with its answer."""

    def __init__(self, book: Rulebook, prop: Property, states: list[State]) -> None:
        self.book, self.prop, self.states = book, prop, states
        naive = Naive(book)
        self.states_of: dict[frozenset[tuple[str, Value]], list[str]] = {}
        self.about: dict[frozenset[tuple[str, Value]], tuple[bool, bool]] = {}
        for values in product(*((*values, None) for values in CLASSES.values())):
            case = {f: v for f, v in zip(CLASSES, values, strict=True) if v is not None}
            if naive.possible(case):
                got = answer(book, case, DAY)
                key = frozenset(case.items())
                self.states_of[key] = [state(got) for state in states]
                met = naive.overall(prop.when, case) is Truth.YES
                out = prop.unless and naive.overall(prop.unless, case) is Truth.YES
                self.about[key] = met, not out and all(fact in case for fact in prop.known)

    def against(self, case: Case, after: Case | None = None) -> bool:
        """Whether a case, or a pair of them, speaks against the property."""
        key = frozenset(case.items())
        if key not in self.states_of:
            return False
        inside = [state in self.prop.statuses for state in self.states_of[key]]
        met, known = self.about[key]
        match self.prop.kind:
            case "never":
                return met and known and any(inside)
            case "always":
                return met and known and not any(inside)
            case "only-if":
                return not met and known and any(inside)
            case "before":
                return met and known and self.states_of[key] == ["after"]
            case "exclusive":
                return met and known and sum(inside) > 1
        assert after is not None
        then = frozenset(after.items())
        if then not in self.states_of:
            return False
        lost = [
            a and state not in self.prop.statuses
            for a, state in zip(inside, self.states_of[then], strict=True)
        ]
        return met and known and all(self.about[then]) and any(lost)

    def smallest(self) -> int | None:
        """How many facts the smallest case that speaks against it gives; None where none does."""
        sizes = []
        for key in self.states_of:
            case = dict(key)
            if self.prop.kind != "monotone":
                sizes += [len(case)] * self.against(case)
                continue
            more = [(f, v) for f, values in CLASSES.items() if f not in case for v in values]
            sizes += [len(case) for f, v in more if self.against(case, {**case, f: v})]
        return min(sizes, default=None)


@given(plain=plain_rulebooks(), drawn=properties())
@examples(30)
def test_a_verdict_is_what_counting_out_says(
    plain: Plain, drawn: tuple[Plain, list[State]]
) -> None:
    raw, states = drawn
    prop = decoder(Property)(raw)
    book = build(plain, "")
    proof = next(proof for proof in prove(book, [prop], [], DAY) if proof.id == "p")
    counted = Counted(book, prop, states)
    smallest = counted.smallest()
    if any(finding.kind == "vacuous" for finding in proof.findings):
        assert smallest is None or not all_come_into_question(counted)
        return
    assert bool(proof.findings) is (smallest is not None)
    for at, finding in enumerate(proof.findings):
        assert finding.case is not None
        assert counted.against(finding.case, finding.after)
        assert at or len(finding.case) == smallest


def all_come_into_question(counted: Counted) -> bool:
    """Whether each subject can be in one of the states in a case that the property is about."""
    only_if = counted.prop.kind == "only-if"
    about = [key for key, (met, known) in counted.about.items() if known and (met or only_if)]
    if counted.prop.kind == "before":
        shown = offer_state("hjaelp")
        return any(shown(answer(counted.book, dict(key), DAY)) in OFFER[:3] for key in about)
    return all(
        any(counted.states_of[key][at] in counted.prop.statuses for key in about)
        for at in range(len(counted.states))
    )
