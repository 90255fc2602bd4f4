"""Who cites which line of the documents, and which line nobody cites.

Citations are collected from the plain data of every section, so a new section counts as soon as it holds a list under
`sources` or `entry_lines`. A text is the list of its lines; line 1 is the first. Pure: whoever has the texts brings them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from rusvej.model import Citation, Document, SetAside
from rusvej.records import record

#: The keys whose lists are citations.
KEYS = frozenset({"sources", "entry_lines"})
#: What a record says of itself, the most telling first.
_TEXTS = ("text", "question", "summary", "title", "name", "label", "heading")
_HYPHEN = re.compile(r"-[^\S\n]*\n\s*(?=[^\W\d_])")

Texts = Mapping[str, Sequence[str]]


@record
class Claim:
    """A citation and the record that makes it: its path (``offers/mut/criteria/motiveret``) and what it says."""

    citation: Citation
    record: str
    text: str = ""


class LineStatus(StrEnum):
    """What becomes of a line. Cited goes before set aside: a record that cites a heading has used it."""

    CITED = "cited"
    SET_ASIDE = "set_aside"
    BLANK = "blank"
    ORPHAN = "orphan"


@record
class Line:
    """A line of a document, its number in the file, and the claims on it."""

    number: int
    text: str
    status: LineStatus
    claims: tuple[Claim, ...] = ()
    reason: str = ""


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
    """A citation that cannot be trusted: `why` is ``document``, ``lines``, ``text`` or ``changed``; who makes it."""

    citation: Citation
    why: str
    records: tuple[str, ...]


@record
class Report:
    """Everything found when the citations were held against the texts.

    `broken`: the lines do not exist. `changed`: the lines read otherwise than when they were cited. `unlocked`: no digest is
    kept yet, so a change could not be seen. `stray`: lines with text that no document holds, by file.
    """

    coverages: tuple[Coverage, ...]
    broken: tuple[Fault, ...]
    changed: tuple[Fault, ...]
    unlocked: tuple[Citation, ...]
    stray: tuple[tuple[str, int], ...] = ()
    outside: int = 0
    locked: Mapping[str, str] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Nothing broken, nothing changed, no orphan and no stray line."""
        return not (self.broken or self.changed or self.stray or any(coverage.orphans for coverage in self.coverages))


def claims_of(plain: Mapping[str, Any]) -> tuple[Claim, ...]:
    """Every citation of the plain data, in the order of the data. What is not written as a citation is passed over."""
    found: list[Claim] = []
    for section, records in plain.items():
        found += _claims(records, section)
    return tuple(found)


def _claims(part: Any, path: str) -> Iterator[Claim]:
    if isinstance(part, dict):
        text = next((str(part[key]) for key in _TEXTS if isinstance(part.get(key), str)), "")
        for key, inner in part.items():
            if key in KEYS and isinstance(inner, list):
                for raw in inner:
                    try:
                        yield Claim(Citation.parse(raw), path, text)
                    except ValueError:
                        continue
            else:
                yield from _claims(inner, f"{path}/{key}")
    elif isinstance(part, list):
        for index, inner in enumerate(part, start=1):
            named = next((inner[key] for key in ("id", "level", "event") if key in inner), None) if isinstance(inner, dict) else None
            yield from _claims(inner, f"{path}/{named if named is not None else index}")


def records_of(claims: Collection[Claim]) -> tuple[str, ...]:
    """The paths of the records that make the claims, each once."""
    return tuple(dict.fromkeys(claim.record for claim in claims))


def normalised(lines: Sequence[str]) -> str:
    """The lines as one text in which breaks, spaces and words divided at the end of a line make no difference."""
    joined = unicodedata.normalize("NFC", "\n".join(lines))
    return " ".join(_HYPHEN.sub("", joined).split())


def digest(lines: Sequence[str]) -> str:
    """12 hexadecimal digits of the normalised lines."""
    return blake2b(normalised(lines).encode(), digest_size=6).hexdigest()


def fingerprints(claims: Collection[Claim], documents: Sequence[Document], texts: Texts) -> dict[str, str]:
    """The digest of every citation whose lines exist, by the citation as it is written; sorted."""
    by_id = {document.id: document for document in documents}
    cited = sorted({claim.citation for claim in claims})
    return {str(c): digest(_lines(by_id[c.document], c, texts)) for c in cited if not _broken(c, by_id, texts)}


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


def judge(claims: Collection[Claim], documents: Sequence[Document], texts: Texts, locked: Mapping[str, str]) -> Report:
    """Holds the claims against the texts, in both directions. `texts` has the lines of every document's `file`."""
    by_id = {document.id: document for document in documents}
    makers: dict[Citation, list[Claim]] = {}
    for claim in claims:
        makers.setdefault(claim.citation, []).append(claim)
    broken = [Fault(c, why, records_of(made)) for c, made in sorted(makers.items()) if (why := _broken(c, by_id, texts))]
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
    for claim in claims:
        if claim.citation.document == document.id:
            for number in range(max(claim.citation.first, first), min(claim.citation.last, last) + 1):
                at.setdefault(number, []).append(claim)
    return Coverage(
        document,
        tuple(
            _line(number, text[number - 1], tuple(at.get(number, ())), document.set_aside) for number in range(first, min(last, len(text)) + 1)
        ),
    )


def _line(number: int, text: str, claims: tuple[Claim, ...], set_aside: Sequence[SetAside]) -> Line:
    if not text.strip():
        return Line(number, text, LineStatus.BLANK)
    if claims:
        return Line(number, text, LineStatus.CITED, claims)
    reason = next((aside.reason for aside in set_aside if aside.lines[0] <= number <= aside.lines[1]), None)
    if reason is not None:
        return Line(number, text, LineStatus.SET_ASIDE, reason=reason)
    return Line(number, text, LineStatus.ORPHAN)


def _outside(documents: Sequence[Document], texts: Texts) -> tuple[tuple[tuple[str, int], ...], int]:
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


def spans(numbers: Collection[int]) -> tuple[str, ...]:
    """``1-3``, ``5``: the numbers as runs."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return tuple(str(first) if first == last else f"{first}-{last}" for first, last in runs)
