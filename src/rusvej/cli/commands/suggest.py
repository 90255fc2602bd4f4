"""``rusvej suggest``"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rusvej.answer import Answer
from rusvej.app.rulebook import open_with_plain
from rusvej.app.suggest import suggest as answer_case
from rusvej.cli.case import pairs, read_case
from rusvej.cli.output import Format, drawn_plainly, on, show, show_json
from rusvej.diagnostics import InputError
from rusvej.render.page import Page
from rusvej.store import data_folder

if TYPE_CHECKING:
    from rusvej.cli.options import (
        Age,
        AsOf,
        CaseFile,
        Data,
        Everything,
        Facts,
        FormatOption,
        FullSources,
        Grade,
        Level,
        Motivation,
        NoLawNotes,
        OtherMeasure,
        Plain,
        Receipt,
        Schooling,
        WhatIf,
        Why,
    )


def suggest(
    age: Age = None,
    level: Level = None,
    motivation: Motivation = None,
    other_measure: OtherMeasure = None,
    schooling: Schooling = None,
    grade: Grade = None,
    fact: Facts = None,
    case: CaseFile = None,
    as_of: AsOf = None,
    everything: Everything = False,
    sources: FullSources = False,
    why: Why = False,
    what_if: WhatIf = None,
    receipt: Receipt = None,
    no_law_notes: NoLawNotes = False,
    format: FormatOption = Format.table,
    plain: Plain = False,
    data: Data = None,
) -> None:
    """Hvilke tilbud kan komme på tale i en sag, hvem kontaktes, og hvad mangler at blive oplyst?

    Det, der ikke oplyses, er ukendt og giver “afhænger af”. Intet om sagen gemmes.

    \b
    Eksempler:
      rusvej suggest --age 15 --level problematisk
      rusvej suggest --age 15 --level problematisk --motivation nej --schooling folkeskole --grade 9
      rusvej suggest --age 22 --level misbrug --fact substance=alkohol --all
      rusvej suggest --age 17 --level misbrug --what-if age=18
      rusvej suggest --case sag.yaml --format json
    """
    if what_if and (why or receipt):
        raise InputError(
            "--what-if viser kun en forskel.", "Brug --why og --receipt uden --what-if."
        )
    day = on(as_of)
    book, contents = open_with_plain(data_folder(data))
    facts = read_case(
        book,
        age=age,
        level=level,
        motivation=motivation,
        other_measure=other_measure,
        schooling=schooling,
        grade=grade,
        fact=fact,
        case=case,
    )
    answer = answer_case(book, facts, day)
    if what_if:
        _show_difference(answer, what_if, format, plain)
        return
    if receipt is not None:
        _write_receipt(answer, receipt)
    if format is Format.json:
        from rusvej.render.answer_json import answer_json

        found = answer_json(answer)
        if not no_law_notes:
            found = _with_law_notes(answer, contents, found)
        show_json(_with_certainty(answer, found) if why else found)
        return
    more = _explained(answer, everything, drawn_plainly(format, plain)) if why else None
    page = whole_page(
        answer,
        contents,
        everything=everything,
        sources=sources,
        more=more,
        law_notes=not no_law_notes,
    )
    show(page, format, plain=plain)


def whole_page(
    answer: Answer,
    contents: dict[str, Any],
    *,
    everything: bool,
    sources: bool,
    more: Page | None = None,
    law_notes: bool = True,
) -> Page:
    """The page of an answer with what other sections and days add to it. `contents` is the plain
    data of all sections."""
    from rusvej.render.answer_page import answer_page

    page = answer_page(
        answer,
        everything=everything,
        sources=sources,
        context=_context(contents, answer.case.get("grade")),
        more=more,
        next_age=_next_age(answer),
    )
    if law_notes:
        from rusvej.analysis.law_notes import for_answer
        from rusvej.app.law_notes import notes_in
        from rusvej.render.law_words import put_in

        put_in(page, answer.rulebook, for_answer(notes_in(contents), answer), answer.as_of)
    return page


def _with_law_notes(
    answer: Answer, contents: dict[str, Any], found: dict[str, Any]
) -> dict[str, Any]:
    """The JSON answer with the notes that are not from the documents, under a key of their own."""
    from rusvej.analysis.law_notes import for_answer
    from rusvej.app.law_notes import notes_in
    from rusvej.render.law_words import notes_json

    return {
        **found,
        "law_notes": notes_json(
            answer.rulebook, for_answer(notes_in(contents), answer), answer.as_of
        ),
    }


def _next_age(answer: Answer) -> int | None:
    """The age of the next birthday, if the answer changes then."""
    if "age" not in answer.case:
        return None
    from rusvej.app.whatif import ahead

    return ahead(answer)


def _show_difference(answer: Answer, changes: list[str], format: Format, plain: bool) -> None:
    from rusvej.app.whatif import what_if
    from rusvej.render.whatif_page import whatif_json, whatif_page

    found = what_if(answer, pairs(changes, "--what-if age=18"))
    if format is Format.json:
        show_json(whatif_json(found))
    else:
        show(whatif_page(found), format, plain=plain)


def _explained(answer: Answer, everything: bool, drawn: tuple[bool, bool]) -> Page:
    from rusvej.app.why import explain, space_of
    from rusvej.render.why_page import look, why_section

    space = space_of(answer)
    results = [result for result in answer.offers if everything or result.status.shown]
    return why_section(space, answer, explain(space, answer, results), look(*drawn))


def _with_certainty(answer: Answer, found: dict[str, Any]) -> dict[str, Any]:
    """The JSON answer with what is certain of each offer."""
    from rusvej.app.why import certainties, space_of
    from rusvej.render.why_page import certainty_json

    space = space_of(answer)
    certain = certainties(space, answer)
    offers = [
        {**offer, "certainty": certainty_json(space, answer, certain[offer["id"]])}
        for offer in found["offers"]
    ]
    return {**found, "offers": offers}


def _write_receipt(answer: Answer, name: str) -> None:
    from rusvej.app.receipt import seal, summarize, write
    from rusvej.render.receipt import receipt_json

    summary = summarize(answer)
    write(name, seal(receipt_json(answer, summary.outcome, summary.classes)))


def _context(contents: dict[str, Any], grade: object) -> str:
    """A line on the year group from data already read: reading the survey's section again would
    take longer than the answer."""
    if grade is None:
        return ""
    from rusvej.app.survey import context_line

    return context_line(contents.get("survey", ()), grade) or ""
