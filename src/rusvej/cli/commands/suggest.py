"""``rusvej suggest``"""

from __future__ import annotations

from typing import Annotated, Any

from rusvej.answer import Answer
from rusvej.cli.asked import Asked
from rusvej.cli.case import pairs
from rusvej.cli.command import FORMS, Option, command
from rusvej.cli.files import drawn, ics
from rusvej.cli.printing import Shown
from rusvej.compose import Screen
from rusvej.deadlines import DeadlineAnswer, check
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.engine import answer as answer_case
from rusvej.facts import fold
from rusvej.foreign import quoted
from rusvej.model.law import LawNote
from rusvej.records import changed
from rusvej.render.page import Page

Full = Annotated[bool, Option("--full", "Vis hele svaret og ikke kun den første skærm.")]
Everything = Annotated[bool, Option("--all", "Vis også de tilbud, der ikke passer eller nævnes.")]
FullSources = Annotated[bool, Option("--sources", "Skriv kilderne helt ud.")]


@command(
    forms=(*FORMS, "html", "journal"),
    form_help=(
        "Udskriftens form; html er et ark til en samtale (kræver rusvej[page]), journal et notat"
        " på få linjer uden person."
    ),
    case=True,
    events=True,
    day=True,
    law=True,
)
def suggest(
    asked: Asked,
    full: Full = False,
    section: Annotated[
        list[str] | None,
        Option(
            "--show",
            "Vis en del af svaret: skal, kan, hvis, uklart, forbehold, hvem, spørg, lov eller"
            " kilder. Kan gentages.",
            "DEL",
        ),
    ] = None,
    everything: Everything = False,
    sources: FullSources = False,
    why: Annotated[
        bool,
        Option("--why", "Vis for hvert tilbud betingelserne én for én, og hvad der er sikkert."),
    ] = False,
    what_if: Annotated[
        list[str] | None,
        Option("--what-if", "Vis kun, hvad der bliver anderledes. Kan gentages.", "ID=VÆRDI"),
    ] = None,
    ics: Annotated[
        bool,
        Option(
            "--ics",
            "Skriv fristerne som en kalenderfil; kræver en dato at regne fra, fx henvendelsens.",
        ),
    ] = False,
    receipt: Annotated[
        str | None,
        Option(
            "--receipt",
            "Skriv en kvittering uden personoplysninger, som rusvej verify læser; en, der står der,"
            " erstattes, og intet andet.",
            "FIL",
        ),
    ] = None,
) -> Shown:
    """Hvilke tilbud kan komme på tale i en sag, hvem kontaktes, og hvad mangler at blive oplyst?

    Det, der ikke oplyses, er ukendt og giver “afhænger af”. Intet om sagen gemmes.

    \b
    Eksempler:
      rusvej suggest {case}
      rusvej suggest {case} --fact {fact} --all
      rusvej suggest {case} --what-if {what_if}
      rusvej suggest --case sag.yaml --format json
    """
    if what_if and (why or receipt):
        raise InputError(
            "--what-if viser kun en forskel.", "Brug --why og --receipt uden --what-if."
        )
    if ics:
        return _calendar(asked)
    answer = answer_case(asked.book, asked.case, asked.day)
    if what_if and asked.days:
        raise InputError("--what-if viser ingen frister.", "rusvej check-deadline regner på dem.")
    if what_if:
        return _difference(asked, answer, what_if, full)
    said = _write_receipt(answer, receipt) if receipt is not None else ""
    parts = tuple(_section(word) for word in section or ())
    shown = answered(
        asked,
        answer,
        full=full,
        sections=parts,
        everything=everything,
        sources=sources,
        why=why,
    )
    shown.wrote = said
    return shown


def _calendar(asked: Asked) -> Shown:
    """The deadlines that run for the case from the days given."""
    if not asked.days:
        raise InputError(
            "Der er ingen dato at regne fristerne fra.",
            f"Skriv den, fx {asked.book.about.examples.deadline or '--date BEGIVENHED=2026-03-02'}",
        )
    answer = _checked(asked)
    found = Shown()
    # Written as it is, whatever form an answer would have had.
    found.forms[asked.printed] = lambda: ics(answer)
    return found


def _section(word: str) -> str:
    from rusvej.render.screen_words import SHOWN

    known = {fold(each): name for name, shown in SHOWN.items() for each in (name, shown)}
    if fold(word) in known:
        return known[fold(word)]
    raise InputError(
        f"{quoted(word, 'Delen')} er ikke en del af svaret.",
        did_you_mean(word, known) or f"Delene hedder {', '.join(SHOWN.values())}.",
    )


