"""Hypothesis strategies: partial cases of a rulebook, and small rulebooks in which everything that
rules can say occurs."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from naive import Naive, every_value
from rusvej.conditions import ALWAYS, All, AnyOf, Compare, Condition, Not, Reading
from rusvej.facts import Choice, Fact, Value
from rusvej.model import (
    About,
    Access,
    AccessKind,
    Action,
    Assumed,
    Caveat,
    Citation,
    Contact,
    Criterion,
    Deadline,
    Impossible,
    LevelEntry,
    Limit,
    Offer,
    Period,
    PrintedCaveat,
    Question,
    QuestionReading,
    Reached,
    Roles,
    Rulebook,
    Settled,
    StartEvent,
    Statement,
)

LEVELS = ("let", "middel", "svaer")
Case = dict[str, Value]


# Cases.


def values(fact: Fact, constants: frozenset[int] = frozenset()) -> SearchStrategy[Value]:
    """Values of a fact; numbers near the constants of the rules more often."""
    near = sorted(
        {
            n
            for constant in constants
            for n in (constant - 1, constant, constant + 1)
            if fact.allows(n)
        }
    )
    anything: SearchStrategy[Value] = st.sampled_from(every_value(fact))
    return st.one_of(st.sampled_from(near), anything) if near else anything


def constants_of(naive: Naive) -> dict[str, frozenset[int]]:
    """The numbers that the conditions of offers and questions compare each fact with."""
    conditions = [criterion.when for offer in naive.rulebook.offers for criterion in offer.criteria]
    found: dict[str, set[int]] = {}
    for node in [node for condition in conditions for node in naive.comparisons(condition)]:
        numbers = [n for n in (node.low, node.high, *node.values) if type(n) is int]
        found.setdefault(node.fact, set()).update(numbers)
    return {fact: frozenset(numbers) for fact, numbers in found.items()}


def consistent(naive: Naive, case: Case) -> Case:
    """The case without the values that, after those before them, leave it no completion."""
    kept: Case = {}
    bound = naive.bound
    for name, value in case.items():
        if name not in bound or naive.possible({**kept, name: value}):
            kept[name] = value
    return kept


def cases(naive: Naive) -> SearchStrategy[Case]:
    """Partial cases that have a completion, from the empty one to the full one; the level is mostly
    known."""
    constants = constants_of(naive)
    drawn = {
        fact.id: values(fact, constants.get(fact.id, frozenset())) for fact in naive.rulebook.facts
    }
    some = st.fixed_dictionaries({}, optional=drawn)
    usual = {name: drawn[name] for name in ("level", "age") if name in drawn}
    listed = st.fixed_dictionaries(
        usual, optional={name: value for name, value in drawn.items() if name not in usual}
    )
    full = st.fixed_dictionaries(drawn)
    return st.one_of(some, listed, listed, full).map(lambda case: consistent(naive, case))


def parts_of(case: Case) -> SearchStrategy[Case]:
    """The case with some of its facts forgotten."""
    if not case:
        return st.just(case)
    return st.fixed_dictionaries(
        {}, optional={name: st.just(value) for name, value in case.items()}
    )


def completed(naive: Naive, case: Case, rnd: random.Random) -> Case:
    """A completion of a case that has one, each unknown fact given a value at random."""
    whole = dict(case)
    bound = naive.bound
    for fact in naive.rulebook.facts:
        if fact.id in whole:
            continue
        options = every_value(fact)
        rnd.shuffle(options)
        whole[fact.id] = next(
            value
            for value in options
            if fact.id not in bound or naive.possible({**whole, fact.id: value})
        )
    return whole


# Rulebooks.

SOURCE = (Citation("vejledning", 1, 2),)


def _word(name: str) -> Choice:
    return Choice(name, f"værdi {name}")


VOCABULARY = (
    Fact(
        "level",
        "choice",
        "niveau",
        "Hvilket niveau?",
        values=tuple(_word(level) for level in LEVELS),
    ),
    Fact("age", "int", "alder", "Hvor gammel?", unit="år", min=0, max=9),
    Fact(
        "grade",
        "int",
        "klassetrin",
        "Hvilken klasse?",
        unit=". klasse",
        min=0,
        max=4,
        none="går ikke i skole",
    ),
    Fact(
        "schooling",
        "choice",
        "skolegang",
        "Hvor?",
        values=(_word("skole"), _word("kursus"), _word("ingen")),
    ),
    Fact("motivated", "bool", "motiveret", "Motiveret?"),
    Fact("reliable", "bool", "mødestabil", "Mødestabil?"),
    Fact("assessed", "bool", "vurderet", "Vurderet?", judged_by="en læge"),
)


def comparisons(fact: Fact) -> SearchStrategy[Compare]:
    """Comparisons of one fact: every form there is, also such as always or never hold."""
    if fact.judged_by:
        return st.just(Compare(fact.id, (True,), judged=True))
    if fact.type == "bool":
        return st.sampled_from([Compare(fact.id, (True,)), Compare(fact.id, (False,))])
    some = st.lists(st.sampled_from(every_value(fact)), min_size=1, max_size=3, unique=True)
    chosen = some.map(lambda found: Compare(fact.id, tuple(found)))
    if fact.type == "choice":
        return chosen
    assert fact.min is not None and fact.max is not None
    number = st.integers(fact.min, fact.max)
    spans = st.one_of(
        number.map(lambda n: Compare(fact.id, low=n)),
        number.map(lambda n: Compare(fact.id, high=n)),
        st.tuples(number, number).map(lambda pair: Compare(fact.id, low=min(pair), high=max(pair))),
    )
    return st.one_of(spans, spans, chosen)


_LEAVES = st.sampled_from(VOCABULARY).flatmap(comparisons)


def conditions(questions: tuple[str, ...] = ()) -> SearchStrategy[Condition]:
    """Small trees over the vocabulary and these questions."""
    leaves: SearchStrategy[Condition] = _LEAVES
    if questions:
        leaves = st.one_of(
            leaves, leaves, st.sampled_from([Reading(question) for question in questions])
        )

    def nested(inner: SearchStrategy[Condition]) -> SearchStrategy[Condition]:
        parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(parts.map(All), parts.map(AnyOf), inner.map(Not))

    return st.one_of(
        leaves, st.recursive(st.one_of(leaves, leaves, st.just(ALWAYS)), nested, max_leaves=4)
    )


@st.composite
def questions(draw: DrawFn) -> tuple[Question, ...]:
    """Up to three questions, open, assumed or settled; the readings of a later one may name earlier
    ones."""
    found: list[Question] = []
    for name in ("q-a", "q-b", "q-c")[: draw(st.sampled_from((0, 1, 2, 2, 3)))]:
        inner = conditions(tuple(question.id for question in found))
        readings = tuple(
            QuestionReading(f"{name}-{i}", "…", when=draw(inner))
            for i in range(draw(st.sampled_from((2, 2, 3))))
        )
        used = draw(st.sampled_from(readings)).id
        question = Question(name, name, f"{name}?", readings, "open", SOURCE)
        status = draw(st.sampled_from(("open", "open", "assumed", "settled")))
        if status == "assumed":
            question = replace(question, status="assumed", assumed=Assumed(used, "…"))
        elif status == "settled":
            question = replace(
                question, status="settled", settled=Settled(used, "Rådet", "2026-01-01")
            )
        found.append(question)
    return tuple(found)


_LINES = st.integers(1, 30).map(lambda line: (Citation("vejledning", line, line),))
_LEVELS = st.lists(st.sampled_from(LEVELS), min_size=1, max_size=3, unique=True).map(
    lambda found: tuple(sorted(found))
)
_PRINTED_AT = st.one_of(st.none(), st.none(), _LEVELS)
_ACCESS: SearchStrategy[AccessKind] = st.sampled_from(
    ("direct", "contact", "assessed", "decision", "ikke-angivet")
)
_IMPOSSIBLE = st.lists(_LEAVES, min_size=2, max_size=3, unique_by=lambda leaf: leaf.fact).map(
    lambda parts: All(tuple(parts))
)


def _limits(when: SearchStrategy[Condition], asked: tuple[str, ...]) -> SearchStrategy[Limit]:
    reached = st.builds(Reached, when, st.just("…"), st.sampled_from(("", *asked)))
    return st.builds(
        Limit, st.just("…"), _LINES, _PRINTED_AT, when, reached=st.one_of(st.none(), reached)
    )


@st.composite
def offers(
    draw: DrawFn, name: str, when: SearchStrategy[Condition], asked: tuple[str, ...] = ()
) -> Offer:
    """An offer of the guide or of the standard; `asked` are questions that a limit may hang on."""
    statements = st.lists(
        st.builds(Statement, st.just("…"), _LINES, _PRINTED_AT, when), max_size=1
    ).map(tuple)
    steps = st.lists(st.builds(Statement, st.just("…"), _LINES, _PRINTED_AT, when), max_size=2).map(
        tuple
    )
    return Offer(
        name,
        name,
        "…",
        "vejledning",
        levels=tuple(
            LevelEntry(level, draw(_LINES))
            for level in draw(st.one_of(_LEVELS, _LEVELS, st.just(())))
        ),
        criteria=tuple(
            Criterion(
                f"k{i}",
                f"krav {i}",
                draw(when),
                SOURCE,
                draw(_PRINTED_AT),
                applies_when=draw(st.one_of(st.just(ALWAYS), st.just(ALWAYS), when)),
            )
            for i in range(draw(st.integers(0, 3)))
        ),
        access=Access(draw(_ACCESS), draw(statements)),
        contact=Contact(draw(statements), draw(steps)),
        details={},
        entry_lines=draw(_LINES),
        points_to=draw(statements),
        points_away=draw(statements),
        limits=draw(st.lists(_limits(when, asked), max_size=1).map(tuple)),
        order=draw(st.sampled_from((0, 0, 1))),
    )


@st.composite
def colouring(
    draw: DrawFn, when: SearchStrategy[Condition], offered: tuple[str, ...]
) -> tuple[Question, ...]:
    """At most one question that decides nothing and is told with some of the offers."""
    readings = tuple(QuestionReading(f"q-d-{i}", "…") for i in range(2))
    question = Question("q-d", "q-d", "q-d?", readings, "open", SOURCE)
    told = replace(
        question,
        shown_when=draw(when),
        levels=draw(_PRINTED_AT),
        offers=tuple(draw(st.lists(st.sampled_from(offered), unique=True, max_size=2))),
    )
    return (told,) if draw(st.booleans()) else ()


@st.composite
def caveats(
    draw: DrawFn, name: str, when: SearchStrategy[Condition], named: SearchStrategy[tuple[str, ...]]
) -> Caveat:
    """A caveat printed at some levels, sometimes stressed."""
    printed = tuple(
        PrintedCaveat(level=level, text="…", sources=draw(_LINES)) for level in draw(_LEVELS)
    )
    return Caveat(name, "…", draw(named), printed, draw(when), draw(st.one_of(st.none(), when)))


@st.composite
def rulebooks(draw: DrawFn) -> Rulebook:
    """Small rulebooks: up to three offers with criteria, pointers, caveats, actions, deadlines and
    impossible combinations."""
    asked = draw(questions())
    when = conditions(tuple(question.id for question in asked))
    offered = tuple(
        draw(offers(name, when, tuple(question.id for question in asked)))
        for name in ("tilbud-a", "tilbud-b", "tilbud-c")[: draw(st.integers(1, 3))]
    )
    asked += draw(colouring(when, tuple(offer.id for offer in offered)))
    named = st.lists(st.sampled_from([offer.id for offer in offered]), unique=True, max_size=2).map(
        tuple
    )
    acts = st.builds(
        Action,
        id=st.just("handling"),
        title=st.just("…"),
        text=st.just("…"),
        kind=st.just("samtale"),
        levels=_LEVELS,
        sources=_LINES,
        offers=named,
        when=when,
    )
    start = StartEvent("contact", "henvendelse", SOURCE)
    limits = st.builds(
        Deadline,
        *map(st.just, ("frist", "…", "…", "frame", Period(days=14), (start,))),
        sources=_LINES,
        when=when,
        offers=named,
    )
    rulebook = Rulebook(
        About("Prøve", "1.0.0", roles=Roles(age="age", level="level")),
        facts=VOCABULARY,
        impossible=tuple(
            Impossible(f"umuligt-{i}", "…", draw(_IMPOSSIBLE), "logik")
            for i in range(draw(st.sampled_from((0, 0, 1, 1, 2))))
        ),
        questions=asked,
        offers=offered,
        caveats=tuple(
            draw(caveats(f"forbehold-{i}", when, named)) for i in range(draw(st.integers(0, 2)))
        ),
        actions=tuple(
            replace(draw(acts), id=f"handling-{i}") for i in range(draw(st.integers(0, 2)))
        ),
        deadlines=tuple(
            replace(draw(limits), id=f"frist-{i}") for i in range(draw(st.integers(0, 1)))
        ),
    )
    assume(Naive(rulebook).possible({}))
    return rulebook
