"""`rusvej diff` names exactly the people a change concerns.

Every planted change is judged twice: by what a person reading the documents expects, and by asking
both engines about every cell over the facts concerned (all of them where they are few), and about
random full and partial cases.
"""

from __future__ import annotations

import json
import random
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.analysis.diff import Difference, Group, compare
from rusvej.analysis.diff.boxes import boxes
from rusvej.analysis.diff.fields import field_changes
from rusvej.analysis.diff.version import least, number
from rusvej.answer import Answer, OfferResult, Said, Status
from rusvej.cli.running import run
from rusvej.compiled import compiled
from rusvej.compiled.nodes import AND, NO, OR, TERMINALS, YES
from rusvej.conditions import All, Compare
from rusvej.diagram import Diagrams
from rusvej.engine import answer
from rusvej.facts import Choice, Value
from rusvej.model import Assumed, Citation, Period, Rulebook, Settled, Stated, Statement
from rusvej.store import load_rulebook
from rusvej.truth import Truth

DAY = date(2026, 3, 2)
#: What somebody gains by a change.
DOORS = ("offer-won", "offer-nearer", "deadline-gained", "action-gained")
AGES = (0, 7, 8, 9, 13, 17, 18, 19, 20, 21, 22, 28, 29, 30, 31, 60, 120)
Edit = Callable[[Rulebook], Rulebook]


def record(book: Rulebook, section: str, id: str, change: Callable[[Any], Any]) -> Rulebook:
    """The rulebook with one record changed; None takes it away."""
    records = getattr(book, section)
    assert any(each.id == id for each in records)
    changed = [change(each) if each.id == id else each for each in records]
    kept: dict[str, Any] = {section: tuple(each for each in changed if each is not None)}
    return replace(book, **kept)


def offer(id: str, **changes: Callable[[Any], Any]) -> Edit:
    return lambda book: record(
        book,
        "offers",
        id,
        lambda each: replace(
            each, **{name: change(getattr(each, name)) for name, change in changes.items()}
        ),
    )


def from_nine(book: Rulebook) -> Rulebook:
    def readings(question: Any) -> Any:
        first, second = question.readings
        return replace(question, readings=(replace(first, when=Compare("age", (), 9, 21)), second))

    return record(book, "questions", "kontaktperson-8-21", readings)


def settle(book: Rulebook) -> Rulebook:
    return record(
        book,
        "questions",
        "botilbud-alder",
        lambda each: replace(
            each, status="settled", settled=Settled("ingen-graense", "Ungeudvalget", "2026-01-05")
        ),
    )


def assume_otherwise(book: Rulebook) -> Rulebook:
    return record(
        book,
        "questions",
        "over-18",
        lambda each: replace(each, assumed=Assumed("fra-19", "Efter ordene.")),
    )


def swap_authority(access: Any) -> Any:
    """Those who decide above and below 18 change places."""
    units = [statement.unit for statement in access.statements if statement.unit]
    turned = dict(zip(units, reversed(units), strict=True))
    return replace(
        access,
        statements=tuple(
            replace(s, unit=turned[s.unit]) if s.unit else s for s in access.statements
        ),
    )


def deadline(id: str, **values: Any) -> Edit:
    return lambda book: record(book, "deadlines", id, lambda each: replace(each, **values))


def without_exception(book: Rulebook) -> Rulebook:
    return record(
        book,
        "deadlines",
        "behandlingsstart",
        lambda each: replace(each, exceptions=each.exceptions[1:]),
    )


