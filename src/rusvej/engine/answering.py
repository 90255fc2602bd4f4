"""The whole answer: every offer with its standing, and what is printed around the offers.

Nothing is judged here: every verdict is read off the nodes of `rusvej.compiled`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from operator import attrgetter

from rusvej.answer import (
    ActionResult,
    Answer,
    CaveatResult,
    DeadlineResult,
    NextQuestion,
    OfferResult,
    QuestionUse,
)
from rusvej.compiled import Held, checked_case, compiled
from rusvej.compiled.pieces import Key
from rusvej.engine.asking import Asking
from rusvej.engine.offers import offer_result
from rusvej.facts import Case
from rusvej.model import Action, Caveat, Deadline, Offer, PrintedCaveat, Rulebook
from rusvej.model import Case as Checked
from rusvej.truth import Truth


def answer(rulebook: Rulebook, case: Case, as_of: date, *, ahead: bool = True) -> Answer:
    """What the rulebook says of a case on a date; without what to ask next where nobody looks
    `ahead`.

    Raises `InputError` for facts of which the rulebook has not made a case and cannot make one.
    """
    book = rulebook.on(as_of)
    if not (isinstance(case, Checked) and case.digest == book.digest):
        case = checked_case(book, case)
    held = Held(compiled(book), case)
    held.ask_all(held.compiled.answering)
    return held_answer(held, as_of, ahead=ahead)


def held_answer(held: Held, as_of: date, *, ahead: bool = True) -> Answer:
    """The same for a case already held against the rulebook of that day."""
    book = held.compiled.rulebook
    caveats = caveats_of(held)
    beside: dict[str, tuple[str, ...]] = {}
    for each in caveats:
        for id in each.caveat.offers:
            beside[id] = (*beside.get(id, ()), each.caveat.id)
    results = [offer_result(held, offer, beside.get(offer.id, ())) for offer in book.offers]
    results.sort(key=attrgetter("key"))
    ranked = tuple([each[place] for place, each in enumerate(results, start=1)])
    actions = actions_of(held)
    deadlines = deadlines_of(held, [r.offer for r in ranked if r.status.shown])
    return Answer(
        rulebook=book,
        case=dict(held.case),
        as_of=as_of,
        offers=ranked,
        caveats=caveats,
        actions=actions,
        deadlines=deadlines,
        questions=_questions(held, ranked, actions, deadlines),
        next_questions=_ahead(held, ranked) if ahead else (),
    )


def _ahead(held: Held, ranked: Iterable[OfferResult]) -> tuple[NextQuestion, ...]:
    rests, known = held.rests, held.compiled
    asking = rests.kept("asking", lambda: Asking(known, rests.nodes))
    left, counted, standings = held.left, rests.counted, known.standings
    return asking.next_questions(
        {result.offer.id: counted(left(standings[result.offer.id])) for result in ranked}
    )


def _questions(
    held: Held,
    offers: tuple[OfferResult, ...],
    actions: tuple[ActionResult, ...],
    deadlines: tuple[DeadlineResult, ...],
) -> tuple[QuestionUse, ...]:
    """The open questions that decide or colour something that is shown. One that somebody has
    settled is told also where the decision is what keeps an offer out of sight, and so is one that
    is known to concern the case."""
    used = {
        use.question.id
        for result in offers
        for use in result.questions
        if result.status.shown
        or use.question.status == "settled"
        or (
            use.question.shown_when is not None
            and held.verdict(("colours", use.question.id, "")) is Truth.YES
        )
    }
    used.update(
        question
        for question in held.compiled.colouring.get("", ())
        if held.verdict(("colours", question, "")) is Truth.YES
    )
    used.update(question for action in actions for question in action.questions)
    used.update(question for deadline in deadlines for question in deadline.questions)
    return tuple([held.compiled.uses[question] for question in sorted(used)])


def caveats_of(held: Held) -> tuple[CaveatResult, ...]:
    """The caveats printed at the case's level. While the level is unknown, those printed wherever
    one of their offers is listed."""
    found = [
        result
        for caveat in held.compiled.rulebook.caveats
        if (result := _caveat(held, caveat)) is not None
    ]
    return tuple(
        sorted(found, key=lambda result: (result.printed.sources[0].first, result.caveat.id))
    )


def _caveat(held: Held, caveat: Caveat) -> CaveatResult | None:
    level, meanings = held.level, held.compiled.meanings
    key: Key = ("caveat" if level is not None else "caveat-anywhere", caveat.id, "")
    if key not in meanings or (verdict := held.verdict(key)) is Truth.NO:
        return None
    stressed: Key = ("stressed", caveat.id, "")
    strong = stressed in meanings and held.verdict(stressed) is Truth.YES
    return CaveatResult(caveat, _printed(caveat.printed, level), verdict, strong, held.missing(key))


def _printed(entries: tuple[PrintedCaveat, ...], level: object) -> PrintedCaveat:
    """The caveat as it stands at the level; while that is unknown, as it stands first."""
    here = [entry for entry in entries if entry.level == level]
    return min(here or entries, key=lambda entry: entry.sources[0])


def actions_of(held: Held) -> tuple[ActionResult, ...]:
    """The actions printed at the level, unless they are known not to apply under every reading;
    none that is printed at some levels only while the level is unknown."""
    level, levels = held.level, held.compiled.has_levels
    found = [
        result
        for action in held.compiled.rulebook.actions_as_cited
        if not (levels and action.levels and level not in action.levels)
        and (result := _action(held, action)) is not None
    ]
    return tuple(sorted(found, key=lambda result: result.applies is not Truth.YES))


def _action(held: Held, action: Action) -> ActionResult | None:
    key: Key = ("action", action.id, "")
    verdict, questions = held.verdict(key), held.questions(key)
    if verdict is Truth.NO and not questions:
        return None
    return ActionResult(action, verdict, held.missing(key), questions)


def deadlines_of(held: Held, shown: Collection[Offer]) -> tuple[DeadlineResult, ...]:
    """The time limits of the offers shown, unless they are known not to hold under every
    reading."""
    ids = {offer.id for offer in shown}
    wanted = {deadline for offer in shown for deadline in offer.deadlines}
    return tuple(
        result
        for limit in held.compiled.rulebook.deadlines_as_cited
        if (limit.id in wanted or not ids.isdisjoint(limit.offers))
        and (result := _deadline(held, limit)) is not None
    )


def _deadline(held: Held, deadline: Deadline) -> DeadlineResult | None:
    key = ("deadline", deadline.id, "")

    def result() -> DeadlineResult | None:
        verdict, questions = held.verdict(key), held.questions(key)
        if verdict is Truth.NO and not questions:
            return None
        unclear = verdict is Truth.UNKNOWN and not held.may_be_sure(key)
        return DeadlineResult(deadline, verdict, held.missing(key), questions, unclear)

    return held.kept(("deadline", id(deadline)), held.compiled[key][:2], result)
