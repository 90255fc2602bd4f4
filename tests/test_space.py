"""What is seen of a record over all partial cases, held against the engine's answers case by
case."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depth import examples
from naive import Naive
from rusvej.answer import Answer, OfferResult, Status
from rusvej.compiled import compiled
from rusvej.compiled.nodes import NO, YES
from rusvej.engine import answer
from rusvej.facts import Case as AnyCase
from rusvej.model import Rulebook
from rusvej.space import Space
from rusvej.space.ranked import Ranked
from rusvej.space.seen import (
    ABSENT,
    OTHERWISE,
    PERHAPS,
    SURELY,
    Seen,
    action_seen,
    caveat_seen,
    deadline_seen,
    offer_seen,
)
from rusvej.truth import Truth
from strategies import Case, cases, rulebooks

DAY = date(2026, 3, 2)
CODE = {Truth.NO: OTHERWISE, Truth.UNKNOWN: PERHAPS, Truth.YES: SURELY}


def at(space: Space, node: int, case: AnyCase) -> int:
    """The node's value for a partial case."""
    variables = space.variables
    places = {
        variables.facts[fact]: variables.place(fact, case[fact]) if fact in case else len(classes)
        for fact, classes in variables.classes.items()
    }
    return space.nodes.value(node, space.nodes.partial(places))


def here(space: Space, seen: Seen, case: AnyCase) -> dict[tuple[str, ...], int]:
    """What of it is there."""
    found = {name: at(space, node, case) for name, node in seen.items()}
    return {name: n for name, n in found.items() if n != ABSENT or name == ("status",)}


def of_offer(result: OfferResult) -> dict[tuple[str, ...], int]:
    """The same as `offer_seen` from an answer."""
    found: dict[tuple[str, ...], int] = {("status",): 1 << result.status}
    found |= {("question", use.question.id): 2 for use in result.questions}
    if result.status.shown:
        found |= {("away",): 2} if result.key.pointed == 2 else {}
        found["way", result.offer.access.kind] = 2
        found |= {("deadline", deadline): 2 for deadline in result.offer.deadlines}
        groups = (("access", result.access), ("contact", result.contact), ("limit", result.limits))
        for kind, told in groups:
            for said in told:
                unit = (said.statement.unit,) if kind == "access" and said.statement.unit else ()
                name = (kind, said.statement.text, *unit)
                found[name] = max(found.get(name, 0), CODE[said.verdict])
        if result.first_step:
            found["first", result.first_step.statement.text] = 2
    return found


def check(space: Space, case: Case) -> None:
    book = space.compiled.rulebook
    got = answer(book, case, DAY)
    for result in got.offers:
        told = here(space, seen_of(space, "offer", result.offer.id), case)
        pointed = told.pop(("to",), 0)
        if result.status.shown and result.key.pointed != 2:
            assert (pointed == 2) is (result.key.pointed == 0)
        reached = {name[1] for name in list(told) if name[0] == "reach" and told.pop(name)}
        assert reached == (set(result.offer.contact.units) if result.status.shown else set())
        assert told == of_offer(result), result.offer.id
    around(space, got, case)
    ordered(ranked_of(space), got, case)


def ordered(ranked: Ranked, got: Answer, case: Case) -> None:
    """The places of the first few and of the last two; the engine's order is held elsewhere."""
    space = ranked.space
    offers = [result.offer for result in got.offers]
    for one, other in pairwise([*offers[:4], *offers[4:][-2:]]):
        assert at(space, ranked.before(one, other), case) == YES
        assert at(space, ranked.before(other, one), case) == NO
    assert [at(space, ranked.first(offer), case) for offer in offers[:2]] == [YES, NO][
        : len(offers)
    ]


@cache
def ranked_of(space: Space) -> Ranked:
    return Ranked(space)


def around(space: Space, got: Answer, case: Case) -> None:
    book = space.compiled.rulebook
    caveats = {found.caveat.id: found for found in got.caveats}
    for caveat in book.caveats:
        seen = here(space, seen_of(space, "caveat", caveat.id), case)
        found = caveats.get(caveat.id)
        assert seen.get(("presence",)) == (CODE[found.applies] if found else None)
        assert (seen.get(("stressed",)) == 2) is bool(found and found.stressed)
        assert (("offer", caveat.offers[0]) in seen) is bool(found) if caveat.offers else True
    actions = {found.action.id: CODE[found.applies] for found in got.actions}
    for action in book.actions:
        seen = here(space, seen_of(space, "action", action.id), case)
        assert seen.get(("presence",)) == actions.get(action.id)
    deadlines = {found.deadline.id: CODE[found.applies] for found in got.deadlines}
    for deadline in book.deadlines:
        seen = here(space, seen_of(space, "deadline", deadline.id), case)
        assert seen.get(("presence",)) == deadlines.get(deadline.id)


@cache
def seen_of(space: Space, kind: str, id: str) -> Seen:
    book = space.compiled.rulebook
    if kind == "offer":
        return offer_seen(space, book.offer(id))
    if kind == "caveat":
        return caveat_seen(space, next(each for each in book.caveats if each.id == id))
    if kind == "action":
        return action_seen(space, next(each for each in book.actions if each.id == id))
    return deadline_seen(space, next(each for each in book.deadlines if each.id == id))


@pytest.fixture(scope="module")
def space(rulebook: Rulebook) -> Space:
    return Space(compiled(rulebook))


def test_a_question_on_a_level_is_seen_where_the_offer_is_not_listed(space: Space) -> None:
    """[H 839-840] SSP is named at afhængighed, and has no entry there."""
    case: Case = {"age": 15, "level": "afhaengighed"}
    told = here(space, seen_of(space, "offer", "ssp-ungdomskonsulent"), case)
    assert ("question", "ssp-ved-afhaengighed") in told
    check(space, case)


@pytest.mark.slow
@given(data=st.data())
def test_what_is_seen_is_what_the_engine_answers(
    rulebook: Rulebook, space: Space, data: st.DataObject
) -> None:
    check(space, data.draw(cases(Naive(rulebook))))


@cache
@given(data=st.data())
@examples(15)
def test_so_it_is_in_any_rulebook(data: st.DataObject) -> None:
    book = data.draw(rulebooks())
    space = Space(compiled(book))
    for _ in range(3):
        check(space, data.draw(cases(Naive(book))))


def test_the_smallest_case_is_one_and_none_is_smaller(rulebook: Rulebook, space: Space) -> None:
    for offer in rulebook.offers:
        where = space.has_status(offer.id, lambda status: status is Status.FITS)
        case = space.smallest(where)
        assert case is not None
        assert answer(rulebook, case, DAY).offer(offer.id).status is Status.FITS
        for fact in case:
            fewer = {name: value for name, value in case.items() if name != fact}
            assert answer(rulebook, fewer, DAY).offer(offer.id).status is not Status.FITS
