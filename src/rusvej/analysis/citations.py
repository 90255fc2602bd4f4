"""Which line of the documents is cited by whom, and which by nobody.

A text is the list of its lines; line 1 is the first. Pure: whoever has the texts brings them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from hashlib import blake2b
from typing import Literal

from rusvej.analysis.claims import Claim, records_of
from rusvej.model import Citation, Document, SetAside
from rusvej.records import changed, field, record

_HYPHEN = re.compile(r"-[^\S\n]*\n\s*(?=[^\W\d_])")

Kind = Literal["number", "telephone", "paragraph", "address", "name", "bound"]
Texts = Mapping[str, Sequence[str]]


class LineStatus(StrEnum):
    """What becomes of a line. Cited goes before set aside: a record that cites a heading has used
    it."""

    CITED = "cited"
    SET_ASIDE = "set_aside"
    BLANK = "blank"
    ORPHAN = "orphan"


@record
class Line:
    """A line of a document, its number in the file, and the claims that account for it; `passing`
    cite it without doing so."""

    number: int
    text: str
    status: LineStatus
    claims: tuple[Claim, ...] = ()
    reason: str = ""
    passing: tuple[Claim, ...] = ()


@record
class Coverage:
    """A document line by line."""

    document: Document
    lines: tuple[Line, ...]

    def count(self, status: LineStatus) -> int:
        """How many lines have the status."""
        return sum(line.status is status for line in self.lines)

    @property
    def orphans(self) -> tuple[Line, ...]:
        """The lines nobody accounts for."""
        return tuple(line for line in self.lines if line.status is LineStatus.ORPHAN)


@record
class Fault:
    """A citation that cannot be trusted: `why` is ``document``, ``lines``, ``text`` or ``changed``;
    who makes it."""

    citation: Citation
    why: str
    records: tuple[str, ...]


@record
class Particular:
    """A number, telephone number, paragraph, address or name that a record says and its lines do
    not have."""

    record: str
    kind: Kind
    word: str
    citations: tuple[Citation, ...]


@record
class Report:
    """Everything found when the citations were held against the texts.

    `broken`: the lines do not exist. `changed`: the lines read otherwise than when they were cited.
    `unlocked`: no digest is kept yet, so a change could not be seen. `stray`: lines with text that
    no document holds, by file. `moved`: records that cite other lines than when the digests were
    written. `unheld`: words of records that their lines do not have. `needless`: what is listed as
    our own words (record, word) and stands in the lines.
    """

    coverages: tuple[Coverage, ...]
    broken: tuple[Fault, ...]
    changed: tuple[Fault, ...]
    unlocked: tuple[Citation, ...]
    stray: tuple[tuple[str, int], ...] = ()
    outside: int = 0
    locked: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[str, ...] = ()
    unheld: tuple[Particular, ...] = ()
    needless: tuple[tuple[str, str], ...] = ()

    @property
    def clean(self) -> bool:
        """Nothing broken, changed, moved or said without its lines; no orphan, no stray line."""
        return not (
            self.broken
            or self.changed
            or self.moved
            or self.unheld
            or self.needless
            or self.stray
            or any(coverage.orphans for coverage in self.coverages)
        )


def accepted(report: Report) -> Report:
    """The report after the digests were written: nothing is changed and everything is locked."""
    return changed(report, changed=(), unlocked=(), moved=())


def narrowed(report: Report, document: str) -> Report:
    """The report of one document only; what lies in no document is left out."""
    return changed(
        report,
        coverages=tuple(c for c in report.coverages if c.document.id == document),
        broken=tuple(f for f in report.broken if f.citation.document == document),
        changed=tuple(f for f in report.changed if f.citation.document == document),
        unlocked=tuple(c for c in report.unlocked if c.document == document),
        unheld=tuple(
            each for each in report.unheld if any(c.document == document for c in each.citations)
        ),
        stray=(),
        outside=0,
    )


def normalised(lines: Sequence[str]) -> str:
    """The lines as one text in which breaks, spaces and words divided at the end of a line make no
    difference."""
    joined = unicodedata.normalize("NFC", "\n".join(lines))
    return " ".join(_HYPHEN.sub("", joined).split())


def digest(lines: Sequence[str]) -> str:
    """12 hexadecimal digits of the normalised lines."""
    return blake2b(normalised(lines).encode(), digest_size=6).hexdigest()


def fingerprints(
    claims: Collection[Claim], documents: Sequence[Document], texts: Texts
) -> dict[str, str]:
    """The digest of every citation whose lines exist, by the citation as it is written; sorted."""
    by_id = {document.id: document for document in documents}
    cited = sorted({claim.citation for claim in claims})
    return {
        str(c): digest(_lines(by_id[c.document], c, texts))
        for c in cited
        if not _broken(c, by_id, texts)
    }


def _lines(document: Document, citation: Citation, texts: Texts) -> Sequence[str]:
    return texts[document.file][citation.first - 1 : citation.last]


def _broken(citation: Citation, documents: Mapping[str, Document], texts: Texts) -> str:
    document = documents.get(citation.document)
    if document is None:
        return "document"
    first, last = document.lines
    if not first <= citation.first <= citation.last <= last:
        return "lines"
    return "" if citation.last <= len(texts[document.file]) else "text"


def judge(
    claims: Collection[Claim],
    documents: Sequence[Document],
    texts: Texts,
    locked: Mapping[str, str],
) -> Report:
    """Holds the claims against the texts, in both directions. `texts` has the lines of every
    document's `file`."""
    by_id = {document.id: document for document in documents}
    makers: dict[Citation, list[Claim]] = {}
    for claim in claims:
        makers.setdefault(claim.citation, []).append(claim)
    broken = [
        Fault(c, why, records_of(made))
        for c, made in sorted(makers.items())
        if (why := _broken(c, by_id, texts))
    ]
    now = fingerprints(claims, documents, texts)
    changed = [
        Fault(c, "changed", records_of(made))
        for c, made in sorted(makers.items())
        if str(c) in now and str(c) in locked and locked[str(c)] != now[str(c)]
    ]
    stray, outside = _outside(documents, texts)
    return Report(
        coverages=tuple(coverage(document, claims, texts[document.file]) for document in documents),
        broken=tuple(broken),
        changed=tuple(changed),
        unlocked=tuple(c for c in sorted(makers) if str(c) in now and str(c) not in locked),
        stray=stray,
        outside=outside,
        locked=now,
    )


