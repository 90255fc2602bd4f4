"""The difference between two answers: what comes, what goes, and why."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from rusvej.answer import (
    ActionResult,
    Answer,
    CaveatResult,
    DeadlineResult,
    Reason,
    Said,
    Status,
)
from rusvej.conditions import ALWAYS, Condition
from rusvej.explain.whatif import Change, Delta, Difference, OfferChange
from rusvej.model import Rulebook, Sources
from rusvej.render import words
from rusvej.render.answer_page import condition_text, in_force, known
from rusvej.render.class_words import given_text, verdict_word
from rusvej.render.frame import closing
from rusvej.render.page import Item, Page
from rusvej.truth import Truth

T = TypeVar("T")

_KINDS = {
    "won": "Tilbud, der kommer til",
    "lost": "Tilbud, der falder væk",
    "status": "Tilbud, der skifter status",
    "details": "Tilbud med samme status, hvor noget andet er anderledes",
}
#: So many names stand in a line of a summary; the rest are counted.
_NAMED = 8
_APPLIES = {
    Truth.YES: "gælder",
    Truth.UNKNOWN: "gælder måske",
    Truth.NO: "gælder kun efter en anden læsning",
}
_NOW = {Truth.YES: "nu", Truth.UNKNOWN: "nu måske", Truth.NO: "nu kun efter en anden læsning"}


def whatif_page(found: Difference) -> Page:
    """The page for `suggest --what-if`: only what differs."""
    page, after = Page("Hvad bliver anderledes?"), found.after
    page.say(known(found.before))
    page.say(f"Ændres: {changes_text(found)}.")
    if not found.changed:
        page.say("Oplysningerne er de samme, så svaret er det samme.")
    elif found.empty:
        page.say(
            "Svaret er det samme: intet tilbud, intet opmærksomhedspunkt og ingen frist bliver"
            " anderledes."
        )
    add_difference(page, found)
    closing(page, after.rulebook, in_force(after))
    return page


def changes_text(found: Difference) -> str:
    """``alder 17 år til alder 18 år``."""
    sides = (found.before, found.after)
    parts = (" til ".join(_value(side, fact) for side in sides) for fact in found.changed)
    return "; ".join(parts) or "intet"


def _value(answer: Answer, fact: str) -> str:
    book = answer.rulebook
    return (
        given_text(book, fact, answer.case[fact])
        if fact in answer.case
        else f"{book.vocabulary[fact].label} ukendt"
    )


def add_difference(page: Page, found: Difference) -> None:
    """Adds what differs to a page; nothing when nothing does."""
    for kind, title in _KINDS.items():
        page.points(
            title,
            [
                _offer(found, change)
                for change in found.offers
                if change.kind == kind and not _only_open(change)
            ],
        )
    page.points("Opmærksomhedspunkter", [_caveat(found, change) for change in found.caveats])
    page.points(
        "Hvem gør hvad",
        [_action(found, change) for change in found.actions if not _as_before(change)],
    )
    page.points(
        "Frister",
        [_deadline(found, change) for change in found.deadlines if not _as_before(change)],
    )
    page.points("Uklart i dokumenterne", _open(found))


def summary(found: Difference) -> list[str]:
    """The difference in a few lines: names, and how many more there are."""
    lines = []
    for kind, word in (("won", "Kommer til"), ("lost", "Falder væk"), ("status", "Skifter status")):
        changes = [change for change in found.offers if change.kind == kind]
        named = [
            (
                f"{c.after.offer.name} ({_status(found, c.before.status)} til"
                f" {_status(found, c.after.status)})"
                if kind == "status"
                else f"{c.after.offer.name} ({_status(found, c.after.status)})"
            )
            for c in changes
        ]
        lines += [f"{word}: {_few(named)}"] if named else []
    details = [change for change in found.offers if change.kind == "details"]
    by_way = [change.after.offer.name for change in details if _by_way(change)]
    reasons = [
        change.after.offer.name
        for change in details
        if not _by_way(change) and not _only_open(change)
    ]
    lines += [f"Anden vej ind, kontakt eller andet første skridt: {_few(by_way)}"] if by_way else []
    if reasons:
        lines.append(f"Andre betingelser er opfyldt eller ikke opfyldt: {_few(reasons)}")
    lines += _named(
        "Opmærksomhedspunkter",
        found.caveats,
        lambda r: r.caveat.title,
        lambda r: (r.applies, r.stressed, r.printed),
    )
    lines += _named("Handlinger", found.actions, lambda r: r.action.title, lambda r: r.applies)
    lines += _named("Frister", found.deadlines, lambda r: r.deadline.name, lambda r: r.applies)
    for title, gone in (("Ikke længere uklart", True), ("Nyt uklart", False)):
        one, other = (found.before, found.after) if gone else (found.after, found.before)
        known_there = {use.question.id for use in other.questions}
        titles = [use.question.title for use in one.questions if use.question.id not in known_there]
        lines += [f"{title}: {_few(titles)}"] if titles else []
    return lines or [
        f"Kun det uklare er et andet: {_few([change.after.offer.name for change in details])}"
    ]


def _few(names: list[str]) -> str:
    more = len(names) - _NAMED
    return words.listed([*names[:_NAMED], f"{more} andre"] if more > 1 else names)


def _by_way(change: OfferChange) -> bool:
    deltas = (_texts(change.access), _texts(change.contact), _texts(change.limits))
    return (
        any(gone or come for gone, come in deltas)
        or change.first_step is not None
        or not change.pointers.empty
    )


def _verdict_differs(reason: Change[Reason]) -> bool:
    return (
        reason.before is None
        or reason.after is None
        or reason.before.verdict is not reason.after.verdict
    )


def _only_open(change: OfferChange) -> bool:
    """Whether the offer stands as before, and only what the documents leave open about it is
    another."""
    return (
        change.kind == "details"
        and not _by_way(change)
        and not any(_verdict_differs(reason) for reason in change.reasons)
    )


def _named(
    title: str,
    changes: tuple[Change[T], ...],
    name: Callable[[T], str],
    content: Callable[[T], Hashable],
) -> list[str]:
    come = [name(c.after) for c in changes if c.before is None and c.after is not None]
    gone = [name(c.before) for c in changes if c.after is None and c.before is not None]
    other = [
        name(c.after)
        for c in changes
        if c.before is not None and c.after is not None and content(c.before) != content(c.after)
    ]
    parts = [f"nye: {_few(come)}"] if come else []
    parts += [f"gælder ikke længere: {_few(gone)}"] if gone else []
    parts += [f"gælder anderledes: {_few(other)}"] if other else []
    return [f"{title}: {'; '.join(parts)}"] if parts else []


def _status(found: Difference, status: Status) -> str:
    return words.status(found.after.rulebook, status)


def _offer(found: Difference, change: OfferChange) -> Item:
    before, after = change.before.status, change.after.status
    text = (
        _status(found, after)
        if before is after
        else f"før {_status(found, before)}, nu {_status(found, after)}"
    )
    return Item(text, change.after.offer.name, tuple(_under(found, change)))


def _under(found: Difference, change: OfferChange) -> Iterator[str]:
    offer = change.after.offer
    if (
        bool(offer.entry(_level(found.before))) is not bool(offer.entry(_level(found.after)))
        and offer.levels
    ):
        book = found.after.rulebook
        name = words.lower_first(_level_name(book, _level(found.after)))
        there = f"på {book.words.the_level} {name}"
        kept = offer.entry(_level(found.after))
        yield f"Fordi: {book.guide} nævner det {there if kept else f'ikke {there}'}"
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
            yield (
                f"{title}: {words.lower_first(pointer.text)} {_cite(found.after, pointer.sources)}"
            )
    step = change.first_step
    if step is not None and _text(step.before) != _text(step.after):
        yield f"Første skridt: før {_text(step.before)}, nu {_text(step.after)}"


def _level(answer: Answer) -> str:
    return str(answer.level)


def _level_name(book: Rulebook, level_id: str) -> str:
    return next((level.name for level in book.levels if level.id == level_id), level_id)


def _absent(found: Difference, verb: str, level: str) -> str:
    """Why a condition is not among an answer's: its level has it not, or it concerns others."""
    moved = found.before.level != found.after.level
    return f"{verb} ikke på {level}" if moved else f"{verb} ikke for denne sag"