#: name: (the change, kinds of effects expected, step)
PLANTED: dict[str, tuple[Edit, set[str], str]] = {
    "age bound 8 to 9": (from_nine, {"offer-lost", "offer-farther"}, "major"),
    "caveat dropped": (
        lambda b: record(b, "caveats", "mut-ikke-opsoegende", lambda _: None),
        {"caveat-lost"},
        "major",
    ),
    "caveat at one level less": (
        lambda b: record(
            b, "caveats", "mut-ikke-opsoegende", lambda c: replace(c, printed=c.printed[1:])
        ),
        {"caveat-lost"},
        "major",
    ),
    "caveat no longer stressed": (
        lambda b: record(
            b, "caveats", "mut-ikke-opsoegende", lambda c: replace(c, stressed_when=None)
        ),
        {"caveat"},
        "minor",
    ),
    "level removed": (
        offer("stoettekontaktperson", levels=lambda e: tuple(x for x in e if x.level != "misbrug")),
        {"offer-lost", "offer-no"},
        "major",
    ),
    "deadline 14 to 7": (
        deadline("behandlingsstart", period=Period(days=7)),
        {"deadline-shorter"},
        "major",
    ),
    "deadline 14 to 21": (
        deadline("behandlingsstart", period=Period(days=21)),
        {"deadline-longer"},
        "minor",
    ),
    "exception dropped": (without_exception, {"deadline"}, "minor"),
    "authority swapped": (
        offer("behandling-12-uger", access=swap_authority),
        {"authority"},
        "minor",
    ),
    "decision needed": (
        offer("mut", access=lambda a: replace(a, kind="decision")),
        {"authority", "rank"},
        "major",
    ),
    "text changed": (
        offer("mut", criteria=lambda c: (replace(c[0], text="Noget andet"), *c[1:])),
        set(),
        "patch",
    ),
    "citation changed": (
        offer(
            "mut",
            criteria=lambda c: (
                replace(c[0], sources=(*c[0].sources, Citation("handleguide", 367, 367))),
                *c[1:],
            ),
        ),
        set(),
        "patch",
    ),
    "offer removed": (
        lambda b: record(b, "offers", "mut", lambda _: None),
        {"offer-lost", "caveat-lost"},
        "major",
    ),
    # At 18 the offer stands as before, but what "over 18" means is no longer told with it.
    "criterion dropped": (
        offer("dagbehandling", criteria=lambda c: c[1:]),
        {"offer-won", "question"},
        "minor",
    ),
    # Where the age is settled, one question less may be told with an offer that stays open.
    "question settled": (settle, {"offer-nearer", "question"}, "minor"),
    "another reading assumed": (assume_otherwise, {"offer-lost", "deadline", "authority"}, "major"),
    "pointer removed": (offer("behandling-12-uger", points_to=lambda p: p[1:]), {"rank"}, "minor"),
    "first step changed": (
        offer(
            "mut",
            contact=lambda c: replace(
                c,
                first_step=(
                    replace(c.first_step[0], text="Ring et andet sted hen"),
                    *c.first_step[1:],
                ),
            ),
        ),
        {"first-step"},
        "minor",
    ),
    "contact statement dropped": (
        offer("mut", contact=lambda c: replace(c, statements=c.statements[1:])),
        {"contact"},
        "minor",
    ),
    "telephone changed": (
        lambda b: record(b, "contacts", "mut", lambda c: replace(c, telephone="00 00 00 00")),
        {"contact"},
        "minor",
    ),
    "action dropped": (
        lambda b: record(b, "actions", "ssp-mulighed-3", lambda _: None),
        {"action-lost"},
        "major",
    ),
    # Who has used up the talks is pointed on, and whether they can be had again is open.
    "limit dropped": (
        offer("mut", limits=lambda _: ()),
        {"limit", "offer-nearer", "rank"},
        "minor",
    ),
}


def contains(group: Group, case: dict[str, Value], *, loosely: bool = False) -> bool:
    """Whether the case is one of the group's; `loosely`: or can still turn out to be."""
    for span in group.people:
        value = case.get(span.fact)
        if value is None:
            if not (span.unknown or loosely):
                return False
        elif not any(each.holds(value) for each in span.classes):
            return False
    return True


def family(kind: str) -> str:
    return (
        kind.split("-", maxsplit=1)[0]
        if kind.split("-", maxsplit=1)[0] in ("offer", "caveat", "action", "deadline")
        else kind
    )


def predicted(
    difference: Difference, case: dict[str, Value], *, partial: bool
) -> set[tuple[str, str]]:
    return {
        (family(effect.kind), effect.id)
        for group in difference.groups
        if group.partial is partial and contains(group, case)
        for effect in group.effects
    }


def lines(said: tuple[Said, ...], *, unit: bool = False) -> set[tuple[str, Truth]]:
    return {((unit and each.statement.unit) or each.statement.text, each.verdict) for each in said}


def phones(book: Rulebook, result: OfferResult) -> list[str]:
    return sorted(
        f"{unit.id} {unit.telephone} {unit.address}"
        for unit in book.contacts
        if unit.id in result.offer.contact.units
    )


