"""A level's pathway as text and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusvej.analysis.pathways import PlacedStep, PlacedStrand
from rusvej.conditions import ALWAYS, All, Condition, Reading, in_words, questions_of
from rusvej.model import Level, Question, Rulebook
from rusvej.render import words
from rusvej.render.answer_json import sources
from rusvej.render.frame import closing, head
from rusvej.render.page import Item, Items, Page


def levels_page(book: Rulebook) -> Page:
    """The five levels with the guide's own short stories."""
    page = Page("Guidens fem niveauer")
    page.say("Guiden giver ingen grænseværdier. Vælg det niveau, hvis historie ligner.")
    page.points(
        "Niveauer",
        [
            Item(
                f"{level.vignette.rstrip('.')}. {words.brief(level.sources)}",
                level.name,
                (f"Guiden spørger: {level.asks}", f"Se vejen: rusvej pathway {level.id}"),
            )
            for level in book.levels
        ],
    )
    return closing(page, book)


def pathway_page(book: Rulebook, level: Level, strands: Sequence[PlacedStrand]) -> Page:
    """The level's steps, strand by strand; numbers run through so that a step can point to
    another."""
    page = Page(f"{level.name}: vejen trin for trin")
    page.say(f"{level.vignette.rstrip('.')}. {level.asks} {words.brief(level.sources)}")
    page.say(
        "Sporene løber ved siden af hinanden; guiden siger ikke, hvilket der kommer først. Numrene"
        " viser, hvor et trin fører hen."
    )
    for strand in strands:
        page.heading(strand.title)
        if strand.note:
            page.say(strand.note, "note")
        open_here = dict.fromkeys(
            question.title for step in strand.steps for question in unsettled(book, step)
        )
        if open_here:
            page.say(f"Uafklaret i dokumenterne: {'; '.join(open_here)}.", "quiet")
        page.blocks.append(Items(tuple(_item(book, step) for step in strand.steps)))
    return closing(page, book)


def _item(book: Rulebook, step: PlacedStep) -> Item:
    under = [f"Hvem: {step.who.rstrip('.')}"]
    when = step.trigger or condition(book, step)
    if when:
        under.append(f"Hvornår: {when}")
    for way in step.ways:
        under.append(
            f"Derefter trin {way.number}, {words.lower_first(way.title)}"
            + (f" ({way.text})" if way.text else "")
        )
    if step.ends:
        under.append(step.ends)
    text = step.text.rstrip(".") + "."
    return Item(f"{text} {words.brief(step.sources)}", f"{step.number}. {step.title}", tuple(under))


def condition(book: Rulebook, step: PlacedStep) -> str:
    """What the step asks of the facts, in words; empty when it asks nothing. Open questions are
    told apart: see `unsettled`."""
    kept = _without_readings(step.when)
    return (
        ""
        if kept == ALWAYS
        else in_words(
            kept, book.vocabulary, {question.id: question.title for question in book.questions}
        )
    )


def unsettled(book: Rulebook, step: PlacedStep) -> list[Question]:
    """The open questions that the step's condition hangs on."""
    named = questions_of(step.when, book.readings)
    return [question for question in book.questions if question.id in named]


def _without_readings(condition: Condition) -> Condition:
    """The condition without the open questions that stand beside its facts; those inside an or or a
    not stay."""
    if isinstance(condition, Reading):
        return ALWAYS
    if isinstance(condition, All):
        kept = [part for part in map(_without_readings, condition.parts) if part != ALWAYS]
        return kept[0] if len(kept) == 1 else All(tuple(kept)) if kept else ALWAYS
    return condition


def _level(book: Rulebook, level: Level) -> dict[str, Any]:
    return {
        "id": level.id,
        "name": level.name,
        "vignette": level.vignette,
        "asks": level.asks,
        "sources": sources(book, level.sources),
    }


def levels_json(book: Rulebook) -> dict[str, Any]:
    """The levels for other programs."""
    return {**head("pathway/1", book), "levels": [_level(book, level) for level in book.levels]}


def pathway_json(book: Rulebook, level: Level, strands: Sequence[PlacedStrand]) -> dict[str, Any]:
    """A level's pathway for other programs."""
    return {
        **head("pathway/1", book),
        "level": _level(book, level),
        "strands": [
            {
                "id": strand.id,
                "title": strand.title,
                "note": strand.note,
                "steps": [_step(book, step) for step in strand.steps],
            }
            for strand in strands
        ],
    }


def _step(book: Rulebook, step: PlacedStep) -> dict[str, Any]:
    return {
        "number": step.number,
        "id": step.id,
        "title": step.title,
        "text": step.text,
        "who": step.who,
        "trigger": step.trigger,
        "when": condition(book, step),
        "open_questions": [question.id for question in unsettled(book, step)],
        "offers": list(step.offers),
        "next": [{"step": way.number, "when": way.text} for way in step.ways],
        "ends": step.ends,
        "sources": sources(book, step.sources),
    }
