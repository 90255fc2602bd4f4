"""On what an offer still hangs: what the case has answered is not said again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rusvej.answer import Answer, OfferResult, Reason
from rusvej.compiled import Held, compiled
from rusvej.compose.wording import Voice, lower_first
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

    The offer's own few words stand for all of its short conditions, as long as none of them is
    answered; then each that is left is said for itself.
    """
    asked = [reason for reason in result.reasons if reason.criterion.if_]
    begun = any(told_of(answer, reason.facts) for reason in asked or result.reasons)
    whole = not begun and all(reason.verdict is Truth.UNKNOWN for reason in asked)
    if result.offer.if_ and whole:
        return f"{voice.person} {voice.say(result.offer.if_)}"
    waiting = [reason for reason in result.reasons if reason.verdict is Truth.UNKNOWN]
    waiting.sort(key=lambda reason: not reason.criterion.if_)
    said = [_clause(answer, voice, result, reason) for reason in waiting[:most]]
    if result.offer.if_ and any(voice.names(text) for _, text in said):
        return f"{voice.person} {voice.say(result.offer.if_)}"
    of_person = _joined([text for led, text in said if led])
    clauses = [f"{voice.person} {of_person}"] if of_person else []
    clauses += [voice.say(text) for led, text in said if not led]
    more = len(waiting) - len(said)
    rest = f" (og {more} betingelse{'r' if more > 1 else ''} mere)" if more else ""
    both = "; og " if any("," in clause for clause in clauses[:-1]) else " og "
    return both.join(clauses) + rest


def _joined(parts: Sequence[str]) -> str:
    if any("," in part for part in parts):
        return "; og ".join(parts)
    return " og ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _clause(answer: Answer, voice: Voice, result: OfferResult, reason: Reason) -> tuple[bool, str]:
    """A condition, and whether it goes on from the person: what one answer would make it hold,
    where one fact is all that is left of it."""
    text = reason.criterion.if_ or lower_first(reason.criterion.text)
    left = _left(answer, result, reason) if told_of(answer, reason.facts) else ""
    if reason.criterion.if_ and not left:
        return True, voice.say(text)
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