def _reason(found: Difference, change: Change[Reason]) -> Iterator[str]:
    reason = change.after or change.before
    assert reason is not None
    if not _verdict_differs(change):
        return
    before = (
        verdict_word(change.before.verdict, change.before.missing)
        if change.before
        else _absent(found, "gjaldt", "det niveau")
    )
    after = (
        verdict_word(change.after.verdict, change.after.missing)
        if change.after
        else _absent(found, "gælder", "det nye niveau")
    )
    text = reason.criterion.text.rstrip(".")
    yield (
        f"Fordi: {words.lower_first(text)} (før {before}, nu {after})"
        f" {_cite(found.after, reason.criterion.sources)}"
    )


def _texts(delta: Delta[Said]) -> tuple[list[Said], list[Said]]:
    """What is really gone and come: a statement that is only more or less certain than before is
    neither gone nor come."""
    gone = [
        item
        for item in delta.gone
        if all(item.statement != other.statement for other in delta.come)
    ]
    come = [
        item
        for item in delta.come
        if all(
            item.statement != other.statement or item.verdict is not other.verdict
            for other in delta.gone
        )
    ]
    return gone, come


def _delta(title: str, delta: Delta[Said], found: Difference) -> Iterator[str]:
    gone, come = _texts(delta)
    for item in gone:
        yield (
            f"{title}, før: {item.statement.text.rstrip('.')}"
            f" {_cite(found.before, item.statement.sources)}"
        )
    for item in come:
        yield (
            f"{title}, {_NOW[item.verdict]}: {item.statement.text.rstrip('.')}"
            f" {_cite(found.after, item.statement.sources)}"
        )


