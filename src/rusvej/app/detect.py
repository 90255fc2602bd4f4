"""Walking through the detection model: an answer after the other, forwards and back, and what is
known at the end."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.app.interview import UNKNOWN_WORDS, meant
from rusvej.diagnostics import InputError
from rusvej.facts import NO_WORDS, YES_WORDS, Fact, fold
from rusvej.model import Rulebook, Sources, Statement
from rusvej.model.detection import DetectionModel, Exit, Node
from rusvej.persons import refuse_cpr
from rusvej.records import record

#: The answers so far, as the ids of choices. The whole walk follows from them, so going back is
#: leaving one out.
Answers = tuple[str, ...]
UNKNOWN = "ukendt"


@record
class Choice:
    """An answer that can be given; `note` says what the printed chart does not."""

    id: str
    text: str
    note: str = ""


@record
class Prompt:
    """What is asked next. `do` comes before the question; without `choices` any number is an
    answer, or nothing.
    """

    question: str
    choices: tuple[Choice, ...]
    do: tuple[Statement, ...] = ()
    sources: Sources = ()
    fact: Fact | None = None


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
        choices = tuple(
            Choice(each.answer, each.label or each.answer, "" if each.printed else each.why)
            for each in here.exits
        )
        return Prompt(here.question, choices, here.steps, here.sources)
    asked = _asked(here, book)
    if len(rest) < len(asked):
        fact = asked[len(rest)]
        choices = tuple(
            Choice(value.id, f"{value.label}: {value.help}" if value.help else value.label)
            for value in fact.values
        )
        known = (*choices, Choice(UNKNOWN, "ved ikke")) if choices else ()
        do = here.steps if not rest else ()
        return Prompt(fact.question, known, do, fact=fact)
    return None


def read(asked: Prompt, text: str) -> str | None:
    """The id of the answer that was typed, or None when it is none.

    A choice is given by its number, its id, or the beginning of its id. Raises `InputError` for a
    CPR number, and for "do not know" where the chart has no such answer.
    """
    refuse_cpr(text)
    word = " ".join(text.casefold().split()).rstrip(".")
    if word in UNKNOWN_WORDS and (asked.choices or word):
        if any(choice.id == UNKNOWN for choice in asked.choices) or not asked.choices:
            return UNKNOWN
        raise InputError(
            "“Ved ikke” er ikke et svar i diagrammet.",
            "Vælg det, der ligner mest, eller skriv s for at slutte.",
        )
    if not asked.choices and asked.fact is not None:
        try:
            value = asked.fact.parse(word.removesuffix(asked.fact.unit).strip())
        except InputError:
            return None
        return UNKNOWN if value is None else str(value)
    if word.isascii() and word.isdigit():
        number = int(word) if len(word) < 4 else 0
        return asked.choices[number - 1].id if 1 <= number <= len(asked.choices) else None
    if not word:
        return None
    if word in YES_WORDS | NO_WORDS:
        word = "ja" if word in YES_WORDS else "nej"
    values = {value.id: value.words for value in (asked.fact.values if asked.fact else ())}
    found = meant(
        fold(word),
        {
            choice.id: [fold(each) for each in (choice.id, *values.get(choice.id, ()))]
            for choice in asked.choices
            if choice.id != UNKNOWN
        },
    )
    return found[0] if len(found) == 1 else None


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