def answered(
    asked: Asked,
    answer: Answer,
    *,
    full: bool = False,
    sections: tuple[str, ...] = (),
    everything: bool = False,
    sources: bool = False,
    why: bool = False,
) -> Shown:
    """An answer with what other sections and days add to it: one screen, or all of it where more
    is asked for."""

    def page() -> Page:
        if not (full or sections or everything or sources or why):
            from rusvej.render.screen_page import screen_page

            return screen_page(_screen(asked, answer, _next_age(answer)), answer.rulebook)
        from rusvej.render.answer_page import answer_page

        short = sections and not (full or everything or sources or why or "sources" in sections)
        if short:
            return _parts(asked, answer, sections)
        page = answer_page(
            answer,
            sections=sections,
            everything=everything,
            sources=sources,
            context=_context(asked, answer.case.get("grade")),
            more=_explained(asked, answer, everything) if why else None,
            next_age=_next_age(answer),
        )
        if asked.law_notes and (not sections or "law" in sections):
            from rusvej.render.law_words import put_in

            put_in(page, answer.rulebook, _notes(asked, answer), answer.as_of)
        return page

    def json() -> dict[str, Any]:
        from rusvej.render.answer_json import answer_json

        told = answer_json(answer)
        if asked.law_notes:
            from rusvej.explain.law_notes import for_answer
            from rusvej.render.law_words import notes_json

            notes = for_answer(asked.book.law_notes, answer)
            told["law_notes"] = notes_json(answer.rulebook, notes, answer.as_of)
        from rusvej.render.screen_page import screen_json

        told["screen"] = screen_json(_screen(asked, answer), answer.rulebook)
        return _with_certainty(answer, told) if why else told

    def html() -> str:
        from rusvej.render.handout import answer_sheet

        return drawn(answer_sheet(answer, _whole(asked, answer), _notes(asked, answer)))

    def journal() -> str:
        from rusvej.render.journal import journal as note

        return note(answer, _whole(asked, answer))

    return Shown(page, json, html=html, journal=journal)


def _parts(asked: Asked, answer: Answer, sections: tuple[str, ...]) -> Page:
    """Some parts of the answer: the groups of the screen, whole, then a screen of each other."""
    from rusvej.render.section_short import PARTS, part, section_short

    notes, page = _notes(asked, answer), Page()
    if groups := [each for each in sections if each in PARTS]:
        page.blocks.append(part(answer, _whole(asked, answer), notes, groups))
    for each in dict.fromkeys(sections):
        if each not in groups:
            page.blocks += section_short(answer, each, notes).blocks
    return page


def _notes(asked: Asked, answer: Answer) -> tuple[LawNote, ...]:
    from rusvej.explain.law_notes import for_answer

    return for_answer(asked.book.law_notes, answer) if asked.law_notes else ()


def _whole(asked: Asked, answer: Answer) -> Screen:
    from rusvej.explain.law_notes import before_birthday
    from rusvej.render.screen_page import whole_screen

    law = asked.book.law_notes if asked.law_notes else ()
    soon = before_birthday(law, answer)
    return whole_screen(answer, _notes(asked, answer), soon, last_days=_last_days(asked))


def _screen(asked: Asked, answer: Answer, next_age: int | None = None) -> Screen:
    from rusvej.render.screen_page import fitted_screen

    return fitted_screen(changed(_whole(asked, answer), next_age=next_age), answer.rulebook)


def _last_days(asked: Asked) -> dict[str, str] | None:
    """What is left of the deadlines that run from the days given, by deadline."""
    if not asked.days:
        return None
    from rusvej.render.deadline_page import last_days

    return last_days(_checked(asked))


def _checked(asked: Asked) -> DeadlineAnswer:
    return check(asked.book, asked.days, asked.case, (), asked.day)


def _next_age(answer: Answer) -> int | None:
    """The age of the next birthday, if the answer changes then."""
    if answer.rulebook.roles.age not in answer.case:
        return None
    from rusvej.explain.whatif import next_change

    return next_change(answer)


def _difference(asked: Asked, answer: Answer, changes: list[str], full: bool) -> Shown:
    from rusvej.app.whatif import what_if
    from rusvej.render.whatif_page import whatif_json

    found = what_if(answer, pairs(changes, "--what-if age=18"))

    def page() -> Page:
        if full:
            from rusvej.render.whatif_page import whatif_page

            return whatif_page(found)
        from rusvej.explain.law_notes import before_change
        from rusvej.render.change_short import whatif_short

        notes = before_change(asked.book.law_notes if asked.law_notes else (), found)
        return whatif_short(found, tuple((note.before, "[*]") for note in notes))

    return Shown(page, lambda: whatif_json(found))


def _explained(asked: Asked, answer: Answer, everything: bool) -> Page:
    from rusvej.compiled import compiled
    from rusvej.explain.why import whys
    from rusvej.render.why_page import why_section

    results = [result for result in answer.offers if everything or result.status.shown]
    explained = whys(compiled(answer.rulebook), results, answer.case)
    return why_section(answer, explained, *asked.drawn)


def _with_certainty(answer: Answer, found: dict[str, Any]) -> dict[str, Any]:
    """The JSON answer with what is certain of each offer."""
    from rusvej.compiled import compiled
    from rusvej.explain.outlook import Outlook, certainty
    from rusvej.render.why_page import certainty_json

    def certain(offer: str) -> dict[str, Any]:
        known = certainty(Outlook(compiled(answer.rulebook), offer, answer.case))
        return certainty_json(answer, known)

    offers = [{**offer, "certainty": certain(offer["id"])} for offer in found["offers"]]
    return {**found, "offers": offers}


def _write_receipt(answer: Answer, name: str) -> str:
    from rusvej.app.receipt import seal, write
    from rusvej.explain.receipt import Summary
    from rusvej.render.receipt import receipt_json

    summary = Summary(answer.rulebook, answer.case)
    return write(name, seal(receipt_json(answer, summary.outcome, summary.classes)))


def _context(asked: Asked, grade: object) -> str:
    """A line on the year group, from another section."""
    if grade is None:
        return ""
    from rusvej.render.survey_page import context_line

    return context_line(asked.book, asked.book.survey, grade) or ""
