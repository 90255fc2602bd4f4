"""The difference between two answers, as a page and as JSON: what comes, what goes, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rusvej.answer import Answer, Reason, Said
from rusvej.conditions import ALWAYS
from rusvej.danish import few
from rusvej.explain.whatif import Change, Delta, Difference, OfferChange
from rusvej.render import words
from rusvej.render.answer_page import in_force, known
from rusvej.render.as_json import picked
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Item, Page
from rusvej.truth import Truth

#: What an answer holds beside the offers: its headings in full and in a summary, and where a result
#: has its record.
_BESIDE = {
    "caveats": ("Opmærksomhedspunkter", "Opmærksomhedspunkter", "caveat"),
    "actions": ("Hvem gør hvad", "Handlinger", "action"),
    "deadlines": ("Frister", "Frister", "deadline"),
}
_KINDS = {
    "won": "Tilbud, der kommer til",
    "lost": "Tilbud, der falder væk",
    "status": "Tilbud, der skifter status",
    "details": "Tilbud med samme status, hvor noget andet er anderledes",
}
#: So many names stand in a line of a summary; the rest are counted.
_NAMED = 8
_COMES = {
    Truth.YES: "kommer til",
    Truth.UNKNOWN: "kommer måske til",
    Truth.NO: "kommer til efter en anden læsning",
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
    for kind, title in _KINDS.items():
        changes = [c for c in found.offers if c.kind == kind and not _only_open(c)]
        page.points(title, [_offer(found, change) for change in changes])
    for name, (heading, _, kind) in _BESIDE.items():
        told = [c for c in getattr(found, name) if name == "caveats" or not as_before(c)]
        page.points(heading, [_beside(found, kind, change) for change in told])
    page.points("Uklart i dokumenterne", _open(found))
    return closing(page, after.rulebook, in_force(after))


def changes_text(found: Difference) -> str:
    """``alder fra 17 år til 18 år``."""
    facts = found.after.rulebook.vocabulary
    parts = (
        f"{facts[fact].label} fra {_value(found.before, fact)} til {_value(found.after, fact)}"
        for fact in found.changed
    )
    return "; ".join(parts) or "intet"


def _value(answer: Answer, fact: str) -> str:
    value = answer.case.get(fact)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    asked = answer.rulebook.vocabulary[fact]
    return "ikke oplyst" if value is None else words.lower_first(asked.in_words(value))


def summary(found: Difference) -> list[str]:
    """The difference in a few lines: names, and how many more there are."""
    told: dict[str, list[str]] = {}
    for kind, word in (("won", "Kommer til"), ("lost", "Falder væk"), ("status", "Skifter status")):
        shown = slice(None) if kind == "status" else slice(-1, None)
        told[word] = [
            f"{change.after.offer.name} ({' til '.join(_statuses(found, change)[shown])})"
            for change in found.offers
            if change.kind == kind
        ]
    details = [change for change in found.offers if change.kind == "details"]
    told["Anden vej ind, kontakt eller andet første skridt"] = _names(filter(_by_way, details))
    told["Andre betingelser er opfyldt eller ikke opfyldt"] = _names(
        change for change in details if not _by_way(change) and not _only_open(change)
    )
    lines = [f"{title}: {_few(names)}" for title, names in told.items() if names]
    for name, (_, brief, kind) in _BESIDE.items():
        lines += _counted(brief, kind, getattr(found, name))
    lines += questions_turned(found)
    return lines or [f"Kun det uklare er et andet: {_few(_names(details))}"]


def questions_turned(found: Difference) -> list[str]:
    """Which of the documents' open questions concern the case no longer, and which do now."""
    turned = {"Ikke længere uklart": found.questions.gone, "Nyt uklart": found.questions.come}
    return [
        f"{told}: {_few(use.question.title for use in uses)}"
        for told, uses in turned.items()
        if uses
    ]


def _names(changes: Iterable[OfferChange]) -> list[str]:
    return [change.after.offer.name for change in changes]


def _few(names: Iterable[str]) -> str:
    return few(names, _NAMED, "andre")


def _by_way(change: OfferChange) -> bool:
    """Whether one gets there otherwise than before."""
    deltas = (really(change.access), really(change.contact), really(change.limits))
    return (
        any(gone or come for gone, come in deltas)
        or change.first_step is not None
        or not change.pointers.empty
    )


