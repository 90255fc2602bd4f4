"""What the page knows of a rulebook, as plain data: the rules as diagrams to be walked, and the
texts that are shown. A citation is `[document, first line, last line]`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from rusvej.compiled import compiled as compiled_alone
from rusvej.compiled.compiled import compile_rulebook
from rusvej.conditions import ALWAYS, cut_points, facts_of
from rusvej.facts import Fact
from rusvej.model import NOT_STATED, Offer, Rulebook, Statement
from rusvej.model.law import LawNote
from rusvej.model.screen import Told
from rusvej.page.deadlines import cited, deadline_parts, deadlines_data
from rusvej.page.outcomes import Outcomes, outcomes

#: The kinds of pieces of which the page asks; the others are not carried.
KINDS = frozenset(
    (
        "possible", "standing", "criterion", "concerns", "points-to", "points-away", "access",
        "contact", "first-step", "limit", "reached", "used-up", "colours", "caveat",
        "caveat-anywhere", "action", "deadline", "note",
    )
)  # fmt: skip


def page_data(book: Rulebook, day: date, step: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """Everything in the page but its looks; the rulebook is valid on that day."""
    compiled = compile_rulebook(book, book.law_notes)
    found = outcomes(compiled, KINDS, step, deadline_parts(compiled))
    return {
        "name": book.about.name,
        "version": book.about.version,
        "digest": book.digest[:16],
        "municipality": book.about.municipality.name,
        "whose": book.about.municipality.whose,
        "guidance": book.about.guidance,
        "brief": book.about.brief,
        "subject": book.about.subject,
        "roles": {"age": book.roles.age, "level": book.roles.level, "asker": book.roles.asker},
        "words": _words(book),
        "together": [
            list(option.facts)
            for option in book.about.options.values()
            if len(option.facts) > 1 and not option.only
        ],
        "facts": {fact.id: _fact(fact, compiled.variables.classes[fact.id]) for fact in book.facts},
        # The notes on the law, which are compiled with the rest here, may give another order.
        "order": compiled_alone(book).variables.names,
        "impossible": [{"id": r.id, "text": r.text, "help": r.help} for r in book.impossible],
        "offers": [_offer(book, offer, compiled.meanings) for offer in book.offers],
        "colours": [
            {"question": q.id, "offers": list(q.offers)}
            for q in book.questions
            if q.shown_when is not None
        ],
        "questions": {q.id: _question(book, q) for q in book.questions},
        "caveats": [
            {
                "id": caveat.id,
                "title": caveat.title,
                "offers": list(caveat.offers),
                "facts": sorted(facts_of(caveat.when, book.readings)),
                "printed": [
                    {"level": p.level, "text": p.text, "sources": cited(p.sources)}
                    for p in caveat.printed
                ],
            }
            for caveat in book.caveats
        ],
        "actions": [
            {
                "id": action.id,
                "title": action.title,
                "text": action.text,
                "must": action.must,
                "facts": sorted(facts_of(action.when, book.readings)) if action.must else [],
                "levels": list(action.levels),
                "offers": list(action.offers),
                "sources": cited(action.sources),
            }
            for action in book.actions
        ],
        "day": day.isoformat(),
        "detection": _detection(book),
        "contacts": {unit.id: _contact(book, unit) for unit in book.contacts},
        "local": [_local(number) for number in book.local_numbers if number.given],
        "levels": [
            {
                "id": level.id,
                "name": level.name,
                "vignette": level.vignette,
                "asks": level.asks,
                "document": level.document or None,
                "lines": list(level.lines) if level.lines else None,
                "sources": cited(level.sources),
            }
            for level in book.levels
        ],
        "documents": [
            {
                "id": document.id,
                "title": document.title,
                "mark": document.mark,
                "date": document.date,
                "sections": [[s.heading, *s.lines] for s in document.sections],
            }
            for document in book.documents
        ],
        "askers": {asker.role: _asker(asker) for asker in book.askers},
        "wordings": _wordings(book),
        "notes": [_note(note, book.readings) for note in book.law_notes],
        **deadlines_data(book, day),
        **_rules(found),
    }


def _rules(found: Outcomes) -> dict[str, Any]:
    roots: dict[str, dict[str, dict[str, int]]] = {}
    for (kind, owner, name), root in found.roots.items():
        roots.setdefault(kind, {}).setdefault(owner, {})[name] = root
    return {
        "variables": list(found.variables),
        "nodes": found.nodes,
        "leaves": found.leaves,
        "roots": roots,
    }


def _words(book: Rulebook) -> dict[str, Any]:
    person = book.words.person
    return {
        "person": {
            "young": person.young,
            "adult": person.adult,
            "anybody": person.anybody,
            "from": person.from_,
        },
        "level": book.words.level,
        "the_level": book.words.the_level,
        "without_level": book.words.without_level,
        "levels": book.words.levels,
        "guide": book.guide,
        "unlisted": book.words.unlisted,
    }


def _fact(fact: Fact, classes: Iterable[Any]) -> dict[str, Any]:
    return {
        "type": fact.type,
        "label": fact.label,
        "question": fact.question,
        "help": fact.help,
        "cost": fact.cost,
        "changes": fact.changes,
        "judged": fact.judged_by,
        "after": list(fact.asked_after),
        "to": list(fact.asked_to),
        "phrases": dict(fact.phrases),
        "values": [{"id": c.id, "label": c.label, "phrase": c.phrase} for c in fact.values],
        "classes": list(classes),
        "unit": fact.counted,
        "min": fact.min,
        "max": fact.max,
        "none": fact.none,
    }


def _offer(book: Rulebook, offer: Offer, meanings: Any) -> dict[str, Any]:
    return {
        "id": offer.id,
        "name": offer.name,
        "short": offer.short,
        "aliases": list(offer.aliases),
        "if": offer.if_,
        "summary": offer.summary,
        "kind": offer.access.kind,
        "order": offer.order,
        "access": [_statement(s) for s in offer.access.statements],
        "contact": [_statement(s) for s in offer.contact.statements],
        "first": [_statement(s) for s in offer.contact.first_step],
        "units": list(offer.contact.units),
        "levels": [{"level": e.level, "sources": cited(e.sources)} for e in offer.levels],
        "entry": cited(offer.entry_lines),
        "criteria": [
            {
                "id": criterion.id,
                "text": criterion.text,
                "if": criterion.if_,
                "facts": sorted(meanings["criterion", offer.id, criterion.id].facts),
                "sources": cited(criterion.sources),
            }
            for criterion in offer.criteria
        ],
        "limits": [
            {
                **_statement(limit),
                "reached": limit.reached
                and {"text": limit.reached.text, "question": limit.reached.question},
            }
            for limit in offer.limits
        ],
        "to": [_statement(s) for s in offer.points_to],
        "away": [_statement(s) for s in offer.points_away],
        "deadlines": list(offer.deadlines),
        "details": [
            [label, [_statement(s) for s in value]]
            for key, label in book.details(offer)
            if not isinstance(value := offer.details.get(key, NOT_STATED), str)
        ],
    }


def _statement(said: Statement) -> dict[str, Any]:
    found: dict[str, Any] = {"text": said.text, "sources": cited(said.sources)}
    if said.levels:
        found["levels"] = list(said.levels)
    return found | ({"unit": said.unit} if said.unit else {})


def _question(book: Rulebook, question: Any) -> dict[str, Any]:
    read = {fact for r in book.readings[question.id] for fact in facts_of(r, book.readings)}
    colours = question.shown_when
    return {
        "byAge": book.roles.age in read,
        "bounds": sorted(
            {n for r in book.readings[question.id] for f, n in cut_points(r) if f == book.roles.age}
        ),
        "read": sorted(read),
        "facts": [] if colours is None else sorted(facts_of(colours, book.readings)),
        "offers": list(question.offers),
        "title": question.title,
        "question": question.question,
        "status": question.status,
        "used": next((at for at, r in enumerate(question.readings) if r.id == question.used), None),
        "colours": colours is not None,
        "settled": question.settled and [question.settled.by, question.settled.on],
        "readings": [reading.text for reading in question.readings],
        "sources": cited(question.sources),
    }


def _detection(book: Rulebook) -> dict[str, Any] | None:
    if not book.detection:
        return None
    chart = book.detection[0]
    return {
        "reconstructed": chart.reconstructed,
        "link_note": chart.link_note,
        "links": [{"url": link.url, "node": link.node} for link in chart.links],
        "doubts": [_statement(doubt) for doubt in chart.doubts],
        "nodes": [
            {
                "id": node.id,
                "name": node.name,
                "question": node.question,
                "level": node.level,
                "level_note": node.level_note,
                "steps": [_statement(step) for step in node.steps],
                "exits": [
                    {"answer": e.answer, "label": e.label, "to": e.to, "printed": e.printed}
                    for e in node.exits
                ],
                "sources": cited(node.sources),
            }
            for node in chart.nodes
        ],
    }


def _contact(book: Rulebook, unit: Any) -> dict[str, Any]:
    return {
        "name": unit.name,
        "purpose": unit.purpose,
        "telephone": unit.ringing[0][0] if unit.ringing else "",
        "numbers": [list(each) for each in unit.ringing[1:]],
        "telephone_note": unit.telephone_note,
        "address": [] if isinstance(unit.address, str) else list(unit.address),
        "web": unit.web,
        "email": list(unit.email),
        "hours": list(unit.hours),
        "note": unit.note,
        "sources": cited(unit.sources),
    }


def _local(number: Any) -> dict[str, Any]:
    return {
        "name": number.name,
        "purpose": number.purpose,
        "id": number.id,
        "contact": number.contact,
        "telephone": number.telephone,
        "hours": number.hours,
        "web": number.web,
    }


def _told(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = {"text": told.text}
    if told.sources:
        found["sources"] = cited(told.sources)
    if told.levels is not None:
        found["levels"] = list(told.levels)
    if told.offers:
        found["offers"] = list(told.offers)
    if told.instead:
        found["instead"] = True
    if told.from_age is not None:
        found["fromAge"] = told.from_age
    return found | ({"roles": list(told.roles)} if told.roles else {})


def _asker(asker: Any) -> dict[str, Any]:
    return {
        "role": asker.role,
        "name": asker.name,
        "units": list(asker.units),
        "self": asker.self_,
        "told": [_told(told) for told in asker.told],
    }


def _wordings(book: Rulebook) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for wording in book.screen:
        found.setdefault(wording.of, {})[wording.record] = {
            "told": [_told(told) for told in wording.told],
            "silent": list(wording.silent),
            "short": wording.short,
            "may": [
                {"roles": list(may.roles)}
                | ({} if may.levels is None else {"levels": list(may.levels)})
                for may in wording.may_contact
            ],
        }
    return found


def _note(note: LawNote, readings: Any) -> dict[str, Any]:
    return {
        "id": note.id,
        "kind": note.kind,
        "acute": note.acute,
        "online": note.online,
        "now": note.now,
        "title": note.title,
        "text": note.text,
        "certainty": note.certainty,
        "checked": note.checked,
        "offers": list(note.offers),
        "deadlines": list(note.deadlines),
        "parts": list(note.parts),
        "conditional": note.when != ALWAYS,
        "facts": sorted(facts_of(note.when, readings)),
        "told": [_told(told) for told in note.told],
        "silent": list(note.silent),
        "before_age": note.before_age,
        "before": note.before,
        "steps": list(note.steps),
        "letter": list(note.letter),
        "read": [text.title for text in note.read] if note.steps else [],
    }
