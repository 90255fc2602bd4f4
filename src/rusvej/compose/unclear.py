"""What the documents leave open of the offers, as lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from rusvej.answer import Answer, OfferResult, Status
from rusvej.compose.must import unsure
from rusvej.compose.offers import entry_lines, name, spoken_for, turned_to
from rusvej.compose.records import Line
from rusvej.compose.waiting import beyond, told_of
from rusvej.compose.wording import Voice, lower_name
from rusvej.conditions import cut_points, facts_of
from rusvej.danish import few, listed, lower_first
from rusvej.model import NOT_STATED

#: So many offers are named with the open question that decides on them, and with the age that
#: several of them hang on.
_NAMED, _AGED = 2, 4


def unclear(answer: Answer, voice: Voice, results: Sequence[OfferResult]) -> tuple[Line, ...]:
    """The open questions that decide on offers, each with their number (0 for a single one) and,
    for a single one, the telephone number it can be asked at; before them the offers whose way in
    no document states and for which something speaks that was said, after them the others of those.

    An offer is told with the question that something was said of, else with the one that decides on
    most offers. A question with no text of its own is told with the names of its offers, where they
    are few; several that an age alone decides are told as one. What is the asker's own task comes
    first, then what decides whether something is to be done, those of which something was said, and
    those on what one can turn to oneself. What is open only on the young is not told of a grown
    person.
    """
    behind = _behind(answer, results)
    titles = {asked: _title(answer, voice, asked, found) for asked, found in behind.items()}
    begun = {
        asked: any(_asked_about(answer, result, asked) for result in found)
        for asked, found in behind.items()
    }

    # Whether what is for the young is for one who is none is nothing to wonder about first.
    for_the_young = {asked for asked in behind if _for_the_young(answer, asked)}
    owing = owed(answer, voice)
    # Whether it is her own task at all is what the asker wonders first.
    hers = {
        asked: any(turned_to(result) in voice.asker.units for result in found)
        for asked, found in behind.items()
    }

    def place(asked: Line) -> tuple[int, bool, int, bool, bool]:
        own = any(result.offer.access.kind == "direct" for result in behind[asked.id])
        most = -len(behind[asked.id]) if begun[asked.id] else 0
        first = (2 if asked.id in for_the_young else 0) if hers[asked.id] else 1
        return first, asked.id not in owing, most, not own, not _by_age(answer, asked.id)

    questions = sorted(titles.values(), key=place)
    aged = [
        each
        for each in questions
        if _by_age(answer, each.id) and not (begun[each.id] or hers[each.id] or each.telephone)
        if each.id not in owing
    ]
    foreign = [each for each in aged if each.id in for_the_young]
    questions = [each for each in questions if each not in foreign]
    aged = [each for each in aged if each not in foreign]
    if len(aged) > 1:
        names = [lower_name(name(result)) for each in aged for result in behind[each.id]]
        text = f"Om {_aged(answer, voice)} kan bruge {few(names, _AGED, 'tilbud til')}"
        cited = tuple(each.sources[0] for each in aged)
        told = Line("question", aged[0].id, text, sources=cited)
        questions = [
            told if each is aged[0] else each for each in questions if each not in aged[1:]
        ]
    silent = doorless(answer, results)
    spoken = [line for line in silent if spoken_for(answer, answer.offer(line.id))]
    return (*spoken, *questions, *(line for line in silent if line not in spoken))


def owed(answer: Answer, voice: Voice) -> set[str]:
    """The open questions that alone decide whether this asker, or somebody she asks for, is to do
    something; not those on the young, of a grown person."""
    asked = unsure(answer, voice) if voice.role else ()
    return {each for each in asked if not _for_the_young(answer, each)}


def doorless(answer: Answer, results: Iterable[OfferResult]) -> tuple[Line, ...]:
    """The offers that fit and whose way in no document states."""
    return tuple(
        Line(
            "offer",
            r.offer.id,
            "hvor man søger det, er ikke angivet",
            name(r),
            entry_lines(answer, r),
        )
        for r in results
        if r.status is Status.FITS and r.offer.access.kind == NOT_STATED
    )


def _aged(answer: Answer, voice: Voice) -> str:
    """The person by her age alone."""
    age = answer.case.get(answer.rulebook.roles.age)
    if age is None:
        return "du" if voice.asker.self_ else "alle"
    return f"du som {age}-årig" if voice.asker.self_ else f"en {age}-årig"


def _behind(answer: Answer, results: Iterable[OfferResult]) -> dict[str, list[OfferResult]]:
    """The offers that are open, by the question each is told with."""
    deciding: list[tuple[OfferResult, list[str]]] = []
    for result in results:
        used = [use.question.id for use in result.questions if use.used is None]
        if result.status is Status.OPEN and used:
            hung = {question for reason in result.reasons for question in reason.questions}
            # What was used up is known, and the question on having it again is what is left.
            spent = [each for each in used if each in result.offer.reopening]
            deciding.append((result, spent or [each for each in used if each in hung] or used))
    often = Counter(question for _, asked in deciding for question in asked)
    behind: dict[str, list[OfferResult]] = {}
    for result, asked in deciding:
        chosen = max(asked, key=lambda q: (_asked_about(answer, result, q), often[q]))
        behind.setdefault(chosen, []).append(result)
    return behind


def _title(answer: Answer, voice: Voice, asked: str, found: Sequence[OfferResult]) -> Line:
    question = next(q for q in answer.rulebook.questions if q.id == asked)
    told = voice.told("questions", asked)
    text = told.text if told else voice.say(question.title)
    unsaid = [name(each) for each in found if not _names(text, name(each))]
    alone = len(found) == 1 and found[0].offer.access.kind == "direct"
    telephone = voice.number(turned_to(found[0]))[0] if alone else ""
    reach = voice.told("contacts", turned_to(found[0])) if alone and not telephone else None
    return Line(
        "question",
        asked,
        text,
        "" if told or len(found) > _NAMED else listed(unsaid),
        answer.rulebook.sources_at(question.sources, answer.level),
        number=len(found) if len(found) > 1 else 0,
        telephone=telephone,
        # Nobody is asked to do what it is unclear whether it can be done.
        reach=reach.named if reach else "",
        about=tuple(result.offer.id for result in found),
    )


def colouring(answer: Answer, voice: Voice, seen: Collection[str]) -> tuple[Line, ...]:
    """The open questions that decide nothing and bear on what was said, with a text for this asker;
    one on some offers alone only where one of them is `seen`."""
    readings = answer.rulebook.readings
    found = []
    for use in answer.questions:
        question = use.question
        if use.used is not None or question.shown_when is None:
            continue
        elsewhere = question.offers and not set(question.offers).intersection(seen)
        begun = told_of(answer, facts_of(question.shown_when, readings))
        if begun and not elsewhere and voice.told("questions", question.id):
            found.append(_title(answer, voice, question.id, ()))
    return tuple(found)


def _names(text: str, offer: str) -> bool:
    """Whether a word of the offer's name, or of a compound in it, stands in the text."""
    said = text.casefold()
    return any(word in said for word in re.findall(r"[^\W\d_]{3,}", offer.casefold()))


