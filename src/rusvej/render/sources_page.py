"""Which lines of the documents are cited, with and without the texts at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rusvej.analysis.citations import Coverage, Fault, LineStatus, Particular, Report
from rusvej.analysis.claims import Claim, records_of
from rusvej.model import Citation, Document, Rulebook
from rusvej.render.as_json import picked
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Column, Item, Page
from rusvej.render.words import spans

STATUS = {
    LineStatus.CITED: "citeret",
    LineStatus.SET_ASIDE: "sat til side",
    LineStatus.BLANK: "blank",
    LineStatus.ORPHAN: "uden post",
}
WHY = {
    "document": "dokumentet kendes ikke",
    "lines": "linjerne ligger uden for dokumentet",
    "text": "så mange linjer har teksten ikke",
    "changed": "teksten er en anden, end da den blev citeret",
}
KINDS = {
    "number": "tallet",
    "telephone": "telefonnummeret",
    "paragraph": "paragraf",
    "address": "adressens",
    "name": "navnet",
    "bound": "grænsen ved",
}
#: So many makers of a citation are named; the rest are counted.
_NAMED = 3
_LISTED = 40
_DOCUMENT = "id title date file lines approved?"
_HEADINGS = (
    Column("Overskrift", share=50),
    Column("Linjer", share=35),
    Column("Poster", width=6, align="right"),
)
_WIDTHS = {"Linjer": 7, "Citeret": 8, "Til side": 9, "Blanke": 7, "Uden": 5, "Dækket": 7}
_COUNTS = (
    Column("Dokument"),
    *(Column(title, width=width, align="right") for title, width in _WIDTHS.items()),
)


def listing_page(book: Rulebook, claims: Sequence[Claim], document: str | None = None) -> Page:
    """What is cited, heading by heading; nothing is judged, since the texts are not there."""
    page = Page("Kilder")
    for each in _documents(book, document):
        own = [claim for claim in claims if claim.citation.document == each.id]
        approved = f"godkendt af {each.approved} " if each.approved else ""
        page.heading(f"{each.title} ({approved}{each.date})")
        page.say(
            f"Linje {each.lines[0]}-{each.lines[1]} i teksten {each.file}."
            f" {len({c.citation for c in own})} kilder brugt af {len(records_of(own))} poster."
        )
        by_heading: dict[str, list[Claim]] = {}
        for claim in sorted(own, key=lambda claim: claim.citation):
            by_heading.setdefault(each.heading(claim.citation.first), []).append(claim)
        rows = []
        for heading, cited in by_heading.items():
            numbers = (n for c in cited for n in range(c.citation.first, c.citation.last + 1))
            rows.append((heading, _lines(numbers), str(len(records_of(cited)))))
        if rows:
            page.table(_HEADINGS, rows)
    page.heading("Uden dokumenternes tekst")
    page.say(
        "Her er intet bedømt. Med --text MAPPE læses teksterne fra en mappe, du har, og så vises"
        " kilder, hvis linjer ikke findes, kilder, hvis tekst er ændret, og linjer, som ingen post"
        " gør rede for."
    )
    return closing(page, book, legend=False, guidance=False)


def _documents(book: Rulebook, document: str | None) -> list[Document]:
    return [each for each in book.documents if document in (None, each.id)]


def _lines(numbers: Iterable[int]) -> str:
    return ", ".join(spans(numbers))


def report_page(book: Rulebook, report: Report, updated: str = "") -> Page:
    """What was found when the citations were held against the texts."""
    page = Page("Kilderne holdt op mod teksterne")
    if updated:
        page.say(updated)
    rows = [_row(coverage) for coverage in report.coverages]
    if len(rows) > 1:
        totals = [sum(int(row[column]) for row in rows) for column in range(1, 6)]
        rows.append(("I alt", *map(str, totals), _share(totals[1], totals[4])))
    page.table(_COUNTS, rows)
    page.say(_verdict(report), "plain" if report.clean else "warning")
    page.points("Kilder, hvis linjer ikke findes", map(_fault, report.broken))
    page.points("Kilder, hvis tekst er ændret", map(_fault, report.changed))
    moved = [Item("--update godkender dem, når de er læst", path) for path in report.moved]
    page.points("Poster, hvis kilder er flyttet eller skrevet om", moved)
    page.points("Ord, som postens linjer ikke har", map(_unheld, report.unheld))
    needless = [Item(word, path) for path, word in report.needless]
    page.points("Ord på listen over egne, som linjerne har", needless)
    for coverage in report.coverages:
        _orphans(page, coverage)
    stray = [Item(f"tekst {file}, linje {line}") for file, line in report.stray]
    page.points("Linjer med tekst uden for alle dokumenter", stray)
    for coverage in report.coverages:
        page.points(f"Sat til side: {coverage.document.title}", _set_aside(coverage))
    if report.unlocked:
        page.say(
            f"{len(report.unlocked)} kilder har intet fingeraftryk endnu, så en ændring kan ikke"
            " ses. --update skriver det.",
            "note",
        )
    if report.outside:
        page.say(
            f"{report.outside} linjer ligger uden for dokumenterne; blanke linjer regnes som"
            " blanke.",
            "quiet",
        )
    return closing(page, book, legend=False, guidance=False)


def _row(coverage: Coverage) -> tuple[str, ...]:
    counts = [
        coverage.count(status)
        for status in (LineStatus.CITED, LineStatus.SET_ASIDE, LineStatus.BLANK, LineStatus.ORPHAN)
    ]
    return (
        coverage.document.title,
        str(len(coverage.lines)),
        *map(str, counts),
        _share(counts[0] + counts[1], counts[3]),
    )


def _share(accounted: int, orphans: int) -> str:
    """Rounded down, so that 100 % means all."""
    whole = accounted + orphans
    return f"{100 * accounted // whole} %" if whole else "-"


def _verdict(report: Report) -> str:
    if report.clean:
        return "Alle kilder findes, ingen er ændret, og der er gjort rede for hver linje."
    orphans = sum(len(coverage.orphans) for coverage in report.coverages)
    return (
        f"{len(report.broken)} kilder, hvis linjer ikke findes; {len(report.changed)}, hvis tekst"
        f" er ændret; {len(report.moved)} poster, hvis kilder er flyttet; {len(report.unheld)} ord,"
        f" som postens linjer ikke har; {orphans} linjer uden post; {len(report.stray)} linjer uden"
        " for dokumenterne med tekst."
    )


def _unheld(each: Particular) -> Item:
    cited = ", ".join(map(str, each.citations[:_NAMED]))
    return Item(f"{KINDS[each.kind]} “{each.word}” står ikke i {cited}", each.record)


def _fault(fault: Fault) -> Item:
    named, rest = ", ".join(fault.records[:_NAMED]), len(fault.records) - _NAMED
    others = f" og {rest} andre" if rest > 0 else ""
    return Item(f"{WHY[fault.why]}; brugt af {named}{others}", str(fault.citation))


def _orphans(page: Page, coverage: Coverage) -> None:
    orphans = coverage.orphans
    items = [Item(line.text.strip(), f"linje {line.number}") for line in orphans[:_LISTED]]
    page.points(f"Linjer uden post: {coverage.document.title}", items)
    if len(orphans) > _LISTED:
        page.say(f"Desuden linje {_lines(line.number for line in orphans[_LISTED:])}.")


def _set_aside(coverage: Coverage) -> list[Item]:
    reasons: dict[str, list[int]] = {}
    for line in coverage.lines:
        if line.status is LineStatus.SET_ASIDE:
            reasons.setdefault(line.reason, []).append(line.number)
    return [Item(reason, f"linje {_lines(numbers)}") for reason, numbers in reasons.items()]


def listing_json(
    book: Rulebook, claims: Sequence[Claim], document: str | None = None
) -> dict[str, Any]:
    """The citations for other programs, without judgement."""
    documents = []
    for each in _documents(book, document):
        makers: dict[Citation, list[Claim]] = {}
        for claim in claims:
            if claim.citation.document == each.id:
                makers.setdefault(claim.citation, []).append(claim)
        citations = [
            {
                "lines": [cited.first, cited.last],
                "heading": each.heading(cited.first),
                "records": records_of(made),
            }
            for cited, made in sorted(makers.items())
        ]
        documents.append(picked(book, each, f"{_DOCUMENT} citations", citations=citations))
    return json_document(
        "sources/1", book, None, "judged documents", judged=False, documents=documents
    )


def report_json(book: Rulebook, report: Report) -> dict[str, Any]:
    """The report for other programs. The documents' own words are not repeated, only their line
    numbers."""
    shape = (
        "judged clean documents broken(citation why records) changed(citation why records)"
        " unlocked moved unheld(record kind word citations) needless stray"
    )
    return json_document(
        "sources/1",
        book,
        report,
        shape,
        judged=True,
        documents=[_coverage(book, coverage) for coverage in report.coverages],
        citation=lambda fault: str(fault.citation),
        unlocked=map(str, report.unlocked),
        citations=lambda each: map(str, each.citations),
        needless=[{"record": path, "word": word} for path, word in report.needless],
        stray=[{"file": file, "line": line} for file, line in report.stray],
    )


def _coverage(book: Rulebook, coverage: Coverage) -> dict[str, Any]:
    shape = "line=number status heading records passing reason?"
    lines = [line for line in coverage.lines if line.status is not LineStatus.BLANK]
    return {
        **picked(book, coverage.document, _DOCUMENT),
        "counts": {status.value: coverage.count(status) for status in LineStatus},
        "orphans": [line.number for line in coverage.orphans],
        **picked(
            book,
            lines,
            f"coverage=.({shape})",
            heading=lambda line: coverage.document.heading(line.number),
            records=lambda line: records_of(line.claims),
            passing=lambda line: records_of(line.passing),
        ),
    }
