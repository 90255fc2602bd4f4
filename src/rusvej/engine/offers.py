"""One offer held against one case: its status, every reason for it, and what is said with it."""

from __future__ import annotations

from rusvej.answer import OfferResult, Reason, Said, Status
from rusvej.compiled import Held, Kind
from rusvej.compiled.pieces import Key
from rusvej.engine.ranking import rank_key
from rusvej.model import Limit, Offer, Statement
from rusvej.records import changed
from rusvej.truth import Truth


class Ranks(dict[int, OfferResult]):
    """One result at every rank that it may have among the others, made when it is asked for."""

    def __init__(self, result: OfferResult) -> None:
        super().__init__()
        self.result = result
        self.key = result.key

    def __missing__(self, rank: int) -> OfferResult:
        found = self[rank] = changed(self.result, rank=rank)
        return found


def offer_result(held: Held, offer: Offer, beside: tuple[str, ...]) -> Ranks:
    """Everything said of one offer, with its caveats `beside` it."""
    return held.kept(
        ("offer", id(offer), id(offer.entry(held.level)), beside),
        held.compiled.of_offer[offer.id],
        lambda: Ranks(_offer_result(held, offer, beside)),
    )


def _offer_result(held: Held, offer: Offer, caveats: tuple[str, ...]) -> OfferResult:
    status = held.status(offer.id)
    standing = ("standing", offer.id, "")
    questions = list(held.questions(standing)) if status is not Status.NOT_LISTED else []
    missing = held.missing(standing) if status in (Status.DEPENDS, Status.OPEN) else ()
    used_up = _reached(held, offer)
    if status.shown:
        # What is used up may be had again or not; only a case known to have used it up asks.
        questions += [
            question
            for question in offer.reopening
            if held.verdict(("used-up", offer.id, question)) is Truth.YES
        ]
    reasons = _reasons(held, offer)
    access = said(held, "access", offer, offer.access.statements)
    contact = said(held, "contact", offer, offer.contact.statements)
    first = said(held, "first-step", offer, offer.contact.first_step)
    pointing = said(held, "points-to", offer, offer.points_to)
    leading = said(held, "points-away", offer, offer.points_away)
    if status.shown:
        told = (*access, *contact, *first, *pointing, *leading)
        questions += [question for each in told for question in each.questions]
    questions += _colouring(held, offer, status)
    to, away = _holding(pointing), _holding(leading)
    away += tuple(
        Statement(limit.reached.text, limit.sources) for limit in used_up if limit.reached
    )
    bare = held.compiled.rulebook.about.roles
    tested = any(set(reason.facts) - {bare.age, bare.level} for reason in reasons)
    return OfferResult(
        offer=offer,
        status=status,
        rank=0,
        key=rank_key(offer, status, tested, held.level, to, away),
        reasons=reasons,
        missing=missing,
        questions=tuple([held.compiled.uses[question] for question in sorted(set(questions))]),
        pointers=to + away,
        access=access,
        contact=contact,
        first_step=None if status is Status.OPEN else _known(first),
        limits=said(held, "limit", offer, offer.limits),
        caveats=caveats,
        deadlines=offer.deadlines,
    )


def _reasons(held: Held, offer: Offer) -> tuple[Reason, ...]:
    """The criteria one by one, without those that are known not to concern the case."""
    found = []
    for criterion in offer.criteria:
        if held.verdict(("concerns", offer.id, criterion.id)) is not Truth.NO:
            key: Key = ("criterion", offer.id, criterion.id)
            verdict, facts = held.verdict(key), tuple(sorted(held.compiled[key].facts))
            found.append(Reason(criterion, verdict, facts, held.missing(key), held.questions(key)))
    return tuple(found)


def said(
    held: Held, kind: Kind, offer: Offer, statements: tuple[Statement, ...]
) -> tuple[Said, ...]:
    """The statements that hold or may hold for the case, in their own order; one that is known not
    to hold only where another reading of an open question would make it."""
    found = []
    for at, statement in enumerate(statements):
        key: Key = (kind, offer.id, str(at))
        verdict, questions = held.verdict(key), held.questions(key)
        if verdict is not Truth.NO or questions:
            found.append(Said(statement, verdict, questions))
    return tuple(found)


def _known(steps: tuple[Said, ...]) -> Said | None:
    """The first of the steps that is known to hold: an order that may not hold misleads."""
    return next((step for step in steps if step.verdict is Truth.YES), None)


def _holding(pointers: tuple[Said, ...]) -> tuple[Statement, ...]:
    """The pointers known to hold: an unknown one must not move an offer up or down."""
    return tuple([each.statement for each in pointers if each.verdict is Truth.YES])


def _reached(held: Held, offer: Offer) -> tuple[Limit, ...]:
    """The offer's limits that the case is known to have reached."""
    return tuple(
        limit
        for at, limit in enumerate(offer.limits)
        if limit.reached is not None and held.verdict(("reached", offer.id, str(at))) is Truth.YES
    )


def _colouring(held: Held, offer: Offer, status: Status) -> list[str]:
    """The open questions told with the offer although they decide nothing of it: with an offer
    that is shown unless they are known not to concern the case, else only where they are known
    to; with one that is not listed at the level only those that are on that level."""
    told = (Truth.YES, Truth.UNKNOWN) if status.shown else (Truth.YES,)
    asked = held.compiled.colouring.get(offer.id, ())
    if status is Status.NOT_LISTED:
        asked = tuple(each for each in asked if held.compiled.questions[each].levels)
    return [question for question in asked if held.verdict(("colours", question, "")) in told]
