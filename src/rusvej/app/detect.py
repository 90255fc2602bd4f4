"""Walking through the detection model: an answer after the other, forwards and back, and what is
known at the end."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.app.interview import Option, options
from rusvej.app.interview import read as read_reply
from rusvej.diagnostics import InputError
from rusvej.facts import NO_WORDS, YES_WORDS, Choice, Fact
from rusvej.model import Rulebook, Sources, Statement
from rusvej.model.detection import DetectionModel, Exit, Node
from rusvej.records import record

#: The answers so far, as the ids of choices. The whole walk follows from them, so going back is
#: leaving one out.
Answers = tuple[str, ...]
UNKNOWN = "ukendt"


@record
class Prompt:
    """What is asked next: a fact of the rulebook's, or what a box asks, as one (without an id).

    `offered` are the replies, none for a number; `do` comes before the question.
    """

    fact: Fact
    offered: tuple[Option, ...]
    do: tuple[Statement, ...] = ()
    sources: Sources = ()


@record
class Outcome:
    """Where the walk stands: the boxes passed with the way taken out of each, the end if it was
    reached, and what is known then."""

    passed: tuple[tuple[Node, Exit], ...]
    end: Node | None
    facts: tuple[tuple[str, str], ...]


def prompt(model: DetectionModel, book: Rulebook, answers: Answers) -> Prompt | None:
    """The next question after these answers; None when everything is asked."""
    _, here, rest = _walk(model, answers)
    if here.exits:
        fact = Fact("", "choice", "", here.question, values=tuple(map(_choice, here.exits)))
        # The chart has no answer for whoever does not know.
        return Prompt(fact, options(fact, frozenset())[:-1], here.steps, here.sources)
    asked = _asked(here, book)
    if len(rest) == len(asked):
        return None
    fact = asked[len(rest)]
    return Prompt(fact, options(fact, frozenset()), () if rest else here.steps)


def _choice(way: Exit) -> Choice:
    also = {"ja": YES_WORDS, "nej": NO_WORDS}.get(way.answer, frozenset())
    why = "" if way.printed else way.why
    return Choice(way.answer, way.label or way.answer, synonyms=tuple(also), help=why)


def read(asked: Prompt, text: str) -> str:
    """The answer that was typed; nothing at all is "do not know" where a number is asked for.

    Raises `InputError`, which never repeats what was typed, also for "do not know" where the chart
    has no such answer.
    """
    value = read_reply(asked.fact, asked.offered, text) if asked.offered or text.strip() else None
    if value is None and not asked.fact.id:
        raise InputError(
            "“Ved ikke” er ikke et svar i diagrammet.",
            "Vælg det, der ligner mest, eller skriv s for at slutte.",
        )
    return UNKNOWN if value is None else str(value)


def outcome(model: DetectionModel, book: Rulebook, answers: Answers) -> Outcome:
    """What is known after these answers."""
    passed, here, rest = _walk(model, answers)
    end = None if here.exits else here
    level = book.roles.level
    facts = [(level, end.level)] if end is not None and end.level and level else []
    if end is not None:
        facts += [
            (fact.id, value)
            for fact, value in zip(_asked(end, book), rest, strict=False)
            if value != UNKNOWN
        ]
    return Outcome(passed, end, tuple(facts))


def _walk(
    model: DetectionModel, answers: Answers
) -> tuple[tuple[tuple[Node, Exit], ...], Node, Answers]:
    """(boxes passed, the box arrived at, answers not used up by the chart)."""
    here, rest = model.nodes[0], list(answers)
    passed: list[tuple[Node, Exit]] = []
    while here.exits and rest:
        answer = rest.pop(0)
        taken = next(each for each in here.exits if each.answer == answer)
        passed.append((here, taken))
        here = model.node(taken.to)
    return tuple(passed), here, tuple(rest)


def _asked(end: Node, book: Rulebook) -> Sequence[Fact]:
    """What `suggest` needs most and the chart does not ask: the level, where the end does not
    suggest one, and the age."""
    roles = book.roles
    wanted = (roles.age,) if end.level else (roles.level, roles.age)
    return [book.vocabulary[fact] for fact in wanted if fact]
