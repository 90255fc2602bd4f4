"""Why an offer stands as it does: the tree of its conditions, the facts that decide it, and the
changes that would make it fit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from typing import Literal

from rusvej.analysis.certainty import Certainty, Kind, Setting, View, certainty, nearest
from rusvej.analysis.space import Index, Space
from rusvej.answer import OfferResult, Reason, Status
from rusvej.conditions import All, AnyOf, Compare, Condition, Not, Reading
from rusvej.engine import Knowledge
from rusvej.facts import NONE, Case
from rusvej.model import Question, QuestionReading, Sources
from rusvej.records import record
from rusvej.truth import Truth

#: What makes a fact another: it only has to be learned, time, a choice or an effort, or nothing the
#: person can do.
How = Literal["learn", "time", "choice", "fixed"]
#: So many ways are worth reading.
_WAYS = 3


@record
class Node:
    """A part of a condition held against the case; `verdict` as in a `Reason`.

    `form` says which of the optional fields are there: a ``reading`` has `question` and `reading`
    and is `used` when counted with.
    """

    form: Literal["leaf", "all", "any", "not", "question", "reading", "always"]
    verdict: Truth
    missing: tuple[str, ...] = ()
    parts: tuple[Node, ...] = ()
    leaf: Compare | None = None
    question: Question | None = None
    reading: QuestionReading | None = None
    used: bool = False
    sources: Sources = ()


@record
class Branch:
    """One criterion of the offer, with the tree of its condition."""

    reason: Reason
    tree: Node


@record
class Step:
    """One fact that would have to be known or be another."""

    setting: Setting
    how: How


#: Facts that would together make the offer fit.
Way = tuple[Step, ...]


@record
class Why:
    """Everything that explains one offer's status.

    `deciding`: the smallest sets of known facts on which the status already stands, whatever the
    other facts are (an empty set: it stands for every case); none while the known facts do not
    decide it. `ways`: the nearest changes that would make it fit, all of one size. `without_fixed`:
    the nearest that changes nothing the person cannot change, where all of `ways` do.
    """

    result: OfferResult
    listed: Truth
    branches: tuple[Branch, ...]
    certainty: Certainty
    deciding: tuple[tuple[str, ...], ...] = ()
    ways: tuple[Way, ...] = ()
    without_fixed: Way | None = None


def why(space: Space, result: OfferResult, case: Case) -> Why:
    """The explanation of one offer of an answer; `case` is the answer's."""
    view = View(space, result.offer, case)
    known = certainty(view)
    level = case.get("level")
    listed = (
        Truth.YES
        if not result.offer.levels
        else Truth.UNKNOWN
        if level is None
        else _listed(result, str(level))
    )
    branches = tuple(
        Branch(reason, tree(space.knowledge, reason.criterion.when, case))
        for reason in result.reasons
    )
    ways, without_fixed = _ways(view) if known.kind is not Kind.CERTAIN else ((), None)
    return Why(result, listed, branches, known, deciding(view, known), ways, without_fixed)


def _listed(result: OfferResult, level: str) -> Truth:
    return Truth.YES if result.offer.entry(level) else Truth.NO


def tree(knowledge: Knowledge, condition: Condition, case: Case) -> Node:
    """The condition with the verdict of every part; open questions with all their readings."""
    verdict, missing, _ = knowledge.judge(condition, case)
    match condition:
        case Compare():
            return Node("leaf", verdict, missing, leaf=condition)
        case All() | AnyOf():
            parts = tuple(tree(knowledge, part, case) for part in condition.parts)
            return Node("all" if isinstance(condition, All) else "any", verdict, missing, parts)
        case Not():
            return Node("not", verdict, missing, (tree(knowledge, condition.part, case),))
        case Reading():
            question = knowledge.questions[condition.question]
            read = tuple(
                _reading(knowledge, question, reading, case)
                for reading in question.readings
                if reading.when is not None
            )
            return Node(
                "question", verdict, missing, read, question=question, sources=question.sources
            )
        case _:
            return Node("always", verdict)


def _reading(
    knowledge: Knowledge, question: Question, reading: QuestionReading, case: Case
) -> Node:
    assert reading.when is not None
    inner = tree(knowledge, reading.when, case)
    parts = (inner,) if inner.form != "always" else ()
    return Node(
        "reading",
        inner.verdict,
        inner.missing,
        parts,
        None,
        question,
        reading,
        question.used == reading.id,
        reading.sources,
    )


def deciding(view: View, known: Certainty) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of known facts that already give the case's status, all of that size; none
    while it is not decided.

    Decided is what has one status in every completion, or is ruled out in every one: an offer that
    the known facts exclude stays so at a level where the guide does not list it.
    """
    if known.kind is Kind.RULED_OUT:
        settled = view.settled([Status.EXCLUDED, Status.NOT_LISTED]) & (
            view.found == view.found[view.index]
        )
    elif len(known.seen) == 1:
        settled = view.settled(known.seen)
    else:
        return ()
    axes = [axis for axis, is_known in enumerate(view.known) if is_known]
    for size in range(len(axes) + 1):
        found = tuple(
            tuple(view.cone.facts[axis] for axis in kept)
            for kept in combinations(axes, size)
            if settled[
                tuple(
                    place if axis in kept else view.cone.shape[axis]
                    for axis, place in enumerate(view.index)
                )
            ]
        )
        if found:
            return found
    return ()


def _ways(view: View) -> tuple[tuple[Way, ...], Way | None]:
    goal = view.settled([Status.FITS])

    def key(cell: Index, changed: tuple[int, ...]) -> tuple[int, ...]:
        """What can be changed before what cannot, what need only be learned before what must
        change, the short step before the long."""
        kinds = [_how(view, axis, cell[axis]) for axis in changed]
        far = sum(abs(cell[axis] - view.index[axis]) for axis in changed if view.known[axis])
        return (kinds.count("fixed"), len(kinds) - kinds.count("learn"), far, *cell)

    def steps(settings: tuple[Setting, ...]) -> Way:
        axes = [view.cone.facts.index(setting.fact) for setting in settings]
        return tuple(
            Step(setting, _how(view, axis, setting.places[0]))
            for axis, setting in zip(axes, settings, strict=True)
        )

    def all_ways() -> Iterator[Way]:
        return (steps(settings) for settings in nearest(view, goal, key))

    first = next(all_ways(), None)
    if first is None:
        return (), None
    ways = tuple(way for way in islice(all_ways(), _WAYS) if len(way) == len(first))
    if all(_is_fixed(way) for way in ways):
        return ways, next((way for way in all_ways() if not _is_fixed(way)), None)
    return tuple(way for way in ways if not _is_fixed(way)), None


def _is_fixed(way: Way) -> bool:
    return any(step.how == "fixed" for step in way)


def _how(view: View, axis: int, place: int) -> How:
    """What would bring the fact of an axis to a place. Time only counts upwards, and to a
    number."""
    if not view.known[axis]:
        return "learn"
    name = view.cone.facts[axis]
    fact, values = view.space.knowledge.vocabulary[name], view.space.classes[name]
    if fact.changes == "time":
        from_number, to_number = values[view.index[axis]] != NONE, values[place] != NONE
        return "time" if from_number and to_number and place > view.index[axis] else "fixed"
    return fact.changes
