"""The answer to a case as a page."""

from __future__ import annotations

from collections.abc import Collection

from rusvej.answer import (
    ActionResult,
    Answer,
    CaveatResult,
    DeadlineResult,
    OfferResult,
    QuestionUse,
    Status,
)
from rusvej.compose import Voice
from rusvej.compose.asking import worth_asking
from rusvej.compose.offers import told_here
from rusvej.conditions import All, Reading, facts_of
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.frame import closing
from rusvej.render.page import Column, Item, Page
from rusvej.render.screen_asks import option
from rusvej.render.screen_words import SHOWN
from rusvej.render.unbroken import soft
from rusvej.truth import Truth

_STYLES = {
    Status.FITS: "green",
    Status.DEPENDS: "",
    Status.OPEN: "yellow",
    Status.EXCLUDED: "dim",
    Status.NOT_LISTED: "dim",
}
_COLUMNS = (
    Column("#", width=2, align="right"),
    Column("Tilbud", share=26),
    Column("Status", width=9),
    Column("Hvorfor", share=23),
    Column("Første skridt", share=23),
)
#: So many questions are suggested; the rest are counted.
_QUESTIONS_SHOWN = 3


_OF_STATUS = {"can": Status.FITS, "if": Status.DEPENDS, "open": Status.OPEN}


def answer_page(
    answer: Answer,
    *,
    sections: Collection[str] = (),
    everything: bool = False,
    sources: bool = False,
    context: str = "",
    more: Page | None = None,
    next_age: int | None = None,
) -> Page:
    """The whole answer, or some `SHOWN` of it. `everything` also lists what does not fit;
    `sources` writes the citations out in full.

    `context` is a line that is not about the case; it stands after all that is. `more` is put in
    before the closing lines; `next_age` is the age of the next birthday, if the answer changes
    then.
    """
    page = Page("Forslag til en sag")
    page.say(known(answer))
    wanted = frozenset(sections or SHOWN)
    whole = not sections
    if "must" in wanted:
        _duties(page, answer)
    statuses = {status for section, status in _OF_STATUS.items() if section in wanted}
    shown = [result for result in answer.offers if result.status in statuses]
    if everything:
        shown += [result for result in answer.offers if not result.status.shown]
    if shown or (whole and wanted & _OF_STATUS.keys()):
        _table(page, answer, shown)
    if whole:
        page.say(_order_and_rest(answer, everything))
    if "open" in wanted:
        _open_questions(page, answer)
    if "caveats" in wanted:
        page.points("Opmærksomhedspunkter", [_caveat(answer, each) for each in answer.caveats])
    if "who" in wanted:
        _who(page, answer)
    if "questions" in wanted:
        _questions(page, answer, None if sections else _QUESTIONS_SHOWN)
    if sources or "sources" in sections:
        listed = shown or [result for result in answer.offers if result.status.shown]
        page.points("Kilder til hvert tilbud", [_sources(answer, result) for result in listed])
    if more is not None:
        page.blocks += more.blocks
    if context:
        page.say("")
        page.say(context, "quiet")
    birthday = (
        f"Ved den {next_age}. fødselsdag ændrer svaret sig: rusvej suggest … --what-if"
        f" age={next_age} viser hvordan."
    )
    more_told = () if next_age is None else (birthday,)
    return closing(page, answer.rulebook, in_force(answer), more=more_told)


def _table(page: Page, answer: Answer, shown: list[OfferResult]) -> None:
    if not shown:
        none = "Intet tilbud kan kontaktes, hænger på noget eller er uklart for denne sag."
        page.say(none, "warning")
        return
    rows = [_row(answer, result) for result in shown]
    page.table(_COLUMNS, rows, title_column=1, styles=[_STYLES[result.status] for result in shown])


def _who(page: Page, answer: Answer) -> None:
    others = [result for result in answer.actions if not result.action.must]
    certain = [result for result in others if result.applies is Truth.YES]
    page.points("Hvem gør hvad", [_action(answer, result) for result in certain])
    page.points(
        "Kan blive aktuelt", [_action(answer, each) for each in others if each not in certain]
    )
    page.points("Frister", [_deadline(answer, result) for result in answer.deadlines])


