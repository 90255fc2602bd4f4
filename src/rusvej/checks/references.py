"""References lead somewhere: one table of the fields that name another record by its id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from rusvej.checks.check import Check, Finding, Index, Path, quoted
from rusvej.checks.examples import ABOUT, a_model, a_question, an_action, example
from rusvej.diagnostics import did_you_mean
from rusvej.facts import Fact
from rusvej.model import (
    About,
    Action,
    Caveat,
    Contact,
    Counting,
    Criterion,
    Deadline,
    DeadlineException,
    Event,
    Level,
    LevelEntry,
    LocalNumber,
    Offer,
    PrintedCaveat,
    Question,
    Reached,
    Roles,
    StartEvent,
    Statement,
)
from rusvej.model.about import CaseOption
from rusvej.model.detection import DetectionModel, Exit, Link, Node
from rusvej.model.law import LawNote
from rusvej.model.pathway import Next, Step, Strand
from rusvej.model.properties import Property
from rusvej.model.screen import Asker, MayContact, Told, Wording

#: (code, class, field, section): each id that the field holds is that of a record in the section.
TABLE: tuple[tuple[str, type, str, str], ...] = (
    *(("post-oplysning", Roles, name, "facts") for name in vars(Roles)["__record__"]),
    ("post-oplysning", CaseOption, "facts", "facts"),
    ("post-oplysning", About, "gap_axes", "facts"),
    ("oplysning-ukendt", Property, "known", "facts"),
    ("oplysning-ukendt", Property, "fact", "facts"),
    ("oplysning-efter", Fact, "asked_after", "facts"),
    ("tilbud-ukendt", Caveat, "offers", "offers"),
    ("tilbud-ukendt", Action, "offers", "offers"),
    ("tilbud-ukendt", Deadline, "offers", "offers"),
    ("tilbud-ukendt", Question, "offers", "offers"),
    ("tilbud-ukendt", Property, "offers", "offers"),
    ("tilbud-ukendt", Property, "after", "offers"),
    ("tilbud-ukendt", Told, "offers", "offers"),
    ("niveau-ukendt", LevelEntry, "level", "levels"),
    ("niveau-ukendt", PrintedCaveat, "level", "levels"),
    ("niveau-ukendt", Action, "levels", "levels"),
    ("niveau-ukendt", Criterion, "levels", "levels"),
    ("niveau-ukendt", Statement, "levels", "levels"),
    ("niveau-ukendt", Question, "levels", "levels"),
    ("niveau-ukendt", Told, "levels", "levels"),
    ("niveau-ukendt", MayContact, "levels", "levels"),
    ("niveau-ukendt", Node, "level", "levels"),
    ("spoerger-ukendt", Told, "roles", "askers"),
    ("spoerger-ukendt", MayContact, "roles", "askers"),
    ("spoerger-ukendt", Wording, "silent", "askers"),
    ("spoerger-ukendt", LawNote, "silent", "askers"),
    ("spoerger-ukendt", Asker, "role", "askers"),
    ("boks-ukendt", Exit, "to", "nodes"),
    ("boks-ukendt", Link, "node", "nodes"),
    ("kontakt-ukendt", Asker, "units", "contacts"),
    ("kontakt-ukendt", Property, "deciders", "contacts"),
    ("kontakt-ukendt", Contact, "units", "contacts"),
    ("kontakt-ukendt", Statement, "unit", "contacts"),
    ("kontakt-ukendt", LocalNumber, "contact", "contacts"),
    ("frist-ukendt", Offer, "deadlines", "deadlines"),
    ("frist-ukendt", Property, "deadlines", "deadlines"),
    ("egenskab-ukendt", Property, "caveats", "caveats"),
    ("egenskab-ukendt", Property, "actions", "actions"),
    ("undtagelse-ukendt", Deadline, "exceptions", "exceptions"),
    ("begivenhed-ukendt", StartEvent, "event", "events"),
    ("begivenhed-ukendt", Deadline, "met_by", "events"),
    ("begivenhed-ukendt", Event, "not_before", "events"),
    ("begivenhed-ukendt", Event, "counts_as", "events"),
    ("begivenhed-ukendt", Event, "implies", "events"),
    ("begivenhed-ukendt", Event, "stands_for", "events"),
    ("kilde-dokument", Offer, "document", "documents"),
    ("kilde-dokument", Level, "document", "documents"),
    ("spoergsmaal-ukendt", Deadline, "start_question", "questions"),
    ("spoergsmaal-ukendt", Deadline, "questions", "questions"),
    ("spoergsmaal-ukendt", Counting, "question", "questions"),
    ("spoergsmaal-ukendt", Deadline, "age_question", "questions"),
    ("spoergsmaal-ukendt", StartEvent, "question", "questions"),
    ("spoergsmaal-ukendt", DeadlineException, "question", "questions"),
    ("spoergsmaal-ukendt", Reached, "question", "questions"),
    ("lovnote", LawNote, "offers", "offers"),
    ("lovnote", LawNote, "deadlines", "deadlines"),
    ("lovnote", LawNote, "parts", "standard"),
    ("lovnote", LawNote, "levels", "levels"),
    ("trin-henvisning", Strand, "note_levels", "levels"),
    ("trin-henvisning", Step, "action", "actions"),
    ("trin-henvisning", Step, "caveat", "caveats"),
    ("trin-henvisning", Step, "levels", "levels"),
    ("trin-henvisning", Step, "offers", "offers"),
    ("trin-henvisning", Next, "to", "steps"),
)

_NOUNS = {
    "facts": "Oplysningen",
    "offers": "Tilbuddet",
    "levels": "Niveauet",
    "contacts": "Kontakten",
    "deadlines": "Fristen",
    "events": "Begivenheden",
    "exceptions": "Undtagelsen",
    "questions": "Spørgsmålet",
    "documents": "Dokumentet",
    "standard": "Delen af standarden",
    "actions": "Handlingen",
    "caveats": "Opmærksomhedspunktet",
    "steps": "Trinnet",
    "askers": "Spørgeren",
    "nodes": "Boksen",
    "readings": "Læsningen",
}
#: What other records hold, in no file of its own.
_NO_FILES = frozenset({"steps", "readings", "nodes", "askers"})
#: So many references into a section without records are told as one mistake: a file is lost.
_LOST_FILE = 3
#: Or references to so many names that a section does not have.
_LOST_NAMES = 10
#: Among more names than this nobody looks for the nearest; no real rulebook has so many.
_COMPARED = 1000
#: An id that is written otherwise is told of where it stands; nobody is led to copy it.
_ID = re.compile(r"[a-z0-9_-]+")


class Lead(NamedTuple):
    """A reference: where it stands, the id it gives, and the ids it may give."""

    path: Path
    name: str
    section: str
    known: Collection[str]


@lru_cache(maxsize=1)
def leads(index: Index) -> dict[str, list[Lead]]:
    """Every reference of the rulebook, by the code of the check that watches it."""
    found: defaultdict[str, list[Lead]] = defaultdict(list)
    ids = _ids(index)

    def add(code: str, path: Path, name: str, section: str) -> None:
        found[code].append(Lead(path, name, section, ids[section]))

    for code, kind, field, section in TABLE:
        records: Iterator[tuple[Path, object]] = index.each(kind)
        for path, record in records:
            given = getattr(record, field)
            if isinstance(given, str):
                if given:
                    add(code, (*path, field), given, section)
                continue
            for number, name in enumerate(given or ()):
                add(code, (*path, field, number), name, section)
    for path, node in index.comparisons:
        add("oplysning-ukendt", (*path, "judgement" if node.judged else "fact"), node.fact, "facts")
    for path, reading in index.readings:
        add("spoergsmaal-ukendt", (*path, "question"), reading.question, "questions")
    for path, wording in index.each(Wording):
        add("post-ukendt", (*path, "record"), wording.record, wording.of)
    for path, citation in index.citations:
        add("kilde-dokument", path, citation.document, "documents")
    found["laesning-ukendt"] += _readings(index)
    return found


def _ids(index: Index) -> dict[str, Collection[str]]:
    found: dict[str, dict[str, None]] = {section: {} for section in _NOUNS}
    for path, text in index.texts:
        if len(path) == 3 and path[2] == "id":
            found.setdefault(str(path[0]), {})[text] = None
    for _, strand in index.each(Strand):
        found["steps"] |= dict.fromkeys(step.id for step in strand.steps)
    for _, model in index.each(DetectionModel):
        found["nodes"] |= dict.fromkeys(node.id for node in model.nodes)
    asker = index.facts.get(index.rulebook.roles.asker)
    found["askers"] = dict.fromkeys(asker.choices() if asker else ())
    return dict(found)


def _readings(index: Index) -> Iterator[Lead]:
    known = {
        question.id: [reading.id for reading in question.readings]
        for question in index.rulebook.questions
        if question.id not in index.lost
    }
    named: list[tuple[Path, str, str]] = []
    for path, question in index.each(Question):
        for key, chosen in (("assumed", question.assumed), ("settled", question.settled)):
            named += [((*path, key, "reading"), question.id, chosen.reading)] if chosen else []
    for path, deadline in index.each(Deadline):
        for j, start in enumerate(deadline.counted_from):
            at = (*path, "counted_from", j, "reading")
            named.append((at, deadline.start_question, start.reading))
        for j, counted in enumerate(deadline.counting.readings if deadline.counting else ()):
            at = (*path, "counting", "readings", j, "reading")
            named.append(
                (at, deadline.counting.question if deadline.counting else "", counted.reading)
            )
    for path, exception in index.each(DeadlineException):
        named.append(((*path, "waives_under"), exception.question, exception.waives_under))
    for path, question_id, reading in named:
        if reading and question_id in known:
            yield Lead(path, reading, "readings", known[question_id])


def dangling(index: Index, code: str) -> Iterator[Finding]:
    """The references of that code that lead nowhere; none while a whole file is missing."""
    for lead in leads(index)[code]:
        if not _nowhere(index, lead) or lead.section in _lost(index):
            continue
        yield Finding(
            lead.path,
            f"{_NOUNS[lead.section]} {quoted(lead.name)} findes ikke.",
            _nearest(lead.name[:60], tuple(filter(_ID.fullmatch, lead.known))[: _COMPARED + 1])
            or "Ret henvisningen, eller tilføj posten.",
        )


@lru_cache(maxsize=1000)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    return did_you_mean(name, known) if len(known) <= _COMPARED else ""


def _nowhere(index: Index, lead: Lead) -> bool:
    # Those who can ask are values of a fact; where that is lost nothing is known of them.
    asker = index.rulebook.roles.asker
    lost = lead.section == "askers" and bool(asker) and asker not in index.facts
    return lead.name not in lead.known and not index.may_have(lead.name) and not lost


@lru_cache(maxsize=1)
def _lost(index: Index) -> dict[str, list[Lead]]:
    """The references into sections that lack what many name: a file is gone."""
    nowhere: defaultdict[str, list[Lead]] = defaultdict(list)
    for found in leads(index).values():
        for lead in found:
            if lead.section not in _NO_FILES and _nowhere(index, lead):
                nowhere[lead.section].append(lead)
    return {
        section: found
        for section, found in nowhere.items()
        if (not found[0].known and len(found) >= _LOST_FILE)
        or len({lead.name for lead in found}) >= _LOST_NAMES
    }


def _lost_files(index: Index) -> Iterator[Finding]:
    for section, found in _lost(index).items():
        names = list(dict.fromkeys(lead.name for lead in found))
        told = ", ".join(quoted(name) for name in names[:3]) + (
            " og flere" if len(names) > 3 else ""
        )
        yield Finding(
            found[0].path,
            f"{len(found)} henvisninger går til sektionen {section}, som ikke har {told}.",
            f"Er en fil med {section} slettet, omdøbt eller tømt? Hent den tilbage, eller skriv"
            f" posterne under {section}.",
        )


def _reference(code: str, title: str, *, bad: str, good: str) -> Check:
    return Check(code, title, bad, good, lambda index: dangling(index, code))


_ASKER = ABOUT.replace("level: level}", "level: level, asker: role}") + example(
    "facts",
    {
        "id": "role",
        "type": "choice",
        "question": "Hvem spørger?",
        "values": "[{id: skole, label: skole}, {id: ung, label: ung}]",
    },
)
_SCREEN = """
screen:
  - of: offers
    record: {}
    told: [{{text: Ring til dem}}]
