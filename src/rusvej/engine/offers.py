"""One offer held against one case: its status, and every reason for it."""

from __future__ import annotations

from rusvej.answer import Reason, Said, Status
from rusvej.conditions import ALWAYS, All, AnyOf, Chosen, Compare, Condition, Not, facts_of
from rusvej.engine.knowledge import Knowledge
from rusvej.facts import Case
from rusvej.model import Criterion, Limit, Offer, Statement
from rusvej.records import record
from rusvej.truth import Truth


@record
class Standing:
    """The part of an offer's result that does not depend on the other offers."""

    status: Status
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    questions: tuple[str, ...]


def in_force(knowledge: Knowledge, record: Criterion | Statement) -> Condition:
    """When the record has its say. A criterion counts only at the levels where it is printed; a
    statement is made only there."""
    levels = record.levels
    if isinstance(record, Criterion):
        spared: tuple[Condition, ...] = ()
        if levels is not None:
            spared = (Not(Compare("level", levels)),)
        if record.applies_when != ALWAYS:
            spared = (*spared, Not(record.applies_when))
        if not spared:
            return record.when
        return knowledge.composed(record, lambda: AnyOf((*spared, record.when)))
    if levels is None:
        return record.when
    return knowledge.composed(record, lambda: All((Compare("level", levels), record.when)))


def printed_at(levels: tuple[str, ...] | None, case: Case) -> bool:
    """Whether something printed at these levels can concern the case (also while its level is
    unknown)."""
    return levels is None or case.get("level") is None or case["level"] in levels


def criteria_at(
    knowledge: Knowledge, offer: Offer, case: Case
) -> tuple[tuple[Criterion, Condition], ...]:
    """The offer's criteria that can concern the case, each with its condition in force."""
    return tuple((c, in_force(knowledge, c)) for c in offer.criteria if printed_at(c.levels, case))


def stand(knowledge: Knowledge, offer: Offer, case: Case) -> Standing:
    """The offer's status with its reasons, condition by condition; see `Status` for what each
    status means."""
    criteria = criteria_at(knowledge, offer, case)
    parts = tuple(condition for _, condition in criteria)
    reasons = tuple(
        _reason(knowledge, criterion, condition, case) for criterion, condition in criteria
    )
    level = case.get("level")
    if offer.levels and level is not None and offer.entry(str(level)) is None:
        return Standing(Status.NOT_LISTED, reasons, (), ())
    whole = parts if level is not None or not offer.levels else (*parts, _listing(knowledge, offer))
    named = sorted({question for part in parts for question in knowledge.named(part)})
    counted, questions = knowledge.under_readings(
        named, case, lambda chosen: _status(knowledge, whole, case, chosen)
    )
    status = _merged({status for _, status in counted})
    lacking: dict[str, None] = {}
    if status in (Status.DEPENDS, Status.OPEN):
        for chosen, found in counted:
            if found is Status.DEPENDS:
                lacking.update(dict.fromkeys(knowledge.lacking(whole, case, chosen)))
    for limit in reached(knowledge, offer, case):
        # What is used up may be had again or not; only a case known to have used it up asks.
        assert limit.reached is not None
        if limit.reached.question and status in (Status.FITS, Status.DEPENDS):
            status, questions = Status.OPEN, (*questions, limit.reached.question)
    return Standing(status, reasons, tuple(lacking), questions)


def reached(knowledge: Knowledge, offer: Offer, case: Case) -> tuple[Limit, ...]:
    """The offer's limits that the case is known to have reached."""
    return tuple(
        limit
        for limit in offer.limits
        if limit.reached is not None
        and knowledge.judge(in_force(knowledge, limit), case)[0] is Truth.YES
        and knowledge.judge(limit.reached.when, case)[0] is Truth.YES
    )


def _listing(knowledge: Knowledge, offer: Offer) -> Condition:
    """That the level, not known yet, is one at which the guide lists the offer."""
    return knowledge.composed(
        offer, lambda: Compare("level", tuple(entry.level for entry in offer.levels))
    )


def _reason(knowledge: Knowledge, criterion: Criterion, condition: Condition, case: Case) -> Reason:
    verdict, lacking, questions = knowledge.judge(condition, case)
    facts = tuple(sorted(facts_of(criterion.when, knowledge.readings)))
    return Reason(criterion, verdict, facts, lacking, questions)


def _merged(seen: set[Status]) -> Status:
    """One status out of those under each choice of readings.

    Open where one choice excludes and another does not; otherwise a fact may still be missing.
    """
    if Status.EXCLUDED in seen:
        return Status.EXCLUDED if len(seen) == 1 else Status.OPEN
    return max(seen)


def _status(
    knowledge: Knowledge, parts: tuple[Condition, ...], case: Case, chosen: Chosen
) -> Status:
    verdict = knowledge.decide(parts, case, chosen)
    if verdict is Truth.NO:
        return Status.EXCLUDED
    return Status.FITS if verdict is Truth.YES else Status.DEPENDS


def said(knowledge: Knowledge, statements: tuple[Statement, ...], case: Case) -> tuple[Said, ...]:
    """The statements that hold or may hold for the case, in their own order."""
    held = []
    for statement in statements:
        if not printed_at(statement.levels, case):
            continue
        if statement.when == ALWAYS and (statement.levels is None or case.get("level") is not None):
            held.append(Said(statement, Truth.YES))
            continue
        verdict, _, questions = knowledge.judge(in_force(knowledge, statement), case)
        if verdict is not Truth.NO or questions:
            held.append(Said(statement, verdict, questions))
    return tuple(held)
