"""A receipt as JSON (``rusvej/receipt/1``), and what verifying one showed."""

from __future__ import annotations

from typing import Any

from rusvej import __version__
from rusvej.answer import Answer, Status
from rusvej.explain.classes import FactClass
from rusvej.explain.receipt import Deviation, Outcome, Verification
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.as_json import picked
from rusvej.render.frame import closing, head
from rusvej.render.page import Item, Page

_APPLIES = {
    "yes": "gælder",
    "unknown": "gælder måske",
    "no": "gælder ikke efter den brugte læsning",
}
_SECTIONS = {
    "offers": "tilbud",
    "caveats": "opmærksomhedspunkt",
    "actions": "handling",
    "deadlines": "frist",
}


def receipt_json(
    answer: Answer, outcome: Outcome, classes: tuple[FactClass, ...]
) -> dict[str, Any]:
    """Plain data. It holds classes of facts, never the case's own values."""
    book = answer.rulebook
    facts = [
        {"fact": each.fact, "class": words.class_text(book, each), **words.bounds(each)}
        for each in classes
    ]
    return {
        **head("receipt/1", book, answer.as_of),
        "rusvej": __version__,
        "facts": facts,
        **outcome,
        "guidance": book.about.guidance,
    }


def verification_page(found: Verification) -> Page:
    """The page for `verify`."""
    page, receipt, book = Page("Kvittering efterprøvet"), found.receipt, found.rulebook
    facts = "; ".join(words.class_text(book, each) for each in receipt.facts)
    page.say(
        f"Svaret gjaldt {words.day(receipt.as_of)}. Oplysninger, der betød noget:"
        f" {facts or 'ingen'}."
    )
    if found.same:
        which = (
            "Regelsættet og rusvej er de samme."
            if found.unchanged
            else "Regelsættet eller rusvej er en anden udgave."
        )
        page.say(f"Samme svar. {which}")
    elif found.lost_facts:
        page.say(
            "Svaret kan ikke regnes ud igen: regelsættet kender ikke længere oplysningen eller"
            " værdien.",
            "warning",
        )
        page.points("Ukendt nu", [Item(name) for name in found.lost_facts])
    else:
        page.say("Et andet svar: reglerne er ændret, siden kvitteringen blev skrevet.", "warning")
        page.points("Det, der er anderledes", [_deviation(book, each) for each in found.deviations])
    then = (
        f"Da: {receipt.name}, version {receipt.rulebook_version} ({receipt.digest}), rusvej"
        f" {receipt.version}. Nu (rusvej {__version__}):"
    )
    what = (
        "Kvitteringen indeholder klasser af oplysninger og ingen person. Kontrolsummen viser fejl,"
        " men er ingen underskrift."
    )
    return closing(page, book, then, legend=False, more=(what,))


def _deviation(book: Rulebook, each: Deviation) -> Item:
    records = {record.id: record for record in getattr(book, each.section)}
    said, gone, come = _APPLIES, "stod der ikke", "står der ikke længere"
    if each.section == "offers":
        said = {status.id: words.status(book, status) for status in Status}
        gone = come = "findes ikke"
    before = gone if each.before is None else said.get(each.before, each.before)
    after = come if each.after is None else said.get(each.after, each.after)
    where = ""
    if each.where:
        named = [
            "; ".join(words.given_text(book, fact, value) for fact, value in case.items())
            for case in each.where[:3]
        ]
        more = f" og {len(each.where) - 3} andre" if len(each.where) > 3 else ""
        where = f" Kun for en del af klassen, fx: {' / '.join(named)}{more}."
    return Item(
        f"før: {before}; nu: {after}.{where}",
        f"{words.name_of(records.get(each.id), each.id)} ({_SECTIONS[each.section]})",
    )


def verification_json(found: Verification) -> dict[str, Any]:
    """What verifying showed, for other programs: ``rusvej/verify/1``."""
    receipt, book = found.receipt, found.rulebook
    then = picked(book, receipt, "name version=rulebook_version digest")
    return {
        "schema": "rusvej/verify/1",
        "verdict": "same" if found.same else "differs",
        "as_of": receipt.as_of.isoformat(),
        "receipt": {"rulebook": then, "rusvej": receipt.version},
        "now": {"rulebook": head("", book)["rulebook"], "rusvej": __version__},
        "differences": [
            picked(book, each, "section id before after where") for each in found.deviations
        ],
        "lost_facts": list(found.lost_facts),
    }
