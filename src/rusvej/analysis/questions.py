"""How far each open question reaches: where its readings give different answers, over all kinds of
case.

A kind of case is a cell of the cone of one thing (an offer, a caveat, an action, a deadline): one
combination of the classes of the facts on which that thing hangs, unknown among them. The numbers
of different things are added up, so a person may be counted at several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any, Literal

from rusvej.answer import Status
from rusvej.compiled import Compiled, compiled
from rusvej.compiled.nodes import AND, DIFFER, NO, YES
from rusvej.conditions import questions_of
from rusvej.facts import Value
from rusvej.model import Deadline, Offer, Question, Rulebook, Statement, statements_of
from rusvej.records import record
from rusvej.space import Space
from rusvej.space.space import UNKNOWN
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
        """0: it decides answers or what is said in them; 1: it bears only on deadlines; 2: no
        answer hangs on it."""
        return 0 if self.kinds or self.statements else 1 if self.deadlines else 2

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the question is about, sorted."""
        return tuple(sorted({source.document for source in self.question.sources}))


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

    def place(reach: Reach) -> tuple[Any, ...]:
        # What two documents say differently comes before what one of them leaves open.
        documents = sorted(order.get(document, len(order)) for document in reach.documents)
        about = (-len(documents), *documents) if reach.rank == 2 else ()
        return (reach.rank, about, -reach.kinds, reach.question.id)

    space = Space(compiled(book))
    found = sorted((_reach(space, question) for question in book.questions), key=place)
    return tuple(Numbered(number, reach) for number, reach in enumerate(found, start=1))


def _reach(space: Space, question: Question) -> Reach:
    book = space.compiled.rulebook
    deadlines = tuple(
        deadline for deadline in book.deadlines if question.id in _bearing_on(book, deadline)
    )
    if not book.readings[question.id]:
        return Reach(question, deadlines=deadlines)
    largest: dict[tuple[str, str], Touch] = {}
    for touch in _touches(space, question):
        if touch.kinds > largest.get((touch.kind, touch.id), _NONE).kinds:
            largest[touch.kind, touch.id] = touch
    statements = tuple(
        (offer, place.statement)
        for offer in book.offers
        for place in statements_of(offer)
        if question.id in questions_of(place.statement.when, book.readings)
    )
    ordered = sorted(largest.values(), key=lambda touch: (-touch.kinds, touch.kind, touch.id))
    return Reach(question, tuple(ordered), statements, deadlines)


_NONE = Touch("offer", "", "", 0, 0, {}, ())


def _bearing_on(book: Rulebook, deadline: Deadline) -> set[str]:
    """The questions that bear on a deadline by dates or exceptions."""
    exceptions = {e.question for e in book.exceptions if e.id in deadline.exceptions}
    return {
        deadline.start_question,
        *deadline.questions,
        *(event.question for event in deadline.counted_from),
        *exceptions,
    }


def _touches(space: Space, question: Question) -> Iterator[Touch]:
    """What stands otherwise under one reading than under another, by the parts of it that do."""
    whole, variables = space.compiled, space.variables
    asked = variables.questions[question.id]
    settled = [
        Space(whole, space.shared, {asked: place})
        for place in range(len(variables.readings[question.id]))
    ]
    names: dict[ThingKind, Mapping[str, str]] = {
        "offer": {each.id: each.name for each in whole.rulebook.offers},
        "caveat": {each.id: each.title for each in whole.rulebook.caveats},
        "action": {each.id: each.title for each in whole.rulebook.actions},
        "deadline": {each.id: each.name for each in whole.rulebook.deadlines},
    }
    for kind, id, node in _things(whole):
        if not whole.diagrams.depends[node] >> asked & 1:
            continue
        nodes = [
            each.status(id) if kind == "offer" else each.judge(node).verdict for each in settled
        ]
        differs = space.any(space.nodes.apply(DIFFER, nodes[0], other) for other in nodes[1:])
        example = space.smallest(differs)
        if example is None:
            continue
        places = space.places(example)
        values = [space.nodes.value(each, places) for each in nodes]
        facts = space.tied(space.facts & reduce(or_, (space.nodes.depends[n] for n in nodes)))
        yield Touch(
            kind,
            id,
            names[kind][id],
            space.count(differs, facts),
            space.count(YES, facts),
            example,
            tuple(
                Status(value.bit_length() - 1) if kind == "offer" else _TRUTHS[value]
                for value in values
            ),
        )


def _things(whole: Compiled) -> Iterator[tuple[ThingKind, str, int]]:
    """Everything that stands one way or another in a case, as nodes of the compiled rulebook."""
    started: dict[str, list[int]] = {}
    for (kind, id, _), meaning in whole.meanings.items():
        if kind == "standing":
            yield "offer", id, meaning.node
        elif kind in ("caveat", "stressed"):
            yield "caveat", id, meaning.node
        elif kind == "action":
            yield "action", id, meaning.node
        elif kind in ("deadline-runs", "starts"):
            # An event that sets the deadline going only under some readings is a part of it.
            started.setdefault(id, []).append(meaning.node)
    for id, nodes in started.items():
        yield "deadline", id, whole.diagrams.join(AND, nodes)


_TRUTHS = {NO: Truth.NO, YES: Truth.YES, UNKNOWN: Truth.UNKNOWN}