def observed(old: Answer, new: Answer) -> set[tuple[str, str]]:
    """What differs between two answers, without the order of offers moved by their access or
    place."""
    found: set[tuple[str, str]] = set()
    questions: set[tuple[str, str]] = set()
    before, after = ({r.offer.id: r for r in each.offers} for each in (old, new))
    for id in before.keys() | after.keys():
        was, now = before.get(id), after.get(id)
        if was is None or now is None:
            if (was or now).status.shown:  # type: ignore[union-attr]
                found.add(("offer", id))
            continue
        if was.status is not now.status:
            found.add(("offer", id))
        elif {use.question.id for use in was.questions} != {u.question.id for u in now.questions}:
            questions.add(("question", id))
        if not (was.status.shown and now.status.shown):
            continue
        if was.offer.access.kind != now.offer.access.kind or lines(was.access, unit=True) != lines(
            now.access, unit=True
        ):
            found.add(("authority", id))
        if lines(was.contact) != lines(now.contact) or phones(old.rulebook, was) != phones(
            new.rulebook, now
        ):
            found.add(("contact", id))
        steps = [
            (r.first_step.statement.text, r.first_step.verdict) if r.first_step else None
            for r in (was, now)
        ]
        # An open offer has no first step, and that it is open is told of its status.
        if Status.OPEN not in (was.status, now.status) and steps[0] != steps[1]:
            found.add(("first-step", id))
        if lines(was.limits) != lines(now.limits):
            found.add(("limit", id))
        if was.key.pointed != now.key.pointed:
            found.add(("rank", id))
    # An open question is told by itself where nothing else is told of the offer.
    found |= {each for each in questions if not any(id == each[1] for _, id in found)}
    for name, key in (("caveats", "caveat"), ("actions", "action")):
        states: list[dict[str, Any]] = [
            {
                getattr(r, key).id: (
                    r.applies,
                    getattr(r, "stressed", None),
                    getattr(r, key).offers if key == "caveat" else (),
                )
                for r in getattr(each, name)
            }
            for each in (old, new)
        ]
        found |= {
            (key, id)
            for id in states[0].keys() | states[1].keys()
            if states[0].get(id) != states[1].get(id)
        }
    limits = [
        {
            r.deadline.id: (r.applies, r.deadline.period, r.deadline.exceptions)
            for r in each.deadlines
        }
        for each in (old, new)
    ]
    for id in limits[0].keys() | limits[1].keys():
        linked = [
            {r.offer.id for r in each.offers if r.status.shown and brings(each.rulebook, r, id)}
            for each in (old, new)
        ]
        if limits[0].get(id) != limits[1].get(id) and linked[0] & linked[1]:
            found.add(("deadline", id))
    return found


def brings(book: Rulebook, result: OfferResult, deadline_id: str) -> bool:
    own = next((each for each in book.deadlines if each.id == deadline_id), None)
    return own is not None and (
        deadline_id in result.offer.deadlines or result.offer.id in own.offers
    )


def values_of(book: Rulebook, fact_id: str) -> tuple[Value, ...]:
    fact = book.vocabulary[fact_id]
    if fact.type == "bool":
        return (True, False)
    if fact.type == "choice":
        return fact.choices()
    numbers = AGES if fact_id == "age" else tuple(range(fact.min or 0, (fact.max or 0) + 1))
    return (*numbers, "ingen") if fact.none else numbers


def possible(book: Rulebook, case: dict[str, Value]) -> bool:
    return compiled(book).possible(case)


def cases_over(book: Rulebook, facts: list[str], most: int, seed: int) -> list[dict[str, Value]]:
    """Every case that gives just these facts, or so many of them drawn at random."""
    axes = [values_of(book, fact) for fact in facts]
    if prod(len(axis) for axis in axes) <= most:
        return [dict(zip(facts, values, strict=True)) for values in product(*axes)]
    draw = random.Random(seed)
    return [
        {fact: draw.choice(axis) for fact, axis in zip(facts, axes, strict=True)}
        for _ in range(most // 3)
    ]


def aimed(
    book: Rulebook, difference: Difference, draw: random.Random, unknown: float
) -> dict[str, Value]:
    """A random case, most often near the people of one of the groups."""
    case = {
        fact: draw.choice(values_of(book, fact))
        for fact in book.vocabulary
        if draw.random() >= unknown
    }
    near = [witness.case for group in difference.groups for witness in group.witnesses]
    if near and draw.random() < 0.7:
        case.update(draw.choice(near))
    return case


#: An offer, a caveat, a deadline and a text are tried in the quick run; one of each other kind of
#: effect in the slow one.
QUICK = {"age bound 8 to 9", "caveat at one level less", "deadline 14 to 7", "text changed"}
SLOW = {
    "authority swapped",
    "citation changed",
    "question settled",
    "pointer removed",
    "limit dropped",
}


def depth_of(name: str) -> list[pytest.MarkDecorator]:
    return [] if name in QUICK else [pytest.mark.slow if name in SLOW else pytest.mark.long]


EACH = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=depth_of(name)) for name in PLANTED]
)


