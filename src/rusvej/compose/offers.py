"""One offer as a line, and lines behind the same door."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from rusvej.answer import Answer, OfferResult, Status
from rusvej.compose.must import unsure
from rusvej.compose.records import Door, First, Line
from rusvej.compose.waiting import beyond, condition, lines_of, outside, told_of
from rusvej.compose.wording import Voice, lower_name
from rusvej.conditions import cut_points, facts_of
from rusvej.danish import few, listed, lower_first
from rusvej.facts import Fact
from rusvej.model import NOT_STATED, Sources
from rusvej.model.screen import Told
from rusvej.truth import Truth

#: The ways in on which somebody decides first.
DECIDED = ("decision", "assessed")
#: What is said of them beside a condition.
_DECISION = {"decision": ("kræver en afgørelse",), "assessed": ("kræver en vurdering",)}
#: So many conditions are said in full, beside an offer and in a list of offers.
_FULL, _LISTED = 3, 2
#: So many offers are named with the open question that decides on them, and with the age that
#: several of them hang on.
_NAMED, _AGED = 2, 4
#: What an offer is stands beside its name in a list, where it is as short as a name.
_BRIEF = 24


def name(result: OfferResult) -> str:
    """The offer's short name."""
    return result.offer.short or result.offer.name


def decided_by(result: OfferResult) -> str:
    """The unit that decides, by the first statement on the way in known to hold that names one."""
    for said in result.access:
        if said.verdict is Truth.YES and said.statement.unit:
            return said.statement.unit
    return ""


def spoken_for(answer: Answer, result: OfferResult) -> int:
    """How many criteria are met of which something was said beyond age and level."""
    return sum(
        reason.verdict is Truth.YES and told_of(answer, reason.facts) for reason in result.reasons
    )


def far_off(answer: Answer, result: OfferResult) -> bool:
    """Whether it hangs, for a grown person, on nothing but what nobody would ask before something
    else is known: which school she goes to, before whether she goes to any."""
    book, case = answer.rulebook, answer.case
    grown, age = book.words.person.from_, case.get(book.roles.age)
    waiting = (any(f not in case for f in book.vocabulary[m].asked_after) for m in result.missing)
    is_grown = grown is not None and isinstance(age, int) and age >= grown
    return is_grown and bool(result.missing) and all(waiting)


def near_miss(result: OfferResult, vocabulary: Mapping[str, Fact]) -> bool:
    """Whether one criterion alone excludes the offer, and one that the person can change."""
    if result.status is not Status.EXCLUDED:
        return False
    unmet = [reason for reason in result.reasons if reason.verdict is Truth.NO]
    return len(unmet) == 1 and all(vocabulary[fact].changes == "choice" for fact in unmet[0].facts)


def told_here(answer: Answer, voice: Voice, result: OfferResult) -> tuple[Told | None, list[Told]]:
    """(what the offer is to this asker, the caveats told beside it): a caveat that holds may stand
    in place of what the offer is elsewhere."""
    readings = answer.rulebook.readings
    caveats = [
        caveat
        for item in answer.caveats
        if result.offer.id in item.caveat.offers
        and (caveat := voice.told("caveats", item.caveat.id))
        # What may still come of what was said is worth a note, and takes no other's place.
        and (
            item.applies is Truth.YES
            or (not caveat.instead and told_of(answer, facts_of(item.caveat.when, readings)))
        )
    ]
    instead = (caveat for caveat in caveats if caveat.instead)
    beside = [caveat for caveat in caveats if not caveat.instead]
    return next(instead, None) or voice.told("offers", result.offer.id), beside


def line(answer: Answer, voice: Voice, result: OfferResult, unit: str = "") -> Line:
    """The offer's line: what it is, on what it hangs, and the caveats that belong to it; with the
    number of the unit that decides, where one is given."""
    told, caveats = told_here(answer, voice, result)
    beside = caveats + [
        said
        for item in answer.actions
        if item.applies is Truth.YES
        and not item.action.must
        and result.offer.id in item.action.offers
        and (said := voice.told("actions", item.action.id))
    ]
    notes = [said.text for said in beside]
    if voice.named(result.offer.id) is False and not voice.asker.self_:
        notes.append(f"Om {voice.asker.name} kan henvende sig, siger {answer.rulebook.guide} ikke")
    unit = unit or _turned_to(result)
    telephone, own = voice.number(unit)
    reach = None if telephone else voice.told("contacts", unit)
    cited = told.sources if told and told.sources else _entry(answer, result)
    cited += outside(reach.sources, cited) if reach else ()
    cited += outside((each for said in beside for each in said.sources), cited)
    hangs = result.status is Status.DEPENDS
    return Line(
        "offer",
        result.offer.id,
        told.text if told else voice.say(lower_first(result.offer.summary.rstrip("."))),
        name(result),
        cited + (lines_of(answer, result, _FULL, cited) if hangs else ()),
        condition=condition(answer, voice, result, _FULL) if hangs else "",
        notes=tuple(notes),
        telephone=telephone,
        reach=reach.text if reach else "",
        own_number=own,
    )


