"""The Danish words for what the engine says: statuses, verdicts, facts and their classes, dates,
sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from rusvej.answer import Answer, OfferResult, Status
from rusvej.calendar import day_in_words
from rusvej.calendar.day import MONTHS
from rusvej.conditions import Condition, in_words
from rusvej.danish import capital, listed, lower_first
from rusvej.explain.classes import FactClass
from rusvej.facts import Fact, Value
from rusvej.model import (
    NOT_STATED,
    Citation,
    Document,
    Period,
    Question,
    Rulebook,
    Sources,
    genitive,
)
from rusvej.render.unbroken import soft
from rusvej.truth import Truth

STATUS = {
    Status.FITS: "kan søges",
    Status.DEPENDS: "hvis",
    Status.OPEN: "uklart",
    Status.EXCLUDED: "passer ikke",
    Status.NOT_LISTED: "nævnes ikke her",
}
#: For a narrow table column.
STATUS_SHORT = {**STATUS, Status.NOT_LISTED: "nævnes ikke"}


def status(book: Rulebook, status: Status) -> str:
    """A status in the words of the rulebook."""
    return book.words.unlisted if status is Status.NOT_LISTED else STATUS[status]


def status_word(book: Rulebook, result: OfferResult) -> str:
    """The status of one offer; what fits is told by the way in."""
    if result.status is Status.FITS and result.offer.access.kind in ("direct", "contact"):
        return "kan kontaktes"
    return status(book, result.status)


APPLIES = {
    Truth.YES: "gælder",
    Truth.UNKNOWN: "gælder måske",
    Truth.NO: "gælder kun efter en anden læsning",
}
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
    return day_in_words(value)


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
    return amount(number, unit)


def amount(number: int, unit: str) -> str:
    """``1 uge``, ``14 dage``."""
    return f"{number} {_UNITS[unit][number != 1]}"


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


_NUMBERS = "nul én to tre fire fem seks syv otte ni ti elleve tolv".split()


def number(count: int) -> str:
    """``fem``, ``13``: a number as a sentence has it."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def places(rulebook: Rulebook, sources: Iterable[Citation]) -> list[str]:
    """``Vejledningen, linje 367-368 (Anden del – Samtaler)``: one line for each heading, in the
    order of the documents, with overlapping lines joined."""
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


def cited_in(rulebook: Rulebook, cites: Iterable[str]) -> list[tuple[str, Document]]:
    """The documents that short citations name, each after its letters: ``BOL`` and ``P`` of
    ``[BOL 3; P 2]``."""
    parts = (part for cite in cites for part in soft(cite).strip("[]").split("; "))
    letters = {part.partition(" ")[0] for part in parts}
    marked = ((rulebook.marks[document.id], document) for document in rulebook.documents)
    return [(mark, document) for mark, document in marked if mark in letters]


def legend(rulebook: Rulebook, cites: Iterable[str] | None = None) -> str:
    """What the letters of short citations mean, of all or of those in `cites`."""
    used = cited_in(rulebook, rulebook.marks.values() if cites is None else cites)
    named = (f"{mark} = {document.title}" for mark, document in used)
    return f"Kilder: {'; '.join(named)}. Tallene er linjer i dokumentets tekst."


def thousands(count: int) -> str:
    """``24.489``."""
    return f"{count:,}".replace(",", ".")


def cited(book: Rulebook, text: str, sources: Sources) -> str:
    """A text with its short citations, where there are any."""
    return f"{text} {book.cite(sources)}".strip()


def said(book: Rulebook, record: Any) -> str:
    """As `cited` for a record that has a text and sources; the text ends with a full stop."""
    return cited(book, f"{record.text.rstrip('.')}.", record.sources)


def condition(book: Rulebook, when: Condition) -> str:
    """A condition as a Danish clause."""
    return in_words(when, book.vocabulary, {each.id: each.title for each in book.questions})


def level_name(book: Rulebook, level_id: object) -> str:
    """What the rulebook calls a level."""
    return next((level.name for level in book.levels if level.id == level_id), str(level_id))


