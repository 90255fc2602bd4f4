"""Every record cites lines that its document has."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import example
from rusvej.checks.index import spans
from rusvej.model import Document, Impossible, Level, Statement

#: The basis of an impossible combination that follows from the words alone and stands in no
#: document.
LOGIC = "logik"
Lines = tuple[int, int]


@check(
    "kilde-mangler",
    "En post angiver ikke sin kilde",
    bad=example("contacts", {"sources": "[]  # <-"}),
    good=example("contacts", {"sources": "[guide 4]"}),
)
def missing(index: Index) -> Iterator[Finding]:
    """Whatever states something says where it stands; only plain logic needs no source."""
    for path, part in index.parts:
        kind: type = type(part)
        if not _states(kind) or getattr(part, "sources", None):
            continue
        if not (isinstance(part, Impossible) and part.basis == LOGIC):
            name = getattr(part, "id", "") or getattr(part, "level", "")
            yield Finding(
                (*path, "sources"),
                f"{quoted(name) if name else 'Oplysningen'} har ingen kilde.",
                "Tilføj sources med dokument og linjer, fx [vejledning 12-14].",
            )


def _states(kind: type) -> bool:
    """Whether records of the class must cite: those that cannot be written without `sources`, and
    two that have a default."""
    return "sources" in getattr(kind, "__required__", ()) or kind in (Statement, Impossible)


@check(
    "kilde-baglaens",
    "Linjerne i en kilde er skrevet baglæns",
    bad=example("contacts", {"sources": "[guide 68-67]  # <-"}),
    good=example("contacts", {"sources": "[guide 67-68]"}),
)
def backwards(index: Index) -> Iterator[Finding]:
    """A span whose end comes before its beginning holds no line."""
    for path, (first, last), _ in _spans(index):
        if first > last:
            yield Finding(
                path, f"Linje {first}-{last} er skrevet baglæns.", f"Skriv {last}-{first}."
            )


@check(
    "kilde-uden-for",
    "En kilde peger på linjer uden for dokumentet",
    bad=example("contacts", {"sources": "[guide 99-101]  # <-"}),
    good=example("contacts", {"sources": "[guide 99-100]"}),
)
def outside(index: Index) -> Iterator[Finding]:
    """Lines that the document does not have cannot be looked up. Headings and levels must lie
    inside it too."""
    documents = {document.id: document.lines for document in index.rulebook.documents}
    for path, (first, last), document in _spans(index):
        begin, end = documents.get(document, (1, last))
        if first <= last and begin <= end and not begin <= first <= last <= end:
            yield Finding(
                path,
                f"Linje {first if first == last else f'{first}-{last}'} ligger uden for"
                f" {document}.",
                f"Dokumentet går fra linje {begin} til {end}.",
            )


def _spans(index: Index) -> Iterator[tuple[Path, Lines, str]]:
    """Every span of lines with the document that it is in."""
    for path, citation in index.citations:
        yield path, (citation.first, citation.last), citation.document
    for path, level in index.each(Level):
        if level.lines:
            yield (*path, "lines"), level.lines, level.document
    for path, document in index.each(Document):
        yield (*path, "lines"), document.lines, document.id
        for inside, lines in spans(document):
            yield (*path, *inside), lines, document.id