def _as_before(change: Change[ActionResult] | Change[DeadlineResult]) -> bool:
    """Whether it applies as before, and only what is left open about it is another."""
    return (
        change.before is not None
        and change.after is not None
        and change.before.applies is change.after.applies
    )


def _open(found: Difference) -> list[Item]:
    """What the documents leave open, and only one of the answers rests on."""
    before, after = (
        {use.question.id: use.question for use in answer.questions}
        for answer in (found.before, found.after)
    )
    items = [
        Item(f"{q.question} {found.after.rulebook.cite(q.sources)}", f"Nyt: {q.title}")
        for name, q in after.items()
        if name not in before
    ]
    items += [
        Item("betyder ikke længere noget", q.title)
        for name, q in before.items()
        if name not in after
    ]
    as_before = {
        "Tilbud": [change.after.offer.name for change in found.offers if _only_open(change)],
        "Handlinger": [c.after.action.title for c in found.actions if c.after and _as_before(c)],
        "Frister": [c.after.deadline.name for c in found.deadlines if c.after and _as_before(c)],
    }
    return items + [
        Item(words.listed(names), f"{what}, hvor kun det uklare er et andet")
        for what, names in as_before.items()
        if names
    ]


def _text(said: Said | None) -> str:
    """A first step; none is told of what is not known to be possible."""
    return f"“{said.statement.text}”" if said else "intet sikkert"


def _cite(answer: Answer, cited: Sources) -> str:
    return answer.rulebook.cite(answer.rulebook.sources_at(cited, answer.level))


def _around(
    found: Difference,
    change: Change[CaveatResult] | Change[ActionResult] | Change[DeadlineResult],
    when: Condition,
    cited: Sources,
) -> str:
    before = change.before.applies if change.before else None
    after = change.after.applies if change.after else None
    because = ""
    if when != ALWAYS:
        because = f"; hører til, når {words.subordinate(condition_text(found.after, when))}"
    if after is None:
        says = "gælder ikke længere"
    elif before is None:
        says = {
            Truth.YES: "kommer til",
            Truth.UNKNOWN: "kommer måske til",
            Truth.NO: "kommer til efter en anden læsning",
        }[after]
    else:
        says = f"før: {_APPLIES[before]}; nu: {_APPLIES[after]}"
    return f"{says}{because} {_cite(found.after, cited)}"


def _caveat(found: Difference, change: Change[CaveatResult]) -> Item:
    result = change.after or change.before
    assert result is not None
    cited = result.printed.sources
    if change.before and change.after and change.before.stressed is not change.after.stressed:
        stressed = (
            "nu særlig vigtigt her" if change.after.stressed else "ikke længere særlig vigtigt her"
        )
        return Item(f"{stressed} {_cite(found.after, cited)}", result.caveat.title)
    return Item(_around(found, change, result.caveat.when, cited), result.caveat.title)


def _action(found: Difference, change: Change[ActionResult]) -> Item:
    result = change.after or change.before
    assert result is not None
    action = result.action
    return Item(_around(found, change, action.when, action.sources), action.title)


def _deadline(found: Difference, change: Change[DeadlineResult]) -> Item:
    result = change.after or change.before
    assert result is not None
    deadline = result.deadline
    return Item(_around(found, change, deadline.when, deadline.sources), deadline.name)
