"""Finding an open question by whatever a person calls it."""

from __future__ import annotations

from rusvej.analysis.questions import Numbered
from rusvej.app.named import Hits, find_named


def find_question(questions: tuple[Numbered, ...], asked: str) -> Hits[Numbered]:
    """The question with that id, number or title, or those that come near. Raises `InputError` when
    nothing does."""
    return find_named(
        questions,
        asked,
        lambda each: (each.reach.question.id, each.reach.question.title, str(each.number)),
        also=lambda each: (each.reach.question.question,),
        what="et spørgsmål",
        help="rusvej questions viser dem alle.",
    )
