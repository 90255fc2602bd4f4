"""The open questions: a list to choose from, and the whole text that the municipality can
answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusvej.analysis.questions import Numbered, Reach, Touch
from rusvej.answer import QuestionUse
from rusvej.model import Question, QuestionReading, Rulebook
from rusvej.render import words
from rusvej.render.answer_json import question_json
from rusvej.render.as_json import picked, plain
from rusvej.render.frame import closing, head
from rusvej.render.page import Column, Item, Page
from rusvej.truth import Truth

COUNTED = (
    "Slags sager tælles nøjagtigt: for hvert tilbud, opmærksomhedspunkt, skridt og frist hver"
    " kombination af de oplysninger, det afhænger af (også når de er ukendte), hvor læsningerne"
    " giver forskellige svar. Tallene lægges sammen, så samme person kan tælle med flere steder."
)
STATUS = {"open": "uklart", "assumed": "forudsat", "settled": "afgjort"}
_KIND = {"offer": "tilbud", "caveat": "opmærksomhedspunkt", "action": "skridt", "deadline": "frist"}
_HOLDS = {Truth.YES: "gælder", Truth.NO: "gælder ikke", Truth.UNKNOWN: "er ikke afgjort"}
#: So many things are named with a question in the list; `rusvej questions ID` names them all.
_MOST_NAMED = 2


def questions_page(book: Rulebook, questions: Sequence[Numbered], *, full: bool) -> Page:
    """The list; `full` writes every question out."""
    page = Page("Uklare spørgsmål i dokumenterne")
    page.say(_introduction(book, questions))
    groups: dict[str, list[Numbered]] = {}
    for each in questions:
        groups.setdefault(_group(book, each.reach), []).append(each)
    for title, group in groups.items():
        page.heading(title)
        if full:
            for each in group:
                page.heading(f"{each.number}. {each.reach.question.title}", 3)
                _question(page, book, each.reach, briefly=True)
        else:
            _table(page, group)
    page.heading("Sådan bruges listen")
    if any(each.reach.kinds for each in questions):
        page.say(COUNTED)
    page.say(
        "Et svar skrives ind i regelsættet ved spørgsmålet med status settled, den valgte læsning,"
        " hvem der har afgjort det, og hvornår. Derefter følger alle svar afgørelsen og nævner den."
    )
    if not full:
        page.say("rusvej questions NAVN forklarer ét spørgsmål; --full skriver dem alle ud.")
    return closing(page, book, guidance=False)


def question_page(book: Rulebook, each: Numbered) -> Page:
    """One question with everything that hangs on it."""
    page = Page(each.reach.question.title)
    _question(page, book, each.reach, briefly=False)
    if each.reach.kinds:
        page.say(COUNTED, "quiet")
    return closing(page, book, guidance=False)


def _introduction(book: Rulebook, questions: Sequence[Numbered]) -> str:
    statuses = [each.reach.question.status for each in questions]
    counts = [
        f"{statuses.count(status)} {word}" for status, word in _MANY.items() if status in statuses
    ]
    deciding = sum(each.reach.rank == 0 for each in questions)
    municipality = book.about.municipality.name or "kommunen"
    count = len(questions)
    points = f"{count} punkter" if count > 1 else "ét punkt"
    told = f" Af dem er {words.listed(counts)}." if count > 1 else ""
    return (
        f"På {points} siger dokumenterne noget på to måder, eller de tier om noget, brugerne"
        f" spørger om.{told} Det ændrer på {deciding} af {count}, hvilke tilbud, skridt eller"
        f" frister en sag får, eller rækkefølgen af dem. {municipality} kan svare; indtil da viser"
        " rusvej læsningerne side om side, eller det siger, hvilken der er regnet med, og hvorfor."
    )


_MANY = {
    "open": "uklare",
    "assumed": "foreløbig besvaret, indtil nogen afgør dem",
    "settled": "afgjort",
}


def _group(book: Rulebook, reach: Reach) -> str:
    if reach.rank == 0:
        return "Afgør, hvad der tilbydes, i hvilken rækkefølge, og hvilke frister der gælder"
    if reach.rank == 1:
        return "Afgør frister, når datoerne er kendt"
    named = words.listed(each.title for each in book.documents if each.id in reach.documents)
    if reach.question.shown_when is not None:
        return f"Vises med svar, men afgør intet: {named}"
    return f"Kun om dokumenterne: {named}"


def _table(page: Page, group: Sequence[Numbered]) -> None:
    columns = [
        Column("Nr.", width=4, align="right"),
        Column("Spørgsmål", share=50),
        Column("Status", width=9),
    ]
    counted = any(each.reach.kinds for each in group)
    if counted:
        columns += [Column("Sager", width=6, align="right"), Column("Rører ved", share=30)]
    rows = []
    for each in group:
        question, reach = each.reach.question, each.reach
        asked = f"{question.title}: {question.question} ({question.id})"
        more = (words.thousands(reach.kinds), _named(reach)) if counted else ()
        rows.append((str(each.number), asked, STATUS[question.status], *more))
    page.table(columns, rows, title_column=1)


def _named(reach: Reach) -> str:
    names = list(dict.fromkeys(touch.name for touch in reach.touches))
    rest = len(names) - _MOST_NAMED
    return words.listed(names) if rest <= 0 else f"{', '.join(names[:_MOST_NAMED])} og {rest} mere"


def _question(page: Page, book: Rulebook, reach: Reach, *, briefly: bool) -> None:
    question = reach.question
    page.say(question.question)
    if question.background:
        page.say(question.background)
    page.points("", [_reading(book, each) for each in question.readings], numbered=True)
    page.say(state(question))
    if reach.kinds:
        page.say(
            f"Læsningerne giver forskellige svar i {words.thousands(reach.kinds)} slags sager:"
            f" {_named(reach)}."
        )
    if reach.deadlines:
        page.say(
            "Svaret har betydning for frister og tidsrammer:"
            f" {words.listed(deadline.name for deadline in reach.deadlines)}."
        )
    if question.shown_when is not None:
        when = words.condition(book, question.shown_when)
        beside = words.listed(book.offer(offer).name for offer in question.offers)
        beside = f" med {beside}" if beside else ""
        shown = "vises også" if reach.rank == 0 else "afgør intet, men vises"
        page.say(f"Spørgsmålet {shown}{beside}, hvor det angår sagen: {when}.")
    if question.documents_only:
        page.say(f"Spørgsmålet vises ikke i svar: {words.lower_first(question.documents_only)}.")
    if not briefly:
        touches = [_touch(book, touch) for touch in reach.touches]
        page.points("Hvor læsningerne giver forskellige svar", touches)
        told = [
            Item(words.cited(book, said.text, said.sources), offer.name)
            for offer, said in reach.statements
        ]
        page.points("Udsagn, som kun gælder efter den ene læsning", told)
    places = "; ".join(words.places(book, question.sources))
    page.say(f"Kilder: {book.cite(question.sources) if briefly else places}.")


def _reading(book: Rulebook, reading: QuestionReading) -> Item:
    effect = (f"Følge: {reading.effect.rstrip('.')}.",) if reading.effect else ()
    return Item(words.said(book, reading), under=effect)


def state(question: Question) -> str:
    """What has been decided so far, as a sentence."""
    if question.status == "settled" and question.settled:
        return f"Status: {words.used_reading(question, question.settled.reading)}."
    if question.status == "assumed" and question.assumed:
        chosen = words.lower_first(question.reading(question.assumed.reading).text)
        return (
            f"Status: ikke afgjort. Indtil videre regnes med: {chosen}. Grund:"
            f" {question.assumed.reason.rstrip('.')}."
        )
    return "Status: uklart. Ingen af læsningerne er valgt."


def _touch(book: Rulebook, touch: Touch) -> Item:
    case = "; ".join(words.given_text(book, fact, value) for fact, value in touch.example.items())
    called: dict[Any, str] = {**words.STATUS, **_HOLDS}
    found = [
        f"efter læsning {place} “{called[standing]}”"
        for place, standing in enumerate(touch.standings, start=1)
    ]
    shown = f"Fx {case}" if case else "Også når intet er oplyst"
    return Item(
        f"{words.thousands(touch.kinds)} af {words.thousands(touch.of)} slags sager",
        f"{touch.name} ({_KIND[touch.kind]})",
        (f"{shown}: {'; '.join(found)}.",),
    )


def questions_json(
    book: Rulebook, questions: Sequence[Numbered], *, near_miss: bool = False
) -> dict[str, Any]:
    """The questions for other programs: ``rusvej/questions/1``."""
    return {
        **head("questions/1", book),
        "counted": COUNTED,
        "near_miss": near_miss,
        "questions": [_question_json(book, each) for each in questions],
    }


def _question_json(book: Rulebook, each: Numbered) -> dict[str, Any]:
    reach = each.reach
    question = reach.question
    readings = [reading.id for reading in question.readings]
    known = question_json(book, QuestionUse(question, question.used))
    told = (
        "readings=question.readings(id text effect sources) background=question.background"
        " documents kinds touches(kind id name kinds of example standings) deadlines=deadlines.id"
        " statements"
    )
    touched = picked(
        book,
        reach,
        told,
        standings=lambda touch: dict(zip(readings, touch.standings, strict=True)),
        statements=[{"offer": offer.id, **plain(book, said)} for offer, said in reach.statements],
    )
    return {"number": each.number, **known, **touched}