def _open_questions(page: Page, answer: Answer) -> None:
    settled = [use for use in answer.questions if use.question.status == "settled"]
    for title, uses in (
        ("Uklart i dokumenterne", [use for use in answer.questions if use not in settled]),
        ("Uklart i dokumenterne, men afgjort", settled),
    ):
        page.points(title, [_open(answer, use) for use in uses])


def _duties(page: Page, answer: Answer) -> None:
    """What must be done; what the first screen does not tell this asker is for others to do."""
    voice = Voice(answer.rulebook, answer.case)
    duties = [result for result in answer.actions if result.action.must]
    others = [result for result in duties if voice.silent("actions", result.action.id)]
    own = [result for result in duties if result not in others]
    page.points("Det skal gøres, eller kan blive en pligt", [_duty(answer, d) for d in own])
    page.points("Det kan andre skulle gøre", [_duty(answer, d) for d in others])


def _duty(answer: Answer, result: ActionResult) -> Item:
    item = _action(answer, result)
    if result.applies is Truth.YES:
        return item
    start = "Kun " if item.text.startswith("når") else "Hvis: "
    return changed(item, text=start + item.text)


def in_force(answer: Answer) -> str:
    """The day that an answer holds for, in a sentence."""
    return f"Svaret gælder {words.day(answer.as_of)}."


def known(answer: Answer) -> str:
    """What the case says, in one sentence to the one who asks."""
    facts, voice = answer.rulebook.facts, Voice(answer.rulebook, answer.case)
    told = (fact.told(answer.case[fact.id]) for fact in facts if fact.id in answer.case)
    given = [voice.clause(text) for text in told]
    if not given:
        return "Der er ikke oplyst noget om sagen."
    return f"Oplyst: {'; '.join(given)}. Alt andet er ukendt."


def _row(answer: Answer, result: OfferResult) -> tuple[str, ...]:
    offer = result.offer
    entry = offer.entry(str(answer.level))
    at = entry.sources if entry else offer.entry_lines or tuple(e.sources[0] for e in offer.levels)
    why = words.why(answer, result)
    if result.status in (Status.FITS, Status.DEPENDS) and result.questions:
        used = [use.question.title for use in result.questions if use.used is not None]
        why += f". Se: {words.listed(used)}" if used else ""
    # What nobody knows to be possible gives no order.
    known_step = result.first_step is not None and result.status is not Status.OPEN
    step = result.first_step.statement.text if result.first_step and known_step else ""
    voice = Voice(answer.rulebook, answer.case)
    own = voice.asker.self_ or set(voice.asker.units).intersection(result.offer.contact.units)
    if step and own and (told := told_here(answer, voice, result)[0]):
        # Nobody is told to contact herself.
        step = told.text
    return (
        str(result.rank),
        f"{offer.name} {answer.rulebook.cite(at)}",
        words.status_word(answer.rulebook, result),
        _spoken(answer, why),
        _spoken(answer, step),
    )


def _order_and_rest(answer: Answer, everything: bool) -> str:
    text = (
        "Rækkefølgen er rusvejs egen, for dokumenterne rangordner ikke: først det,"
        " dokumenterne peger på i netop denne situation, så det, hvor mere end alder og niveau"
        " passer, så resten; og i hver gruppe det, man kan gå direkte til, før det, der kræver en"
        " afgørelse."
    )
    if everything:
        return text
    out = sum(result.status is Status.EXCLUDED for result in answer.offers)
    unlisted = sum(result.status is Status.NOT_LISTED for result in answer.offers)
    rest = [f"{out} tilbud passer ikke"] if out else []
    rest += [f"{unlisted} tilbud {answer.rulebook.words.unlisted}"] if unlisted else []
    told = f" Ikke vist: {words.listed(rest)} (--all viser dem med begrundelse)." if rest else ""
    return text + told


