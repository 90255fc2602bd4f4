"""On what an offer still hangs: what the case has answered is not said again."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.answer import Answer, OfferResult, Reason
from rusvej.compiled import Held, compiled
from rusvej.compose.wording import Voice
from rusvej.danish import listed, lower_first
from rusvej.model import Citation, Criterion, Sources
from rusvej.truth import Truth


def told_of(answer: Answer, facts: Iterable[str]) -> bool:
    """Whether something was said of the facts, beyond age and level and who asks."""
    return any(fact in answer.case for fact in beyond(answer, facts))


def beyond(answer: Answer, facts: Iterable[str]) -> set[str]:
    """The facts beyond age and level and who asks."""
    roles = answer.rulebook.roles
    return {*facts} - {roles.age, roles.level, roles.asker}


def condition(answer: Answer, voice: Voice, result: OfferResult, most: int) -> str:
    """What is still waited for, at `most` so many conditions in full.

    As long as none of them is answered, the short conditions stand for all, or the offer's own few
    words where it has no other; then each that is left is said for itself.
    """
    waiting = awaited(answer, result)
    if not waiting:
        return f"{voice.person} {voice.own(result.offer.if_)}"
    doubts = [_doubt(reason.criterion) for reason in waiting[:most]]
    # The same doubt of everything is told once.
    shared = doubts[0] if len(set(doubts)) == 1 else ""
    said = [
        (led, text if shared else text + doubt)
        for reason, doubt in zip(waiting[:most], doubts, strict=True)
        for led, text in [_clause(answer, voice, result, reason)]
    ]
    if result.offer.if_ and any(voice.names(text) for _, text in said):
        return f"{voice.person} {voice.own(result.offer.if_)}"
    own = [text for led, text in said if led]
    of_person = "; og ".join(own) if any("," in text for text in own) else listed(own)
    clauses = [f"{voice.person} {of_person}"] if of_person else []
    clauses += [voice.say(text) for led, text in said if not led]
    more = len(waiting) - len(said)
    rest = f" (og {more} betingelse{'r' if more > 1 else ''} mere)" if more else ""
    both = "; og " if any("," in clause for clause in clauses[:-1]) else " og "
    return both.join(clauses) + shared + rest


def _doubt(criterion: Criterion) -> str:
    """What the criterion says in brackets at its end, on what the documents leave open, and its few
    words leave out."""
    text, short = criterion.text, criterion.if_
    start = text.rfind(" (")
    said = short and text.endswith(")") and start > 0
    return text[start:] if said else ""


def awaited(answer: Answer, result: OfferResult) -> list[Reason]:
    """The conditions that are to be said, those with few words first; none where the offer's own
    few words stand for them."""
    waiting = [reason for reason in result.reasons if reason.verdict is Truth.UNKNOWN]
    short = [reason for reason in waiting if reason.criterion.if_]
    asked = [reason for reason in result.reasons if reason.criterion.if_]
    if any(told_of(answer, reason.facts) for reason in asked or result.reasons):
        return [*short, *(reason for reason in waiting if not reason.criterion.if_)]
    return short if short or result.offer.if_ else waiting


def lines_of(answer: Answer, result: OfferResult, most: int, cited: Sources) -> Sources:
    """Where the conditions that are said stand, as far as it is outside what is cited already."""
    level = answer.case.get(answer.rulebook.roles.level)
    firsts = (
        answer.rulebook.sources_at(reason.criterion.sources, level)[:1]
        for reason in awaited(answer, result)[:most]
    )
    return outside((c for (c,) in firsts), cited)


def outside(sources: Iterable[Citation], cited: Sources) -> Sources:
    """The lines that are not cited already, each once."""
    return tuple(dict.fromkeys(s for s in sources if not any(_within(s, each) for each in cited)))


def _within(inner: Citation, outer: Citation) -> bool:
    same = inner.document == outer.document
    return same and outer.first <= inner.first and inner.last <= outer.last


def _clause(answer: Answer, voice: Voice, result: OfferResult, reason: Reason) -> tuple[bool, str]:
    """A condition, and whether it goes on from the person: what one answer would make it hold,
    where one fact is all that is left of it."""
    text = reason.criterion.if_ or lower_first(reason.criterion.text)
    left = _left(answer, result, reason) if told_of(answer, reason.facts) else ""
    if reason.criterion.if_ and not left:
        return True, voice.own(text)
    return voice.of_person(left or text)


def _left(answer: Answer, result: OfferResult, reason: Reason) -> str:
    """The one answer left that meets the condition, as a sentence; only a yes or a no has one."""
    if len(reason.missing) != 1:
        return ""
    fact = answer.rulebook.vocabulary[reason.missing[0]]
    if not fact.phrases:
        return ""
    engine = compiled(answer.rulebook)
    key = ("criterion", result.offer.id, reason.criterion.id)
    meeting = [
        fact.in_words(value)
        for value in (True, False)
        if Held(engine, {**answer.case, fact.id: value}).verdict(key) is Truth.YES
    ]
    return meeting[0] if len(meeting) == 1 else ""
