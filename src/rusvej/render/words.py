"""The Danish words for what the engine says: statuses, verdicts, dates, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rusvej.answer import Answer, OfferResult, Status
from rusvej.calendar.reading import MONTHS
from rusvej.model import NOT_STATED, Citation, Period, Question, Rulebook, genitive
from rusvej.truth import Truth

STATUS = {
    Status.FITS: "kan søges",
    Status.DEPENDS: "hvis",
    Status.OPEN: "uklart",
    Status.EXCLUDED: "passer ikke",
    Status.NOT_LISTED: "nævnes ikke her",
}
#: For a narrow table column.
STATUS_SHORT = {
    Status.FITS: "kan søges",
    Status.DEPENDS: "hvis",
    Status.OPEN: "uklart",
    Status.EXCLUDED: "passer ikke",
    Status.NOT_LISTED: "nævnes ikke",
}


def status(book: Rulebook, status: Status) -> str:
    """A status in the words of the rulebook."""
    return book.words.unlisted if status is Status.NOT_LISTED else STATUS[status]


def status_word(book: Rulebook, result: OfferResult) -> str:
    """The status of one offer; what fits is told by the way in."""
    if result.status is Status.FITS and result.offer.access.kind in ("direct", "contact"):
        return "kan kontaktes"
    return status(book, result.status)


VERDICT = {Truth.YES: "opfyldt", Truth.NO: "ikke opfyldt", Truth.UNKNOWN: "ikke oplyst"}
ACCESS = {
    "direct": "kan kontaktes direkte",
    "contact": "kan kontaktes; om der visiteres, er ikke angivet",
    "assessed": "nogen vurderer eller henviser først",
    "decision": "kræver en afgørelse",
    NOT_STATED: "adgangen er ikke angivet",
}
NOT_STATED_TEXT = "ikke angivet i kilden"


def day(value: date) -> str:
    """``2. marts 2026``."""
    return f"{value.day}. {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """``2. mar. 2026``."""
    month = MONTHS[value.month - 1]
    return f"{value.day}. {month if len(month) <= 4 else month[:3] + '.'} {value.year}"


_UNITS = {
    "days": ("dag", "dage"),
    "weeks": ("uge", "uger"),
    "months": ("måned", "måneder"),
    "workdays": ("arbejdsdag", "arbejdsdage"),
    "hours": ("time", "timer"),
}


def period(value: Period) -> str:
    """``14 dage``, ``1 uge``, ``hurtigst muligt``."""
    if value.length is None:
        return "hurtigst muligt"
    unit, number = value.length
    return f"{number} {_UNITS[unit][number != 1]}"


def listed(parts: Iterable[str], word: str = "og") -> str:
    """``a, b og c``."""
    items = list(parts)
    return (
        items[0]
        if len(items) == 1
        else f"{', '.join(items[:-1])} {word} {items[-1]}"
        if items
        else ""
    )


def clauses(parts: Iterable[str], word: str = "og") -> str:
    """As `listed`; where a part has a comma of its own, semicolons show where each begins."""
    items = list(parts)
    if len(items) > 1 and any("," in item for item in items):
        return "; ".join([*items[:-1], f"{word} {items[-1]}"])
    return listed(items, word)


#: Where “ikke” stands after the verb of a main clause.
_MAIN = re.compile(
    r"\b(er|kan|vil|har|skal|må|får|går|siger|hører|ydes|kommer|bygger|rækker|ønsker|behøver"
    r"|samarbejder) (ikke(?: længere)?)\b"
)


def subordinate(clause: str) -> str:
    """A clause as it stands after “når”, “hvis” and “at”: ``den unge ikke kommer stabilt``."""
    return _MAIN.sub(r"\2 \1", clause)


def lower_first(text: str) -> str:
    """The text as the continuation of a sentence; abbreviations keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


_NUMBERS = "nul én to tre fire fem seks syv otte ni ti elleve tolv".split()