class Found(dict[str, Difference]):
    """What is told of a planted change, compared when it is first asked for."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book

    def __missing__(self, name: str) -> Difference:
        self[name] = compare(self._book, PLANTED[name][0](self._book), DAY)
        return self[name]


@pytest.fixture(scope="module")
def found(rulebook: Rulebook) -> Found:
    return Found(rulebook)


@EACH
def test_the_kinds_and_the_step(found: dict[str, Difference], name: str) -> None:
    _, kinds, step = PLANTED[name]
    seen = {effect.kind for group in found[name].groups for effect in group.effects}
    assert kinds <= seen if name == "another reading assumed" else seen == kinds
    assert found[name].step == step
    assert found[name].fields or found[name].groups


@EACH
def test_every_witness_is_confirmed_and_in_its_group(
    found: dict[str, Difference], name: str
) -> None:
    for group in found[name].groups:
        assert group.cells <= group.of
        shown = {place for witness in group.witnesses for place in witness.effects}
        # What only dates bring out has no case.
        assert all(
            effect.section == "deadlines"
            for place, effect in enumerate(group.effects)
            if place not in shown
        )
        for witness in group.witnesses:
            assert witness.confirmed
            assert contains(group, dict(witness.case), loosely=not group.partial)


def trimmed(books: tuple[Rulebook, Rulebook], difference: Difference) -> tuple[Rulebook, Rulebook]:
    """The rulebooks without the offers nothing is told of: the engine is then quick enough to be
    asked about every cell."""
    effects = [effect for group in difference.groups for effect in group.effects]
    kept = {effect.id for effect in effects if effect.section == "offers"} | {
        effect.about for effect in effects
    }
    for book in books:
        kept |= {
            id
            for each in book.caveats
            if ("caveats", each.id) in {(e.section, e.id) for e in effects}
            for id in each.offers
        }
        for id in {effect.id for effect in effects if effect.section == "deadlines"}:
            kept |= set(sorted(o.id for o in book.offers if id in o.deadlines)[:3])
    old, new = (
        replace(
            book,
            offers=tuple(
                each for each in book.offers if each.id in kept or each.id == "vaeresteder"
            ),
        )
        for book in books
    )
    return old, new


def agree(difference: Difference, sides: tuple[Rulebook, Rulebook], case: dict[str, Value]) -> bool:
    """Holds what is told of a full case against the answers of both engines; whether they
    differ."""
    answers = answer(sides[0], case, DAY), answer(sides[1], case, DAY)
    seen = observed(*answers)
    said = {
        each
        for each in predicted(difference, case, partial=False)
        if not moved_only(difference, each)
    }
    # A deadline is told for those who may see it; whether they do hangs on the offers shown.
    shown = [[r for r in each.offers if r.status.shown] for each in answers]
    for told in [each for each in said if each[0] == "deadline"]:
        with_it = [
            {r.offer.id for r in results if brings(each.rulebook, r, told[1])}
            for each, results in zip(answers, shown, strict=True)
        ]
        if not with_it[0] & with_it[1]:
            said.remove(told)
    assert seen == said, case
    return bool(seen)


@EACH
def test_exactly_the_people_affected(
    rulebook: Rulebook, found: dict[str, Difference], name: str
) -> None:
    new = PLANTED[name][0](rulebook)
    difference = found[name]
    whole = rulebook, new
    few = trimmed((rulebook, new), difference)
    concerned = [
        fact
        for fact in rulebook.vocabulary
        if any(fact in group.facts for group in difference.groups)
    ]
    draw = random.Random(9)
    hits = 0
    for case in cases_over(rulebook, concerned, 130, 1):
        hits += possible(few[0], case) and agree(difference, few, case)
    for _ in range(10):
        case = aimed(rulebook, difference, draw, 0.0)
        hits += possible(few[0], case) and agree(difference, few, case)
    case = aimed(rulebook, difference, draw, 0.0)
    if possible(whole[0], case):
        agree(difference, whole, case)
    assert hits or not difference.groups
    for _ in range(12):
        case = aimed(rulebook, difference, draw, 0.5)
        if not possible(few[0], case):
            continue
        seen = observed(answer(few[0], case, DAY), answer(few[1], case, DAY))
        assert {
            each
            for each in predicted(difference, case, partial=True)
            if each[0] in ("offer", "caveat", "action")
        } <= seen
        told = {
            (family(effect.kind), effect.id)
            for group in difference.groups
            if contains(group, case, loosely=not group.partial)
            for effect in group.effects
        }
        assert seen <= told


def moved_only(difference: Difference, told: tuple[str, str]) -> bool:
    """Whether all that is told of an offer's rank is its place in the order, which `observed`
    leaves out."""
    kinds = {
        bit.what
        for group in difference.groups
        for effect in group.effects
        if (effect.kind, effect.id) == told
        for bit in (*effect.before, *effect.after)
    }
    return told[0] == "rank" and "pointed" not in kinds


def people(difference: Difference, kind: str) -> list[tuple[dict[str, Any], int, int]]:
    return [
        (
            {
                span.fact: [
                    (c.low, c.high) if c.low is not None else c.values for c in span.classes
                ]
                for span in group.people
            },
            group.cells,
            group.of,
        )
        for group in difference.groups
        if not group.partial and any(effect.kind == kind for effect in group.effects)
    ]


def test_the_eight_year_olds_lose_the_contact_person(found: dict[str, Difference]) -> None:
    """The age is printed at three levels only; at trivsel, where it may or may not hold, the offer
    becomes open."""
    ((who, cells, _),) = people(found["age bound 8 to 9"], "offer-lost")
    assert who == {"age": [(8, 8)], "level": [("eksperimenterende", "problematisk", "misbrug")]}
    assert cells == 3


def test_the_shorter_deadline_concerns_adults_from_problematic_use_on(
    found: dict[str, Difference],
) -> None:
    told = people(found["deadline 14 to 7"], "deadline-shorter")
    assert {tuple(who["age"][0]) for who, _, _ in told} == {(18, 120)}
    assert {level for who, _, _ in told for (levels) in who["level"] for level in levels} == {
        "problematisk",
        "misbrug",
        "afhaengighed",
    }


@pytest.mark.slow
def test_the_pointer_concerns_those_whose_talks_are_used_up(found: dict[str, Difference]) -> None:
    assert all(
        who["mut_talks_exhausted"] == [(True,)]
        for who, _, _ in people(found["pointer removed"], "rank")
    )


@pytest.mark.slow
def test_settling_concerns_those_under_18_only(found: dict[str, Difference]) -> None:
    assert all(
        who["age"] == [(0, 17)] for who, _, _ in people(found["question settled"], "offer-nearer")
    )
    assert {field.kind for field in found["question settled"].fields} == {"question"}


def test_wording_and_citation_are_told_apart(found: dict[str, Difference]) -> None:
    assert [field.kind for field in found["text changed"].fields] == ["wording"]
    assert [field.kind for field in found["citation changed"].fields] == ["citation"]


def test_the_same_rulebook_does_not_differ(rulebook: Rulebook) -> None:
    same = compare(rulebook, rulebook, DAY)
    assert (same.groups, same.fields, same.step) == ((), (), "none")


@pytest.mark.parametrize(
    "name",
    [
        "age bound 8 to 9",
        *(
            pytest.param(name, marks=pytest.mark.long)
            for name in (
                "offer removed",
                "level removed",
                "caveat dropped",
                "action dropped",
                "decision needed",
            )
        ),
    ],
)
def test_the_other_way_round_won_is_lost(
    rulebook: Rulebook, found: dict[str, Difference], name: str
) -> None:
    """An offer removed is, the other way round, one that is added."""
    back = compare(PLANTED[name][0](rulebook), rulebook, DAY)
    turn = {
        "offer-lost": "offer-won",
        "offer-won": "offer-lost",
        "caveat-lost": "caveat-gained",
        "action-lost": "action-gained",
    }
    turn |= {"offer-farther": "offer-nearer", "offer-nearer": "offer-farther"}

    def told(difference: Difference, turned: bool) -> set[Any]:
        return {
            (
                str(group.people),
                group.partial,
                group.cells,
                turn.get(e.kind, e.kind) if turned else e.kind,
                e.id,
            )
            for group in difference.groups
            for e in group.effects
            if e.kind != "rank"
        }

    assert told(found[name], True) == told(back, False)


def test_facts_that_one_rulebook_lacks_do_not_matter_there(rulebook: Rulebook) -> None:
    """A new fact, and a criterion on it: nobody fits any more without it."""
    fact = replace(rulebook.vocabulary["motivated"], id="has_a_dog", label="har hund")
    book = replace(rulebook, facts=(*rulebook.facts, fact))
    new = offer(
        "vaeresteder",
        criteria=lambda c: (*c, replace(c[0], id="hund", when=Compare("has_a_dog", (True,)))),
    )(book)
    difference = compare(rulebook, new, DAY)
    told = people(difference, "offer-lost")
    assert told
    assert all(who["has_a_dog"] == [(False,)] for who, _, _ in told)
    unknown = [group for group in difference.groups if group.partial]
    assert all(not contains(group, {"has_a_dog": True}) for group in unknown)


@pytest.mark.parametrize(
    ("folder", "fact", "step"),
    # Whether anything in the rulebook hangs on the fact.
    [("vesthimmerland", "asker", "minor"), ("ssvc", "exposure", "major")],
)
def test_a_value_that_only_one_rulebook_has_counts_in_what_it_says_of_the_unknown(
    folder: str, fact: str, step: str
) -> None:
    def more(fact: Any) -> Any:
        return replace(fact, values=(*fact.values, Choice("svamp", "svampe")))

    book = load_rulebook(Path(__file__).parent / "rulebooks" / folder)
    difference = compare(book, record(book, "facts", fact, more), DAY)
    assert difference.step == step
    assert {field.kind for field in difference.fields} == {"vocabulary"}
    assert all(group.partial for group in difference.groups)
    assert bool(difference.groups) is (step == "major")
    gone = compare(record(book, "facts", fact, more), book, DAY)
    assert gone.step == "major"


def test_cases_that_are_no_longer_refused(rulebook: Rulebook) -> None:
    new = record(rulebook, "impossible", "skole-uden-skolegang", lambda _: None)
    groups = [
        group
        for group in compare(rulebook, new, DAY).groups
        if group.effects[0].kind == "case-allowed"
    ]
    assert groups
    assert all(witness.confirmed for group in groups for witness in group.witnesses)
    assert all(
        contains(
            group, {"school": "skole-center-hirtshals", "schooling": "ingen", "grade": "ingen"}
        )
        for group in groups
    )


@pytest.mark.slow
def test_what_cannot_be_may_hang_on_a_fact_that_only_one_rulebook_has(rulebook: Rulebook) -> None:
    fact = replace(rulebook.vocabulary["motivated"], id="has_a_dog", label="har hund")
    book = replace(rulebook, facts=(*rulebook.facts, fact))
    rule = replace(
        book.impossible[0],
        id="hund-og-under-ti",
        when=All((Compare("has_a_dog", (True,)), Compare("age", (), None, 9))),
    )
    new = replace(book, impossible=(*book.impossible, rule))
    for one, two, kind in ((rulebook, new, "case-refused"), (new, rulebook, "case-allowed")):
        groups = [g for g in compare(one, two, DAY).groups if g.effects[0].section == "impossible"]
        assert [g.effects[0].kind for g in groups] == [kind]
        (witness,) = groups[0].witnesses
        assert witness.confirmed and witness.case["has_a_dog"] is True
        assert witness.case["age"] in range(10)


def test_a_deadline_that_no_offer_brings_is_told_by_whom_it_holds_for(rulebook: Rulebook) -> None:
    """Modul 2 is a frame that only dates bring out; four weeks less is no change of nobody."""
    difference = compare(rulebook, deadline("modul-2", period=Period(weeks=12))(rulebook), DAY)
    (group,) = difference.groups
    (effect,) = group.effects
    assert (effect.kind, effect.id) == ("deadline-shorter", "modul-2")
    assert (effect.before[0].value, effect.after[0].value) == ("16 weeks", "12 weeks")
    assert (difference.step, group.witnesses) == ("major", ())
    assert contains(group, {"age": 30})
    assert not contains(group, {"age": 16})


def test_a_deadline_taken_from_an_offer(rulebook: Rulebook) -> None:
    holder = next(each for each in rulebook.offers if each.deadlines)
    new = offer(holder.id, deadlines=lambda d: d[1:])(rulebook)
    told = [e for g in compare(rulebook, new, DAY).groups for e in g.effects]
    assert told
    assert {(e.kind, e.id, e.about) for e in told} == {
        ("deadline-lost", holder.deadlines[0], holder.id)
    }


@given(st.data())
def test_boxes_cover_exactly_and_once(data: st.DataObject) -> None:
    shape = data.draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    nodes = Diagrams(shape, TERMINALS)
    whole = {at: tuple(range(size)) for at, size in enumerate(shape)}
    cells = list(product(*whole.values()))
    kinds = data.draw(st.lists(st.sampled_from("-+?"), min_size=len(cells), max_size=len(cells)))
    of = dict(zip(cells, kinds, strict=True))

    def where(kind: str) -> int:
        every = [
            nodes.join(AND, [nodes.compare(at, [place], YES, NO) for at, place in enumerate(cell)])
            for cell in cells
            if of[cell] == kind
        ]
        return nodes.join(OR, {NO, *every})

    found = list(boxes(nodes, where("+"), where("?"), whole))
    inside = [set(product(*(box[at] for at in whole))) for box in found]
    assert all(sum(cell in box for box in inside) == 1 for cell in cells if of[cell] == "+")
    assert all(of[cell] != "-" for box in inside for cell in box)
    assert found == list(boxes(nodes, where("+"), where("?"), whole))


def test_a_full_slab_is_one_box() -> None:
    nodes = Diagrams((5, 4, 3), TERMINALS)
    slab = nodes.apply(AND, nodes.compare(0, [1, 2], YES, NO), nodes.compare(2, [2], YES, NO))
    whole = {0: (0, 1, 2, 3, 4), 1: (0, 1, 2, 3), 2: (0, 1, 2)}
    assert list(boxes(nodes, slab, NO, whole)) == [{0: (1, 2), 1: (0, 1, 2, 3), 2: (2,)}]


def told_beside(changed: Callable[[Statement], Statement | None], section: str) -> tuple[str, str]:
    """What `diff` calls a change of a detail of an offer, or of a statement of the standard."""
    book = load_rulebook(Path(__file__).parent / "rulebooks" / "alle-felter")

    def after(stated: Stated) -> tuple[Statement, ...]:
        assert not isinstance(stated, str)
        return tuple(now for now in map(changed, stated) if now is not None)

    if section == "offers":
        details = {"price": after(book.offers[0].details["price"])}
        edit = offer("cafe", details=lambda old: {**old, **details})
        other = edit(book)
    else:
        other = record(
            book, section, "klage", lambda part: replace(part, statements=after(part.statements))
        )
    (field,) = field_changes(book, other)
    assert (field.section, field.id) == (section, "cafe" if section == "offers" else "klage")
    return field.kind, field.step


@pytest.mark.parametrize("section", ["offers", "standard"])
def test_what_is_said_beside_the_answer_is_a_detail(section: str) -> None:
    """No answer rests on it, so no group tells of it; yet who reads it is told something else."""
    assert told_beside(lambda _: None, section) == ("detail", "minor")
    assert told_beside(lambda s: replace(s, levels=("svaer",)), section) == ("detail", "minor")
    assert told_beside(lambda s: replace(s, text=f"{s.text}, 25 kr."), section) == (
        "detail",
        "minor",
    )
    assert told_beside(lambda s: replace(s, text=f"{s.text} her"), section) == ("wording", "patch")
    unit = told_beside(lambda s: replace(s, unit="kontoret"), section)
    assert unit == ("detail", "minor")
    sources = (Citation("plan", 1, 1),)
    assert told_beside(lambda s: replace(s, sources=sources), section) == ("citation", "patch")
    when = Compare("age", high=12)
    assert told_beside(lambda s: replace(s, when=when), section) == ("rule", "patch")


def test_version_steps() -> None:
    assert number("1.2.3") == (1, 2, 3)
    assert number("1.2") is None
    assert [least((1, 2, 3), step) for step in ("none", "patch", "minor", "major")] == [
        (1, 2, 3),
        (1, 2, 4),
        (1, 3, 0),
        (2, 0, 0),
    ]


def without_option(book: Rulebook, option: str) -> Rulebook:
    named = next(each.id for each in book.events if each.option)
    return record(book, "events", named, lambda event: replace(event, option=option))


def without_synonym(book: Rulebook) -> Rulebook:
    fact = next(each for each in book.facts if each.values and each.values[0].synonyms)
    values = (replace(fact.values[0], synonyms=()), *fact.values[1:])
    return record(book, "facts", fact.id, lambda fact: replace(fact, values=values))


def without_first(section: str) -> Edit:
    return lambda book: replace(book, **{section: getattr(book, section)[1:]})


@pytest.mark.parametrize(
    ("edit", "there", "back"),
    [
        (lambda book: without_option(book, ""), "major", "minor"),
        (lambda book: without_option(book, "--andet"), "major", "major"),
        (without_synonym, "major", "minor"),
        (without_first("events"), "major", "minor"),
        (without_first("exceptions"), "major", "minor"),
    ],
    ids=["no option", "another option", "synonym", "event", "exception"],
)
def test_what_can_no_longer_be_typed_is_a_break(
    rulebook: Rulebook, edit: Edit, there: str, back: str
) -> None:
    changed = edit(rulebook)
    for old, new, step in ((rulebook, changed, there), (changed, rulebook, back)):
        (found,) = field_changes(old, new)
        assert (found.kind, found.step) == ("vocabulary", step)


@pytest.fixture(scope="module")
def folders(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The shipped data in a git repository (branch main), changed in the working tree; and the
    unchanged data beside it."""
    root = tmp_path_factory.mktemp("repo")
    data = root / "sub" / "data"
    shutil.copytree(data_dir, data)
    git = [
        "git",
        "-C",
        str(root),
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.org",
        "-c",
        "init.defaultBranch=main",
    ]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *words], check=True)
    file = data / "open_questions.yaml"
    text = file.read_text(encoding="utf-8")
    assert "at_least: 8, at_most: 21" in text
    file.write_text(
        text.replace("at_least: 8, at_most: 21", "at_least: 9, at_most: 21"), encoding="utf-8"
    )
    return root, data_dir


