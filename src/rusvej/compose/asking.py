"""The one or two questions of the screen."""

from __future__ import annotations

from collections.abc import Iterable

from rusvej.answer import Answer
from rusvej.compose.records import Ask
from rusvej.compose.wording import Voice
from rusvej.truth import Truth

#: So many questions are asked on a screen.
_MOST = 2


def asks(answer: Answer, voice: Voice, seen: Iterable[str]) -> tuple[Ask, ...]:
    """The questions that matter most to what the reader sees, and, while nobody has said who asks,
    that one second: it decides how the answer speaks.

    A question counts 2 for each offer in `seen` that hangs on it, 1 for each other, and 1 for each
    duty or caveat that does; facts that one option sets together count as one. Then the order of
    the answer itself. The level comes first while it is not known, and what a fact waits for before
    the fact. What only a professional can judge, or others than the asker can say, is not asked
    here.
    """
    roles, vocabulary = answer.rulebook.roles, answer.rulebook.vocabulary
    shown = frozenset(seen)
    hanging: dict[str, tuple[str, ...]] = {}
    for asked in answer.next_questions:
        fact = voice.asked(asked.fact)
        hanging[fact] = tuple(dict.fromkeys((*hanging.get(fact, ()), *asked.settles)))
    weight = {fact: sum(1 + (o in shown) for o in offers) for fact, offers in hanging.items()}
    beside = [r.missing for r in answer.caveats if r.applies is Truth.UNKNOWN]
    beside += [
        r.missing
        for r in answer.actions
        if r.applies is Truth.UNKNOWN and r.action.must and len(r.missing) == 1
    ]
    for missing in beside:
        for fact in missing:
            weight[voice.asked(fact)] = weight.get(voice.asked(fact), 0) + 1
    candidates = sorted(
        (fact for fact in weight if fact != roles.asker and voice.may_ask(vocabulary[fact])),
        key=lambda fact: (fact != roles.level or fact in answer.case, -weight[fact]),
    )
    chosen = candidates[:_MOST]
    if roles.asker in vocabulary and voice.role is None:
        chosen = [*chosen[:1], roles.asker]
    return tuple(
        Ask(
            fact,
            voice.question(vocabulary[fact]),
            hanging.get(fact, ()),
            (),
            vocabulary[fact].choices(),
        )
        for fact in chosen
    )