def number(count: int) -> str:
    """``fem``, ``13``: a number as a sentence has it."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def where(rulebook: Rulebook, citation: Citation) -> str:
    """``Vejledningen, linje 367-368 (Anden del – Samtaler)``: where to lay a finger on the
    page."""
    document = next((d for d in rulebook.documents if d.id == citation.document), None)
    title = document.title if document else citation.document
    lines = (
        f"linje {citation.first}"
        if citation.first == citation.last
        else f"linje {citation.first}-{citation.last}"
    )
    heading = rulebook.heading(citation)
    return f"{title}, {lines}" + (f" ({heading})" if heading and heading != title else "")


def places(rulebook: Rulebook, sources: Iterable[Citation]) -> list[str]:
    """As `where` for many citations: one line for each heading, in the order of the documents, with
    overlapping lines joined."""
    found: dict[tuple[str, str], set[int]] = {}
    order = {document.id: place for place, document in enumerate(rulebook.documents)}
    for source in sorted(
        sources, key=lambda source: (order.get(source.document, len(order)), source)
    ):
        found.setdefault((source.document, rulebook.heading(source)), set()).update(
            range(source.first, source.last + 1)
        )
    titles = {document.id: document.title for document in rulebook.documents}
    lines = []
    for (document, heading), numbers in found.items():
        title = titles.get(document, document)
        lines.append(
            f"{title}, linje {', '.join(spans(numbers))}"
            + (f" ({heading})" if heading and heading != title else "")
        )
    return lines


def spans(numbers: Iterable[int]) -> tuple[str, ...]:
    """``1-3``, ``5``: the numbers as runs."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return tuple(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def legend(rulebook: Rulebook) -> str:
    """What the letters of short citations mean."""
    marks = rulebook.marks
    named = [f"{marks[document.id]} = {document.title}" for document in rulebook.documents]
    return f"Kilder: {'; '.join(named)}. Tallene er linjer i dokumentets tekst."


def labels(answer: Answer, facts: Iterable[str]) -> str:
    """The names of facts in Danish, joined."""
    vocabulary = answer.rulebook.vocabulary
    return listed(vocabulary[fact].label for fact in facts)


def used_reading(question: Question, reading: str) -> str:
    """``regnet som: ja, fra den dag …`` with who decided it or why it is assumed."""
    text = lower_first(question.reading(reading).text)
    if question.status == "settled" and question.settled:
        return f"afgjort af {question.settled.by} den {question.settled.on}: {text}"
    return f"her regnet som: {text}"


def why(answer: Answer, result: OfferResult) -> str:
    """The one line that says why an offer has its status."""
    match result.status:
        case Status.FITS:
            if result.pointers:
                return result.pointers[0].text
            met = [
                lower_first(reason.criterion.text)
                for reason in result.reasons
                if reason.verdict is Truth.YES
            ]
            here = f"Nævnt på {answer.rulebook.words.this_level}" if result.offer.levels else ""
            if not met:
                return f"{here}, uden betingelser" if here else "Uden betingelser"
            return f"{here or 'Alle betingelser er opfyldt'}: {'; '.join(met)}"
        case Status.DEPENDS:
            unknown = [
                lower_first(reason.criterion.text)
                for reason in result.reasons
                if reason.verdict is Truth.UNKNOWN
            ]
            return (
                f"Hvis {subordinate(clauses(unknown))}"
                if unknown
                else f"Mangler: {labels(answer, result.missing)}"
            )
        case Status.OPEN:
            undecided = [use.question for use in result.questions if use.used is None]
            # What only colours the offer, such as an address, leaves no status open.
            deciding = {id for reason in result.reasons for id in reason.questions}
            undecided.sort(key=lambda question: question.id not in deciding)
            return undecided[0].question if undecided else "Dokumenterne kan læses på to måder"
        case Status.EXCLUDED:
            unmet = [
                reason.criterion.text for reason in result.reasons if reason.verdict is Truth.NO
            ]
            return (
                "Ikke opfyldt: " + lower_first(unmet[0])
                if unmet
                else "Betingelserne kan ikke være opfyldt samtidig"
            )
        case _:
            book = answer.rulebook
            return (
                f"{capital(book.guide)} nævner ikke tilbuddet på {book.words.this_level}; det er"
                " ikke det samme som et nej"
            )


def rank_reasons(book: Rulebook, result: OfferResult) -> list[str]:
    """Why the offer stands where it stands, in the order in which it counts. The order is rusvej's
    own."""
    pointed = {
        0: "dokumenterne peger på tilbuddet i netop denne situation",
        2: "dokumenterne peger videre fra tilbuddet i denne situation",
    }
    reasons = [f"status: {status(book, result.status)}"]
    if result.key.pointed in pointed:
        reasons.append(
            f"{pointed[result.key.pointed]}:"
            f" {lower_first(result.pointers[-1 if result.key.pointed == 2 else 0].text)}"
        )
    reasons.append(f"adgang: {ACCESS[result.offer.access.kind]}")
    if result.offer.order:
        reasons.insert(-1, "regelsættets egen rækkefølge")
    guide = genitive(book.guide)
    if result.offer.levels or not book.levels:
        reasons.append(f"herefter {guide} egen rækkefølge")
    else:
        where = book.document_name(result.offer.document)
        reasons.append(f"kun {where} nævner det, derfor efter {guide} egne")
    return reasons