def name_of(record: Any, otherwise: str) -> str:
    """What a record of any section is called."""
    return getattr(record, "name", "") or getattr(record, "title", "") or otherwise


def levels(book: Rulebook, ids: Iterable[str]) -> str:
    """The names of some levels, joined."""
    return listed(level_name(book, each) for each in ids)


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
    book = answer.rulebook
    by_verdict: dict[Truth, list[str]] = {verdict: [] for verdict in Truth}
    for reason in result.reasons:
        by_verdict[reason.verdict].append(lower_first(reason.criterion.text))
    met, unknown, unmet = (by_verdict[each] for each in (Truth.YES, Truth.UNKNOWN, Truth.NO))
    match result.status:
        case Status.FITS:
            if result.pointers:
                return result.pointers[0].text
            here = f"Nævnt på {book.words.this_level}" if result.offer.levels else ""
            if not met:
                return f"{here}, uden betingelser" if here else "Uden betingelser"
            return f"{here or 'Alle betingelser er opfyldt'}: {'; '.join(met)}"
        case Status.DEPENDS:
            if unknown:
                return f"Hvis {subordinate(clauses(unknown))}"
            return f"Mangler: {labels(answer, result.missing)}"
        case Status.OPEN:
            undecided = [use.question for use in result.questions if use.used is None]
            # What only colours the offer, such as an address, leaves no status open.
            deciding = {id for reason in result.reasons for id in reason.questions}
            undecided.sort(key=lambda question: question.id not in deciding)
            return undecided[0].question if undecided else "Dokumenterne kan læses på to måder"
        case Status.EXCLUDED:
            if unmet:
                return f"Ikke opfyldt: {unmet[0]}"
            return "Betingelserne kan ikke være opfyldt samtidig"
        case _:
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


def given_text(book: Rulebook, fact_id: str, value: Value) -> str:
    """``alder 17 år``, ``personen er selv motiveret``."""
    fact = book.vocabulary[fact_id]
    return _labelled(fact, fact.in_words(value))


def _labelled(fact: Fact, text: str) -> str:
    if fact.type == "bool":
        return text
    return f"{fact.label}{':' if fact.type == 'choice' else ''} {text}"


def class_text(book: Rulebook, each: FactClass) -> str:
    """``alder 8-17 år``, ``alder fra 30 år``, ``alder højst 17 år``, ``rusmiddel: kun stoffer eller
    både alkohol og stoffer``."""
    fact = book.vocabulary.get(each.fact)
    if fact is None:
        return each.fact
    if each.low is None or each.high is None:
        return _labelled(fact, listed(map(fact.in_words, each.values), "eller"))
    low, high = fact.in_words(each.low), fact.in_words(each.high)
    if (each.low, each.high) == (fact.min, fact.max):
        return f"{fact.label} fra {low} til {high}"
    if each.high == fact.max and each.low != each.high:
        return f"{fact.label} fra {low}"
    if each.low == fact.min and each.low != each.high:
        return f"{fact.label} højst {high}"
    return f"{fact.label} {span_text(fact, each.low, each.high)}"


def span_text(fact: Fact, low: int, high: int) -> str:
    """``8-17 år``, ``7.-8. klasse``, ``17 år``."""
    if low == high:
        return fact.in_words(low)
    return f"{low}{'.' if fact.unit.startswith('.') else ''}-{fact.in_words(high)}"


def bounds(each: FactClass) -> dict[str, Any]:
    """A class as plain data: its values, or from where to where it goes."""
    if each.low is None:
        return {"values": list(each.values)}
    return {"from": each.low, "to": each.high}


def verdict_word(verdict: Truth, missing: tuple[str, ...]) -> str:
    """The word for a verdict; unknown with nothing missing is what the documents leave open."""
    if verdict is Truth.UNKNOWN and not missing:
        return "uklart i dokumenterne"
    return VERDICT[verdict]
