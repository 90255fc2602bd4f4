"""What must be done: never among what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from rusvej.answer import Answer
from rusvej.compose.records import Line
from rusvej.compose.wording import Voice
from rusvej.model.law import LawNote
from rusvej.truth import Truth

#: The kind of action that is a duty.
DUTY = "underretning"


def musts(answer: Answer, voice: Voice, notes: Sequence[LawNote]) -> tuple[Line, ...]:
    """The law's duty first, since it stands whatever the documents say; then what the documents say
    is to be done, known to apply."""
    lines = [
        Line("note", note.id, told.text, law=True)
        for note in notes
        if note.kind == "law" and not note.deadlines and (told := voice.note(note))
    ]
    for result in answer.actions:
        action = result.action
        if action.kind != DUTY or result.applies is not Truth.YES:
            continue
        if voice.silent("actions", action.id):
            continue
        said = voice.told("actions", action.id)
        sources = said.sources if said and said.sources else action.sources
        lines.append(
            Line(
                "action",
                action.id,
                said.text if said else voice.say(action.text),
                sources=answer.rulebook.sources_at(sources, voice.level),
            )
        )
    return tuple(lines)
