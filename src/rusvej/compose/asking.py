"""The one or two questions of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Set

from rusvej.answer import Answer, Status
from rusvej.compose.records import Ask
from rusvej.compose.wording import Voice
from rusvej.explain.own_task import open_tasks
from rusvej.truth import Truth

#: So many questions are asked on a screen.
_MOST = 2


def asks(answer: Answer, voice: Voice, seen: Iterable[str], rung: Set[str]) -> tuple[Ask, ...]:
    """The questions that matter most to what the reader does now, and, while nobody has said who
    asks, that one second: it decides how the answer speaks.

    The level and the age come first, and nothing is asked beside them: what can be offered at all
    hangs on them. Then what makes the asker's own task another, then what decides on most of the
    offers `rung`, whom one can ring now; a second question counts for those that the first does not
    decide on. Then a question counts 2 for each offer in `seen` that hangs on it, 1 for each other,
    and 1 for each duty or caveat that does; facts that one option sets together count as one. What
    fits and waits for nothing hangs on no question here. Then the order of the answer itself. What
    a fact waits for comes before the fact. What only a professional can judge, or others than the
    asker can say, is not asked here.
    """
    roles, vocabulary = answer.rulebook.roles, answer.rulebook.vocabulary
    shown = frozenset(seen)
    hanging: dict[str, tuple[str, ...]] = {}
    # What fits and waits for nothing can only be taken away by an answer: that is no gain.
    gained: dict[str, set[str]] = {}
    for asked in answer.next_questions:
        fact = voice.asked(asked.fact)
        hanging[fact] = tuple(dict.fromkeys((*hanging.get(fact, ()), *asked.settles)))
        settled = (answer.offer(offer) for offer in asked.settles)
        gained.setdefault(fact, set()).update(
            r.offer.id for r in settled if r.missing or r.status is not Status.FITS
        )
    own = own_task(answer, voice)
    for fact, offers in own.items():
        hanging[fact] = tuple(dict.fromkeys((*hanging.get(fact, ()), *offers)))
        gained.setdefault(fact, set()).update(offers)
    weight = {fact: sum(1 + (o in shown) for o in offers) for fact, offers in gained.items()}
    beside = [r.missing for r in answer.caveats if r.applies is Truth.UNKNOWN]
    beside += [
        r.missing
        for r in answer.actions
        if r.applies is Truth.UNKNOWN and r.action.must and len(r.missing) == 1
    ]
    for missing in beside:
        for fact in missing:
            weight[voice.asked(fact)] = weight.get(voice.asked(fact), 0) + 1
    place = {fact: at for at, fact in enumerate(own)}
    wanted = [f for f in weight if f != roles.asker and voice.may_ask(vocabulary[f])]
    chosen = [f for f in (roles.level, roles.age) if f in wanted and f not in answer.case]
    left = set(rung)
    for _ in range(0 if chosen else min(_MOST, len(wanted))):
        best = min(
            wanted,
            key=lambda f: (
                place.get(f, len(place)),
                -len(left.intersection(gained.get(f, ()))),
                -weight[f],
            ),
        )
        wanted.remove(best)
        left.difference_update(gained.get(best, ()))
        chosen.append(best)
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


def own_task(answer: Answer, voice: Voice) -> dict[str, tuple[str, ...]]:
    """The facts on which it hangs what the asker's own task is, with its offers; what makes it
    another comes first."""
    found: dict[str, tuple[str, ...]] = {}
    stands = {result.offer.id: result.status for result in answer.offers}
    tasks = open_tasks(
        answer.rulebook, voice.role, stands.__getitem__, answer.caveats, answer.actions
    )
    for task in tasks:
        for fact in map(voice.asked, task.missing):
            found[fact] = tuple(dict.fromkeys((*found.get(fact, ()), task.offer)))
    return found


def worth_asking(answer: Answer, voice: Voice) -> dict[str, tuple[str, ...]]:
    """Every fact that is worth an answer, with the offers that hang on it, the asker's own task
    first."""
    found = own_task(answer, voice)
    for asked in answer.next_questions:
        found.setdefault(asked.fact, asked.settles)
    return found
