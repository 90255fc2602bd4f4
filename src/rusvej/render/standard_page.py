"""The quality standard as a whole: its parts, and one part with what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusvej.model import Document, Rulebook, Sources, StandardPart, Statement
from rusvej.render import words
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Column, Item, Page

_COLUMNS = (
    Column("Del", share=55),
    Column("Dokumentets ord", share=25),
    Column("Udsagn", width=16),
)


def parts_page(book: Rulebook) -> Page:
    """The list of parts."""
    page = Page(_title(book))
    _about(page, book)
    page.table(_COLUMNS, [(part.title, part.modal, _count(part)) for part in book.standard])
    page.say("rusvej standard DEL viser en del. --all viser dem alle.")
    return closing(page, book)


def _title(book: Rulebook) -> str:
    document = _document(book)
    return words.capital(book.document_name(document.id)) if document else "Standarden"


def _about(page: Page, book: Rulebook) -> None:
    if (document := _document(book)) is not None:
        approved = f", godkendt af {document.approved}" if document.approved else ""
        page.say(f"{document.title}{approved}, {document.date}.")


def _document(book: Rulebook) -> Document | None:
    cited = [source.document for part in book.standard for source in _cited(part)]
    return next((each for each in book.documents if cited and each.id == cited[0]), None)


def _said(part: StandardPart) -> tuple[Statement, ...]:
    return () if isinstance(part.statements, str) else part.statements


def _cited(part: StandardPart) -> Sources:
    return tuple(source for said in _said(part) for source in said.sources)


def _count(part: StandardPart) -> str:
    return "ikke angivet" if isinstance(part.statements, str) else str(len(part.statements))


def standard_page(book: Rulebook, parts: Sequence[StandardPart]) -> Page:
    """Some parts in full."""
    alone = len(parts) == 1
    page = Page(f"{_title(book)}: {parts[0].title}" if alone else _title(book))
    if not alone:
        _about(page, book)
    for part in parts:
        if not alone:
            page.heading(part.title)
        if part.modal:
            page.say(f"Dokumentets ord er her “{part.modal}”.")
        if isinstance(part.statements, str):
            page.say(f"{part.title}: {words.NOT_STATED_TEXT}.")
        page.points("", [Item(words.said(book, each)) for each in _said(part)])
    return closing(page, book)


def standard_json(book: Rulebook, parts: Sequence[StandardPart]) -> dict[str, Any]:
    """The parts for other programs; `statements` is ``ikke-angivet`` where the standard says
    nothing."""
    shape = "document(id title date approved) parts=.(id title statements modal? sources)"
    told: dict[str, Any] = {
        "document": _document(book),
        "sources": lambda part: sorted({*_cited(part)}),
    }
    return json_document("standard/1", book, parts, shape, **told)