def doors(
    answer: Answer,
    voice: Voice,
    results: Iterable[OfferResult],
    first: First | None,
    *,
    decided: bool,
) -> tuple[Door, ...]:
    """The offers behind the doors one turns to (or, `decided`, that decide). Who asks for another
    reads last what is behind the number of the door to call `first`."""
    found: dict[str, list[OfferResult]] = {}
    for result in results:
        unit = decided_by(result) if decided else _turned_to(result)
        found.setdefault(unit, []).append(result)
    every = (result.offer.id for group in found.values() for result in group)
    going = {offer for offer in every if not decided and voice.reached(offer)}
    made = []
    for unit, group in found.items():
        # What the documents point to stands first, then what hangs on nothing; for the rest the
        # order of the ranking is kept.
        ordered = sorted(group, key=lambda r: decided and (r.key.group > 0, r.status))
        lines = tuple(line(answer, voice, result, unit) for result in ordered)
        own = unit in voice.asker.units
        named = [voice.named(result.offer.id) for result in group]
        others = not decided and all(each is False for each in named)
        # Who asks for herself reads first where she can apply herself; who asks for another, last
        # what hangs on the other, where nobody says that one can turn to it for her.
        applies = decided and voice.asker.self_ and any(named)
        hangs = all(result.status is Status.DEPENDS and result.key.pointed for result in group)
        waits = hangs and not (decided or own or any(named) or voice.asker.self_ or not voice.role)
        # What still hangs on something stands after what is open as it is.
        unsure = decided and all(result.status is not Status.FITS for result in group)
        telephone = voice.number(unit)[0]
        door = Door(
            unit,
            voice.unit_name(unit),
            telephone,
            lines,
            own,
            others and voice.asker.self_,
        )
        again = bool(first and telephone == first.telephone and voice.role)
        again = again and not voice.asker.self_
        # What waits for the other to come stands after what goes to her.
        stays = bool(going) and hangs and going.isdisjoint(result.offer.id for result in group)
        made.append(((not own, others, not applies, unsure, waits, again, stays), door))
    # What the asker does stands first; last, where others than the asker have to make the contact.
    return tuple(door for _, door in sorted(made, key=lambda each: each[0]))


def hanging(answer: Answer, voice: Voice, result: OfferResult, most: int = _LISTED) -> Line:
    """An offer that hangs on something, with at `most` so many conditions, in a few words."""
    cited = _entry(answer, result)
    told = voice.told("offers", result.offer.id)
    brief = (told.text,) if told and len(told.text) <= _BRIEF else ()
    return Line(
        "offer",
        result.offer.id,
        "",
        name(result),
        # What it hangs on is what is said of it here.
        lines_of(answer, result, most, cited) + cited,
        condition=condition(answer, voice, result, most),
        notes=(*_DECISION.get(result.offer.access.kind, ()), *brief),
    )


def missed(answer: Answer, voice: Voice, result: OfferResult) -> Line:
    """An offer that one thing keeps away, with that thing."""
    demand = next(r.criterion for r in result.reasons if r.verdict is Truth.NO)
    short = f"{voice.person} {voice.own(demand.if_)}" if demand.if_ else ""
    return Line(
        "offer",
        result.offer.id,
        short or voice.clause(lower_first(demand.text)),
        name(result),
        answer.rulebook.sources_at(demand.sources, answer.level),
    )


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
        asked: any(_turned_to(result) in voice.asker.units for result in found)
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
        Line("offer", r.offer.id, "hvor man søger det, er ikke angivet", name(r), _entry(answer, r))
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
    telephone = voice.number(_turned_to(found[0]))[0] if alone else ""
    reach = voice.told("contacts", _turned_to(found[0])) if alone and not telephone else None
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


def _turned_to(result: OfferResult) -> str:
    """The unit one turns to."""
    return next(iter(result.offer.contact.units), "")


def _entry(answer: Answer, result: OfferResult) -> Sources:
    level = answer.case.get(answer.rulebook.roles.level)
    entry = result.offer.entry(str(level)) if level is not None else None
    if entry is not None:
        return entry.sources
    return result.offer.entry_lines or tuple(e.sources[0] for e in result.offer.levels[:1])