def _asked_about(answer: Answer, result: OfferResult, question: str) -> bool:
    """Whether the question is on a criterion of which something was said."""
    return any(question in r.questions and told_of(answer, r.facts) for r in result.reasons)


def _by_age(answer: Answer, question: str) -> bool:
    """Whether the readings of the question part at an age."""
    book = answer.rulebook
    return any(book.roles.age in facts_of(r, book.readings) for r in book.readings[question])


def _for_the_young(answer: Answer, question: str) -> bool:
    """Whether the readings part at ages of the young alone, and the person is called otherwise."""
    book = answer.rulebook
    grown, age = book.words.person.from_, answer.case.get(book.roles.age)
    if grown is None or not isinstance(age, int) or age < grown:
        return False
    cuts = (cut for reading in book.readings[question] for cut in cut_points(reading))
    bounds = [bound for fact, bound in cuts if fact == book.roles.age]
    return bool(bounds) and max(bounds) < grown


def counted_with(answer: Answer, voice: Voice, seen: Iterable[str]) -> tuple[Line, ...]:
    """The open questions that are answered one way for now and bear on the offers `seen`, with that
    way: whoever counts on it must see it. One on facts of which nothing was said decides nothing
    yet."""
    readings = answer.rulebook.readings
    offers = frozenset(seen)
    bearing = {u.question.id for r in answer.offers if r.offer.id in offers for u in r.questions}
    found = []
    for use in answer.questions:
        if use.used is None or use.question.id not in bearing:
            continue
        facts = {f for r in readings[use.question.id] for f in facts_of(r, readings)}
        if beyond(answer, facts) and not told_of(answer, facts):
            continue
        told = voice.told("questions", use.question.id)
        reading = lower_first(use.question.reading(use.used).text)
        found.append(
            Line(
                "question",
                use.question.id,
                told.text if told else voice.say(f"her regnes med “{reading}”"),
                "" if told else voice.say(use.question.title),
                answer.rulebook.sources_at(use.question.sources, answer.level),
                assumed=True,
            )
        )
    return tuple(found)
