"""The open questions, in the order in which it pays to settle them."""

from __future__ import annotations

from rusvej.analysis.questions import Reach, reaches
from rusvej.app.named import Hits, find_named
from rusvej.engine import Knowledge
from rusvej.model import Rulebook
from rusvej.records import record


@record
class Numbered:
    """A question's reach and its number in the whole list, which stays the same whatever part of the list is shown."""

    number: int
    reach: Reach


def numbered(book: Rulebook) -> tuple[Numbered, ...]:
    """Every question of the rulebook: by how much hangs on it, and where nothing does, by the documents it is about."""
    order = {document.id: place for place, document in enumerate(book.documents)}

    def place(reach: Reach) -> tuple[int, ...]:
        # What two documents say differently comes before what one of them leaves open.
        documents = sorted(order.get(document, len(order)) for document in reach.documents)
        return (reach.rank, *((-len(documents), *documents) if reach.rank == 2 else ()))

    # Sorting is stable: within a place the order of the reaches stays.
    return tuple(Numbered(number, reach) for number, reach in enumerate(sorted(reaches(Knowledge(book)), key=place), start=1))


def find_question(questions: tuple[Numbered, ...], asked: str) -> Hits[Numbered]:
    """The question with that id, number or title, or those that come near. Raises `InputError` when nothing does."""
    return find_named(
        questions,
        asked,
        lambda each: (each.reach.question.id, each.reach.question.title, str(each.number)),
        also=lambda each: (each.reach.question.question,),
        what="et spørgsmål",
        help="rusvej questions viser dem alle.",
    )