"""
_PROMISE = (
    an_action("{{always: true}}")
    + """
properties:
  - {{id: altid, kind: always, text: Der tales, actions: [{}], sources: [guide 10]}}{}
"""
)
_TWO_OFFERS_LOST = example("caveats", {"offers": "[samtaler, gruppe, hjem]"})

CHECKS = [
    Check(
        "sektion-tom",
        "Mange henvisninger går til en sektion, der er tom eller mangler",
        _TWO_OFFERS_LOST.replace("hjem]", "hjem]  # <-"),
        _TWO_OFFERS_LOST.replace("[samtaler, gruppe, hjem]", "[]"),
        _lost_files,
    ),
    _reference(
        "oplysning-ukendt",
        "En betingelse nævner en oplysning, der ikke findes",
        bad=an_action("{fact: motiveret, is: true}  # <-"),
        good=an_action("{fact: motivated, is: true}"),
    ),
    _reference(
        "post-oplysning",
        "Regelsættets egen post nævner en oplysning, der ikke findes",
        bad=ABOUT.replace("age: age, level: level}", "age: alder, level: level}  # <-"),
        good=ABOUT,
    ),
    _reference(
        "oplysning-efter",
        "En oplysning skal spørges om efter en, der ikke findes",
        bad=example("facts", {"asked_after": "[alderen]  # <-"}),
        good=example("facts", {"asked_after": "[age]"}),
    ),
    _reference(
        "tilbud-ukendt",
        "Der er henvist til et tilbud, der ikke findes",
        bad=example("caveats", {"offers": "[samtale]  # <-"}) + example("offers"),
        good=example("caveats", {"offers": "[samtaler]"}) + example("offers"),
    ),
    _reference(
        "kontakt-ukendt",
        "Der er henvist til en kontakt, der ikke findes",
        bad=example("offers", {"contact": "{units: [teamt]}  # <-"}),
        good=example("offers", {"contact": "{units: [team]}"}),
    ),
    _reference(
        "frist-ukendt",
        "Der er henvist til en frist, der ikke findes",
        bad=example("deadlines") + example("offers", {"deadlines": "[begyndelse]  # <-"}),
        good=example("deadlines") + example("offers", {"deadlines": "[start]"}),
    ),
    _reference(
        "undtagelse-ukendt",
        "Der er henvist til en undtagelse, der ikke findes",
        bad=example("deadlines", {"exceptions": "[udeblivelser]  # <-"}) + example("exceptions"),
        good=example("deadlines", {"exceptions": "[udeblivelse]"}) + example("exceptions"),
    ),
    _reference(
        "begivenhed-ukendt",
        "Der er henvist til en begivenhed, der ikke findes",
        bad=example("deadlines", {"met_by": "svar  # <-"}),
        good=example("deadlines", {"met_by": "start"}),
    ),
    _reference(
        "kilde-dokument",
        "En kilde nævner et dokument, der ikke findes",
        bad=example("contacts", {"sources": "[giude 4]  # <-"}),
        good=example("contacts", {"sources": "[guide 4]"}),
    ),
    _reference(
        "egenskab-ukendt",
        "En egenskab nævner en handling eller et opmærksomhedspunkt, der ikke findes",
        bad=_PROMISE.format("tal-sammn", "  # <-"),
        good=_PROMISE.format("tal-sammen", ""),
    ),
    _reference(
        "spoerger-ukendt",
        "En kort tekst er til en spørger, der ikke findes",
        bad=_ASKER + example("law_notes", {"silent": "[unge]  # <-"}),
        good=_ASKER + example("law_notes", {"silent": "[ung]"}),
    ),
    _reference(
        "post-ukendt",
        "En kort tekst er til en post, der ikke findes",
        bad=example("offers") + _SCREEN.format("samtale  # <-"),
        good=example("offers") + _SCREEN.format("samtaler"),
    ),
    _reference(
        "boks-ukendt",
        "En vej i modellen fører til en boks, der ikke findes",
        bad=a_model("{answer: ja, to: slutning}  # <-"),
        good=a_model("{answer: ja, to: slut}"),
    ),
    _reference(
        "spoergsmaal-ukendt",
        "Der er henvist til et uklart spørgsmål, der ikke findes",
        bad=an_action("{question: over-atten}  # <-"),
        good=a_question({}),
    ),
    _reference(
        "laesning-ukendt",
        "Der er henvist til en læsning, som spørgsmålet ikke har",
        bad=a_question(
            {"status": "assumed", "assumed": "{reading: maaske, reason: Det ligner}  # <-"}
        ),
        good=a_question({"status": "assumed", "assumed": "{reading: ja, reason: Det ligner}"}),
    ),
]
