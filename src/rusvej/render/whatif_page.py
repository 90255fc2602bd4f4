"""The difference between two answers: what comes, what goes, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from rusvej.analysis.whatif import Change, Delta, Difference, OfferChange
from rusvej.answer import ActionResult, Answer, CaveatResult, DeadlineResult, OfferResult, QuestionUse, Reason, Said
from rusvej.conditions import ALWAYS, Condition
from rusvej.model import Sources, Statement
from rusvej.render import words
from rusvej.render.answer_json import sources, statement_json
from rusvej.render.answer_page import closing, condition_text, known
from rusvej.render.class_words import given_text
from rusvej.render.page import Item, Page
from rusvej.truth import Truth

T = TypeVar("T")

_KINDS = {
    "won": "Kommer til",
    "lost": "Falder væk",
    "status": "Skifter status",
    "details": "Samme status, men noget andet er anderledes",
}
_APPLIES = {Truth.YES: "gælder", Truth.UNKNOWN: "gælder måske", Truth.NO: "gælder ikke efter den brugte læsning"}


def whatif_page(found: Difference) -> Page:
    """The page for `suggest --what-if`: only what differs."""
    page, after = Page(), found.after
    page.heading("Hvad bliver anderledes?", 1)
    page.say(known(found.before))
    page.say(f"Ændres: {changes_text(found)}.")
    if not found.changed:
        page.say("Oplysningerne er de samme, så svaret er det samme.")
    elif found.empty:
        page.say("Svaret er det samme: intet tilbud, intet opmærksomhedspunkt og ingen frist bliver anderledes.")
    add_difference(page, found)
    closing(page, after)
    return page


def changes_text(found: Difference) -> str:
    """``alder 17 år til alder 18 år``."""
    parts = []
    for fact in found.changed:
        before, after = (_value(answer, fact) for answer in (found.before, found.after))
        parts.append(f"{before} til {after}")
    return "; ".join(parts) or "intet"


def _value(answer: Answer, fact: str) -> str:
    book = answer.rulebook
    return given_text(book, fact, answer.case[fact]) if fact in answer.case else f"{book.vocabulary[fact].label} ukendt"


def add_difference(page: Page, found: Difference) -> None:
    """Adds what differs to a page; nothing when nothing does."""
    for kind, title in _KINDS.items():
        page.points(f"Tilbud: {lower(title)}", [_offer(found, change) for change in found.offers if change.kind == kind])
    page.points("Opmærksomhedspunkter", [_caveat(found, change) for change in found.caveats])
    page.points("Hvem gør hvad", [_action(found, change) for change in found.actions])
    page.points("Frister", [_deadline(found, change) for change in found.deadlines])


def lower(title: str) -> str:
    """The title inside a sentence."""
    return words.lower_first(title)


def summary(found: Difference) -> list[str]:
    """The difference in a few lines: names only."""
    lines = []
    for kind, title in _KINDS.items():
        changes = [change for change in found.offers if change.kind == kind]
        if kind == "status":
            named = [f"{c.after.offer.name} ({words.STATUS[c.before.status]} til {words.STATUS[c.after.status]})" for c in changes]
        elif kind == "details":
            for what, holds in _DETAILS.items():
                some = [change.after.offer.name for change in changes if holds(change)]
                lines += [f"{what}: {words.listed(some)}"] if some else []
            continue
        else:
            named = [f"{change.after.offer.name} ({words.STATUS[change.after.status]})" for change in changes]
        if named:
            lines.append(f"{title}: {words.listed(named)}")
    lines += _named("Opmærksomhedspunkter", found.caveats, lambda result: result.caveat.title)
    lines += _named("Handlinger", found.actions, lambda result: result.action.title)
    lines += _named("Frister", found.deadlines, lambda result: result.deadline.name)
    return lines


#: What can differ in an offer whose status is the same; each change is named under the first that holds.
_DETAILS: dict[str, Callable[[OfferChange], bool]] = {
    "Anden vej ind, kontakt eller andet første skridt": lambda c: _by_way(c),
    "Andre betingelser er opfyldt eller ikke opfyldt": lambda c: not _by_way(c) and any(_verdict_differs(reason) for reason in c.reasons),
    "Kun det uafklarede i dokumenterne er anderledes": lambda c: not _by_way(c) and not any(_verdict_differs(r) for r in c.reasons),
}


def _by_way(change: OfferChange) -> bool:
    deltas = (_texts(change.access), _texts(change.contact), _texts(change.limits))
    return any(gone or come for gone, come in deltas) or change.first_step is not None or not change.pointers.empty


def _verdict_differs(reason: Change[Reason]) -> bool:
    return reason.before is None or reason.after is None or reason.before.verdict is not reason.after.verdict


def _named(title: str, changes: tuple[Change[T], ...], name: Callable[[T], str]) -> list[str]:
    come = [name(c.after) for c in changes if c.before is None and c.after is not None]
    gone = [name(c.before) for c in changes if c.after is None and c.before is not None]
    other = [name(c.after) for c in changes if c.before is not None and c.after is not None]
    parts = [f"nye: {words.listed(come)}"] if come else []
    parts += [f"gælder ikke længere: {words.listed(gone)}"] if gone else []
    parts += [f"gælder anderledes: {words.listed(other)}"] if other else []
    return [f"{title}: {'; '.join(parts)}"] if parts else []


def _offer(found: Difference, change: OfferChange) -> Item:
    before, after = change.before.status, change.after.status
    text = words.STATUS[after] if before is after else f"før {words.STATUS[before]}, nu {words.STATUS[after]}"
    return Item(text, change.after.offer.name, tuple(_under(found, change)))


def _under(found: Difference, change: OfferChange) -> Iterator[str]:
    offer = change.after.offer
    if bool(offer.entry(_level(found.before))) is not bool(offer.entry(_level(found.after))) and offer.levels:
        yield "Fordi: guiden nævner det " + ("på det nye niveau" if offer.entry(_level(found.after)) else "ikke på det nye niveau")
    for reason in change.reasons:
        yield from _reason(found, reason)
    yield from _delta("Vejen ind", change.access, found)
    yield from _delta("Kontakt", change.contact, found)
    yield from _delta("Grænser", change.limits, found)
    for title, pointers in (
        ("Dokumenterne peger nu på det", change.pointers.come),
        ("Dokumenterne peger ikke længere", change.pointers.gone),
    ):
        for pointer in pointers:
            yield f"{title}: {words.lower_first(pointer.text)} {_cite(found.after, pointer.sources)}"
    step = change.first_step
    if step is not None and _text(step.before) != _text(step.after):
        yield f"Første skridt: før “{_text(step.before)}”, nu “{_text(step.after)}”"
    yield from _questions(change.questions)


def _level(answer: Answer) -> str:
    return str(answer.case.get("level"))


def _reason(found: Difference, change: Change[Reason]) -> Iterator[str]:
    reason = change.after or change.before
    assert reason is not None
    if change.before is not None and change.after is not None and change.before.verdict is change.after.verdict:
        return
    before = words.VERDICT[change.before.verdict] if change.before else "gælder ikke på det niveau"
    after = words.VERDICT[change.after.verdict] if change.after else "gælder ikke på det nye niveau"
    text = reason.criterion.text.rstrip(".")
    yield f"Fordi: {words.lower_first(text)} (før {before}, nu {after}) {_cite(found.after, reason.criterion.sources)}"


def _texts(delta: Delta[Said]) -> tuple[list[Said], list[Said]]:
    """What is really gone and come: a statement that is only more or less certain than before is neither gone nor come."""
    gone = [item for item in delta.gone if all(item.statement != other.statement for other in delta.come)]
    come = [
        item for item in delta.come if all(item.statement != other.statement or item.verdict is not other.verdict for other in delta.gone)
    ]
    return gone, come


def _delta(title: str, delta: Delta[Said], found: Difference) -> Iterator[str]:
    gone, come = _texts(delta)
    for word, items, answer in (("før", gone, found.before), ("nu", come, found.after)):
        for item in items:
            when = f" (når: {condition_text(answer, item.statement.when)})" if item.statement.when != ALWAYS else ""
            unsure = "måske " if item.verdict is not Truth.YES else ""
            yield (
                f"{title}, {word} {unsure}: ".replace(" :", ":")
                + f"{item.statement.text.rstrip('.')}{when} {_cite(answer, item.statement.sources)}"
            )


def _questions(delta: Delta[QuestionUse]) -> Iterator[str]:
    if delta.come:
        yield f"Nyt spørgsmål, som dokumenterne lader stå åbent: {words.listed(use.question.title for use in delta.come)}"
    if delta.gone:
        yield f"Betyder ikke længere noget: {words.listed(use.question.title for use in delta.gone)}"


def _text(said: Said | None) -> str:
    return said.statement.text if said else words.NOT_STATED_TEXT


def _cite(answer: Answer, cited: Sources) -> str:
    return words.brief(answer.rulebook.sources_at(cited, answer.case.get("level")))


def _around(found: Difference, before: Truth | None, after: Truth | None, when: Condition, cited: Sources) -> str:
    says = "kommer til" if before is None else "gælder ikke længere" if after is None else "gælder anderledes"
    now = f" ({_APPLIES[after]})" if after is not None and (before is not None or after is not Truth.YES) else ""
    because = f"; hører til, når: {condition_text(found.after, when)}" if when != ALWAYS else ""
    return f"{says}{now}{because} {_cite(found.after, cited)}"


def _caveat(found: Difference, change: Change[CaveatResult]) -> Item:
    result = change.after or change.before
    assert result is not None
    before = change.before.applies if change.before else None
    after = change.after.applies if change.after else None
    return Item(_around(found, before, after, result.caveat.when, result.printed.sources), result.caveat.title)


def _action(found: Difference, change: Change[ActionResult]) -> Item:
    result = change.after or change.before
    assert result is not None
    before = change.before.applies if change.before else None
    after = change.after.applies if change.after else None
    return Item(_around(found, before, after, result.action.when, result.action.sources), result.action.title)


def _deadline(found: Difference, change: Change[DeadlineResult]) -> Item:
    result = change.after or change.before
    assert result is not None
    before = change.before.applies if change.before else None
    after = change.after.applies if change.after else None
    return Item(_around(found, before, after, result.deadline.when, result.deadline.sources), result.deadline.name)


def whatif_json(found: Difference) -> dict[str, Any]:
    """Plain data: ``rusvej/what-if/1``."""
    book = found.after.rulebook
    return {
        "schema": "rusvej/what-if/1",
        "as_of": found.after.as_of.isoformat(),
        "rulebook": {"name": book.about.name, "version": book.about.version, "digest": book.digest},
        "case": dict(found.before.case),
        "changes": {fact: {"before": found.before.case.get(fact), "after": found.after.case.get(fact)} for fact in found.changed},
        **difference_json(found),
        "guidance": book.about.guidance,
    }


def difference_json(found: Difference) -> dict[str, Any]:
    """What differs, without the cases."""
    book = found.after.rulebook
    return {
        "same": found.empty,
        "offers": [_offer_json(found, change) for change in found.offers],
        "caveats": [_item_json(change, lambda r: r.caveat.id, _caveat_state) for change in found.caveats],
        "actions": [_item_json(change, lambda r: r.action.id, lambda r: r.applies.value) for change in found.actions],
        "deadlines": [_item_json(change, lambda r: r.deadline.id, lambda r: r.applies.value) for change in found.deadlines],
        "sources": {
            result.caveat.id: sources(book, result.printed.sources)
            for change in found.caveats
            for result in (change.after or change.before,)
            if result is not None
        },
    }


def _caveat_state(result: CaveatResult) -> str:
    return result.applies.value + (" stressed" if result.stressed else "")


def _item_json(change: Change[T], name: Callable[[T], str], state: Callable[[T], str]) -> dict[str, Any]:
    item = change.after if change.after is not None else change.before
    assert item is not None
    return {
        "id": name(item),
        "before": None if change.before is None else state(change.before),
        "after": None if change.after is None else state(change.after),
    }


def _offer_json(found: Difference, change: OfferChange) -> dict[str, Any]:
    book = found.after.rulebook

    def statements(items: tuple[Statement, ...]) -> list[dict[str, Any]]:
        return [statement_json(book, item) for item in items]

    def said(delta: Delta[Said]) -> dict[str, Any]:
        return {
            side: [{**statement_json(book, item.statement), "applies": item.verdict.value} for item in items]
            for side, items in (("gone", delta.gone), ("come", delta.come))
        }

    def step(result: OfferResult) -> str | None:
        return result.first_step.statement.text if result.first_step else None

    return {
        "id": change.after.offer.id,
        "name": change.after.offer.name,
        "change": change.kind,
        "status": {"before": change.before.status.id, "after": change.after.status.id},
        "reasons": [_reason_json(found, reason) for reason in change.reasons],
        "referral": said(change.access),
        "contact": said(change.contact),
        "limits": said(change.limits),
        "pointers": {"gone": statements(change.pointers.gone), "come": statements(change.pointers.come)},
        "first_step": {"before": step(change.before), "after": step(change.after)},
        "open_questions": {
            "gone": [use.question.id for use in change.questions.gone],
            "come": [use.question.id for use in change.questions.come],
        },
    }


def _reason_json(found: Difference, change: Change[Reason]) -> dict[str, Any]:
    reason = change.after or change.before
    assert reason is not None
    return {
        "id": reason.criterion.id,
        "text": reason.criterion.text,
        "before": change.before.verdict.value if change.before else None,
        "after": change.after.verdict.value if change.after else None,
        "sources": sources(found.after.rulebook, reason.criterion.sources),
    }