@pytest.fixture(scope="module", autouse=True)
def _compared_once() -> Iterator[None]:
    """The commands below compare the same two rulebooks again and again."""
    known: dict[tuple[int, int, date], tuple[Rulebook, Rulebook, Difference]] = {}

    def once(old: Rulebook, new: Rulebook, day: date) -> Difference:
        key = (id(old), id(new), day)
        if key not in known:
            # The rulebooks are kept, so that no other gets their identity.
            known[key] = (old, new, compare(old, new, day))
        return known[key][2]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rusvej.app.diff.compare", once)
        yield


def next_major(data_dir: Path) -> str:
    """The least version that takes something away from the shipped rulebook's people."""
    first, _, _ = load_rulebook(data_dir).about.version.split(".")
    return f"{int(first) + 1}.0.0"


@pytest.mark.slow
def test_git_revision_against_the_working_tree(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    root, shipped = folders
    monkeypatch.chdir(root / "sub")
    assert run(["diff", "main..", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "rusvej/diff/1"
    assert (found["step"], found["least_version"], found["version_enough"]) == (
        "major",
        next_major(shipped),
        False,
    )
    # At the levels where the age is printed the offer is lost, at trivsel it becomes open.
    group, _ = found["groups"]
    assert group["people"][0] == {
        "fact": "age",
        "classes": [{"low": 8, "high": 8}],
        "unknown": False,
    }
    assert shlex.split(group["witnesses"][0]["command"])[:4] == ["rusvej", "suggest", "--age", "8"]
    assert run(["diff", str(shipped), str(root / "sub" / "data"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"] == found["groups"]
    assert run(["diff", "main..HEAD"]) == 0
    assert "Der er ingen ændringer" in capsys.readouterr().out


@pytest.mark.slow
def test_pages_and_the_version_asked_for(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    root, shipped = folders
    monkeypatch.chdir(root / "sub")
    assert run(["diff", "main", "--require-version", "--format", "markdown"]) == 1
    text = capsys.readouterr().out
    assert "**8-årige på niveau eksperimenterende brug, problematisk brug eller misbrug**" in text
    assert "mister Støtte" in text
    assert "```sh\nrusvej suggest --age 8" in text
    about = root / "sub" / "data" / "rulebook.yaml"
    before = about.read_text(encoding="utf-8")
    about.write_text(
        re.sub(r"version: \S+", f"version: {next_major(shipped)}", before, count=1),
        encoding="utf-8",
    )
    try:
        assert run(["diff", "main", "--require-version", "--plain"]) == 0
    finally:
        about.write_text(before, encoding="utf-8")
    said = capsys.readouterr().out
    assert f"Versionen skal være mindst {next_major(shipped)}, og det er den" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nosuch.."], "hverken en mappe eller en revision"),
        (["main..nosuch"], "hverken en mappe eller en revision"),
        (["../nosuch"], "ingen mappe"),
        (["main; echo x"], "hverken en mappe eller en revision"),
        (["0102031234"], "CPR"),
    ],
)
def test_wrong_names(
    folders: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(folders[0] / "sub")
    assert run(["diff", *words]) == 2
    assert said in capsys.readouterr().err


def test_without_a_repository_or_git(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run(["diff", "main.."]) == 2
    assert "git-arkiv" in capsys.readouterr().err
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["diff", "main.."]) == 2
    assert "Programmet git findes ikke" in capsys.readouterr().err


def test_a_faulty_revision_is_named(tmp_path: Path, capsys: Any) -> None:
    small = Path(__file__).parent / "rulebooks" / "arbejdsdage"
    broken = tmp_path / "broken"
    shutil.copytree(small, broken)
    (broken / "rulebook.yaml").write_text("rulebook: {name: x}\n", encoding="utf-8")
    assert run(["diff", str(small), str(broken)]) == 1
    assert str(broken) in capsys.readouterr().err


@pytest.mark.slow
def test_no_assumed_reading_closes_a_door(rulebook: Rulebook) -> None:
    """Where another reading would give somebody an offer, a deadline or a step, the question is
    open and not assumed."""
    # [K 137-140] residential treatment at exactly 18, where the team has judged that it is not
    # needed: closed by the judge, whom [H 712; K 153-154] name alike.
    judged = {("over-18", "doegnbehandling")}
    won = set()
    for question in rulebook.questions:
        for reading in question.readings if question.status == "assumed" else ():
            if reading.id != question.used and reading.when is not None:
                other = replace(question, assumed=Assumed(reading.id, "en anden"))
                asked = tuple(other if each is question else each for each in rulebook.questions)
                book = replace(rulebook, questions=asked)
                won |= {
                    (question.id, effect.id)
                    for group in compare(rulebook, book, DAY).groups
                    for effect in group.effects
                    if effect.kind in DOORS
                }
    assert won == judged
