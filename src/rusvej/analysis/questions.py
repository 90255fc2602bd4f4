"""How far each open question reaches: where its readings give different answers, over all kinds of
case.

A kind of case is a cell of the cone of one thing (an offer, a caveat, an action, a deadline): one
combination of the classes of the facts on which that thing hangs, unknown among them. The numbers
of different things are added up, so a person may be counted at several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

import numpy as np

from rusvej.analysis.space import IMPOSSIBLE, Cone, Space, Statuses, offer_facts, statuses
from rusvej.answer import Status
from rusvej.conditions import ALWAYS, All, Compare, Condition, Reading
from rusvej.engine import Knowledge
from rusvej.engine.knowledge import in_force
from rusvej.facts import Value
from rusvej.model import Deadline, Offer, Question, Rulebook, Settled, Statement, statements_of
from rusvej.records import record
from rusvej.truth import Truth

ThingKind = Literal["offer", "caveat", "action", "deadline"]
Standing = Status | Truth


@record
class Touch:
    """A thing on which the readings differ: in `kinds` of the `of` possible kinds of case that
    matter to it.

    `example` is the kind in which least is known; `standings` is what each reading, in their order,
    makes of it there.
    """

    kind: ThingKind
    id: str
    name: str
    kinds: int
    of: int
    example: Mapping[str, Value]
    standings: tuple[Standing, ...]


@record
class Reach:
    """A question and what hangs on it; the things it touches most come first.

    `statements` are those that hold under one reading and not under another, with the offer they
    belong to. `deadlines` are the time limits that the question bears on by dates or exceptions,
    which are no facts of a case.
    """

    question: Question
    touches: tuple[Touch, ...] = ()
    statements: tuple[tuple[Offer, Statement], ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    @property
    def kinds(self) -> int:
        """The kinds of case in which something differs, added up over the things touched."""
        return sum(touch.kinds for touch in self.touches)

    @property
    def rank(self) -> int:
        """0: it decides answers; 1: it bears only on deadlines; 2: no answer hangs on it."""
        return 0 if self.kinds else 1 if self.deadlines or self.statements else 2

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the question is about, sorted."""
        return tuple(sorted({source.document for source in self.question.sources}))


@record
class _Thing:
    """Something of the rulebook that stands in some way in every case; without an offer the
    condition says in which."""

    kind: ThingKind
    id: str
    name: str
    condition: Condition
    offer: Offer | None = None


def reaches(knowledge: Knowledge) -> tuple[Reach, ...]:
    """Every question, those that touch most kinds of case first; then those that bear on deadlines,
    then the others."""
    things = tuple(_things(knowledge))
    found = [_reach(knowledge, question, things) for question in knowledge.rulebook.questions]
    return tuple(sorted(found, key=lambda reach: (reach.rank, -reach.kinds, reach.question.id)))


@record
class Numbered:
    """A question's reach and its number in the whole list, which stays the same whatever part of
    the list is shown."""

    number: int
    reach: Reach


def numbered(book: Rulebook) -> tuple[Numbered, ...]:
    """Every question of the rulebook: by how much hangs on it, and where nothing does, by the
    documents it is about."""
    order = {document.id: place for place, document in enumerate(book.documents)}

    def place(reach: Reach) -> tuple[int, ...]:
        # What two documents say differently comes before what one of them leaves open.
        documents = sorted(order.get(document, len(order)) for document in reach.documents)
        return (reach.rank, *((-len(documents), *documents) if reach.rank == 2 else ()))

    # Sorting is stable: within a place the order of the reaches stays.
    return tuple(
        Numbered(number, reach)
        for number, reach in enumerate(sorted(reaches(Knowledge(book)), key=place), start=1)
    )


def _things(knowledge: Knowledge) -> Iterator[_Thing]:
    book = knowledge.rulebook
    for offer in book.offers:
        yield _Thing(
            "offer",
            offer.id,
            offer.name,
            _all(in_force(knowledge, criterion) for criterion in offer.criteria),
            offer,
        )
    for caveat in book.caveats:
        printed = Compare("level", tuple(entry.level for entry in caveat.printed))
        yield _Thing("caveat", caveat.id, caveat.title, _all((printed, caveat.when)))
        if caveat.stressed_when is not None:
            yield _Thing(
                "caveat",
                caveat.id,
                caveat.title,
                _all((printed, caveat.when, caveat.stressed_when)),
            )
    for action in book.actions:
        yield _Thing(
            "action", action.id, action.title, _all((Compare("level", action.levels), action.when))
        )
    for deadline in book.deadlines:
        # An event that sets the deadline going only under some readings is a part of it; see
        # `rusvej.deadlines`.
        named = [
            *deadline.questions,
            *(event.question for event in deadline.counted_from if event.question),
        ]
        deciding = (
            Reading(question)
            for question in dict.fromkeys(named)
            if knowledge.readings.get(question)
        )
        yield _Thing("deadline", deadline.id, deadline.name, _all((deadline.when, *deciding)))