def _caveat(answer: Answer, result: CaveatResult) -> Item:
    concerns = words.listed(answer.rulebook.offer(each).name for each in result.caveat.offers)
    title = result.caveat.title + (" (særlig vigtigt her)" if result.stressed else "")
    # The text itself says for whom it is.
    hint = "" if result.applies is Truth.YES else "Ikke oplyst, om det gælder her. "
    about = f" Angår {concerns}." if concerns else ""
    text = _spoken(answer, f"{hint}{result.printed.text.rstrip('.')}.")
    return Item(f"{text}{about} {answer.cite(result.printed.sources)}", title)


def _action(answer: Answer, result: ActionResult) -> Item:
    known = result.applies is Truth.YES
    text = f"{result.action.text.rstrip('.')}." if known else hanging_on(answer, result)
    told = f"{_spoken(answer, text)} {answer.cite(result.action.sources)}"
    return Item(told, _spoken(answer, result.action.title))


def _spoken(answer: Answer, text: str) -> str:
    """The text with the word for somebody of this age, where it is known."""
    age = answer.rulebook.roles.age
    return Voice(answer.rulebook, answer.case).say(text) if age and age in answer.case else text


def hanging_on(answer: Answer, result: ActionResult) -> str:
    """What an action waits for: the parts of its condition that are not known to be met, and the
    open questions that decide it."""
    book, when = answer.rulebook, result.action.when
    parts = when.parts if isinstance(when, All) else (when,)
    unmet = [
        part
        for part in parts
        if not isinstance(part, Reading)
        and facts_of(part, book.readings).intersection(result.missing)
    ]
    named = [f"“{q.title}”" for name in result.questions for q in book.questions if q.id == name]
    clauses = words.clauses(words.condition(book, part) for part in unmet)
    told = [f"når {words.subordinate(clauses)}"] if unmet else []
    if result.missing and not unmet:
        told.append(f"når det er afklaret: {words.labels(answer, result.missing)}")
    told += [f"uklart: {words.listed(named)}"] if named else []
    return "; ".join(told)


def _deadline(answer: Answer, result: DeadlineResult) -> Item:
    hint = "Uklart, om den gælder her. "
    if result.applies is not Truth.UNKNOWN:
        hint = ""
    elif not result.unclear:
        hint = f"Hvis det passer med {words.labels(answer, result.missing)}. "
    return Item(
        f"{hint}{result.deadline.text.rstrip('.')}. {answer.cite(result.deadline.sources)}",
        result.deadline.name,
    )


def _questions(page: Page, answer: Answer, most: int | None) -> None:
    book, items = answer.rulebook, []
    voice = Voice(book, answer.case)
    worth = worth_asking(answer, voice)
    for asked, settles in [*worth.items()][:most]:
        fact = book.vocabulary[asked]
        names = [book.offer(each).name for each in settles]
        settled = words.listed(names[:4] + [f"{len(names) - 4} andre"] * (len(names) > 4))
        judged = f" (vurderes af: {fact.judged_by})" if fact.judged_by else ""
        typed = soft(option(book, asked, fact.choices()))
        items.append(
            Item(f"Betyder noget for {settled}. Svar med {typed}.", voice.question(fact) + judged)
        )
    rest = len(worth) - len(items)
    page.points("Det vigtigste at få svar på", items, numbered=True)
    if rest > 0:
        noun = "oplysning" if rest == 1 else "oplysninger"
        page.say(f"{rest} {noun} mere kan ændre svaret: --show {SHOWN['questions']}.", "quiet")


def _open(answer: Answer, use: QuestionUse) -> Item:
    question = use.question
    readings = words.clauses((words.lower_first(r.text) for r in question.readings), "eller")
    state = words.used_reading(question, use.used) if use.used else "uklart"
    return Item(
        f"{question.question} {answer.rulebook.cite(question.sources)}",
        "",
        (f"{state[:1].upper()}{state[1:]}.", f"Det kan læses sådan: {readings}."),
    )


def _sources(answer: Answer, result: OfferResult) -> Item:
    book, entry = answer.rulebook, result.offer.entry(str(answer.level))
    cited = [*entry.sources] if entry else []
    for reason in result.reasons:
        # Each criterion for itself: what is printed at other levels only must not be lost.
        cited += book.sources_at(reason.criterion.sources, answer.level)
    return Item("", result.offer.name, tuple(words.places(book, cited)))
