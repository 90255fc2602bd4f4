"""The whole answer: every offer with its standing, and what is printed around the offers."""

from __future__ import annotations

from datetime import date

from rusvej.answer import (
    ActionResult,
    Answer,
    CaveatResult,
    DeadlineResult,
    NextQuestion,
    OfferResult,
    Status,
)
from rusvej.engine.asking import Asking
from rusvej.engine.knowledge import Knowledge
from rusvej.engine.offers import printed_at, reached, said, stand
from rusvej.engine.ranking import rank_key
from rusvej.facts import Case
from rusvej.model import Caveat, Offer, PrintedCaveat, Rulebook, Statement
from rusvej.records import changed
from rusvej.truth import Truth

_BARE = frozenset({"age", "level"})


def answer(rulebook: Rulebook | Knowledge, case: Case, as_of: date) -> Answer:
    """What the rulebook says of a case on a date. The case must have been checked against the
    vocabulary."""
    knowledge = rulebook if isinstance(rulebook, Knowledge) else Knowledge(rulebook)
    book = knowledge.rulebook.on(as_of)
    if book is not knowledge.rulebook:
        knowledge = Knowledge(book)
    caveats = _caveats(knowledge, case)
    results = sorted(
        (_offer(knowledge, offer, case, caveats) for offer in book.offers),
        key=lambda result: result.key,
    )
    ranked = tuple(changed(result, rank=place) for place, result in enumerate(results, start=1))
    deadlines = _deadlines(knowledge, ranked, case)
    # A question that somebody has settled is told also where the decision is what keeps an offer
    # out of sight.
    used = {
        use.question.id: use
        for result in ranked
        for use in result.questions
        if result.status.shown
        or use.question.status == "settled"
        or use.question.shown_when is not None
    }
    for question in book.questions:
        if (
            question.shown_when is not None
            and not question.offers
            and (
                printed_at(question.levels, case)
                and knowledge.judge(question.shown_when, case)[0] is not Truth.NO
            )
        ):
            used[question.id] = knowledge.use(question.id)
    for deadline in deadlines:
        used.update((question, knowledge.use(question)) for question in deadline.questions)
    return Answer(
        rulebook=book,
        case=dict(case),
        as_of=as_of,
        offers=ranked,
        caveats=caveats,
        actions=_actions(knowledge, case),
        deadlines=deadlines,
        questions=tuple(used[question] for question in sorted(used)),
        next_questions=_next_questions(knowledge, ranked, case),
    )


def _offer(
    knowledge: Knowledge, offer: Offer, case: Case, caveats: tuple[CaveatResult, ...]
) -> OfferResult:
    standing = stand(knowledge, offer, case)
    to = _holding(knowledge, offer, case, away=False)
    away = _holding(knowledge, offer, case, away=True)
    access = said(knowledge, offer.access.statements, case)
    contact = said(knowledge, offer.contact.statements, case)
    first = said(knowledge, offer.contact.first_step, case)
    questions = dict.fromkeys(standing.questions)
    if standing.status.shown:
        questions.update(
            dict.fromkeys(
                q for group in (access, contact, first) for item in group for q in item.questions
            )
        )
    # An offer of which no more than age and level was tested must not stand before help that has
    # conditions.
    tested = any(set(reason.facts) - _BARE for reason in standing.reasons)
    coloured = _coloured(knowledge, offer, standing.status, case)
    questions.update(dict.fromkeys(coloured))
    return OfferResult(
        offer=offer,
        status=standing.status,
        rank=0,
        key=rank_key(offer, standing.status, tested, case, to, away),
        reasons=standing.reasons,
        missing=standing.missing,
        questions=tuple(knowledge.use(question) for question in sorted(questions)),
        pointers=to + away,
        access=access,
        contact=contact,
        first_step=next((step for step in first if step.verdict is not Truth.NO), None),
        limits=said(knowledge, offer.limits, case),
        caveats=tuple(result.caveat.id for result in caveats if offer.id in result.caveat.offers),
        deadlines=offer.deadlines,
    )


def _holding(
    knowledge: Knowledge, offer: Offer, case: Case, *, away: bool
) -> tuple[Statement, ...]:
    """The pointers known to hold: an unknown one must not move an offer up or down."""
    statements = offer.points_away if away else offer.points_to
    held = tuple(
        item.statement for item in said(knowledge, statements, case) if item.verdict is Truth.YES
    )
    used_up = reached(knowledge, offer, case) if away else ()
    return held + tuple(
        Statement(limit.reached.text, limit.sources) for limit in used_up if limit.reached
    )


