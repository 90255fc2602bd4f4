"""A handout for a meeting: an answer or an offer as a sheet, in the voice of the one who asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rusvej.answer import Answer
from rusvej.compose import Line, Screen, Voice
from rusvej.compose.screen import case_words
from rusvej.facts import Case
from rusvej.model import Action, Offer, Rulebook, Sources
from rusvej.model.law import LawNote
from rusvej.page.sheet import Part, Point, Sheet
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.answer_page import hanging_on
from rusvej.render.offer_page import HEADINGS, offer_groups
from rusvej.render.page import LAW
from rusvej.render.saying import following, saying
from rusvej.render.screen_words import case_line, paragraphs
from rusvej.render.unbroken import phones, sentence
from rusvej.truth import Truth

#: The groups of the screen that a handout has, with their headings in full and how they look.
_GROUPS = {
    "AKUT": ("Er nogen i fare", "acute"),
    "SKAL": ("Det skal du", "must"),
    "RING": ("Ring først", "first"),
    "FRIST": ("Frist", "first"),
    "KAN": ("Det kan du gøre", ""),
    "HVIS": ("Hvis …", ""),
    "IKKE": ("Ikke lige nu", ""),
    "UKLART": ("Uklart i dokumenterne", ""),
    "HUSK": ("Godt at vide", ""),
}
#: What is typed in a terminal says nothing on paper.
_COMMAND = re.compile(r" \(rusvej [^)]*\)")
_RULED = ("Det vil jeg sige eller spørge om", "Aftalt: hvem gør hvad, og hvornår")
#: A condition that is a list, names a reading, or has both "and" and "or".
_KNOTTED = re.compile(r"[:(“]|\bog\b.*\beller\b|\beller\b.*\bog\b")
#: So many questions are worth preparing for.
_QUESTIONS = 6
#: So many things that may come to be are told; the rest is counted.
_LATER = 9


def answer_sheet(answer: Answer, whole: Screen, notes: Sequence[LawNote]) -> Sheet:
    """The handout of an answer. `whole` is its composition with nothing left out, `notes` are
    those on the law that concern it."""
    book, voice = answer.rulebook, Voice(answer.rulebook, answer.case)
    rung, rest = _numbers(whole, voice, book)
    said, rest = saying(answer, rest, voice)
    kept = _groups(changed(rest, prepared=False), book)
    if rung:
        place = sum(part.tone in ("acute", "must") for part in kept)
        called = kept.pop(place).points if whole.call else ()
        kept.insert(place, Part("Ring", (*called, *rung), "first"))
    kept.insert(sum(bool(part.tone) for part in kept), Part("Det kan du sige", tuple(said)))
    kept += [
        Part("Det er godt at have svar på", _questions(answer, voice)),
        Part("Hvad der sker så", tuple(following(answer, whole, voice))),
        Part("Kan blive aktuelt", _later(answer, voice) if whole.must or voice.asker.units else ()),
        Part("Vær opmærksom på", _caveats(answer, voice)),
        Part("Loven, ikke fra dokumenterne", _law(whole, notes, voice)),
        *_lists(notes, voice),
    ]
    kept = [part for part in kept if part.points]
    case, _ = case_words(answer, voice, every=True)
    title = "Til din samtale" if whole.self_ else f"Til samtalen om {whole.person}"
    cites = [point.cite for part in kept for point in part.points]
    return _sheet(book, title, case_line(case), answer.as_of, kept, cites)


def offer_sheet(
    book: Rulebook, offer: Offer, case: Case, notes: Sequence[LawNote], day: date
) -> Sheet:
    """The handout of one offer, told to the one who asks."""
    voice = Voice(book, case)
    parts = [
        Part(
            HEADINGS[group.label],
            tuple(Point(voice.say(sentence(text)), cite) for text, cite in group.lines),
            "first" if group.label == "RING" else "",
        )
        for group in offer_groups(book, offer)
        if group.lines
    ]
    told = [
        Point(words.capital(sentence(text)), book.cite(sources))
        for text, sources in _told(book, offer, case)
    ]
    if voice.named(offer.id) is False and not voice.asker.self_:
        told.append(Point("Du er ikke nævnt blandt dem, der kan henvende sig."))
    told += _especially(book, offer, voice)
    silent = [voice.unit_name(unit) for unit in offer.contact.units if not voice.number(unit)[0]]
    if silent:
        documents = words.capital(book.words.documents)
        names = words.listed(silent)
        asked = f"; {voice.asker.unnumbered}" if voice.asker.unnumbered else ""
        told.append(Point(sentence(f"{documents} har ikke telefonnummer til {names}{asked}")))
        short = [x for unit in offer.contact.units if (x := voice.told("contacts", unit))]
        told += [Point(words.capital(sentence(x.text)), book.cite(x.sources)) for x in short]
    deadlines = tuple(
        Point(sentence(deadline.text), book.cite(deadline.sources[:1]))
        for deadline in book.deadlines
        if offer.brings(deadline)
    )
    parts.insert(1, Part("Til dig", tuple(told), "first"))
    parts += [Part("Frister", deadlines), *_lists(notes, voice)]
    kept = [part for part in parts if part.points]
    cites = [point.cite for part in kept for point in part.points]
    return _sheet(book, offer.name, "", day, kept, cites)


def _numbers(whole: Screen, voice: Voice, book: Rulebook) -> tuple[list[Point], Screen]:
    """The numbers to ring, where no door to turn to has one of its own, and the screen without
    them: one to ask for it at; where nothing else can be rung, one of which it is unclear whether
    it can be in this case."""
    if whole.first or any(door.telephone for door in whole.now):
        return [], whole
    found = []
    for door in whole.now:
        told = voice.told("contacts", door.unit)
        cite = book.cite(told.sources) if told else ""
        for line in door.lines:
            if line.reach:
                found.append(Point(phones(f"{line.label}: {sentence(line.reach)}"), cite))
    if found:
        shorter = tuple(
            changed(door, lines=tuple(changed(line, reach="") for line in door.lines))
            for door in whole.now
        )
        return found, changed(whole, now=shorter)
    unsure = [] if whole.call else [line for line in whole.unclear if line.telephone]
    rest = tuple(line for line in whole.unclear if line not in unsure)
    return [_unsure(line, book) for line in unsure], changed(whole, unclear=rest)


def _unsure(line: Line, book: Rulebook) -> Point:
    names = words.listed(o.short or o.name for o in book.offers if o.id in line.about)
    said = f"uklart, {words.lower_first(sentence(line.text))}"
    return Point(phones(f"{names} {line.telephone}: {said}".strip()), book.cite(line.sources))


def _groups(screen: Screen, book: Rulebook) -> list[Part]:
    """The groups of the screen, each under a heading in full. What the screen runs together in a
    sentence is a list here; a line that heads others is a heading."""
    lists = {
        "HVIS": tuple(_hanging(line, book) for line in screen.if_),
        "UKLART": tuple(_unclear(line, book) for line in screen.unclear),
    }
    found: list[Part] = []
    label = ""
    for para in paragraphs(screen, book):
        if para.kind in ("head", "foot", "blank"):
            continue
        # What is decided at the door to ring first belongs to it.
        if para.label and para.label != "FØRST":
            label = para.label
        if label not in _GROUPS:
            continue
        heading, tone = _GROUPS[label]
        if label in lists:
            found.append(Part(heading, lists[label], tone))
            continue
        heads = label == "KAN" and para.kind == "group" and para.text.endswith(":")
        if para.label == label or heads:
            found.append(Part(_can(para.text[:-1]) if heads else heading, (), tone))
        if not heads:
            last = found[-1]
            point = Point(_COMMAND.sub("", para.text), para.mark)
            found[-1] = Part(last.heading, (*last.points, point), last.tone)
    return [part for part in found if part.points]


def _hanging(line: Line, book: Rulebook) -> Point:
    notes = "".join(f" ({note})" for note in line.notes)
    label = words.lower_first(line.label)
    clause = words.subordinate(line.condition)
    return Point(f"{clause}: {label}{notes}", book.cite(line.sources))


def _unclear(line: Line, book: Rulebook) -> Point:
    text = f"{line.label}: {words.lower_first(line.text)}" if line.label else line.text
    counted = f"{line.number} tilbud" if line.number and not line.label else ""
    about = counted or phones(line.telephone)
    told = f"{text} ({about})" if about else text
    return Point(words.capital(told), book.cite(line.sources[:2]))


def _can(text: str) -> str:
    """The line over some of what can be done, as a heading."""
    if text.startswith(("du ", "selv ")):
        return f"Du kan {text.removeprefix('du ')}"
    return f"Kan {text}" if text.startswith("kontaktes") else words.capital(text)


def _questions(answer: Answer, voice: Voice) -> tuple[Point, ...]:
    facts = answer.rulebook.vocabulary
    asked = dict.fromkeys(voice.asked(each.fact) for each in answer.next_questions)
    asker = answer.rulebook.roles.asker
    fit = [fact for fact in asked if fact != asker and voice.may_ask(facts[fact])]
    return tuple(Point(voice.question(facts[fact])) for fact in fit[:_QUESTIONS])


def _later(answer: Answer, voice: Voice) -> tuple[Point, ...]:
    """What others do in cases that this may turn out to be, and when."""
    found = [
        Point(
            voice.say(_may_come(each.action, hanging_on(answer, each))),
            answer.cite(each.action.sources, 3),
        )
        for each in answer.actions
        if each.applies is Truth.UNKNOWN
        and not each.action.must
        and not voice.silent("actions", each.action.id)
    ]
    rest = len(found) - _LATER
    return (*found[:_LATER], *([Point(f"Og {rest} mere.")] if rest > 0 else []))


def _may_come(action: Action, condition: str) -> str:
    """What may come and when; where the condition is not said in one breath, the action's own text,
    which says what it is for."""
    if not _KNOTTED.search(condition):
        return f"{action.title}: {condition}"
    text = sentence(action.text.partition(". ")[0])
    return f"{text} Uklart, om det gælder her." if "uklart: " in condition else text


def _law(whole: Screen, notes: Iterable[LawNote], voice: Voice) -> tuple[Point, ...]:
    """What the law says beside the deadlines, where the screen does not."""
    lines = (*whole.acute, *whole.must, *whole.call, *whole.know)
    said = {line.id for line in lines if line.kind == "note"}
    return tuple(
        Point(sentence(told.text))
        for note in notes
        if note.deadlines and note.id not in said and (told := voice.note(note))
    )


def _caveats(answer: Answer, voice: Voice) -> tuple[Point, ...]:
    found = []
    for each in answer.caveats:
        told = voice.told("caveats", each.caveat.id)
        silent = voice.silent("caveats", each.caveat.id)
        if each.applies is Truth.NO or silent or not told:
            continue
        # The short text speaks of a case in which it is known to apply.
        if each.applies is Truth.YES:
            title = each.caveat.title
            said = title if told.instead else _together(title, told.text)
        else:
            said = each.caveat.title if voice.names(each.printed.text) else each.printed.text
        cite = answer.rulebook.cite(each.printed.sources[:1])
        found.append(Point(voice.say(sentence(said)), cite))
    return tuple(found)


def _told(book: Rulebook, offer: Offer, case: Case) -> list[tuple[str, Sources]]:
    """What the asker is told of the offer: at the level of the case, else at each where it stands,
    with the levels where they differ."""
    level = book.roles.level
    at = {each.id: words.lower_first(each.name) for each in book.levels}
    levels = [case[level]] if level in case else [entry.level for entry in offer.levels]
    found: dict[str, tuple[Sources, list[str]]] = {}
    for each in levels or [""]:
        if told := Voice(book, {**case, level: each}).told("offers", offer.id):
            found.setdefault(told.text, (told.sources, []))[1].append(at.get(str(each), ""))
    return [
        (text if len(found) == 1 else f"{text} (ved {words.listed(names)})", sources)
        for text, (sources, names) in found.items()
    ]


def _especially(book: Rulebook, offer: Offer, voice: Voice) -> list[Point]:
    """What this asker is told of the offer, where it holds at its level, or at all of them."""
    at = {voice.level} if voice.level else {entry.level for entry in offer.levels}
    return [
        Point(sentence(told.text), book.cite(told.sources))
        for told in voice.asker.told
        if offer.id in told.offers and (told.levels is None or at <= set(told.levels))
    ]


def _together(title: str, text: str) -> str:
    """A title and what it is about, in one where the text goes on from a word of the title."""
    if text in title:
        return title
    before, found, _ = f" {title} ".partition(f" {text.split(maxsplit=1)[0]} ")
    return f"{before} {text}".strip() if found else f"{title}: {text}"


def _lists(notes: Iterable[LawNote], voice: Voice) -> list[Part]:
    """The lists to tick off and the letters that national notes have, for those they are for."""
    found = []
    for note in notes:
        if voice.role not in note.silent:
            read = words.listed(text.title for text in note.read)
            checked = words.day(date.fromisoformat(note.checked))
            where = f"Ikke fra dokumenterne. Læst {checked}: {read}."
            found.append(Part(note.title, tuple(map(Point, note.steps)), ticks=True, note=where))
            found.append(Part("Brevet", tuple(map(Point, note.letter)), letter=True))
    return [part for part in found if part.points]


def _sheet(
    book: Rulebook, title: str, lead: str, day: date, parts: Sequence[Part], cites: Iterable[str]
) -> Sheet:
    used = words.cited_in(book, cites)
    sources = [f"{mark} = {each.title} ({each.date})" for mark, each in used]
    own = f"{LAW} = ikke fra {book.words.documents}"
    return Sheet(
        book.about.municipality.name or book.about.name,
        title,
        lead,
        words.day(day),
        tuple(parts),
        _RULED,
        (*sources, "tallene er linjer", own) if sources else (),
        f"{book.about.name}, version {book.about.version}, pr. {words.day(day)}."
        f" {book.about.guidance} Arket har ingen personoplysninger.",
    )
