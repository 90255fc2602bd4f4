"""A level's pathway: in one screen, as text, as data and as a Mermaid flowchart."""

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
from rusvej.render.short import Group, fits, group, short_page
from rusvej.render.unbroken import HARD


def levels_page(book: Rulebook) -> Page:
    """The levels with the guide's own short stories."""
    page = Page(levels_counted(book))
    if any(level.vignette for level in book.levels):
        page.say(f"Vælg {book.words.the_level}, hvis historie ligner.")
    page.points(words.capital(book.words.levels), [_told(book, level) for level in book.levels])
    return closing(page, book)


def levels_counted(book: Rulebook) -> str:
    """Whose levels, and how many, as a heading says it."""
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


#: So many steps have room for a line each with its ways on; more stand side by side.
_APART = 16


def pathway_short(book: Rulebook, level: Level | None, strands: Sequence[PlacedStrand]) -> Page:
    """The page; the numbers are those of the whole pathway."""
    story = group("", [(level.vignette, book.cite(level.sources))] if level else ())
    name = f" {level.id}" if level else ""
    foot = [f"Hvem, hvornår og hvad bagefter: rusvej pathway{name} --full"]
    foot.append(book.about.brief or book.about.guidance)
    head = level.name if level else "Vejen trin for trin"
    if sum(len(strand.steps) for strand in strands) <= _APART:
        tracks = [group("SPOR", _apart(book, strand), "can") for strand in strands]
        return short_page(book, head, [story, *tracks], foot)
    groups: list[Group] = []
    for whole in range(len(strands), -1, -1):
        tracks = [group("SPOR", [_together(each)], "can") for each in strands[:whole]]
        named = "; ".join(map(_named, strands[whole:]))
        rest = group("OGSÅ", [f"Trin {named}"] if named else ())
        groups = [each for each in (story, *tracks, rest) if each.lines]
        if fits(book, head, groups, foot):
            break
    return short_page(book, head, groups, foot)


def levels_short(book: Rulebook) -> Page:
    """The levels with the guide's own short stories."""
    lines = tuple(
        (f"{place} {level.name}: {level.vignette}".rstrip(": "), book.cite(level.sources))
        for place, level in enumerate(book.levels, start=1)
    )
    used = words.cited_in(book, (cite for _, cite in lines))
    named = [f"{mark} = {book.document_name(document.id)}" for mark, document in used]
    example = f"Vejen trin for trin: rusvej pathway {book.levels[0].id}. Alt:{HARD}--full"
    foot = [f"{', '.join(named)}; tal = linjer. {example}" if named else example]
    foot.append(book.about.brief or book.about.guidance)
    return short_page(book, levels_counted(book), [group("NIVEAU", lines, "can")], foot)


def _apart(book: Rulebook, strand: PlacedStrand) -> tuple[tuple[str, str], ...]:
    lines = tuple((_line(step), book.cite(step.sources)) for step in strand.steps)
    return ((f"{strand.title}: {lines[0][0]}", lines[0][1]), *lines[1:]) if lines else ()


def _together(strand: PlacedStrand) -> str:
    """The steps of a strand side by side."""
    steps = "; ".join(f"{step.number}{HARD}{step.title}" for step in strand.steps)
    return f"{strand.title}: {steps}"


def _named(strand: PlacedStrand) -> str:
    """A strand by its name, with the numbers of its steps."""
    numbers = dict.fromkeys((strand.steps[0].number, strand.steps[-1].number))
    return f"{'-'.join(map(str, numbers))}{HARD}{words.lower_first(strand.title)}"


def _line(step: PlacedStep) -> str:
    ways = words.listed((str(way.number) for way in step.ways), "eller")
    return f"{step.number} {step.title}" + (f", så {ways}" if ways else "")
