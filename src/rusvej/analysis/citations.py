"""Who cites which line of the documents, and which line nobody cites.

Citations are collected from the records of every section, so a new section counts as soon as it
holds a list under `sources`, `…_sources` or `entry_lines`. The entry of an offer is cited as a
whole to say where it stands; that accounts for its heading and no more, or the mere list of entries
would account for every line of the guide. What tests the rules accounts for nothing, and neither
does a citation of a whole passage. A text is the list of its lines; line 1 is the first. Pure:
whoever has the texts brings them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Literal

from rusvej.conditions import Condition
from rusvej.model import Citation, Document, Rulebook, SetAside
from rusvej.records import changed, field, record

#: The key under which an offer that only the standard has says where its entry stands.
ENTRY = "entry_lines"
#: An entry of fewer lines can be what a single statement says.
_LONG_ENTRY = 6
#: No statement says more lines than this; whoever cites more points out a passage.
_PASSAGE = 12
#: Sections whose records hold the answers against the documents instead of stating something for a
#: reader.
_TESTS = frozenset({"properties", "known_gaps"})
#: What a record says of itself, the most telling first.
_TEXTS = ("text", "question", "summary", "title", "name", "label", "heading")
#: What a record in a list is called by.
_NAMES = ("id", "level", "event")
_HYPHEN = re.compile(r"-[^\S\n]*\n\s*(?=[^\W\d_])")

Kind = Literal["number", "telephone", "paragraph", "address", "name", "bound"]
Texts = Mapping[str, Sequence[str]]


@record
class Claim:
    """A citation and the record that makes it: its path (``offers/samtaler/criteria/alder``) and
    what it says.

    `accounts` are the lines that the record accounts for (first, last; none when last is smaller).
    """

    citation: Citation
    record: str
    accounts: tuple[int, int]
    text: str = ""


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


def claims_of(rulebook: Rulebook | Mapping[str, Any]) -> tuple[Claim, ...]:
    """Every citation of the rulebook, in the order of the data."""
    found = [
        made
        for section, records in fields_of(rulebook)
        for made in _made(records, section, section)
    ]
    # Whoever cites the whole of an entry (to say that it does not state a price, say) accounts for
    # no more of it.
    entries = {
        made.citation
        for made in found
        if made.entry and made.citation.last - made.citation.first >= _LONG_ENTRY
    }
    headings = {
        (made.citation.document, made.citation.first) for made in found if made.entry and made.leads
    }
    return tuple(_claim(made, made.entry or made.citation in entries, headings) for made in found)


@record
class _Made:
    citation: Citation
    record: str
    text: str
    entry: bool
    leads: bool


def _claim(made: _Made, entry: bool, headings: Collection[tuple[str, int]]) -> Claim:
    first, last = made.citation.first, made.citation.last
    if made.record.split("/")[0] in _TESTS or (not entry and last - first >= _PASSAGE):
        last = first - 1
    elif entry:
        last = first if (made.citation.document, first) in headings else first - 1
    return Claim(made.citation, made.record, (first, last), made.text)


def _made(part: Any, path: str, key: str) -> Iterator[_Made]:
    if isinstance(part, (tuple, list)):
        for index, inner in enumerate(part, start=1):
            yield from _made(inner, f"{path}/{called(inner, index)}", key)
        return
    held = dict(fields_of(part))
    text = next((held[name] for name in _TEXTS if isinstance(held.get(name), str)), "")
    for name, inner in held.items():
        if cites(name, inner):
            entry = name == ENTRY or (key == "levels" and path.startswith("offers/"))
            yield from (
                _Made(citation, path, text, entry, place == 0 or name == ENTRY)
                for place, citation in enumerate(citations_of(inner))
            )
        else:
            yield from _made(inner, f"{path}/{name}", name)


def fields_of(part: Any) -> Iterator[tuple[str, Any]]:
    """What a record or a mapping holds, by the keys of the data; nothing for anything else."""
    if isinstance(part, Mapping):
        yield from part.items()
    elif hasattr(part, "__record__") and not isinstance(part, (Citation, Condition)):
        for name in part.__record__:
            yield name.rstrip("_"), getattr(part, name)


def called(part: Any, otherwise: object) -> object:
    """What a record in a list is called in a path; `otherwise` where it has no name."""
    held = dict(fields_of(part))
    return next((held[name] for name in _NAMES if held.get(name)), otherwise)


def cites(key: str, value: Any) -> bool:
    """Whether a field holds citations."""
    return (key in ("sources", ENTRY) or key.endswith("_sources")) and isinstance(
        value, (tuple, list)
    )


def citations_of(cited: Iterable[object]) -> Iterator[Citation]:
    """Citations; those of the facts are kept as texts, and one that cannot be read is passed
    over."""
    for each in cited:
        with suppress(ValueError):
            yield each if isinstance(each, Citation) else Citation.parse(each)


def records_of(claims: Collection[Claim]) -> tuple[str, ...]:
    """The paths of the records that make the claims, each once."""
    return tuple(dict.fromkeys(claim.record for claim in claims))


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
