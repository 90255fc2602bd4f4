"""From an answer to the groups of one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rusvej.answer import Answer, Status
from rusvej.compose import offers as row
from rusvej.compose.asking import asks
from rusvej.compose.first import first_door
from rusvej.compose.must import musts
from rusvej.compose.records import Line, More, Screen
from rusvej.compose.wording import Voice
from rusvej.model.law import LawNote
from rusvej.records import changed
from rusvej.truth import Truth

_GO = ("direct", "contact")
_DECIDED = ("decision", "assessed")


def compose(
    answer: Answer,
    voice: Voice,
    notes: Sequence[LawNote] = (),
    soon: Sequence[LawNote] = (),
    next_age: int | None = None,
) -> Screen:
    """All groups, each whole: `fitted` makes them as short as a screen.

    `notes` are the notes on the law and on national help that concern the answer, `soon` those on
    what has to be in place before the next birthday; `next_age` is
    that of the next birthday, if the answer changes then.
    """
    book = answer.rulebook
    must = musts(answer, voice, notes)
    first = first_door(answer, voice, notes)
    taken = {line.id for line in first.granted} if first else set()
    taken |= alone(answer, must)
    left = [result for result in answer.offers if result.offer.id not in taken]
    fits = [result for result in left if result.status is Status.FITS]
    depends = [result for result in left if result.status is Status.DEPENDS]
    known_level = not book.roles.level or book.about.roles.level in answer.case
    now = [
        result
        for result in left
        if (result in fits and result.offer.access.kind in _GO)
        or (result in depends and result.offer.access.kind == "direct" and known_level)
    ]
    decision = [
        result
        for result in left
        if result not in now
        and (result in fits or (result in depends and known_level))
        and result.offer.access.kind in _DECIDED
        and row.decided_by(result)
    ]
    # What something said of the person speaks for stands first, then what hangs on least.
    rest = sorted(
        (result for result in (*fits, *depends) if result not in now and result not in decision),
        key=lambda result: (not row.spoken_for(result, book.roles), len(result.missing) or 9),
    )
    unclear = [result for result in left if result.status is Status.OPEN]
    near = [result for result in left if row.near_miss(result, book.vocabulary)]
    now_doors = row.doors(answer, voice, now, decided=False, start=1)
    count = sum(len(door.lines) for door in now_doors)
    screen = Screen(
        case=case_words(answer, voice),
        as_of=answer.as_of,
        municipality=book.owner,
        guidance=book.about.brief or book.about.guidance,
        person=voice.person,
        self_=voice.asker.self_,
        acute=tuple(
            Line("note", note.id, _short(voice, note), law=True) for note in notes if note.acute
        ),
        must=must,
        first=first,
        now=now_doors,
        decision=row.doors(answer, voice, decision, decided=True, start=count + 1),
        if_=tuple(row.hanging(answer, voice, result) for result in rest) if known_level else (),
        not_=tuple(row.missed(answer, voice, result) for result in near) if known_level else (),
        unclear=(
            *(row.unclear(answer, voice, unclear) if known_level else ()),
            *row.counted_with(answer, voice),
        ),
        know=(
            *(Line("note", note.id, note.before, law=True) for note in soon),
            *_known(voice),
        ),
        levels=()
        if known_level
        else tuple(
            Line("level", level.id, level.vignette, level.name, level.sources)
            for level in book.levels
        ),
        next_age=next_age,
        law=tuple(
            dict.fromkeys(note.id for note in notes if note.id in {line.id for line in must})
        ),
    )
    shown_questions = {line.id for line in screen.unclear}
    return changed(
        screen,
        ask=asks(answer, voice, _seen(screen)),
        more=More(
            can=0 if known_level else len(depends),
            excluded=sum(not result.status.shown for result in answer.offers) - len(near),
            open=len({use.question.id for use in answer.questions} - shown_questions),
            who=sum(result.applies is not Truth.NO for result in answer.actions),
            caveats=len(answer.caveats),
            questions=len(answer.next_questions),
            law=len(notes),
        ),
    )


def _known(voice: Voice) -> Iterator[Line]:
    """What this asker especially is told: one text of each record of the data that fits."""
    for told in voice.asker.told:
        if told.levels is None or voice.level in told.levels:
            yield Line("asker", voice.asker.role, told.text, sources=told.sources)


def alone(answer: Answer, must: tuple[Line, ...]) -> set[str]:
    """The offers that a must line is about, and nothing else: what one must do is not told again as
    something one can."""
    said = {line.id for line in must if line.kind == "action"}
    return {
        result.action.offers[0]
        for result in answer.actions
        if result.action.id in said and len(result.action.offers) == 1
    }


def case_words(answer: Answer, voice: Voice) -> tuple[str, ...]:
    """What the case says, each fact in a few words."""
    roles = answer.rulebook.roles
    found = []
    facts = answer.rulebook.vocabulary
    for fact in sorted(facts.values(), key=lambda fact: fact.id != roles.asker):
        if fact.id not in answer.case:
            continue
        value = answer.case[fact.id]
        phrase = next((choice.phrase for choice in fact.values if choice.id == value), "")
        said = voice.say(phrase or fact.in_words(value))
        plain = phrase or fact.id in (roles.age, roles.level) or fact.type == "bool"
        found.append(row.lower_first(said) if plain else f"{fact.label}: {said}")
    return tuple(found)


def _seen(screen: Screen) -> list[str]:
    """The offers that a reader sees as something to do."""
    lines = [line for door in (*screen.now, *screen.decision) for line in door.lines]
    return [line.id for line in (*lines, *(screen.first.granted if screen.first else ()))]


def _short(voice: Voice, note: LawNote) -> str:
    told = voice.note(note)
    return told.text if told else note.text
