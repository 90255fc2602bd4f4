"""Built in: readings of an open question between which nothing ever turns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rusvej.analysis.prove.field import Field
from rusvej.analysis.prove.records import Collision, Finding
from rusvej.conditions import All, Condition, Reading
from rusvej.model import Question, statements_of


def readings_alike(field: Field) -> Iterator[Finding]:
    """Pairs of readings that decide the same for everybody, wherever the question is named.

    A question that nothing but a text names (it is only told) is left alone: it has nothing to
    decide.
    """
    wholes = list(_wholes(field))
    for question in field.knowledge.rulebook.questions:
        if field.knowledge.readings[question.id]:
            named = [whole for whole in wholes if question.id in field.knowledge.named(whole)]
            alike = _alike(field, question, named) if named else ()
        else:
            alike = _without_conditions(field, question)
        for one, other in alike:
            data: dict[str, str | tuple[str, ...]] = {
                "question": question.id,
                "readings": (one, other),
            }
            told = tuple(
                Collision(question.id, question.reading(reading).text, "", question.sources)
                for reading in (one, other)
            )
            yield Finding("readings-alike", data, collisions=told)


def _wholes(field: Field) -> Iterator[Condition]:
    """Every condition that decides something by itself, with what stands around it."""
    book = field.knowledge.rulebook
    for offer in book.offers:
        whole = All((field.listed(offer), *field.parts(offer)))
        yield whole
        for _, statement in statements_of(offer):
            if field.knowledge.named(statement.when):
                # Statements are told of an offer that is open as well, so the offer's own criteria
                # do not bound them.
                yield All((field.listed(offer), field.in_force(statement)))
    for caveat in book.caveats:
        levels = tuple(entry.level for entry in caveat.printed)
        for condition in (caveat.when, caveat.stressed_when):
            if condition is not None and field.knowledge.named(condition):
                yield All((field.at(levels), condition))
    for action in book.actions:
        if field.knowledge.named(action.when):
            yield All((field.at(action.levels), action.when))
    for deadline in book.deadlines:
        # Once the dates are known, these count as parts of the deadline's condition.
        others = [Reading(q) for q in deadline.questions if field.knowledge.readings.get(q)]
        others += [Reading(event.question) for event in deadline.counted_from if event.question]
        yield deadline.when
        for other in others:
            yield All((deadline.when, other))


def _alike(field: Field, question: Question, wholes: list[Condition]) -> Iterator[tuple[str, str]]:
    ids = [reading.id for reading in question.readings if reading.when is not None]
    conditions = field.knowledge.readings[question.id]
    left = set(combinations(range(len(ids)), 2))
    for whole in wholes:
        cone = field.over(field.facts_of([whole]))
        for chosen in field.choices([whole]):
            if chosen[question.id] is not conditions[0]:
                continue
            held = [
                field.whole(whole, cone, {**chosen, question.id: condition}) & cone.possible
                for condition in conditions
            ]
            left -= {(i, j) for i, j in left if (held[i] != held[j]).any()}
        if not left:
            return
    yield from ((ids[i], ids[j]) for i, j in sorted(left))


def _without_conditions(field: Field, question: Question) -> Iterator[tuple[str, str]]:
    """Readings of a question that only deadlines use: what each counts from, and which exceptions
    it lets count."""
    book = field.knowledge.rulebook
    starts = [
        {
            reading.id: tuple(e.event for e in deadline.counted_from if e.reading == reading.id)
            for reading in question.readings
        }
        for deadline in book.deadlines
        if deadline.start_question == question.id
    ]
    waives = [
        {reading.id: (str(reading.id == exception.waives_under),) for reading in question.readings}
        for exception in book.exceptions
        if exception.question == question.id and exception.effect == "open"
    ]
    effects = starts + waives
    for one, other in combinations([reading.id for reading in question.readings], 2):
        if effects and all(effect[one] == effect[other] for effect in effects):
            yield one, other
