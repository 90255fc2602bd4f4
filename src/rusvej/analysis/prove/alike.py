"""Built in: readings of an open question between which nothing ever turns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rusvej.analysis.prove.records import Collision, Finding
from rusvej.analysis.prove.world import World
from rusvej.compiled.nodes import AND
from rusvej.conditions import questions_of
from rusvej.model import Question


def readings_alike(world: World) -> Iterator[Finding]:
    """Pairs of readings that decide the same for everybody, wherever the question is named.

    A question that nothing but a text names (it is only told) is left alone: it has nothing to
    decide.
    """
    wholes = list(_wholes(world))
    for question in world.book.questions:
        if world.book.readings[question.id]:
            named = [node for node, asked in wholes if question.id in asked]
            alike = _alike(world, question, named) if named else ()
        else:
            alike = _without_conditions(world, question)
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


#: What is no more than a part of another piece, or only told.
_PARTS = frozenset(
    {"impossible", "listed", "criterion", "concerns", "colours", "caveat-anywhere", "part"}
)
#: The piece without which another one of the same owner decides nothing.
_AROUND = {"stressed": "caveat", "starts": "deadline"}


def _wholes(world: World) -> Iterator[tuple[int, frozenset[str]]]:
    """Every piece that decides something by itself, with what stands around it, and the questions
    that it names. What is told of an offer is told of one that is open as well, so the offer's own
    criteria do not bound it."""
    offers = {offer.id for offer in world.book.offers}
    for piece in world.pieces:
        asked = questions_of(piece.when, world.book.readings)
        if asked and piece.kind not in _PARTS:
            around = _AROUND.get(piece.kind, "listed" if piece.owner in offers else piece.kind)
            key = (around, piece.owner, "" if around != piece.kind else piece.name)
            nodes = {world.compiled[key].node, world.compiled[piece.key].node}
            yield world.compiled.diagrams.join(AND, nodes), asked


def _alike(world: World, question: Question, wholes: list[int]) -> Iterator[tuple[str, str]]:
    diagrams, variables = world.compiled.diagrams, world.compiled.variables
    places = variables.readings[question.id]
    left = set(combinations([r.id for r in question.readings if r.when is not None], 2))
    for node in wholes:
        world.hangs_on(diagrams.depends[node])
        at = variables.questions[question.id]
        said = {
            reading: diagrams.restrict(node, diagrams.partial({at: place}))
            for place, reading in enumerate(places)
        }
        left = {(one, other) for one, other in left if said[one] == said[other]}
    yield from sorted(left)


def _without_conditions(world: World, question: Question) -> Iterator[tuple[str, str]]:
    """Readings of a question that only deadlines use: what each counts from, and which exceptions
    it lets count."""
    book = world.book
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
