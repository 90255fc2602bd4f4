"""The door to call first: where a deadline begins to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rusvej.answer import AWAY, Answer, DeadlineResult, OfferResult, QuestionUse, Status
from rusvej.compose.offers import DECIDED, decided_by, line
from rusvej.compose.records import First, Line
from rusvej.compose.wording import Voice
from rusvej.conditions import ALWAYS
from rusvej.danish import listed, lower_first
from rusvej.model.law import LawNote
from rusvej.model.screen import Told
from rusvej.records import changed
from rusvej.truth import Truth


def first_door(
    answer: Answer, voice: Voice, notes: Sequence[LawNote], *, known_level: bool
) -> First | None:
    """The unit with a telephone that decides on most of the offers for which a deadline runs; None
    while the age is unknown, where the asker sits there, or where the documents point on from an
    offer behind it: who asks for anonymity, wants no treatment or is in one is not to begin there.

    While the level is not known, neither what can be granted there nor a deadline is told: both
    hang on it.
    """
    age = answer.rulebook.roles.age
    if age and age not in answer.case:
        return None
    running = {item.deadline.id for item in _running(answer)}
    behind: dict[str, list[OfferResult]] = {}
    for result in answer.offers:
        if result.status.shown and running.intersection(result.offer.deadlines):
            behind.setdefault(decided_by(result), []).append(result)
    behind.pop("", None)
    if not behind:
        return None
    unit_id = max(behind, key=lambda unit: len(behind[unit]))
    if any(result.key.pointed == AWAY for result in behind[unit_id]):
        return None
    unit = voice.unit(unit_id)
    if unit is None or not unit.ringing or unit_id in voice.asker.units:
        return None
    granted = [
        result
        for result in answer.offers
        if known_level
        and result.status in (Status.FITS, Status.DEPENDS)
        and decided_by(result) == unit_id
        and result.offer.access.kind in DECIDED
    ]
    opened = {d for result in behind[unit_id] for d in result.offer.deadlines if known_level}
    told = voice.told("contacts", unit_id)
    step = next((result.first_step for result in behind[unit_id] if result.first_step), None)
    return First(
        unit_id,
        unit.name,
        unit.ringing[0][0],
        told.text if told else step.statement.text if step else unit.purpose,
        told.sources if told else step.statement.sources if step else unit.sources[:1],
        tuple(
            changed(said, label=voice.listed(said.id) or said.label)
            for said in (line(answer, voice, result, unit_id) for result in granted)
        ),
        opened_by(answer, voice, opened, notes),
    )


def opened_by(
    answer: Answer, voice: Voice, deadlines: Iterable[str], notes: Sequence[LawNote]
) -> tuple[Line, ...]:
    """A line for each of the deadlines that holds or may hold and can be missed, and what the law
    says of them in this case. Two that one open question is told in place of are one line."""
    wanted = frozenset(deadlines)
    found = [each for each in _running(answer) if each.deadline.id in wanted]
    lines = {line.text: line for line in (_opened(answer, voice, each) for each in found)}
    told = {each.deadline.id for each in found}
    law = (
        Line("note", note.id, said.text, law=True)
        for note in notes
        if told.intersection(note.deadlines) and note.when != ALWAYS and (said := voice.note(note))
    )
    return (*lines.values(), *law)


def _opened(answer: Answer, voice: Voice, item: DeadlineResult) -> Line:
    line = deadline_line(answer, voice, item)
    if told := _in_place(answer, voice, item):
        text = f"Uklart, {lower_first(told.text)}"
        return changed(line, text=text, sources=told.sources, condition="", notes=())
    return line


def questioned(answer: Answer, voice: Voice) -> set[str]:
    """The deadlines in whose place an open question is told."""
    return {each.deadline.id for each in _running(answer) if _in_place(answer, voice, each)}


def _in_place(answer: Answer, voice: Voice, item: DeadlineResult) -> Told | None:
    """The text on the open question that leaves the deadline of an offer open to which the
    documents point in this case."""
    on = {question.id: question.offers for question in answer.rulebook.questions}
    for question in item.questions if item.unclear else ():
        told = voice.told("questions", question)
        offers = (answer.offer(offer) for offer in on[question])
        if told and told.instead and any(not each.key.pointed for each in offers):
            return told
    return None


def told_beside(answer: Answer, voice: Voice, lines: Iterable[Line]) -> set[str]:
    """The open questions that are told with the deadlines of the lines."""
    ids = {line.id for line in lines}
    return {
        use.question.id
        for each in answer.deadlines
        if each.deadline.id in ids and not _in_place(answer, voice, each)
        for use, _ in _doubts(answer, voice, each)
    }


def _doubts(
    answer: Answer, voice: Voice, item: DeadlineResult
) -> Iterator[tuple[QuestionUse, Told]]:
    """The open questions that bear on the deadline, decide nothing of it, and are on this case."""
    for use in answer.questions:
        bears = use.used is None and use.question.shown_when is not None
        told = voice.told("questions", use.question.id)
        if told and bears and use.question.id in item.deadline.questions:
            yield use, told


def _running(answer: Answer) -> Iterator[DeadlineResult]:
    return (each for each in answer.deadlines if each.deadline.kind == "deadline")


def deadline_line(answer: Answer, voice: Voice, item: DeadlineResult) -> Line:
    """One deadline, with the facts that can still change it."""
    said = voice.told("deadlines", item.deadline.id)
    doubts = (f"Uklart, {lower_first(told.text)}" for _, told in _doubts(answer, voice, item))
    vocabulary = answer.rulebook.vocabulary
    return Line(
        "deadline",
        item.deadline.id,
        ". ".join((said.text if said else item.deadline.text, *doubts)),
        item.deadline.name,
        said.sources if said and said.sources else item.deadline.sources,
        condition=listed(vocabulary[fact].label for fact in item.missing)
        if item.applies is Truth.UNKNOWN
        else "",
        notes=item.questions if item.unclear else (),
    )