def _coloured(knowledge: Knowledge, offer: Offer, status: Status, case: Case) -> tuple[str, ...]:
    """The open questions told with the offer although they decide nothing of it: with an offer
    that is shown unless they are known not to concern the case, else only where they are known
    to."""
    if status is Status.NOT_LISTED:
        return ()
    found = []
    for question in knowledge.rulebook.questions:
        if question.shown_when is None or offer.id not in question.offers:
            continue
        if not printed_at(question.levels, case):
            continue
        verdict = knowledge.judge(question.shown_when, case)[0]
        if verdict is Truth.YES or (status.shown and verdict is Truth.UNKNOWN):
            found.append(question.id)
    return tuple(found)


def _caveats(knowledge: Knowledge, case: Case) -> tuple[CaveatResult, ...]:
    """The caveats printed at the case's level. While the level is unknown, those printed wherever
    one of their offers is listed."""
    found = []
    for caveat in sorted(knowledge.rulebook.caveats, key=lambda caveat: caveat.id):
        printed = _printed(knowledge, caveat, case)
        if printed is None:
            continue
        verdict, lacking, _ = knowledge.judge(caveat.when, case)
        if verdict is Truth.NO:
            continue
        stressed = (
            caveat.stressed_when is not None
            and knowledge.judge(caveat.stressed_when, case)[0] is Truth.YES
        )
        found.append(CaveatResult(caveat, printed, verdict, stressed, lacking))
    return tuple(
        sorted(found, key=lambda result: (result.printed.sources[0].first, result.caveat.id))
    )


def _printed(knowledge: Knowledge, caveat: Caveat, case: Case) -> PrintedCaveat | None:
    level = case.get("level")
    if level is not None:
        return next((entry for entry in caveat.printed if entry.level == level), None)
    levels = {entry.level for entry in caveat.printed}
    always = any(
        offer.id in caveat.offers and offer.levels and {e.level for e in offer.levels} <= levels
        for offer in knowledge.rulebook.offers
    )
    return min(caveat.printed, key=lambda entry: entry.sources[0]) if always else None


def _actions(knowledge: Knowledge, case: Case) -> tuple[ActionResult, ...]:
    found = []
    for action in knowledge.rulebook.actions:
        if case.get("level") not in action.levels:
            continue
        verdict, lacking, questions = knowledge.judge(action.when, case)
        if verdict is not Truth.NO or questions:
            found.append(ActionResult(action, verdict, lacking, questions))
    return tuple(
        sorted(
            found,
            key=lambda result: (
                result.applies is not Truth.YES,
                result.action.sources[0],
                result.action.id,
            ),
        )
    )


def _deadlines(
    knowledge: Knowledge, results: tuple[OfferResult, ...], case: Case
) -> tuple[DeadlineResult, ...]:
    """The time limits of the offers shown, unless their condition is known not to be met."""
    wanted = {
        deadline for result in results if result.status.shown for deadline in result.offer.deadlines
    }
    shown = {result.offer.id for result in results if result.status.shown}
    found = []
    for deadline in knowledge.rulebook.deadlines:
        if deadline.id not in wanted and not shown.intersection(deadline.offers):
            continue
        verdict, lacking, questions = knowledge.judge(deadline.when, case)
        if verdict is not Truth.NO or questions:
            found.append(DeadlineResult(deadline, verdict, lacking, questions))
    return tuple(sorted(found, key=lambda result: (result.deadline.sources[0], result.deadline.id)))


def _next_questions(
    knowledge: Knowledge, results: tuple[OfferResult, ...], case: Case
) -> tuple[NextQuestion, ...]:
    """The facts that can still change a status. The first is the one `rusvej interview` asks; then
    those on which most offers hang for their cost.
    """
    asking = Asking(knowledge)
    undecided = [result for result in results if result.status in (Status.DEPENDS, Status.OPEN)]
    hanging: dict[str, list[str]] = {}
    for result in undecided:
        for fact in result.missing:
            hanging.setdefault(fact, []).append(result.offer.id)
    first: str | None
    if asking.level_first(case):
        first = "level"
        hanging.setdefault(first, [result.offer.id for result in results if result.offer.levels])
    else:
        # What fits or is excluded stays so, unless it turns out not to be listed at the case's
        # level.
        floating = [
            result
            for result in results
            if result.status is Status.EXCLUDED
            and result.offer.levels
            and case.get("level") is None
        ]
        tables = {
            result.offer.id: asking.table(result.offer, case) for result in (*undecided, *floating)
        }
        unsettled = {
            offer: table.facts for offer, table in tables.items() if not asking.settled(table)
        }
        first = asking.first(tables.values())
        if first is None:
            return ()
        hanging = {
            fact: offers
            for fact, offers in hanging.items()
            if any(fact in facts for facts in unsettled.values())
        }
        hanging.setdefault(first, [offer for offer, facts in unsettled.items() if first in facts])
    counted = {fact: len(offers) for fact, offers in hanging.items()}
    order = sorted(hanging, key=lambda fact: (fact != first, asking.priority(fact, counted)))
    return tuple(NextQuestion(fact, tuple(hanging[fact])) for fact in order)