def _verdict_differs(reason: Change[Reason]) -> bool:
    before, after = reason.before, reason.after
    return before is None or after is None or before.verdict is not after.verdict


def _only_open(change: OfferChange) -> bool:
    """Whether the offer stands as before, and only what the documents leave open about it is
    another."""
    same = change.kind == "details" and not _by_way(change)
    return same and not any(_verdict_differs(reason) for reason in change.reasons)


def _counted(heading: str, kind: str, changes: Iterable[Change[Any]]) -> list[str]:
    told: dict[str, list[str]] = {"nye": [], "gælder ikke længere": [], "gælder anderledes": []}
    for change in changes:
        before, after = change.before, change.after
        name = words.name_of(getattr(change.either, kind), "")
        if before is None:
            told["nye"].append(name)
        elif after is None:
            told["gælder ikke længere"].append(name)
        elif _standing(before) != _standing(after):
            told["gælder anderledes"].append(name)
    parts = [f"{how}: {_few(names)}" for how, names in told.items() if names]
    return [f"{heading}: {'; '.join(parts)}"] if parts else []


def _standing(result: Any) -> tuple[Any, ...]:
    return result.applies, getattr(result, "stressed", None), getattr(result, "printed", None)


def _statuses(found: Difference, change: OfferChange) -> list[str]:
    """The status before and after, in words; one, where they are the same."""
    sides = dict.fromkeys((change.before.status, change.after.status))
    return [words.status(found.after.rulebook, status) for status in sides]


def _offer(found: Difference, change: OfferChange) -> Item:
    *before, after = _statuses(found, change)
    text = f"før {before[0]}, nu {after}" if before else after
    return Item(text, change.after.offer.name, tuple(_under(found, change)))


def _under(found: Difference, change: OfferChange) -> Iterator[str]:
    offer, book = change.after.offer, found.after.rulebook
    listed, kept = (bool(offer.entry(str(side.level))) for side in (found.before, found.after))
    if listed is not kept and offer.levels:
        name = words.lower_first(words.level_name(book, found.after.level))
        there = f"{'' if kept else 'ikke '}på {book.words.the_level} {name}"
        yield f"Fordi: {book.guide} nævner det {there}"
    for reason in change.reasons:
        if _verdict_differs(reason):
            yield _reason(found, reason)
    yield from _delta("Vejen ind", change.access, found)
    yield from _delta("Kontakt", change.contact, found)
    yield from _delta("Grænser", change.limits, found)
    for title, pointers in (
        ("Dokumenterne peger nu på det", change.pointers.come),
        ("Dokumenterne peger ikke længere", change.pointers.gone),
    ):
        for each in pointers:
            yield f"{title}: {words.lower_first(each.text)} {found.after.cite(each.sources)}"
    step = change.first_step
    if step is not None and _text(step.before) != _text(step.after):
        yield f"Første skridt: før {_text(step.before)}, nu {_text(step.after)}"


def _reason(found: Difference, change: Change[Reason]) -> str:
    reason = change.either
    # It is not among an answer's: its level has it not, or it concerns others.
    moved = found.before.level != found.after.level
    before = _verdict(change.before, f"gjaldt ikke {'på det niveau' if moved else 'for denne sag'}")
    after = _verdict(
        change.after, f"gælder ikke {'på det nye niveau' if moved else 'for denne sag'}"
    )
    text = words.lower_first(reason.criterion.text.rstrip("."))
    cited = found.after.cite(reason.criterion.sources)
    return f"Fordi: {text} (før {before}, nu {after}) {cited}"


def _verdict(reason: Reason | None, absent: str) -> str:
    return words.verdict_word(reason.verdict, reason.missing) if reason else absent


def really(delta: Delta[Said]) -> tuple[list[Said], list[Said]]:
    """What is really gone and come: a statement that is only more or less certain than before is
    neither gone nor come."""
    said = [item.statement for item in delta.come]
    gone = [item for item in delta.gone if item.statement not in said]
    before = [(item.statement, item.verdict) for item in delta.gone]
    come = [item for item in delta.come if (item.statement, item.verdict) not in before]
    return gone, come


