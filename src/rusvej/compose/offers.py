"""One offer as a line, and lines behind the same door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rusvej.answer import Answer, OfferResult, Status
from rusvej.compose.records import Door, First, Line
from rusvej.compose.waiting import condition, lines_of, outside, told_of
from rusvej.compose.wording import Voice
from rusvej.conditions import facts_of
from rusvej.danish import lower_first
from rusvej.facts import Fact
from rusvej.model import Sources
from rusvej.model.screen import Told
from rusvej.truth import Truth

#: The ways in on which somebody decides first.
DECIDED = ("decision", "assessed")
#: What is said of them beside a condition.
_DECISION = {"decision": ("kræver en afgørelse",), "assessed": ("kræver en vurdering",)}
#: So many conditions are said in full, beside an offer and in a list of offers.
_FULL, _LISTED = 3, 2
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
    unit = unit or turned_to(result)
    telephone, own = voice.number(unit)
    reach = None if telephone else voice.told("contacts", unit)
    cited = told.sources if told and told.sources else entry_lines(answer, result)
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
        unit = decided_by(result) if decided else turned_to(result)
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
    cited = entry_lines(answer, result)
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


def turned_to(result: OfferResult) -> str:
    """The unit one turns to."""
    return next(iter(result.offer.contact.units), "")


def entry_lines(answer: Answer, result: OfferResult) -> Sources:
    """Where the offer's entry stands at the level, or where it begins elsewhere."""
    level = answer.case.get(answer.rulebook.roles.level)
    entry = result.offer.entry(str(level)) if level is not None else None
    if entry is not None:
        return entry.sources
    return result.offer.entry_lines or tuple(e.sources[0] for e in result.offer.levels[:1])
