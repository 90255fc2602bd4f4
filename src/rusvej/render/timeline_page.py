"""What changes by itself, as a page and as JSON. A birth date is in neither."""

from __future__ import annotations

from typing import Any

from rusvej.explain.timeline import Ending, Timeline
from rusvej.render import words
from rusvej.render.answer_page import in_force, known
from rusvej.render.deadline_words import told
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Item, Page
from rusvej.render.whatif_page import difference_json, summary

_NO_RULES = "Regelsættet har ingen regler, der begynder eller ophører på en bestemt dato."
BORN = (
    "Fødselsdatoen er kun brugt til at regne. Datoerne ovenfor røber den dog for den, der kender"
    " alderen: del dem med omtanke."
)
LEAP = (
    "En fødselsdag i listen findes kun i skudår. Dokumenterne siger ikke, hvilken dag der så"
    " gælder; her er regnet med dagen efter 28. februar. Kommer det an på den ene dag, må kommunen"
    " spørges."
)


def timeline_page(found: Timeline) -> Page:
    """The page for `timeline`."""
    page, now = Page("Hvad ændrer sig af sig selv?"), found.now
    page.say(known(now))
    if now.rulebook.roles.age not in now.case:
        page.say(
            "Alderen er ikke oplyst, så fødselsdage kan ikke regnes ud (--age eller --born).",
            "note",
        )
    elif not found.birthdays:
        page.say("Ingen kommende fødselsdag ændrer svaret, når alt andet er som nu.")
    birthdays = []
    for each in found.birthdays:
        when = f"{words.day(each.day)}, den" if each.day else "Ved den"
        told = tuple(summary(each.difference))
        birthdays.append(Item("", f"{when} {each.age}. fødselsdag", told))
    page.points("Fødselsdage, der ændrer svaret", birthdays)
    page.points("Frister og perioder, der løber", [_ending(found, each) for each in found.coming])
    page.points("Allerede udløbet", [_ending(found, each) for each in found.past])
    page.points(
        "Regler, der begynder eller ophører",
        [Item("", words.day(each.day), tuple(summary(each.difference))) for each in found.rules],
    )
    if found.nothing_runs:
        page.say(
            "Ingen frist eller periode løber fra de datoer i denne sag; rusvej check-deadline viser"
            " hvorfor.",
            "note",
        )
    if found.birthdays:
        page.say(
            "rusvej suggest … --what-if age=ALDER viser hver ændring med begrundelse. Niveauet og"
            " alt andet er regnet som uændret.",
            "quiet",
        )
    if any(each.leap for each in found.birthdays):
        page.say(LEAP, "note")
    if any(each.day for each in found.birthdays):
        page.say(BORN, "note")
    if found.moving:
        page.say(
            f"Også {words.labels(now, found.moving)} ændrer sig med tiden, men på dage, der ikke"
            " kan regnes ud; det er regnet som uændret.",
            "note",
        )
    if not now.rulebook.change_days:
        page.say(_NO_RULES, "quiet")
    closing(page, now.rulebook, in_force(now))
    return page


def _ending(found: Timeline, each: Ending) -> Item:
    book = found.now.rulebook
    readings = []
    for reading in each.readings:
        chosen = [book.question(q).reading(r).text for q, r in reading.choices]
        readings.append(f"Efter denne læsning: {'; '.join(map(words.lower_first, chosen))}")
    readings += [told(book, note) for note in each.notes]
    name, span = each.deadline.name, words.period(each.deadline.period)
    frame = "er en ramme og ikke en frist" if each.deadline.kind == "frame" else "frist"
    text = f"{name}: sidste dag af {span} fra {words.day(each.counted_from)} ({frame})"
    cited = words.cited(book, text, each.deadline.sources)
    return Item(cited, words.day(each.last_day), tuple(readings))


def timeline_json(found: Timeline) -> dict[str, Any]:
    """Plain data: ``rusvej/timeline/1``. ``date`` of a birthday is null when only the age was
    given."""
    shape = (
        "case=now.case birthdays(age date=day leap_day_rule=leap summary"
        " difference) deadlines(id=deadline.id kind=deadline.kind"
        " sources=deadline.sources counted_from last_day readings expired) rules(date=day summary"
        " difference) moving_facts=moving guidance=now.rulebook.about.guidance"
    )
    return json_document(
        "timeline/1",
        found.now.rulebook,
        found,
        shape,
        found.now.as_of,
        deadlines=(*found.past, *found.coming),
        readings=lambda each: [dict(reading.choices) for reading in each.readings],
        expired=lambda each: each in found.past,
        summary=lambda each: summary(each.difference),
        difference=lambda each: difference_json(each.difference),
    )
