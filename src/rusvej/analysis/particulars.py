"""What a record says that can be looked up: every number, telephone number, paragraph, address and
proper name in its words has to stand in the lines that it cites.

The heading over the lines and the first line of what holds the record count with them, and so do
the names of the offer that the record belongs to. What a thing is called ("12 ugers behandling") is
held where it is named and not wherever it is mentioned. What is our own (an age from another
passage, say) is listed with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from rusvej.analysis.citations import Kind, Particular, Report, Texts, normalised
from rusvej.analysis.claims import ENTRY, called, cites, fields_of
from rusvej.conditions import Condition, cut_points
from rusvej.model import NOT_STATED, Citation, Rulebook
from rusvej.model.screen import Wording
from rusvej.records import changed, record

#: The words that a reader sees; the others are ours (notes, reasons) or no words (ids, references).
_SAID = frozenset(
    "text title name summary short purpose telephone address whom who met_by_text vignette words"
    " question base value year grade number days weeks months background note".split()
)
#: Where a condition stands, for its bounds.
_BOUNDS = "when"
#: Ours altogether: the law of today, what holds the rules, what is asked.
_OURS = frozenset(
    "law_notes properties known_gaps facts askers events examples rulebook documents".split()
)
_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        "nul|en et én ét første|to anden andet|tre tredje|fire fjerde|fem femte|seks sjette|syv"
        "|otte|ni|ti|elleve|tolv".split("|")
    )
    for word in words.split()
}
#: From here on a number in letters is a statement and not a turn of phrase.
_COUNTED = 3
_TELEPHONE = re.compile(r"(?<![\d+])(?:\d\d ?){3}\d\d(?!\d)")
_PARAGRAPH = re.compile(r"§§? ?\d+(?: ?(?:,|-|–|og) ?\d+)*")
_NAME = re.compile(r"(?<![^\s(/])[A-ZÆØÅ][\w/-]*")
_STARTS = re.compile(r"(?:^|[.:?!;“(] ?|\n)$")
_ENDING = re.compile(r"(?:e?rne|e?ne?|e?t)?s?$")


@record
class Own:
    """Words that a record, or a whole section, has from elsewhere, and why."""

    record: str
    words: tuple[str, ...]
    why: str


@record
class _Words:
    record: str
    field: str
    text: str
    citations: tuple[Citation, ...]
    above: tuple[Citation, ...]
    names: tuple[str, ...]


def particulars_judged(
    report: Report,
    book: Rulebook,
    texts: Texts,
    digests: Mapping[str, str],
    own: Sequence[Own],
) -> Report:
    """The report with what the records say held against their lines, and with the records whose
    kept digest is another one."""
    return changed(
        report,
        moved=tuple(
            path
            for path, now in record_digests(book, texts).items()
            if digests.get(path, now) != now
        ),
        unheld=missing(book, texts, own),
        needless=unused(book, texts, own),
    )


def record_digests(book: Rulebook, texts: Texts) -> dict[str, str]:
    """For every record, with all that is in it, a digest of which lines it cites where and what
    they say: a citation moved to other lines is seen."""
    cited: dict[str, list[str]] = {}
    for words in _words_of(book):
        path = "/".join(words.record.split("/")[:2])
        inner = [f"{each} {_read(book, (each,), texts)}" for each in words.citations]
        cited.setdefault(path, []).extend([words.record, *inner])
    return {
        path: blake2b("\n".join(said).encode(), digest_size=6).hexdigest()
        for path, said in sorted(cited.items())
    }


def missing(book: Rulebook, texts: Texts, own: Sequence[Own] = ()) -> tuple[Particular, ...]:
    """What the records say that their lines do not."""
    titles = _titles(book)
    found = []
    for words in _words_of(book):
        if words.record.split("/")[0] in _OURS or words.text == NOT_STATED:
            continue
        lines = " ".join(
            [_read(book, words.citations, texts), _above(book, words, texts), *words.names]
        )
        for kind, word in _particulars(words, titles):
            if not _stands(kind, word, lines) and not _is_own(own, words.record, word):
                found.append(Particular(words.record, kind, word, words.citations))
    return tuple(dict.fromkeys(found))


def unused(book: Rulebook, texts: Texts, own: Sequence[Own]) -> tuple[tuple[str, str], ...]:
    """(record, word) of what is listed as our own and need not be."""
    needed = [(each.record, each.word) for each in missing(book, texts)]
    return tuple(
        (each.record, word)
        for each in own
        for word in each.words
        if not any(_is_own((each,), path, found) for path, found in needed if found == word)
    )


def _is_own(own: Sequence[Own], path: str, word: str) -> bool:
    return any(
        word in each.words and (path == each.record or path.startswith(f"{each.record}/"))
        for each in own
    )


def _words_of(book: Rulebook) -> Iterator[_Words]:
    sections = dict(fields_of(book))
    for section, records in sections.items():
        if section == "screen":
            for wording in records:
                yield from _told(wording, sections[wording.of])
        else:
            yield from _walk(records, section, (), (), ())


def _told(wording: Wording, records: Iterable[Any]) -> Iterator[_Words]:
    """The short texts on a record; one without lines of its own has those of the record."""
    about = next((each for each in records if each.id == wording.record), None)
    lines = tuple(dict.fromkeys(_cited_in(about)))
    names = (about.name, *about.aliases) if wording.of in ("offers", "contacts") and about else ()
    yield from _walk(wording, f"screen/{wording.record}", lines, (), names)


def _cited_in(part: Any) -> Iterator[Citation]:
    """Every citation in a record, wherever it stands."""
    for key, value in fields_of(part):
        if cites(key, value):
            yield from value
        for inner in value if isinstance(value, (tuple, list)) else (value,):
            yield from _cited_in(inner)


def _walk(
    part: Any,
    path: str,
    cited: tuple[Citation, ...],
    above: tuple[Citation, ...],
    names: tuple[str, ...],
) -> Iterator[_Words]:
    if isinstance(part, (tuple, list)):
        for index, inner in enumerate(part, start=1):
            yield from _walk(inner, f"{path}/{called(inner, index)}", cited, above, names)
        return
    held = dict(fields_of(part))
    own = tuple(each for key, value in held.items() if cites(key, value) for each in value)
    if (own or cited) and not {"sources", ENTRY} & held.keys():
        # What is said here is cited by the parts.
        own = (*own, *(each for value in held.values() for each in _cited_below(value)))
    if own:
        above, cited = (*above, *(Citation(c.document, c.first, c.first) for c in cited)), own
    if "aliases" in held:
        names = (*names, held["name"], *held["aliases"])
    for key, value in held.items():
        if cited and key in _SAID and (said := _as_text(value)) is not None:
            yield _Words(path, key, said, cited, above, names)
        elif cited and isinstance(value, Condition):
            cuts = sorted({str(cut) for _, cut in cut_points(value)})
            yield _Words(path, _BOUNDS, " ".join(cuts), cited, above, names)
        elif not cites(key, value) and not isinstance(value, (str, int)):
            yield from _walk(value, f"{path}/{key}", cited, above, names)


def _as_text(value: Any) -> str | None:
    """What is said: a word, a number, or the lines of an address."""
    if isinstance(value, (tuple, list)) and value and all(isinstance(x, str) for x in value):
        return ", ".join(value)
    return str(value) if isinstance(value, (str, int)) else None


def _cited_below(part: Any) -> Iterator[Citation]:
    for inner in part if isinstance(part, (tuple, list)) else ():
        for key, value in fields_of(inner):
            if cites(key, value):
                yield from value


def _read(book: Rulebook, cited: Sequence[Citation], texts: Texts) -> str:
    files = {document.id: document.file for document in book.documents}
    return " ".join(
        normalised(texts[files[each.document]][each.first - 1 : each.last])
        for each in cited
        if each.document in files
    )


def _above(book: Rulebook, words: _Words, texts: Texts) -> str:
    by_id = {document.id: document for document in book.documents}
    headings = (
        f"{by_id[each.document].heading(each.first)} {by_id[each.document].title}"
        f" {by_id[each.document].date}"
        for each in words.citations
        if each.document in by_id
    )
    return " ".join([_read(book, words.above, texts), *headings])


def _titles(book: Rulebook) -> re.Pattern[str]:
    """What things are called, the longest first."""
    names = {
        name
        for offer in book.offers
        for name in (offer.name, offer.short, *offer.aliases)
        if re.search(r"\d", name)
    }
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"\b\B")


def _particulars(words: _Words, titles: re.Pattern[str]) -> Iterator[tuple[Kind, str]]:
    text = words.text
    if words.field == "address":
        yield from (("address", word) for word in re.findall(r"[\w.]+", text))
        return
    if words.field == _BOUNDS:
        yield from (("bound", cut) for cut in text.split())
        return
    if words.field != "name":
        text = titles.sub("", text)
    yield from (("telephone", found) for found in _TELEPHONE.findall(text))
    text = _TELEPHONE.sub(" ", text)
    for found in _PARAGRAPH.findall(text):
        yield from (("paragraph", number) for number in re.findall(r"\d+", found))
    text = _PARAGRAPH.sub(" ", text)
    # A period of no days is our way of writing "at once".
    yield from (("number", number) for number in re.findall(r"\d+", text) if number != "0")
    for word in re.findall(r"\w+", text.lower()):
        if int(_NUMBERS.get(word, "0")) >= _COUNTED:
            yield "number", word
    for name in _NAME.finditer(text):
        if len(name[0]) > 1 and not _STARTS.search(text[: name.start()].rstrip(" ") or ""):
            yield "name", name[0]


def _stands(kind: Kind, word: str, lines: str) -> bool:
    if kind == "telephone":
        digits = {each.replace(" ", "") for each in _TELEPHONE.findall(lines)}
        return word.replace(" ", "") in digits
    if kind == "paragraph":
        return word in re.findall(r"\d+", " ".join(_PARAGRAPH.findall(lines)))
    if kind == "number":
        said = {_NUMBERS[each] for each in re.findall(r"\w+", lines.lower()) if each in _NUMBERS}
        # Over 18 is from 19 on.
        above = {str(int(number) + 1) for number in re.findall(r"over (\d{1,4})", lines.lower())}
        numbers = set(re.findall(r"\d+", lines)) | said | above
        return _NUMBERS.get(word, word) in numbers
    if kind == "bound":
        # Under 18 and from 18 on part at 18, till 17 and over 17 as well.
        return any(_stands("number", str(int(word) - less), lines) for less in (0, 1))
    known = lines.lower()
    if kind == "address":
        return word.lower() in re.findall(r"[\w.]+", known)
    # An e goes before an ending: center, centret.
    return all(
        _ENDING.sub("", part.lower()).replace("e", "") in known.replace("e", "")
        for part in re.split("[-/]", word)
        if len(part) > 1
    )
