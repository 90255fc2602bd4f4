"""One offer as a line, and lines behind the same door."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rusvej.answer import Answer, OfferResult, Status
from rusvej.compose.records import Door, Line
from rusvej.compose.waiting import condition, told_of
from rusvej.compose.wording import Voice, lower_first
from rusvej.conditions import facts_of
from rusvej.facts import Fact
from rusvej.model import Sources
from rusvej.truth import Truth

#: The ways in on which somebody decides first.
DECIDED = ("decision", "assessed")
#: What is said of them beside a condition.
_DECISION = {"decision": ("kræver en afgørelse",), "assessed": ("kræver en vurdering",)}
#: So many conditions are said in full, beside an offer and in a list of offers.
_FULL, _LISTED = 3, 2
#: So many offers are named with the open question that decides on them.
_NAMED = 2


def name(result: OfferResult) -> str:
    """The offer's short name."""
    return result.offer.short or result.offer.name


def decided_by(result: OfferResult) -> str:
    """The unit that decides, by the first statement on the way in known to hold that names one."""
    for said in result.access:
        if said.verdict is Truth.YES and said.statement.unit:
            return said.statement.unit
    return ""


def spoken_for(answer: Answer, result: OfferResult) -> bool:
    """Whether a criterion is met, and something was said of it beyond age and level."""
    return any(
        reason.verdict is Truth.YES and told_of(answer, reason.facts) for reason in result.reasons
    )


def near_miss(result: OfferResult, vocabulary: Mapping[str, Fact]) -> bool:
    """Whether one criterion alone excludes the offer, and one that the person can change."""
    if result.status is not Status.EXCLUDED:
        return False
    unmet = [reason for reason in result.reasons if reason.verdict is Truth.NO]
    return len(unmet) == 1 and all(vocabulary[fact].changes == "choice" for fact in unmet[0].facts)


def line(answer: Answer, voice: Voice, result: OfferResult) -> Line:
    """The offer's line: what it is, on what it hangs, and the caveats that belong to it."""
    caveats = [
        caveat
        for item in answer.caveats
        if item.applies is Truth.YES
        and result.offer.id in item.caveat.offers
        and (caveat := voice.told("caveats", item.caveat.id))
    ]
    instead = (caveat for caveat in caveats if caveat.instead)
    told = next(instead, None) or voice.told("offers", result.offer.id)
    notes = [caveat.text for caveat in caveats if not caveat.instead]
    if voice.not_named(result.offer.id):
        notes.append(f"Om {voice.asker.name} kan henvende sig, siger {answer.rulebook.guide} ikke")
    telephone, own = voice.number(_turned_to(result))
    return Line(
        "offer",
        result.offer.id,
        told.text if told else voice.say(lower_first(result.offer.summary.rstrip("."))),
        name(result),
        told.sources if told and told.sources else _entry(answer, result),
        condition=condition(answer, voice, result, _FULL)
        if result.status is Status.DEPENDS
        else "",
        notes=tuple(notes),
        telephone=telephone,
        own_number=own,
    )


def doors(
    answer: Answer, voice: Voice, results: Iterable[OfferResult], *, decided: bool
) -> tuple[Door, ...]:
    """The offers behind the doors one turns to (or, `decided`, that decide)."""
    found: dict[str, list[OfferResult]] = {}
    for result in results:
        unit = decided_by(result) if decided else _turned_to(result)
        found.setdefault(unit, []).append(result)
    made = []
    # What the asker does stands first; last, where others than the asker have to make the contact.
    own_first = sorted(
        found.items(),
        key=lambda each: (
            each[0] not in voice.asker.units,
            not decided and all(voice.not_named(result.offer.id) for result in each[1]),
        ),
    )
    for unit, group in own_first:
        # What hangs on nothing stands first; for the rest the order of the ranking is kept.
        ordered = sorted(group, key=lambda result: decided and result.status)
        lines = tuple(line(answer, voice, result) for result in ordered)
        own = unit in voice.asker.units
        made.append(Door(unit, voice.unit_name(unit), voice.number(unit)[0], lines, own))
    return tuple(made)


def hanging(answer: Answer, voice: Voice, result: OfferResult) -> Line:
    """An offer that hangs on something, with the condition in a few words."""
    return Line(
        "offer",
        result.offer.id,
        "",
        name(result),
        _entry(answer, result),
        condition=condition(answer, voice, result, _LISTED),
        notes=_DECISION.get(result.offer.access.kind, ()),
    )


def missed(answer: Answer, voice: Voice, result: OfferResult) -> Line:
    """An offer that one thing keeps away, with that thing."""
    reason = next(reason for reason in result.reasons if reason.verdict is Truth.NO)
    return Line(
        "offer",
        result.offer.id,
        voice.clause(lower_first(reason.criterion.text)),
        name(result),
        answer.rulebook.sources_at(reason.criterion.sources, answer.level),
    )


def unclear(answer: Answer, voice: Voice, results: Sequence[OfferResult]) -> tuple[Line, ...]:
    """The open questions that decide on offers, each with their number (0 for a single one) and,
    for a single one, the telephone number it can be asked at; then the offers that fit and whose
    way in no document states.

    A question with no text of its own is told with the names of its offers, where they are few;
    those on what one can turn to oneself come first, before all where something was said of it,
    then those that an age decides.
    """
    behind: dict[str, list[OfferResult]] = {}
    titles: dict[str, Line] = {}
    doorless = []
    for result in results:
        use = next((use for use in result.questions if use.used is None), None)
        if result.status is Status.FITS:
            doorless.append(
                Line(
                    "offer",
                    result.offer.id,
                    "vejen ind er ikke angivet",
                    name(result),
                    _entry(answer, result),
                )
            )
        if result.status is not Status.OPEN or use is None:
            continue
        behind.setdefault(use.question.id, []).append(result)
        found = behind[use.question.id]
        told = voice.told("questions", use.question.id)
        alone = len(found) == 1 and result.offer.access.kind == "direct"
        text = told.text if told else voice.say(use.question.title)
        unsaid = [name(each) for each in found if not _names(text, name(each))]
        titles[use.question.id] = Line(
            "question",
            use.question.id,
            text,
            "" if told or len(found) > _NAMED else " og ".join(unsaid),
            use.question.sources,
            number=len(found) if len(found) > 1 else 0,
            telephone=voice.number(_turned_to(result))[0] if alone else "",
        )

    def place(asked: Line) -> tuple[bool, bool, bool]:
        own = [r for r in behind[asked.id] if r.offer.access.kind == "direct"]
        begun = any(_asked_about(answer, result, asked.id) for result in own)
        return not begun, not own, not _by_age(answer, asked.id)

    questions = sorted(titles.values(), key=place)
    return (*questions, *doorless)


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


def counted_with(answer: Answer, voice: Voice, seen: Iterable[str]) -> tuple[Line, ...]:
    """The open questions that are answered one way for now and bear on the offers `seen`, with that
    way: whoever counts on it must see it."""
    offers = frozenset(seen)
    bearing = {u.question.id for r in answer.offers if r.offer.id in offers for u in r.questions}
    found = []
    for use in answer.questions:
        if use.used is None or use.question.id not in bearing:
            continue
        told = voice.told("questions", use.question.id)
        reading = lower_first(use.question.reading(use.used).text)
        found.append(
            Line(
                "question",
                use.question.id,
                told.text if told else voice.say(f"her regnes med “{reading}”"),
                "" if told else voice.say(use.question.title),
                use.question.sources,
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
