"""A level's pathway as text, as data and as a Mermaid flowchart."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from rusvej.analysis.pathways import PlacedStep, PlacedStrand
from rusvej.conditions import ALWAYS, All, Condition, Reading, questions_of
from rusvej.model import Level, Question, Rulebook, genitive
from rusvej.render import words
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Item, Page


def levels_page(book: Rulebook) -> Page:
    """The levels with the guide's own short stories."""
    page = Page(levels_counted(book))
    if any(level.vignette for level in book.levels):
        page.say(f"Vælg {book.words.the_level}, hvis historie ligner.")
    page.points(words.capital(book.words.levels), [_told(book, level) for level in book.levels])
    return closing(page, book)


def levels_counted(book: Rulebook) -> str:
    """``Guidens fem niveauer``, ``Guidens ene niveau``."""
    count = len(book.levels)
    said = f"ene {book.words.level}"
    if count != 1:
        said = f"{words.number(count)} {book.words.levels}"
    return f"{words.capital(genitive(book.guide))} {said}"


def _told(book: Rulebook, level: Level) -> Item:
    under = [f"{words.capital(book.guide)} spørger: {level.asks}"] if level.asks else []
    under.append(f"Se vejen: rusvej pathway {level.id}")
    return Item(words.cited(book, _story(level), level.sources), level.name, tuple(under))


def _story(level: Level) -> str:
    return f"{level.vignette.rstrip('.')}." if level.vignette else ""


def pathway_page(book: Rulebook, level: Level | None, strands: Sequence[PlacedStrand]) -> Page:
    """The level's steps, or all where there are no levels, strand by strand; numbers run through
    so that a step can point to another."""
    page = Page(f"{level.name}: vejen trin for trin" if level else "Vejen trin for trin")
    if level is not None:
        page.say(f"{_story(level)} {level.asks} {book.cite(level.sources)}".strip())
    if not strands:
        page.say("Regelsættet har ingen trin her.")
    if len(strands) > 1:
        page.say(
            f"Sporene løber ved siden af hinanden; {book.guide} siger ikke, hvilket der kommer"
            " først. Numrene viser, hvor et trin fører hen."
        )
    for strand in strands:
        page.heading(strand.title)
        if strand.note:
            page.say(strand.note, "note")
        open_here = dict.fromkeys(
            question.title for step in strand.steps for question in unsettled(book, step)
        )
        if open_here:
            page.say(f"Uklart i dokumenterne: {'; '.join(open_here)}.", "quiet")
        page.points("", [_item(book, step) for step in strand.steps])
    return closing(page, book)


def _item(book: Rulebook, step: PlacedStep) -> Item:
    under = [f"Hvem: {step.who.rstrip('.')}"]
    when = step.trigger or condition(book, step)
    if when:
        under.append(f"Hvornår: {when}")
    for way in step.ways:
        text = f" ({way.text})" if way.text else ""
        under.append(f"Derefter trin {way.number}, {words.lower_first(way.title)}{text}")
    if step.ends:
        under.append(step.ends)
    return Item(words.said(book, step), f"{step.number}. {step.title}", tuple(under))


def condition(book: Rulebook, step: PlacedStep) -> str:
    """What the step asks of the facts, in words; empty when it asks nothing. Open questions are
    told apart: see `unsettled`."""
    kept = _without_readings(step.when)
    return "" if kept == ALWAYS else words.condition(book, kept)


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


def levels_json(book: Rulebook) -> dict[str, Any]:
    """The levels for other programs."""
    return json_document("pathway/1", book, book, "levels")


def pathway_json(
    book: Rulebook, level: Level | None, strands: Sequence[PlacedStrand]
) -> dict[str, Any]:
    """A level's pathway for other programs."""
    shape = (
        "level strands=.(id title note steps(number id title text who trigger offers ends sources"
        " when open_questions next=ways(step=number when=text)))"
    )
    return json_document(
        "pathway/1",
        book,
        strands,
        shape,
        level=level,
        when=lambda step: condition(book, step),
        open_questions=lambda step: [question.id for question in unsettled(book, step)],
    )


#: Signs that mean something inside a quoted label, as the entities Mermaid itself reads.
_ENTITIES = {sign: f"#{ord(sign)};" for sign in '#"`<>&'}
_LABEL = 32


def flowchart(level: Level | None, strands: Sequence[PlacedStrand]) -> str:
    """The diagram's source. Labels are quoted and escaped; a strand is a subgraph."""
    start = label(level.name if level else "begyndelsen")
    lines = ["flowchart TD", f'    niveau(["{start}"])']
    for place, strand in enumerate(strands, start=1):
        lines.append(f'    subgraph spor{place}["{label(strand.title)}"]')
        lines += [
            f'        trin{step.number}["{label(step.title)}<br/>{label(step.who)}"]'
            for step in strand.steps
        ]
        lines.append("    end")
    reached = {way.number for strand in strands for step in strand.steps for way in step.ways}
    for strand in strands:
        for step in strand.steps:
            if step.number not in reached:
                lines.append(f"    niveau --> trin{step.number}")
            for way in step.ways:
                arrow = f'-->|"{label(way.text)}"|' if way.text else "-->"
                lines.append(f"    trin{step.number} {arrow} trin{way.number}")
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """The text inside quotation marks: special signs as entities, long lines broken."""
    pieces = textwrap.wrap(" ".join(text.split()), _LABEL, break_long_words=False) or [""]
    return "<br/>".join("".join(_ENTITIES.get(sign, sign) for sign in piece) for piece in pieces)