def _all(parts: Iterable[Condition]) -> Condition:
    kept = tuple(part for part in parts if part is not ALWAYS)
    return All(kept) if kept else ALWAYS


def _reach(knowledge: Knowledge, question: Question, things: tuple[_Thing, ...]) -> Reach:
    book = knowledge.rulebook
    deadlines = tuple(
        deadline for deadline in book.deadlines if question.id in _bearing_on(knowledge, deadline)
    )
    if not knowledge.readings[question.id]:
        return Reach(question, deadlines=deadlines)
    spaces = tuple(
        Space(_settled(knowledge, question, reading.id)) for reading in question.readings
    )
    touches = [
        _touch(spaces, thing) for thing in things if question.id in knowledge.named(thing.condition)
    ]
    largest: dict[tuple[str, str], Touch] = {}
    for touch in touches:
        if touch is not None and touch.kinds > largest.get((touch.kind, touch.id), _NONE).kinds:
            largest[touch.kind, touch.id] = touch
    statements = tuple(
        (offer, statement)
        for offer in book.offers
        for _, statement in statements_of(offer)
        if question.id in knowledge.named(statement.when)
    )
    ordered = sorted(largest.values(), key=lambda touch: (-touch.kinds, touch.kind, touch.id))
    return Reach(question, tuple(ordered), statements, deadlines)


_NONE = Touch("offer", "", "", 0, 0, {}, ())


def _bearing_on(knowledge: Knowledge, deadline: Deadline) -> set[str]:
    """The questions that bear on a deadline by dates or exceptions."""
    exceptions = {
        exception.question
        for exception in knowledge.rulebook.exceptions
        if exception.id in deadline.exceptions
    }
    return {
        deadline.start_question,
        *deadline.questions,
        *(event.question for event in deadline.counted_from),
        *exceptions,
    }


def _settled(knowledge: Knowledge, question: Question, reading: str) -> Knowledge:
    """The same knowledge, had the question been settled for a reading."""
    decided = replace(question, status="settled", settled=Settled(reading, "", ""))
    questions = tuple(
        decided if other.id == question.id else other for other in knowledge.rulebook.questions
    )
    return Knowledge(replace(knowledge.rulebook, questions=questions))


def _touch(spaces: tuple[Space, ...], thing: _Thing) -> Touch | None:
    facts = (
        offer_facts(spaces[0], thing.offer)
        if thing.offer is not None
        else spaces[0].facts_of((thing.condition,))
    )
    cone = spaces[0].cone(facts)
    arrays = [
        statuses(space, thing.offer, cone)
        if thing.offer is not None
        else _verdicts(space, thing.condition, cone)
        for space in spaces
    ]
    differs = np.logical_or.reduce([array != arrays[0] for array in arrays[1:]])
    kinds = int(differs.sum())
    if not kinds:
        return None
    # The places after the last stand for "unknown": the more of them, the less has to be known.
    index = min(cone.indices(differs), key=lambda index: (len(cone.case(index)), index))
    kind = Status if thing.offer is not None else _TRUTHS.__getitem__
    standings = tuple(kind(int(array[index])) for array in arrays)
    return Touch(
        thing.kind,
        thing.id,
        thing.name,
        kinds,
        int(cone.possible_partial.sum()),
        cone.case(index),
        standings,
    )


_TRUTHS = (Truth.NO, Truth.UNKNOWN, Truth.YES)


def _verdicts(space: Space, condition: Condition, cone: Cone) -> Statuses:
    """In every partial cell the place of the verdict in `_TRUTHS`; unknown where open questions
    make the difference."""
    knowledge = space.knowledge
    undecided = [
        question
        for question in knowledge.named(condition)
        if knowledge.questions[question].used is None
    ]
    every_yes = every_no = cone.possible_partial
    for chosen in knowledge.each_choice(undecided):
        yes, no = cone.verdicts(condition, chosen)
        every_yes, every_no = every_yes & yes, every_no & no
    found = np.full(cone.partial_shape, _TRUTHS.index(Truth.UNKNOWN), dtype=np.int8)
    found[every_yes] = _TRUTHS.index(Truth.YES)
    found[every_no] = _TRUTHS.index(Truth.NO)
    found[~cone.possible_partial] = IMPOSSIBLE
    return found
