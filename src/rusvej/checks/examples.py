"""The small, sound rulebook that the checks' examples are read beside, and records to vary."""

from __future__ import annotations

from collections.abc import Mapping

BASE = """
documents:
  - id: guide
    title: En guide
    file: "000"
    lines: [1, 100]
    date: "2020"
    sections: [{heading: Alt, lines: [1, 100]}]
  - id: standard
    title: En standard
    file: "002"
    lines: [1, 50]
    date: "2022"
    sections: []
facts:
  - {id: age, type: int, min: 0, max: 120, label: alder, question: "Hvor gammel er personen?"}
  - {id: motivated, type: bool, label: motiveret, question: "Er den unge motiveret?"}
  - {id: assessed, type: bool, label: vurderet, question: "Er det vurderet?", judged_by: en læge}
  - id: level
    type: choice
    label: niveau
    question: Hvilket niveau?
    values: [{id: misbrug, label: misbrug}, {id: trivsel, label: trivsel}]
levels:
  - id: trivsel
    name: Trivsel
    vignette: Mistrives
    asks: Hvem kan kontaktes?
    document: guide
    lines: [1, 1]
    sources: [guide 1]
  - id: misbrug
    name: Misbrug
    vignette: Bruger stoffer
    asks: Hvem kan kontaktes?
    document: guide
    lines: [2, 99]
    sources: [guide 2]
events:
  - {id: contact, option: --contact, label: henvendelsen}
  - {id: start, option: --start, label: begyndelsen, not_before: [contact]}
contacts:
  - id: team
    name: Teamet
    purpose: Råd
    telephone: "72 33 50 67"
    address: ikke-angivet
    sources: [guide 3]
"""

ABOUT = """
rulebook:
  format: 2
  name: Et eksempel
  version: 1.0.0
  roles: {age: age, level: level}
  options: {--motivation: {facts: [motivated]}, --assessed: {facts: [assessed]}}
  details:
    - {id: price, label: Pris, wanted: true}
    - {id: sessions, label: Samtaler}
"""

#: Two sound readings of a question.
READINGS = """
      - {id: ja, text: Ja, when: {fact: age, at_least: 18}}
      - {id: nej, text: Nej, when: {fact: age, at_least: 19}}"""

_SOUND: dict[str, dict[str, str]] = {
    "facts": {"id": "pregnant", "type": "bool", "label": "gravid", "question": "Er hun gravid?"},
    "documents": {
        "id": "plan",
        "mark": "P",
        "title": "En plan",
        "file": '"003"',
        "lines": "[1, 9]",
        "date": '"2020"',
        "sections": "[]",
    },
    "contacts": {
        "id": "hus",
        "name": "Huset",
        "purpose": "Værested",
        "telephone": "ikke-angivet",
        "address": "ikke-angivet",
        "sources": "[guide 4]",
    },
    "offers": {
        "id": "samtaler",
        "name": "Samtaler",
        "summary": "Samtaler med den unge.",
        "document": "guide",
        "levels": "[{level: misbrug, sources: [guide 10]}]",
        "criteria": "[]",
        "access": "{kind: direct}",
        "contact": "{units: [team]}",
        "details": "{price: ikke-angivet}",
    },
    "caveats": {
        "id": "pas-paa",
        "title": "Pas på",
        "offers": "[samtaler]",
        "printed": "[{level: misbrug, text: Pas på, sources: [guide 10]}]",
    },
    "actions": {
        "id": "tal-sammen",
        "title": "Tal sammen",
        "text": "Teamet taler med den unge",
        "kind": "samtale",
        "levels": "[misbrug]",
        "sources": "[guide 10]",
    },
    "questions": {
        "id": "over-18",
        "title": "Præcis 18 år",
        "question": "Er den, der er 18 år, over 18?",
        "sources": "[guide 10]",
        "status": "open",
        "readings": READINGS,
    },
    "conditions": {
        "id": "ung",
        "text": "den unge er under 18",
        "when": "{fact: age, at_most: 17}",
        "sources": "[guide 10]",
    },
    "derived": {
        "id": "urgency",
        "label": "hast",
        "values": "[{id: lav, label: lav}, {id: hoej, label: høj}]",
        "sources": "[guide 10]",
    },
    "events": {"id": "aften", "label": "aftenen", "sources": "[guide 10]"},
    "deadlines": {
        "id": "start",
        "name": "Start",
        "text": "Samtalerne begynder inden 14 dage",
        "kind": "deadline",
        "met_by": "start",
        "period": "{days: 14}",
        "counted_from": "[{event: contact, text: henvendelsen, sources: [guide 10]}]",
        "sources": "[guide 10]",
    },
    "exceptions": {
        "id": "udeblivelse",
        "name": "Udeblivelse",
        "text": "Fristen kan fraviges",
        "effect": "waives",
        "sources": "[guide 11]",
    },
    "days_off": {"id": "nytaar", "name": "nytårsdag", "on": '"01-01"'},
    "strands": {"id": "vejen", "title": "Vejen", "steps": "[]"},
    "law_notes": {
        "id": "lov",
        "title": "Loven",
        "text": "Loven er ny",
        "certainty": "verified",
        "checked": '"2026-11-21"',
    },
}


def example(section: str, *changes: Mapping[str, str]) -> str:
    """Sound records of a section as YAML, each but for its changes: a key's value as it is written,
    empty where the key is to be missing."""
    found = f"{section}:\n"
    for changed in changes or ({},):
        record = _SOUND[section] | dict(changed)
        lines = [f"{key}: {value}" for key, value in record.items() if value]
        found += "  - " + "\n    ".join(lines) + "\n"
    return found


def an_action(when: str) -> str:
    """One action with a condition."""
    return example("actions", {"when": when})


def a_question(changes: Mapping[str, str], when: str = "{question: over-18}") -> str:
    """An open question, and an action whose condition names it."""
    return an_action(when) + example("questions", changes)


def a_model(*exits: str) -> str:
    """A detection model of two boxes; the ways out of the first have their source and reason."""
    ways = "".join(
        f"          - {way.replace('}', ', why: Pilen, sources: [guide 10]}', 1)}\n"
        for way in exits
    )
    return f"""
detection:
  - id: model
    title: En model
    sources: [guide 10]
    nodes:
      - id: start
        name: Start
        question: Ved du det?
        sources: [guide 10]
        exits:
{ways}      - {{id: slut, name: Slut, sources: [guide 10]}}
"""


def every_section() -> str:
    """One sound record of each section."""
    return "".join(example(section) for section in _SOUND)
