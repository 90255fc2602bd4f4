"""``check-deadline``: in one screen, as a page, and as JSON by the contract
``rusvej/deadline/1``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rusvej.compose import Voice
from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, DeadlineReading, Note, Verdict
from rusvej.facts import Fact, Value
from rusvej.model import Rulebook
from rusvej.model.law import LawNote
from rusvej.render import words
from rusvej.render.answer_json import question_json
from rusvej.render.deadline_words import (
    day_told,
    days,
    headline,
    sentence,
    stands,
    told,
    under_reading,
)
from rusvej.render.frame import closing, command_line, json_document
from rusvej.render.page import LAW, Item, Page, Tone, filled
from rusvej.render.short import group, short_page
from rusvej.render.unbroken import hard, reached

CALCULATES_ONLY = "rusvej regner kun; intet er registreret eller sendt nogen steder hen."


def deadline_page(answer: DeadlineAnswer) -> Page:
    """The page for `check-deadline`."""
    page = Page("Frister")
    page.say(
        f"Samlet: {stands(answer.verdict, answer.checks)}.",
        "warning" if answer.verdict >= Verdict.MAY_BE_WAIVED else "plain",
    )
    for check in answer.checks:
        _check(page, answer, check)
    page.points("Ikke vurderet", [_not_judged(answer, waiting) for waiting in answer.not_judged])
    today = f"Regnet pr. {words.day(answer.today)}. {CALCULATES_ONLY}"
    return closing(page, answer.rulebook, today)


def _check(page: Page, answer: DeadlineAnswer, check: DeadlineCheck) -> None:
    book, deadline = answer.rulebook, check.deadline
    start = f"{words.day(check.counted_from)} ({check.event.text})"
    what = f" ({deadline.met_by_text})" if deadline.met_by_text else ""
    lacking = book.event(deadline.met_by).label if check.unmet else ""
    items = (
        ("Resultat", f"{headline(check)}."),
        ("Regnet fra", words.cited(book, start, check.event.sources)),
        ("Sidste dag", words.day(check.last_day) if check.last_day else ""),
        ("Opfyldt", f"{words.day(check.met_on)}{what}" if check.met_on else ""),
        ("", f"Dagen er ikke oplyst: {lacking}." if lacking else ""),
        *(("Læsning", _reading(answer, check, reading)) for reading in check.readings),
        *(("", sentence(answer, note)) for note in check.notes),
    )
    page.points(deadline.name, filled(items))
    told = f"Fristen: {deadline.text.rstrip('.')}."
    page.say(words.cited(book, told, check.sources), "quiet")


def _reading(answer: DeadlineAnswer, check: DeadlineCheck, reading: DeadlineReading) -> str:
    last = f"sidste dag {words.day(reading.last_day)}" if reading.last_day else "ingen sidste dag"
    over = (
        f" ({days(reading.days_over)} for sent)"
        if reading.days_over and reading.verdict is not Verdict.NO_DEADLINE
        else ""
    )
    return f"{chosen_text(answer, reading)}: {last}; {stands(reading.verdict, [check])}{over}"


def chosen_text(answer: DeadlineAnswer, reading: DeadlineReading) -> str:
    """The readings chosen, each with the title of its question."""
    question = answer.rulebook.question
    return "; ".join(
        f"{question(q).title}: {words.lower_first(question(q).reading(r).text)}"
        for q, r in reading.choices
    )


def _not_judged(answer: DeadlineAnswer, waiting: DeadlineCheck) -> Item:
    book, deadline = answer.rulebook, waiting.deadline
    if waiting.last_day is None:
        text = deadline.text.rstrip(".")
        told = f"{text}. Der er ikke sat nogen dag, så der er intet at regne på."
    else:
        left = waiting.days_left
        day = f"{'var' if left is None else 'er'} {words.day(waiting.last_day)}"
        state = f"sidste dag {day}" + (f", {days(left)} tilbage" if left is not None else "")
        event = book.event(deadline.met_by).typed
        told = f"{state}. Om den er holdt, er ikke oplyst ({event})."
    under = tuple(sentence(answer, note) for note in waiting.doubts)
    return Item(words.cited(book, told, deadline.sources), deadline.name, under)


def deadline_json(answer: DeadlineAnswer) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    book = answer.rulebook
    shape = (
        "today checks(id verdict counted_from last_day days_over days_left met_on sources"
        " event=event.event exceptions=exceptions.id notes(kind sources text)"
        " readings(choices last_day verdict reading)) not_judged(id counted_from last_day"
        " days_left notes=doubts(kind sources text)) verdict=verdict.id"
        " open_questions guidance=rulebook.about.guidance note"
    )
    return json_document(
        "deadline/1",
        book,
        answer,
        shape,
        text=lambda note: sentence(answer, note),
        reading=lambda each: chosen_text(answer, each),
        open_questions=[question_json(book, use) for use in answer.questions],
        note=CALCULATES_ONLY,
    )


#: What an exception does to a deadline, before what it is.
_EFFECTS = {
    "waives": "Fristen kan fraviges, hvis",
    "open": "Uklart, om fristen kan fraviges, hvis",
    "affects": "Tidspunktet kan blive påvirket, hvis",
}
#: What a reader must know to trust the day; the rest is in the whole answer.
_TOLD = frozenset(
    {
        "age-unknown", "age-on-the-day", "presumed", "does-not-apply", "not-begun", "planned",
        "day-off", "open-question", "settled", "exception", "no-new-date", "not-an-exception",
        "printed-elsewhere", "hours", "month-too-short", "other-start-not-given", "open-beside",
    }
)  # fmt: skip
#: What the readings tell, where there are several.
_BY_READINGS = frozenset({"open-question", "does-not-apply"})


def deadline_short(answer: DeadlineAnswer, notes: Sequence[LawNote] = ()) -> Page:
    """The page; every deadline that was judged comes before what was not. `notes` are those on the
    law that concern the deadlines."""
    book = answer.rulebook
    voice = Voice(book, answer.case)
    groups = []
    for place, check in enumerate(answer.checks):
        tone: Tone = "danger" if check.verdict >= Verdict.MAY_BE_WAIVED else "first"
        label = "RAMME" if check.deadline.kind == "frame" else "FRIST"
        groups.append(group(label, _result(answer, check), tone, least=2))
        groups.append(group("RING", _doors(answer, check), "first"))
        groups.append(group("LÆST", _readings(answer, check), "unclear"))
        groups.append(group("OBS", _told(answer, check), "unclear"))
        if not place:
            groups.append(group("UNDTAG", _exceptions(answer, check), "if"))
    waiting = [(_waiting(answer, w), w) for w in answer.not_judged if w.last_day]
    others = ((text, book.cite(w.deadline.sources[:1])) for text, w in waiting)
    groups.insert(3, group("OGSÅ", others))
    law = ((said.text, LAW) for note in notes if (said := voice.note(note)))
    groups.insert(1, group("LOV", law, "know"))
    soon = [w.deadline for w in answer.not_judged if w.deadline.period.soonest]
    no_day = "Der er ikke sat nogen dag"
    groups += [
        group("FRIST", [(f"{each.text}. {no_day}", book.cite(each.sources[:1]))], "first")
        for each in soon
    ]
    if not answer.checks and not waiting and not soon:
        groups.append(group("FRIST", ["Ingen frist løber fra de datoer, der er oplyst"]))
    foot = [
        f"{_instead(answer)} Regnemåde, lov og det uklare: --full",
        f"{book.about.brief or book.about.guidance} rusvej regner kun; intet er registreret.",
    ]
    head = f"Frister · regnet {words.day(answer.today)}"
    return short_page(book, head, groups, foot)


def _instead(answer: DeadlineAnswer) -> str:
    """How to keep the days; without one, or where nobody can be named, where to find whom one can
    turn to."""
    days = [*(c.last_day for c in answer.checks), *(w.last_day for w in answer.not_judged)]
    if any(days) and not _anonymous(answer):
        return "Kalender: --format ics > frist.ics."
    return f"Hvem man kan gå til: {hard(command_line(answer.rulebook.about, answer.case))}."


def _anonymous(answer: DeadlineAnswer) -> bool:
    return answer.case.get(answer.rulebook.roles.anonymity) is True


def _told(answer: DeadlineAnswer, check: DeadlineCheck) -> Iterator[tuple[str, str]]:
    """What must be known to trust the day, each with its lines; what an open question is, stands
    with its readings."""
    book = answer.rulebook
    met_by = book.event(check.deadline.met_by) if check.unmet else None
    presumed = any(note.kind == "presumed" for note in check.notes)
    if met_by and not presumed:
        yield _presumed(answer, [f"{met_by.label} er endnu ikke sket"], [met_by.typed]), ""
    # What is known to be on the case comes before what is so of every case.
    for note in sorted(check.notes, key=lambda note: note.kind != "open-beside"):
        if note.kind not in _TOLD or (note.kind in _BY_READINGS and check.readings):
            continue
        facts = note.data.get("facts")
        if note.kind == "presumed" and isinstance(facts, tuple):
            taken = [f"{met_by.label} er endnu ikke sket"] if met_by else []
            typed = [_option(book, name) for name in facts] + ([met_by.typed] if met_by else [])
            yield _presumed(answer, [*taken, _taken(book, note, facts)], typed), ""
        elif note.kind == "does-not-apply" and isinstance(facts, tuple):
            given = "; ".join(words.given_text(book, fact, answer.case[fact]) for fact in facts)
            whom = check.deadline.whom if book.roles.age in facts else ""
            said = ". ".join(filter(None, (whom, f"Oplyst er {given}")))
            yield said, book.cite(note.sources)
        else:
            yield told(book, note), book.cite(note.sources[:3])


def _presumed(answer: DeadlineAnswer, taken: Sequence[str], options: Sequence[str]) -> str:
    """What is taken for granted, and how to say something else."""
    said = Voice(answer.rulebook, answer.case).say("; ".join(taken))
    return f"rusvej går ud fra: {said}. Ellers skriv {', '.join(options)}"


def _taken(book: Rulebook, note: Note, facts: Sequence[str]) -> str:
    """What a note takes these facts to be: the values rather than what they are values of."""
    given, said = note.data.get("fitting"), []
    fitting = [each.partition("=") for each in given] if isinstance(given, tuple) else []
    for name in facts:
        fact = book.vocabulary[name]
        own = [word for of, _, word in fitting if of == name]
        values = [value for word in own if (value := fact.parse(word)) is not None]
        said.append(_values(fact, values) or f"{fact.label} som fristen kræver")
    return "; ".join(said)


def _option(book: Rulebook, name: str) -> str:
    """What is typed to give a fact."""
    own = (o for o, each in book.about.options.items() if each.facts == (name,))
    return book.about.options_by_fact.get(name) or next(own, f"--fact {name}=")


def _values(fact: Fact, values: Sequence[Value]) -> str:
    if len(values) == 1:
        return fact.phrase(values[0]) or words.lower_first(fact.in_words(values[0]))
    return words.listed((fact.in_words(value) for value in values), "eller") if values else ""


def _result(answer: DeadlineAnswer, check: DeadlineCheck) -> tuple[tuple[str, str], ...]:
    cite = answer.rulebook.cite
    verdict, counted = cite(check.sources[:1]), cite(check.event.sources)
    found = [(f"{check.deadline.name}: {headline(check)}", verdict)]
    if check.last_day:
        none = any(reading.last_day is None for reading in check.readings)
        stands = "var" if check.last_day < answer.today else "er"
        last = "Løber der en frist, er sidste dag" if none else f"Sidste dag {stands}"
        if check.deadline.kind == "frame":
            last = "Varede til" if check.last_day < answer.today else "Varer til"
        start = f"regnet fra {day_told(check.counted_from)} ({check.event.text})"
        # Lines that say both stand once.
        found = [(found[0][0], "" if verdict == counted else verdict)]
        found.append((f"{last} {day_told(check.last_day)}, {start}", counted))
    if check.met_on:
        met = answer.rulebook.event(check.deadline.met_by).label
        found.append((f"{words.capital(met)}: {day_told(check.met_on)}", ""))
    return tuple(found)


def last_days(answer: DeadlineAnswer) -> dict[str, str]:
    """The last day and how it stands, by deadline: those that run from a day given."""
    days = {c.id: c.last_day for c in (*answer.not_judged, *answer.checks) if c.last_day}
    stands = {check.id: f": {headline(check)}" for check in answer.checks}
    return {name: f"Senest {day_told(day)}{stands.get(name, '')}" for name, day in days.items()}


def _waiting(answer: DeadlineAnswer, waiting: DeadlineCheck) -> str:
    """A deadline of which nobody said whether it was met, with what it hangs on and no other on the
    screen does."""
    voice = Voice(answer.rulebook, answer.case)
    shared = [note for check in answer.checks for note in check.doubts]
    told_of = {fact for note in shared for fact in _facts(note)}
    own = [fact for note in waiting.doubts for fact in _facts(note) if fact not in told_of]
    doubts = [_taken(answer.rulebook, note, own) for note in waiting.doubts if _facts(note)]
    hangs = f" (hvis {voice.say(words.subordinate(doubts[0]))})" if own and doubts else ""
    none = any(reading.last_day is None for reading in waiting.readings)
    name, day = f"{waiting.deadline.name}{hangs}", day_told(waiting.last_day)
    if waiting.days_left is None:
        was = f"løber der en frist, var sidste dag {day}" if none else f"sidste dag var {day}"
        return f"{name}: {was}; ikke oplyst, om den blev holdt"
    left = days(waiting.days_left)
    return f"{name}: {'uklart, om fristen løber; ' if none else ''}senest {day}, {left} tilbage"


def _facts(note: Note) -> tuple[str, ...]:
    """What a note says is taken for granted."""
    facts = note.data.get("facts")
    return facts if note.kind == "presumed" and isinstance(facts, tuple) else ()


def _doors(answer: DeadlineAnswer, check: DeadlineCheck) -> tuple[tuple[str, str], ...]:
    """The units with a number to which everybody turns for what a deadline is about that runs, has
    passed, or of which it is open; who wants to be anonymous is not sent to them."""
    book, deadline = answer.rulebook, check.deadline
    if check.verdict in (Verdict.IN_TIME, Verdict.NO_DEADLINE) or _anonymous(answer):
        return ()
    units = [offer.contact.units for offer in book.offers if offer.brings(deadline)]
    return tuple(
        (reached(unit), book.cite(unit.sources[-1:]))
        for unit in book.contacts
        if unit.ringing and units and all(unit.id in each for each in units)
    )


def _exceptions(answer: DeadlineAnswer, check: DeadlineCheck) -> tuple[tuple[str, str], ...]:
    """What the documents print beside the deadline, whether named for this case or not."""
    known = {exception.id: exception for exception in answer.rulebook.exceptions}
    printed = [known[each] for each in check.deadline.exceptions if each in known]
    if check.verdict is Verdict.NO_DEADLINE:
        return ()
    voice = Voice(answer.rulebook, answer.case)
    found = []
    for effect, start in _EFFECTS.items():
        alike = [exception for exception in printed if exception.effect == effect]
        named = [voice.of_person(words.lower_first(exception.name)) for exception in alike]
        led = [f"{voice.person} {text}" for is_led, text in named[:1] if is_led]
        led += [text for is_led, text in named[1:] if is_led]
        free = [voice.say(text) for is_led, text in named if not is_led]
        said = words.clauses(map(words.subordinate, (*led, *free)), "eller")
        sources = dict.fromkeys(source for exception in alike for source in exception.sources)
        if said:
            found.append((f"{start} {said}", answer.rulebook.cite(tuple(sources))))
    return tuple(found)


def _readings(answer: DeadlineAnswer, check: DeadlineCheck) -> tuple[tuple[str, str], ...]:
    """The questions on which it hangs, and what follows from each answer to them."""
    question = answer.rulebook.question
    asked = dict.fromkeys(name for reading in check.readings for name, _ in reading.choices)
    said = [question(name).question for name in asked]
    alike: dict[tuple[str, str], list[str]] = {}
    for reading in check.readings:
        *before, own = (words.lower_first(question(q).reading(r).text) for q, r in reading.choices)
        alike.setdefault(("; ".join(before), under_reading(check, reading)), []).append(own)
    under = ""
    for (first, end), texts in alike.items():
        # What several share is said once, before them.
        if first and first != under:
            said.append(f"{words.capital(first)}.")
        under = first
        said.append(f"{words.capital('; eller '.join(texts))}: {end}.")
    cited = dict.fromkeys(source for name in asked for source in question(name).sources[:2])
    return ((" ".join(said), answer.rulebook.cite(tuple(cited))),) if said else ()
