"""Why an offer stands as it does: the tree of its conditions with the verdict of every part, the
facts that decide it, and the changes that would make it fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from rusvej.answer import OfferResult, Reason, Status
from rusvej.compiled import Compiled, Held, Piece
from rusvej.compiled.compiled import compile_beside
from rusvej.conditions import All, AnyOf, Compare, Condition, Not, Reading, children
from rusvej.explain.outlook import Certainty, Cost, Kind, Outlook, Setting, certainty
from rusvej.facts import NONE, Case
from rusvej.model import Criterion, Question, QuestionReading
from rusvej.records import record
from rusvej.truth import Truth

#: What makes a fact another: it only has to be learned, time, a choice or an effort, or nothing the
#: person can do.
How = Literal["learn", "time", "choice", "fixed"]
#: So many ways are worth reading.
_WAYS = 3


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


def whys(compiled: Compiled, results: Iterable[OfferResult], case: Case) -> tuple[Why, ...]:
    """The explanation of these offers of an answer; `case` is the answer's."""
    wanted = tuple(results)
    trees = Trees(compiled, case, [r.criterion for result in wanted for r in result.reasons])
    return tuple(_why(compiled, trees, result, case) for result in wanted)


def _why(compiled: Compiled, trees: Trees, result: OfferResult, case: Case) -> Why:
    outlook = Outlook(compiled, result.offer.id, case)
    known = certainty(outlook)
    ways, without_fixed = _ways(outlook) if known.kind is not Kind.CERTAIN else ((), None)
    return Why(
        result,
        Held(compiled, case).verdict(("listed", result.offer.id, "")),
        tuple(Branch(reason, trees.of(reason.criterion.when)) for reason in result.reasons),
        known,
        deciding(outlook, known, case),
        ways,
        without_fixed,
    )


def deciding(outlook: Outlook, known: Certainty, case: Case) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of known facts that already give the case's status, all of that size; none
    while it is not decided.

    Decided is what has one status in every completion, or is ruled out in every one: an offer that
    the known facts exclude stays so at a level where the guide does not list it.
    """
    if known.kind is Kind.RULED_OUT:
        wanted = {Status.EXCLUDED, Status.NOT_LISTED}
    elif len(known.seen) == 1:
        wanted = set(known.seen)
    else:
        return ()
    status = Held(outlook.compiled, case).status(outlook.offer)
    found: set[tuple[str, ...]] = set()
    for kept in _keeping(outlook, wanted):
        if found and len(kept) > len(next(iter(found))):
            break
        only = {fact: case[fact] for fact in kept}
        if Held(outlook.compiled, only).status(outlook.offer) is status:
            found.add(kept)
    return tuple(sorted(found))


def _keeping(outlook: Outlook, wanted: set[Status]) -> Iterator[tuple[str, ...]]:
    """The sets of known facts after which only wanted statuses are left, the smallest first."""
    names = outlook.variables.names

    def moves(variable: int, known: int) -> Mapping[int | None, Cost]:
        return {None: (0,)} if known < 0 else {known: (1,), None: (0,)}

    return (tuple(names[at] for at in kept) for kept in outlook.ways(wanted, moves))


def _ways(outlook: Outlook) -> tuple[tuple[Way, ...], Way | None]:
    """The nearest ways to fit, and the nearest without anything fixed where all of them have it."""
    ways: list[Way] = []
    for way in _leading(outlook, fixed=True):
        if ways and (len(way) > len(ways[0]) or len(ways) == _WAYS):
            break
        ways.append(way)
    free = tuple(way for way in ways if all(step.how != "fixed" for step in way))
    if free or not ways:
        return free, None
    return tuple(ways), next(_leading(outlook, fixed=False), None)


def _leading(outlook: Outlook, *, fixed: bool) -> Iterator[Way]:
    """The ways to fit: the fewest steps first, then what can be changed before what cannot, what
    need only be learned before what must change, the short step before the long."""

    def moves(variable: int, known: int) -> Mapping[int | None, Cost]:
        every: dict[int | None, Cost] = {known if known >= 0 else None: (0, 0, 0, 0)}
        for place in range(outlook.variables.sizes[variable]):
            how = _how(outlook, variable, place)
            if place != known and (fixed or how != "fixed"):
                far = abs(place - known) if known >= 0 else 0
                every[place] = (1, how == "fixed", how != "learn", far)
        return every

    covered: list[tuple[Setting, ...]] = []
    places = outlook.variables.facts
    for way in outlook.ways([Status.FITS], moves):
        if any(
            len(box) == len(way) and all(way.get(places[s.fact]) in s.places for s in box)
            for box in covered
        ):
            continue
        box = outlook.settings([Status.FITS], way)
        covered.append(box)
        yield tuple(
            Step(each, _how(outlook, places[each.fact], way[places[each.fact]])) for each in box
        )


def _how(outlook: Outlook, variable: int, place: int) -> How:
    """What would bring a fact to a place. Time only counts upwards, and to a number."""
    here, name = outlook.known.values[variable], outlook.variables.names[variable]
    if here < 0:
        return "learn"
    fact, values = outlook.variables.vocabulary[name], outlook.variables.classes[name]
    if fact.changes == "time":
        from_number, to_number = values[here] != NONE, values[place] != NONE
        return "time" if from_number and to_number and place > here else "fixed"
    return fact.changes


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


class Trees:
    """The conditions of some criteria, every part of them a piece of its own."""

    def __init__(self, compiled: Compiled, case: Case, criteria: Iterable[Criterion]) -> None:
        self._questions = compiled.questions
        parts: dict[int, Condition] = {}
        waiting: list[Condition] = [criterion.when for criterion in criteria]
        while waiting:
            part = waiting.pop()
            if id(part) not in parts:
                parts[id(part)] = part
                waiting += children(part)
                if isinstance(part, Reading):
                    waiting += [when for _, when in self._readings(part)]
        pieces = [Piece("part", str(name), "", part) for name, part in parts.items()]
        self._held = Held(compile_beside(compiled, pieces), case)

    def _readings(self, part: Reading) -> list[tuple[QuestionReading, Condition]]:
        readings = self._questions[part.question].readings
        return [(reading, reading.when) for reading in readings if reading.when is not None]

    def of(self, condition: Condition) -> Node:
        """One of the conditions, or a part of one; open questions with all their readings."""
        key = ("part", str(id(condition)), "")
        verdict, missing = self._held.verdict(key), self._held.missing(key)
        match condition:
            case Compare():
                return Node("leaf", verdict, missing, leaf=condition)
            case All() | AnyOf():
                form: Literal["all", "any"] = "all" if isinstance(condition, All) else "any"
                return Node(form, verdict, missing, tuple(map(self.of, condition.parts)))
            case Not():
                return Node("not", verdict, missing, (self.of(condition.part),))
            case Reading():
                question = self._questions[condition.question]
                read = tuple(
                    self._reading(question, reading, when)
                    for reading, when in self._readings(condition)
                )
                return Node("question", verdict, missing, read, question=question)
            case _:
                return Node("always", verdict)

    def _reading(self, question: Question, reading: QuestionReading, when: Condition) -> Node:
        inner = self.of(when)
        return Node(
            "reading",
            inner.verdict,
            inner.missing,
            (inner,) if inner.form != "always" else (),
            None,
            question,
            reading,
            question.used == reading.id,
        )
