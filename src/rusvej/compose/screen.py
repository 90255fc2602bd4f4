"""From an answer to the groups of one screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rusvej.answer import AWAY, Answer, OfferResult, Status
from rusvej.compose import offers as row
from rusvej.compose import unclear as doubt
from rusvej.compose.asking import asks, worth_asking
from rusvej.compose.first import first_door, opened_by, questioned, told_beside
from rusvej.compose.must import duties, musts
from rusvej.compose.records import Line, More, Screen
from rusvej.compose.waiting import beyond, told_of
from rusvej.compose.wording import Voice
from rusvej.conditions import facts_of
from rusvej.danish import lower_first
from rusvej.facts import Fact
from rusvej.model.law import LawNote
from rusvej.truth import Truth

_GO = ("direct", "contact")


def compose(
    answer: Answer,
    voice: Voice,
    notes: Sequence[LawNote] = (),
    soon: Sequence[LawNote] = (),
) -> Screen:
    """All groups, each whole: `fitted` makes them as short as a screen.

    `notes` are the notes on the law and on national help that concern the answer, `soon` those on
    what has to be in place before the next birthday.
    """
    book = answer.rulebook
    must = musts(answer, voice, notes)
    known_level = len(book.levels) < 2 or book.roles.level in answer.case
    first = first_door(answer, voice, notes, known_level=known_level)
    taken = {line.id for line in first.granted} if first else set()
    taken |= alone(answer, voice)
    groups: dict[str, list[OfferResult]] = {group: [] for group in GROUPS}
    for result in answer.offers:
        if result.offer.id not in taken:
            groups[group_of(result, answer, known_level)].append(result)
    # What the documents point to stands first, then what most that was said of the person speaks
    # for, then what hangs on least.
    rest = sorted(
        groups["if"],
        key=lambda result: (
            result.key.group > 0,
            -row.spoken_for(answer, result),
            row.far_off(answer, result),
            len(result.missing) or 9,
        ),
    )
    now = row.doors(answer, voice, groups["now"], first, decided=False)
    decision = row.doors(answer, voice, groups["decision"], first, decided=True)
    lines = [line for door in (*now, *decision) for line in door.lines]
    # The offers that a reader sees as something to do.
    seen = [line.id for line in (*lines, *(first.granted if first else ()))]
    # A deadline is nothing to say of somebody of whatever age or level.
    aged = not book.roles.age or book.roles.age in answer.case
    ids = seen if aged and known_level and not first else ()
    waiting = {d for id in ids for d in answer.offer(id).offer.deadlines} - _passed(answer)
    waiting |= questioned(answer, voice) if ids else set()
    deadlines = opened_by(answer, voice, waiting, notes)
    beside = told_beside(answer, voice, (*deadlines, *(first.deadlines if first else ())))
    open_ = doubt.unclear(answer, voice, groups["unclear"])
    # Whether something is to be done stands before what bears on what was said.
    owing = doubt.owed(answer, voice)
    owed = next((at for at, line in enumerate(open_, 1) if line.id in owing), 0)
    unclear = (
        *open_[:owed],
        *(line for line in doubt.colouring(answer, voice, seen) if line.id not in beside),
        *open_[owed:],
        *doubt.counted_with(answer, voice, seen),
    )
    shown_questions = {line.id for line in unclear}
    said, least = case_words(answer, voice)
    return Screen(
        case=said,
        least=least,
        as_of=answer.as_of,
        person=voice.person,
        self_=voice.asker.self_,
        unnumbered=voice.asker.unnumbered,
        acute=_acute(answer, voice, notes),
        must=must,
        call=_call(answer, voice, notes, alone=not first and not any(d.telephone for d in now)),
        first=first,
        now=now,
        decision=decision,
        if_=tuple(row.hanging(answer, voice, result) for result in rest),
        not_=tuple(row.missed(answer, voice, result) for result in groups["not"]),
        know=(
            *(Line("note", note.id, note.before, law=True) for note in soon),
            *_known(voice, seen),
            *(
                Line("note", note.id, told.text, note.now, law=True)
                for note in notes
                if note.online and (told := voice.note(note))
            ),
        ),
        levels=()
        if known_level
        else tuple(
            Line("level", level.id, level.vignette, level.name, level.sources)
            for level in book.levels
        ),
        given=answer.case,
        prepared=any(note.steps and voice.role not in note.silent for note in notes),
        deadlines=deadlines,
        unclear=unclear,
        owed=owed,
        ask=asks(answer, voice, seen, {line.id for door in now for line in door.lines}),
        more=More(
            can=0 if known_level else sum(r.status.shown for r in groups[""]),
            excluded=sum(not result.status.shown for result in groups[""]),
            open=len({use.question.id for use in answer.questions} - shown_questions),
            who=sum(
                result.applies is not Truth.NO and not result.action.must
                for result in answer.actions
            ),
            caveats=len(answer.caveats),
            questions=len(worth_asking(answer, voice)),
            law=len(notes),
        ),
    )


def _passed(answer: Answer) -> set[str]:
    """The deadlines of an offer that the documents point on from: who does not want it, or is in
    it, waits for no beginning."""
    away = (r for r in answer.offers if r.status.shown and r.key.pointed == AWAY)
    return {deadline for result in away for deadline in result.offer.deadlines}


#: What an offer may be told as; "" is only counted.
GROUPS = ("now", "decision", "if", "unclear", "not", "")


def group_of(result: OfferResult, answer: Answer, known_level: bool) -> str:
    """The table of `rusvej.compose` for one offer that neither `must` nor `first` has taken."""
    status, access = result.status, result.offer.access.kind
    if not known_level:
        return "now" if status is Status.FITS and access in _GO else ""
    if status is Status.OPEN:
        return "unclear"
    if not status.shown:
        return "not" if row.near_miss(result, answer.rulebook.vocabulary) else ""
    if access == "direct" or (access in _GO and status is Status.FITS):
        return "now"
    # What the documents point to and nobody is named to decide on is asked for where it is given.
    if access == "assessed" and not (result.key.group or row.decided_by(result)):
        return "now"
    fits = status is Status.FITS
    if access in row.DECIDED and (fits or row.decided_by(result)):
        return "decision"
    # What hangs on nothing is no "if": what is missing is the way in.
    return "unclear" if fits else "if"


def _known(voice: Voice, seen: Collection[str]) -> Iterator[Line]:
    """What this asker especially is told: one text of each record of the data that fits."""
    for told in voice.asker.told:
        here = told.levels is None or voice.level in told.levels
        if here and (not told.offers or any(offer in seen for offer in told.offers)):
            role, text = voice.asker.role, told.text
            yield Line("asker", role, text, sources=told.sources, about=told.offers)


def alone(answer: Answer, voice: Voice) -> set[str]:
    """The offers that what must be done is about, and nothing else: it is not told again as
    something one can."""
    every = (result.action.offers for result in duties(answer, voice))
    return {offers[0] for offers in every if len(offers) == 1}


def case_words(answer: Answer, voice: Voice, *, every: bool = False) -> tuple[tuple[str, ...], int]:
    """(what the case says, each fact in a few words, how many of them must not be left out for want
    of room): the age, the level and what a duty or a note on the law or on help hangs on first.
    What one option answered in one word is told as one thing, unless `every` fact is to be."""
    roles = answer.rulebook.roles
    found, least = [], 0
    facts = answer.rulebook.vocabulary
    deciding = _deciding(answer)
    # What does not fit beside the day is cut at the end: what is so tells more than what is not,
    # and who asks shows in every line anyway.
    aged = voice.asker.self_ and roles.age in answer.case

    def place(fact: Fact) -> int:
        if fact.id in deciding:
            return 2
        value = answer.case.get(fact.id)
        basics = {roles.age: 0, roles.level: 1, roles.asker: 4}
        return basics.get(fact.id, 3 if value is True else 5 if value is False else 6)

    for fact in sorted(facts.values(), key=place):
        if fact.id not in answer.case or (fact.id == roles.asker and aged):
            continue
        value = answer.case[fact.id]
        leader = voice.leader(fact.id)
        if leader != fact.id and answer.case.get(leader) == value and not every:
            continue
        alike = sum(
            voice.leader(each) == fact.id and said == value for each, said in answer.case.items()
        )
        phrase = fact.phrase(value)
        said = voice.clause(phrase or fact.in_words(value))
        if fact.id == roles.level and not phrase:
            said = f"{fact.label} {lower_first(said)}"
        elif fact.id == roles.age and aged:
            said = f"{voice.person} er {said}"
        elif fact.id == roles.asker and not voice.asker.self_:
            said = voice.asker.name or said
        plain = phrase or fact.id in (roles.age, roles.level) or fact.type == "bool"
        told = lower_first(said) if plain else f"{fact.label}: {said}"
        more = f" (og {alike - 1} ting til)" if alike > 1 and not every else ""
        found.append(told + more)
        least += place(fact) <= 2
    return tuple(found), least


def _deciding(answer: Answer) -> set[str]:
    """What a duty that stands hangs on, and, where it is so, what a note on the law or on help
    does."""
    book, case = answer.rulebook, answer.case
    whens = (r.action.when for r in answer.actions if r.action.must and r.applies is Truth.YES)
    noted = {fact for note in book.law_notes for fact in facts_of(note.when, book.readings)}
    found = {fact for when in whens for fact in facts_of(when, book.readings)}
    return beyond(answer, {*found, *(f for f in noted if case.get(f) is not False)})


def _acute(answer: Answer, voice: Voice, notes: Sequence[LawNote]) -> tuple[Line, ...]:
    """The help against danger that concerns the case, and with it the municipality's own numbers
    that belong to no unit of the documents."""
    national = [note for note in notes if note.acute]
    lines = [
        Line("note", note.id, told.text if (told := voice.note(note)) else note.text, law=True)
        for note in national
    ]
    if national:
        lines += [
            Line("note", own.id, f"{own.name} {own.telephone}", law=True)
            for own in answer.rulebook.local_numbers
            if own.telephone and not own.contact
        ]
    return tuple(lines)


def _call(
    answer: Answer, voice: Voice, notes: Sequence[LawNote], *, alone: bool
) -> tuple[Line, ...]:
    """The national help that can be rung and has a text for this asker: all of it where nothing
    else can be, else what is for what was said."""
    readings = answer.rulebook.readings
    return tuple(
        Line("note", note.id, told.text, law=True)
        for note in notes
        if note.kind == "national"
        and not (note.acute or note.online)
        and (alone or told_of(answer, facts_of(note.when, readings)))
        and (told := voice.note(note))
    )
