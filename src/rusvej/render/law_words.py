"""Notes on the law: always marked as not from the documents, and always after everything that
is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rusvej.conditions import ALWAYS
from rusvej.model import Rulebook
from rusvej.model.law import LawNote
from rusvej.render import words
from rusvej.render.as_json import picked
from rusvej.render.frame import closing, head
from rusvej.render.page import Heading, Item, Items, Page, Paragraph, filled

MARK = {"law": "Note, ikke fra dokumenterne", "national": "Landsdækkende, ikke fra dokumenterne"}
CERTAINTY = {
    "verified": "kontrolleret",
    "partly": "delvist kontrolleret",
    "not-verified": "ikke kontrolleret",
}


def put_in(
    page: Page, book: Rulebook, notes: Sequence[LawNote], as_of: date, *, cases: bool = True
) -> None:
    """Puts the notes in their place on a page. `cases`: the conditions of the notes have
    been held against a case."""
    if not notes:
        return
    items = tuple(
        Item(_brief(book, note, as_of, with_condition=not cases), MARK[note.kind], note.steps)
        for note in notes
    )
    hint = Paragraph(
        "rusvej standard --law viser, hvor noterne er læst; --no-law-notes udelader dem.", "quiet"
    )
    page.notes += [Heading("Om loven i dag og hjælp i hele landet"), Items(items), hint]


def _brief(book: Rulebook, note: LawNote, as_of: date, *, with_condition: bool) -> str:
    told = [f"{note.title}. " * bool(note.steps) + note.text.rstrip(".") + "."]
    if note.revision:
        told.append(due_text(note, as_of))
    if with_condition and note.when != ALWAYS:
        told.append(f"Gælder, når: {words.condition(book, note.when)}.")
    cited = f" Note til {book.cite(note.sources)}." if note.sources else ""
    return f"{' '.join(told)}{cited} ({_certainty(note)})"


def _certainty(note: LawNote) -> str:
    return f"{CERTAINTY[note.certainty]} {words.day(date.fromisoformat(note.checked))}"


def due_text(note: LawNote, as_of: date) -> str:
    """What follows from the dates of a note with a revision, on a day."""
    assert note.revision is not None
    made, due = words.day(date.fromisoformat(note.revision.of)), note.revision.due
    if as_of > due:
        return (
            f"Udgaven fra {made} skulle være revideret senest {words.day(due)}; spørg kommunen, om"
            " der er en nyere."
        )
    return f"Udgaven fra {made} skal være revideret senest {words.day(due)}."


def law_page(book: Rulebook, notes: Sequence[LawNote], as_of: date) -> Page:
    """Every note in full."""
    page = Page("Noter om loven, ikke fra dokumenterne")
    page.say(
        "Dokumenterne gengives, som de er trykt. Noterne siger, hvad der siden er sket med loven,"
        " og hvor det er læst. De er ikke juridisk rådgivning, og intet svar bygger på dem."
    )
    for note in notes:
        page.heading(note.title)
        page.say(note.text)
        page.points("", _details(book, note, as_of))
    return closing(page, book, f"Pr. {words.day(as_of)}.", guidance=False)


def _details(book: Rulebook, note: LawNote, as_of: date) -> list[Item]:
    printed = words.cited(book, note.printed or "nævnes ikke", note.sources)
    read = [(f"Læst i {t.title}", f"{t.says.rstrip('.')}. {t.address}") for t in note.read]
    told = (
        ("I dokumenterne", printed if note.sources else ""),
        ("Nu", note.now),
        ("Frist", due_text(note, as_of) if note.revision else ""),
        ("Gælder, når", "" if note.when == ALWAYS else words.condition(book, note.when)),
    )
    steps = [Item("", "Punkt for punkt", note.steps)] if note.steps else []
    then = (*read, ("Ikke læst", note.unread), ("Sikkerhed", _certainty(note)))
    return [*filled(told), *steps, *filled(then)]


def notes_json(book: Rulebook, notes: Sequence[LawNote], as_of: date) -> list[dict[str, Any]]:
    """The notes for other programs. They belong under a key of their own, never inside an offer."""
    shape = (
        "notes=.(id kind title text certainty checked read offers sources printed? now? unread?"
        " steps due=revision.due overdue from_documents)"
    )
    told = picked(
        book,
        notes,
        shape,
        overdue=lambda note: as_of > note.revision.due if note.revision else None,
        from_documents=lambda _: False,
    )
    return list(told["notes"])


def law_json(book: Rulebook, notes: Sequence[LawNote], as_of: date) -> dict[str, Any]:
    """All notes: ``rusvej/law-notes/1``."""
    return {**head("law-notes/1", book, as_of), "law_notes": notes_json(book, notes, as_of)}
