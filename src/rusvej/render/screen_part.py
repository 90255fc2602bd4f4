"""Some groups of the first screen, whole, as they are told to the one who asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rusvej.answer import Answer
from rusvej.compose import Screen, Voice
from rusvej.compose.fitting import uncut
from rusvej.compose.must import may_be_musts
from rusvej.compose.offers import hanging
from rusvej.model.law import LawNote
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.page import Margin
from rusvej.render.para import LAW, Para
from rusvej.render.screen_words import Drawing, labelled
from rusvej.render.unbroken import HARD, called, phones, sentence

#: The groups that are told like this, in their order.
PARTS = ("must", "can", "if")
#: More conditions than any offer has.
_ALL = 99


def part(
    answer: Answer, screen: Screen, notes: Sequence[LawNote], sections: Collection[str]
) -> Margin:
    """Those of `PARTS` that are among the sections, out of a screen with nothing left out."""
    voice = Voice(answer.rulebook, answer.case)
    whole = changed(uncut(screen), prepared=False, acute=(), not_=(), know=(), call=(), levels=())
    if "must" not in sections:
        whole = changed(whole, must=())
    if "can" not in sections:
        whole = changed(whole, now=(), decision=(), first=None, deadlines=())
    if "if" not in sections:
        whole = changed(whole, if_=())
    # Without a level only what no level decides is on a screen; the rest is in the whole answer.
    waiting = whole.more.can
    drawn = Drawing(changed(whole, more=changed(whole.more, can=0)), answer.rulebook)
    told = [drawn.head()]
    if "must" in sections:
        told += _must(answer, voice, drawn, notes)
    if "can" in sections:
        told += labelled("KAN", "can", _can(drawn, waiting))
    if "if" in sections:
        told += labelled("HVIS", "if", _if(answer, voice, drawn, waiting))
    return Margin((*told, Para("blank"), *drawn.foot()))


def _must(answer: Answer, voice: Voice, drawn: Drawing, notes: Sequence[LawNote]) -> Iterator[Para]:
    """What must be done, what may come to be, and what is to be prepared before it."""
    nothing = Para("group", "Svaret nævner intet, du skal gøre.")
    yield from labelled("SKAL", "must", [*drawn.must()] or [nothing])
    may = may_be_musts(answer, voice)
    hanging_on = [": ".join(filter(None, (words.capital(line.label), line.text))) for line in may]
    yield from labelled(
        "MÅSKE",
        "if",
        (
            Para("group", sentence(said), mark=drawn.mark(line))
            for said, line in zip(hanging_on, may, strict=True)
        ),
    )
    # The steps before what must be done, not those before something else.
    duties = {line.id for line in (*drawn.screen.must, *may)}
    about = {o for note in notes if note.id in duties for o in note.offers}
    about |= {o for each in answer.actions if each.action.id in duties for o in each.action.offers}
    for note in notes:
        first_is_duty = note.offers[:1] and note.offers[0] in about
        if not note.steps or not first_is_duty or voice.role in note.silent:
            continue
        yield from labelled(
            "HUSK",
            "know",
            (
                Para("group", f"{note.title}. {phones(sentence(note.text))}", mark=LAW),
                *(Para("group", f"-{HARD}{step}") for step in note.steps),
            ),
        )


def _can(drawn: Drawing, waiting: int) -> Iterator[Para]:
    screen = drawn.screen
    told = [para._replace(label="") for para in drawn.can()]
    yield from told
    if screen.first and screen.first.granted:
        yield Para("group", f"afgøres hos {called(screen.first.name, screen.first.telephone)}:")
        start = 1 + sum(len(door.lines) for door in (*screen.now, *screen.decision))
        for number, line in enumerate(screen.first.granted, start):
            yield drawn.row(changed(line, number=number))
    elif not told and not waiting:
        yield Para("group", "Der er ingen tilbud her.")
    if waiting:
        yield Para("group", _waiting(waiting, drawn))


def _waiting(offers: int, drawn: Drawing) -> str:
    name = drawn.book.vocabulary[drawn.book.roles.level].label
    return f"{offers} tilbud til: sig også {name}, eller se --full."


def _if(answer: Answer, voice: Voice, drawn: Drawing, waiting: int) -> Iterator[Para]:
    for short in drawn.screen.if_:
        line = hanging(answer, voice, answer.offer(short.id), _ALL)
        label = line.label + "".join(f" ({note})" for note in line.notes)
        said = f"{label}: hvis {words.subordinate(line.condition)}"
        yield Para("group", sentence(said), mark=drawn.mark(line))
    if not drawn.screen.if_:
        yield Para("group", _waiting(waiting, drawn) if waiting else "Der er ingen tilbud her.")
