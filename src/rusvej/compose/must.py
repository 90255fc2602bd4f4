"""What must be done: never among what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rusvej.answer import ActionResult, Answer
from rusvej.compose.records import Line
from rusvej.compose.wording import Voice
from rusvej.model.law import LawNote
from rusvej.records import changed
from rusvej.truth import Truth


def musts(answer: Answer, voice: Voice, notes: Sequence[LawNote]) -> tuple[Line, ...]:
    """The law's duty first, since it stands whatever the documents say; then what the documents say
    is to be done, known to apply."""
    lines = [
        Line("note", note.id, told.text, law=True)
        for note in notes
        if note.kind == "law" and not note.deadlines and (told := voice.note(note))
    ]
    return (*lines, *(_line(answer, voice, each) for each in _told_once(duties(answer, voice))))


def may_be_musts(answer: Answer, voice: Voice) -> tuple[Line, ...]:
    """What the documents say is to be done, where it is not known whether it applies: for want of a
    fact, or since the documents leave it open."""
    return tuple(
        changed(line, label="" if each.missing else "uklart, om det gælder her")
        for each in duties(answer, voice, Truth.UNKNOWN)
        for line in [_line(answer, voice, each)]
    )


def unsure(answer: Answer, voice: Voice) -> set[str]:
    """The open questions that alone decide whether something is to be done."""
    waiting = duties(answer, voice, Truth.UNKNOWN)
    return {question for each in waiting if not each.missing for question in each.questions}


def duties(answer: Answer, voice: Voice, applies: Truth = Truth.YES) -> list[ActionResult]:
    """What is to be done and is told to this asker."""
    return [
        result
        for result in answer.actions
        if result.action.must
        and result.applies is applies
        and not voice.silent("actions", result.action.id)
    ]


def _told_once(results: Sequence[ActionResult]) -> Iterator[ActionResult]:
    """Without what another tells more closely: the same kind of step, which concerns the same
    offers and more. That it can be read otherwise bears on the general one alone."""
    for result in results:
        kind, offers = result.action.kind, {*result.action.offers}
        closer = (r for r in results if r.action.kind == kind and offers < {*r.action.offers})
        if not any(closer):
            yield result


def _line(answer: Answer, voice: Voice, result: ActionResult) -> Line:
    action = result.action
    said = voice.told("actions", action.id)
    # Whoever does what is counted with must see that the documents can be read otherwise.
    doubts = (
        told.text
        for use in answer.questions
        if use.used is not None and use.question.offers == action.offers
        if not voice.silent("questions", use.question.id)
        if (told := voice.told("questions", use.question.id))
    )
    sources = said.sources if said and said.sources else action.sources
    return Line(
        "action",
        action.id,
        ". ".join((said.text if said else voice.say(action.text), *doubts)),
        sources=answer.rulebook.sources_at(sources, voice.level),
    )
