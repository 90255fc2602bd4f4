"""One offer held against one case: its status, and every reason for it."""

from __future__ import annotations

from dataclasses import dataclass

from rusvej.answer import Reason, Said, Status
from rusvej.conditions import AnyOf, Chosen, Compare, Condition, Not, facts_of, missing
from rusvej.engine.knowledge import Knowledge
from rusvej.facts import Case
from rusvej.model import Criterion, Offer, Statement
from rusvej.truth import Truth


@dataclass(frozen=True, slots=True)
class Standing:
    """The part of an offer's result that does not depend on the other offers."""

    status: Status
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    questions: tuple[str, ...]


def at_level(levels: tuple[str, ...] | None, condition: Condition) -> Condition:
    """The condition, which counts only at the levels where it is printed."""
    return condition if levels is None else AnyOf((Not(Compare("level", levels)), condition))


def printed_at(levels: tuple[str, ...] | None, case: Case) -> bool:
    """Whether something printed at these levels can concern the case (also while its level is unknown)."""
    return levels is None or case.get("level") is None or case["level"] in levels


def criteria_at(offer: Offer, case: Case) -> tuple[tuple[Criterion, Condition], ...]:
    """The offer's criteria that can concern the case, each with its condition in force."""
    return tuple((c, at_level(c.levels, c.when)) for c in offer.criteria if printed_at(c.levels, case))


def stand(knowledge: Knowledge, offer: Offer, case: Case) -> Standing:
    """The offer's status with its reasons, condition by condition; see `Status` for what each status means."""
    criteria = criteria_at(offer, case)
    parts = tuple(condition for _, condition in criteria)
    reasons = tuple(_reason(knowledge, criterion, condition, case) for criterion, condition in criteria)
    level = case.get("level")
    if offer.levels and level is not None and offer.entry(str(level)) is None:
        return Standing(Status.NOT_LISTED, reasons, (), ())
    listed = not offer.levels or level is not None
    named = sorted({question for part in parts for question in knowledge.named(part)})
    differing = knowledge.differing(named, case)
    undecided = knowledge.undecided(differing)
    status = _merged(knowledge, parts, case, listed, undecided)
    questions = tuple(q for q in differing if _bears(knowledge, q, parts, case, listed, undecided, status))
    lacking: dict[str, None] = {}
    if status in (Status.DEPENDS, Status.OPEN):
        if not listed:
            lacking["level"] = None
        for chosen in knowledge.each_choice(undecided):
            for part in parts:
                if knowledge.decide((part,), case, chosen) is Truth.UNKNOWN:
                    lacking.update(dict.fromkeys(missing(part, case, chosen)))
    return Standing(status, reasons, tuple(lacking), questions)


def _reason(knowledge: Knowledge, criterion: Criterion, condition: Condition, case: Case) -> Reason:
    verdict, lacking, questions = knowledge.judge(condition, case)
    facts = tuple(sorted(facts_of(criterion.when, knowledge.readings)))
    return Reason(criterion, verdict, facts, lacking, questions)


def _merged(knowledge: Knowledge, parts: tuple[Condition, ...], case: Case, listed: bool, undecided: tuple[str, ...]) -> Status:
    """One status out of those under each choice of readings.

    Open where one choice excludes and another does not; otherwise a fact may still be missing.
    """
    seen = {_status(knowledge, parts, case, listed, chosen) for chosen in knowledge.each_choice(undecided)}
    if Status.EXCLUDED in seen:
        return Status.EXCLUDED if len(seen) == 1 else Status.OPEN
    return max(seen)


def _status(knowledge: Knowledge, parts: tuple[Condition, ...], case: Case, listed: bool, chosen: Chosen) -> Status:
    verdict = knowledge.decide(parts, case, chosen)
    if verdict is Truth.NO:
        return Status.EXCLUDED
    return Status.FITS if verdict is Truth.YES and listed else Status.DEPENDS


def _bears(
    knowledge: Knowledge, question: str, parts: tuple[Condition, ...], case: Case, listed: bool, undecided: tuple[str, ...], status: Status
) -> bool:
    """Whether another reading of the question could make the status another one."""
    others = tuple(q for q in undecided if q != question)
    seen = {_status(knowledge, parts, case, listed, chosen) for chosen in knowledge.each_choice((question, *others))}
    return seen != {status}


def said(knowledge: Knowledge, statements: tuple[Statement, ...], case: Case) -> tuple[Said, ...]:
    """The statements that hold or may hold for the case, in their own order."""
    held = []
    for statement in statements:
        if not printed_at(statement.levels, case):
            continue
        verdict, _, questions = knowledge.judge(at_level(statement.levels, statement.when), case)
        if verdict is not Truth.NO or questions:
            held.append(Said(statement, verdict, questions))
    return tuple(held)
