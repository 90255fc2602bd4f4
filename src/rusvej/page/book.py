"""What the page knows of a rulebook, as plain data: the rules as diagrams to be walked, and the
texts that are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rusvej.compiled import compiled as compiled_alone
from rusvej.compiled.compiled import Compiled, compile_rulebook
from rusvej.conditions import ALWAYS, cut_points, facts_of
from rusvej.model import ContactUnit, Offer, Question, Rulebook
from rusvej.model.law import LawNote
from rusvej.page.deadlines import deadline_parts, deadlines_data
from rusvej.page.outcomes import Outcomes, outcomes
from rusvej.page.plain import plain, told
from rusvej.shapes import shaped

#: The kinds of pieces of which the page asks; the others are not carried.
KINDS = frozenset(
    (
        "possible", "standing", "criterion", "concerns", "points-to", "points-away", "access",
        "contact", "first-step", "limit", "reached", "used-up", "colours", "caveat",
        "caveat-anywhere", "action", "deadline", "note",
    )
)  # fmt: skip


_ABOUT = (
    "name=about.name version=about.version municipality=about.municipality.name"
    " whose=about.municipality.whose guidance=about.guidance brief=about.brief"
    " subject=about.subject roles(age level asker) caveats levels"
    " words=.(person=words.person(young adult anybody from=from_) level=words.level guide"
    " levels=words.levels the_level=words.the_level without_level=words.without_level"
    " unlisted=words.unlisted)"
)


def page_data(book: Rulebook, day: date, step: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Everything in the page but its looks; the rulebook is valid on that day."""
    compiled = compile_rulebook(book, book.law_notes)
    found = outcomes(compiled, KINDS, step, deadline_parts(compiled))
    classes, readings = compiled.variables.classes, book.readings
    caveats = [told(x, facts=sorted(facts_of(x.when, readings))) for x in book.caveats]
    duties = {x.id: sorted(facts_of(x.when, readings)) for x in book.actions if x.must}
    documents = [
        told(x, sections=[[part.heading, *part.lines] for part in x.sections])
        for x in book.documents
    ]
    return {
        **shaped(book, _ABOUT, plain, caveats=caveats),
        "digest": book.digest[:16],
        "together": [
            list(option.facts)
            for option in book.about.options.values()
            if len(option.facts) > 1 and not option.only
        ],
        "facts": {fact.id: told(fact, classes=classes[fact.id]) for fact in book.facts},
        # The notes on the law, which are compiled with the rest here, may give another order.
        "order": compiled_alone(book).variables.names,
        "offers": [_offer(book, offer, compiled) for offer in book.offers],
        "colours": [
            {"question": q.id, "offers": list(q.offers), "levelled": bool(q.levels)}
            for q in book.questions
            if q.shown_when is not None
        ],
        "questions": {q.id: _question(book, q) for q in book.questions},
        "actions": [told(x, facts=duties.get(x.id, ())) for x in book.actions],
        "day": day.isoformat(),
        "detection": told(book.detection[0]) if book.detection else None,
        "contacts": {unit.id: _contact(unit) for unit in book.contacts},
        "local": [told(number) for number in book.local_numbers if number.given],
        "documents": documents,
        "askers": {asker.role: told(asker) for asker in book.askers},
        "wordings": _wordings(book),
        "notes": [_note(book, note) for note in book.law_notes],
        **deadlines_data(book, day),
        **_rules(found),
    }


def _rules(found: Outcomes) -> dict[str, Any]:
    roots: dict[str, dict[str, dict[str, int]]] = {}
    for (kind, owner, name), root in found.roots.items():
        roots.setdefault(kind, {}).setdefault(owner, {})[name] = root
    return {**found._asdict(), "roots": roots}


def _offer(book: Rulebook, offer: Offer, compiled: Compiled) -> dict[str, Any]:
    of = compiled.meanings
    return told(
        offer,
        criteria=[
            told(each, facts=sorted(of["criterion", offer.id, each.id].facts))
            for each in offer.criteria
        ],
        details=[
            [label, plain(stated)]
            for key, label in book.details(offer)
            if not isinstance(stated := offer.details[key], str)
        ],
    )


def _question(book: Rulebook, question: Question) -> dict[str, Any]:
    readings, age, colours = book.readings[question.id], book.roles.age, question.shown_when
    read = {fact for each in readings for fact in facts_of(each, book.readings)}
    bounds = {number for each in readings for fact, number in cut_points(each) if fact == age}
    return told(
        question,
        byAge=age in read,
        bounds=sorted(bounds),
        read=sorted(read),
        facts=[] if colours is None else sorted(facts_of(colours, book.readings)),
        used=next((at for at, r in enumerate(question.readings) if r.id == question.used), None),
        colours=colours is not None,
        settled=question.settled and [question.settled.by, question.settled.on],
    )


def _contact(unit: ContactUnit) -> dict[str, Any]:
    return told(
        unit,
        telephone=unit.ringing[0][0] if unit.ringing else "",
        numbers=unit.ringing[1:],
        address=[] if isinstance(unit.address, str) else unit.address,
    )


def _wordings(book: Rulebook) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for wording in book.screen:
        found.setdefault(wording.of, {})[wording.record] = told(wording)
    return found


def _note(book: Rulebook, note: LawNote) -> dict[str, Any]:
    return told(
        note,
        conditional=note.when != ALWAYS,
        facts=sorted(facts_of(note.when, book.readings)),
        read=[text.title for text in note.read] if note.steps else [],
    )