def _delta(title: str, delta: Delta[Said], found: Difference) -> Iterator[str]:
    gone, come = really(delta)
    for item in gone:
        yield f"{title}, før: {_stated(found.before, item)}"
    for item in come:
        yield f"{title}, {_NOW[item.verdict]}: {_stated(found.after, item)}"


def _stated(answer: Answer, item: Said) -> str:
    return f"{item.statement.text.rstrip('.')} {answer.cite(item.statement.sources)}"


def as_before(change: Change[Any]) -> bool:
    """Whether it applies as before, and only what is left open about it is another."""
    before, after = change.before, change.after
    return before is not None and after is not None and before.applies is after.applies


def _open(found: Difference) -> list[Item]:
    """What the documents leave open, and only one of the answers rests on."""
    book = found.after.rulebook
    come = [use.question for use in found.questions.come]
    items = [Item(f"{q.question} {book.cite(q.sources)}", f"Nyt: {q.title}") for q in come]
    items += [
        Item("betyder ikke længere noget", use.question.title) for use in found.questions.gone
    ]
    as_then = {
        "Tilbud": _names(filter(_only_open, found.offers)),
        "Handlinger": [c.after.action.title for c in found.actions if c.after and as_before(c)],
        "Frister": [c.after.deadline.name for c in found.deadlines if c.after and as_before(c)],
    }
    return items + [
        Item(words.listed(names), f"{what}, hvor kun det uklare er et andet")
        for what, names in as_then.items()
        if names
    ]


def _text(said: Said | None) -> str:
    """A first step; none is told of what is not known to be possible."""
    return f"“{said.statement.text}”" if said else "intet sikkert"


def _beside(found: Difference, kind: str, change: Change[Any]) -> Item:
    record = getattr(change.either, kind)
    cited = found.after.cite(getattr(change.either, "printed", record).sources)
    title = words.name_of(record, "")
    stressed = [getattr(side, "stressed", None) for side in (change.before, change.after) if side]
    if len(set(stressed)) > 1:
        now = "nu" if stressed[1] else "ikke længere"
        return Item(f"{now} særlig vigtigt her {cited}", title)
    because = ""
    if record.when != ALWAYS:
        when = words.condition(found.after.rulebook, record.when)
        because = f"; hører til, når {words.subordinate(when)}"
    return Item(f"{_applies(change)}{because} {cited}", title)


def _applies(change: Change[Any]) -> str:
    if change.after is None:
        return "gælder ikke længere"
    if change.before is None:
        return _COMES[change.after.applies]
    return f"før: {words.APPLIES[change.before.applies]}; nu: {words.APPLIES[change.after.applies]}"


_CRITERION = "id=either.criterion.id text=either.criterion.text sources=either.criterion.sources"
_DIFFERENCE = (
    "same=empty offers(id=after.offer.id name=after.offer.name change=kind"
    " status=.(before=before.status after=after.status)"
    f" reasons({_CRITERION} before=before.verdict after=after.verdict) referral=access contact"
    " limits pointers first_step=.(before=before.first_step.statement.text"
    " after=after.first_step.statement.text)"
    " open_questions=questions(gone=gone.question.id come=come.question.id))"
    " caveats(id=either.caveat.id before after sources=either.printed.sources)"
    " actions(id=either.action.id before after sources=either.action.sources)"
    " deadlines(id=either.deadline.id before after sources=either.deadline.sources)"
)


def whatif_json(found: Difference) -> dict[str, Any]:
    """Plain data: ``rusvej/what-if/1``."""
    book, before, after = found.after.rulebook, found.before.case, found.after.case
    changes = {
        name: {"before": before.get(name), "after": after.get(name)} for name in found.changed
    }
    start = json_document(
        "what-if/1", book, found, "case=before.case changes", found.after.as_of, changes=changes
    )
    return start | difference_json(found) | {"guidance": book.about.guidance}


def difference_json(found: Difference) -> dict[str, Any]:
    """What differs, without the cases."""
    return picked(
        found.after.rulebook,
        found,
        _DIFFERENCE,
        before=lambda change: _state(change.before),
        after=lambda change: _state(change.after),
    )


def _state(result: Any) -> str | None:
    stressed = " stressed" if getattr(result, "stressed", False) else ""
    return result and f"{result.applies.value}{stressed}"
