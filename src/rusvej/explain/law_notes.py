"""Which notes on the law concern an answer, an offer, a deadline or a part of the quality standard.

A note is shown where its condition is known to hold: it adds to what is known, and what is not
known is asked for elsewhere. Help against danger is shown where it may hold. Help that is the same
all over the country stands last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rusvej.compiled import Compiled, Held, compiled
from rusvej.compiled.compiled import compile_beside
from rusvej.compiled.pieces import note_piece
from rusvej.facts import Case
from rusvej.model import Rulebook
from rusvej.model.law import LawNote
from rusvej.truth import Truth

if TYPE_CHECKING:
    # An answer to a case comes without the arithmetic of deadlines; importing that would take
    # longer than the notes.
    from rusvej.answer import Answer
    from rusvej.deadlines import DeadlineAnswer
    from rusvej.explain.whatif import Difference

Notes = tuple[LawNote, ...]


def for_answer(notes: Notes, answer: Answer) -> Notes:
    """The notes on the offers and deadlines that the answer shows; those that name neither go by
    level and condition alone."""
    shown = {result.offer.id for result in answer.offers if result.status.shown}
    deadlines = {result.deadline.id for result in answer.deadlines}
    named = (
        note
        for note in notes
        if shown.intersection(note.offers)
        or deadlines.intersection(note.deadlines)
        or not (note.offers or note.deadlines or note.parts)
    )
    return _holding(named, answer.rulebook, answer.case)


def for_deadlines(notes: Notes, answer: DeadlineAnswer) -> Notes:
    """The notes on the deadlines that were checked."""
    checked = {check.id for check in (*answer.checks, *answer.not_judged)}
    return _holding(
        (note for note in notes if checked.intersection(note.deadlines)),
        answer.rulebook,
        answer.case,
    )


def for_offer(notes: Notes, offer_id: str) -> Notes:
    """Every note that names the offer: without a case there is no condition to hold it against."""
    return _ordered(note for note in notes if offer_id in note.offers)


def before_birthday(notes: Notes, answer: Answer) -> Notes:
    """The notes on what has to be in place before the next birthday, where the offer they are on
    is shown. Until then the condition of the note itself does not hold."""
    age = answer.case.get(answer.rulebook.roles.age)
    shown = {result.offer.id for result in answer.offers if result.status.shown}
    return _ordered(
        note
        for note in notes
        if isinstance(age, int)
        and note.before_age == age + 1
        and (not note.offers or shown.intersection(note.offers))
    )


def before_change(notes: Notes, found: Difference) -> Notes:
    """The notes on what has to be in place before the birthday that makes the difference."""
    age = found.after.case.get(found.after.rulebook.roles.age)
    return tuple(
        note
        for note in before_birthday(notes, found.before)
        if isinstance(age, int) and note.before_age is not None and age >= note.before_age
    )


def for_parts(notes: Notes, parts: Iterable[str]) -> Notes:
    """The notes on these parts of the quality standard."""
    wanted = set(parts)
    return _ordered(note for note in notes if wanted.intersection(note.parts))


def _holding(notes: Iterable[LawNote], rulebook: Rulebook, case: Case) -> Notes:
    held = Held(_noted(rulebook), case)
    found = ((note, held.verdict(("note", note.id, ""))) for note in notes)
    # Whoever may be in danger must not first say how bad it is.
    return _ordered(
        n for n, said in found if said is Truth.YES or (n.acute and said is not Truth.NO)
    )


def _noted(rulebook: Rulebook) -> Compiled:
    """The notes of a rulebook compiled, kept with it."""
    kept: dict[str, Compiled] = rulebook.__dict__
    if "_noted" not in kept:
        pieces = [note_piece(note, rulebook.roles.level) for note in rulebook.law_notes]
        kept["_noted"] = compile_beside(compiled(rulebook), pieces)
    return kept["_noted"]


def _ordered(notes: Iterable[LawNote]) -> Notes:
    return tuple(sorted(notes, key=lambda note: (note.kind == "national") + note.acute))