def coverage(document: Document, claims: Collection[Claim], text: Sequence[str]) -> Coverage:
    """The document's lines, as far as the text has them, each with what cites it."""
    first, last = document.lines
    at: dict[int, list[Claim]] = {}
    passing: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.citation.document == document.id:
            for number in range(
                max(claim.citation.first, first), min(claim.citation.last, last) + 1
            ):
                accounting = claim.accounts[0] <= number <= claim.accounts[1]
                (at if accounting else passing).setdefault(number, []).append(claim)
    numbers = range(first, min(last, len(text)) + 1)
    return Coverage(
        document,
        tuple(
            _line(
                number,
                text[number - 1],
                tuple(at.get(number, ())),
                tuple(passing.get(number, ())),
                document.set_aside,
            )
            for number in numbers
        ),
    )


def _line(
    number: int,
    text: str,
    claims: tuple[Claim, ...],
    passing: tuple[Claim, ...],
    set_aside: Sequence[SetAside],
) -> Line:
    if not text.strip():
        return Line(number, text, LineStatus.BLANK)
    if claims:
        return Line(number, text, LineStatus.CITED, claims, passing=passing)
    reason = next(
        (aside.reason for aside in set_aside if aside.lines[0] <= number <= aside.lines[1]), None
    )
    if reason is not None:
        return Line(number, text, LineStatus.SET_ASIDE, reason=reason, passing=passing)
    return Line(number, text, LineStatus.ORPHAN, passing=passing)


def _outside(
    documents: Sequence[Document], texts: Texts
) -> tuple[tuple[tuple[str, int], ...], int]:
    """(lines with text in no document, how many lines lie in none)."""
    stray, count = [], 0
    for name, text in texts.items():
        spans = [document.lines for document in documents if document.file == name]
        for number, line in enumerate(text, start=1):
            if not any(first <= number <= last for first, last in spans):
                count += 1
                if line.strip():
                    stray.append((name, number))
    return tuple(stray), count
