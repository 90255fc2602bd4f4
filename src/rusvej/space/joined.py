"""Two rulebooks over joined variables: the classes that the constants of either can tell apart.

Each rulebook keeps its own domains, since what it says while a fact is unknown is what all *its*
values say: a value that only the other one has is impossible to it. A fact that is of another type
in each is two variables, and so is a question with other readings; a fact that one of them lacks
cannot matter there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rusvej.compiled import variables_of
from rusvej.compiled.compiled import compile_over
from rusvej.compiled.nodes import TERMINALS
from rusvej.compiled.pieces import pieces
from rusvej.conditions import Compare, Condition, cut_points
from rusvej.diagram import Diagrams
from rusvej.facts import Fact
from rusvej.model import Impossible, Question, Rulebook
from rusvej.records import changed
from rusvej.space.pair import Pair
from rusvej.space.space import Shared, Space

#: What the names of the old rulebook's own variables end with where the new one has the same name
#: for something else.
_OLD = " (old)"


def joined(old: Rulebook, new: Rulebook) -> Pair:
    """The two compiled over joined variables. Raises `rusvej.diagram.TooLarge`."""
    before, after = old.vocabulary, new.vocabulary
    names = {
        fact: fact + _OLD if fact in after and after[fact].type != before[fact].type else fact
        for fact in before
    }
    facts = [
        *(
            _wider(before[fact.id], fact) if names.get(fact.id) == fact.id else fact
            for fact in new.facts
        ),
        *(changed(fact, id=names[fact.id]) for fact in old.facts if names[fact.id] not in after),
    ]
    asked = {question.id: question for question in new.questions if question.readings}
    questions = {
        q.id: q.id + _OLD if q.id in asked and _readings(asked[q.id]) != _readings(q) else q.id
        for q in old.questions
        if q.readings
    }
    own = [q for q in old.questions if q.id in questions and questions[q.id] not in asked]
    vocabulary = {fact.id: fact for fact in facts}
    sides = (
        _within(old, {fact: vocabulary[name] for fact, name in names.items()}),
        _within(new, vocabulary),
    )
    found = [list(pieces(book)) for book in sides]
    conditions = [piece.when for each in found for piece in each]
    conditions += [r.when for q in old.questions for r in q.readings if r.when is not None]
    variables = variables_of(
        changed(
            new,
            facts=tuple(facts),
            questions=(*new.questions, *(changed(q, id=questions[q.id]) for q in own)),
            impossible=tuple(rule for book in sides for rule in book.impossible),
        ),
        conditions,
        [
            Compare(names[fact], low=cut)
            for condition in conditions
            for fact, cut in cut_points(condition)
            if names.get(fact, fact) != fact
        ],
    )
    diagrams = Diagrams(variables.sizes, TERMINALS, 5_000_000, 50_000_000)
    shared = Shared(variables, diagrams)
    views = (
        variables.renamed(names, questions),
        variables.renamed({fact: fact for fact in after}, {name: name for name in asked}),
    )
    one, two = (
        Space(compile_over(book, each, view, diagrams), shared)
        for book, each, view in zip(sides, found, views, strict=True)
    )
    apart = {name: variables.facts[name] for fact, name in names.items() if name != fact}
    apart |= {fact: variables.facts[fact] for fact, name in names.items() if name != fact}
    return Pair(one, two, sum(1 << at for at in apart.values()))


def _readings(question: Question) -> tuple[str, ...]:
    return tuple(reading.id for reading in question.readings)


def _wider(old: Fact, new: Fact) -> Fact:
    """The fact with the values that it has in either rulebook."""
    values = {choice.id: choice for choice in (*new.values, *old.values)}
    return changed(
        new,
        min=_least(min, old.min, new.min),
        max=_least(max, old.max, new.max),
        none=new.none or old.none,
        values=tuple(values.values()),
    )


def _least(of: Callable[[int, int], int], one: int | None, other: int | None) -> int | None:
    return one if other is None else other if one is None else of(one, other)


def _within(book: Rulebook, wider: Mapping[str, Fact]) -> Rulebook:
    """The rulebook in which the values that it does not have are impossible."""
    rules = [
        Impossible(f"domain {fact.id}", "", when, "")
        for fact in book.facts
        for when in _outside(fact, wider[fact.id])
    ]
    return changed(book, impossible=(*book.impossible, *rules)) if rules else book


def _outside(fact: Fact, wider: Fact) -> Iterator[Condition]:
    more = tuple(value for value in wider.choices() if value not in fact.choices())
    if more and fact.type != "bool":
        yield Compare(fact.id, more)
    if fact.min is not None and wider.min is not None and wider.min < fact.min:
        yield Compare(fact.id, high=fact.min - 1)
    if fact.max is not None and wider.max is not None and fact.max < wider.max:
        yield Compare(fact.id, low=fact.max + 1)
