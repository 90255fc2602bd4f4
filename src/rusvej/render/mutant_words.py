"""What a mutant changed, as the decision that no case has taken."""

from __future__ import annotations

from typing import Any

from rusvej.analysis.mutation import Mutant
from rusvej.model import Rulebook
from rusvej.render import words

_SECTIONS = {
    "offers": "tilbuddet",
    "caveats": "opmærksomhedspunktet",
    "actions": "handlingen",
    "deadlines": "fristen",
    "exceptions": "undtagelsen",
    "questions": "spørgsmålet",
}
_PARTS = {
    "points_to": "henvisningen",
    "points_away": "henvisningen videre",
    "access.statements": "adgangen",
    "contact.statements": "kontakten",
    "contact.first_step": "det første skridt",
    "limits": "grænsen",
    "readings": "læsningen",
    "criteria": "kriteriet",
    "counted_from": "begyndelsen",
    "stressed_when": "fremhævelsen",
}
_UNITS = {"days": "dage", "weeks": "uger", "months": "måneder"}
_EFFECTS = {
    "waives": "fristen kan fraviges",
    "affects": "kan påvirke fristen",
    "none": "ingen undtagelse",
    "open": "uklart",
}


def undecided(book: Rulebook, mutant: Mutant) -> str:
    """One sentence for a mutant that no case notices."""
    return f"Ingen sag {_change(book, mutant)} i {place(book, mutant)}"


def place(book: Rulebook, mutant: Mutant) -> str:
    """``Støtte-kontaktperson (kriteriet alder)``: where in the data the change is."""
    found = next(record for record in getattr(book, mutant.section) if record.id == mutant.id)
    named: Any = getattr(found, "name", "") or getattr(found, "title", "")
    shown = f"{_SECTIONS[mutant.section]} {mutant.id}" + (
        f" “{named}”" if named and mutant.section != "offers" else ""
    )
    if mutant.section == "offers":
        shown = f"{mutant.id} “{named}”"
    part = (
        next(
            (
                f"{_PARTS[name]} {_short(rest)}".strip()
                for name, *rest in [mutant.part]
                if name in _PARTS
            ),
            "",
        )
        if mutant.part
        else ""
    )
    return f"{shown} ({part})" if part else shown


def _short(rest: list[str]) -> str:
    text = " ".join(rest)
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”" if " " in text else text


def _change(book: Rulebook, mutant: Mutant) -> str:
    data = mutant.data
    fact = book.vocabulary.get(data.get("fact", ""))
    match mutant.kind:
        case "bound":
            assert fact is not None
            low, high = sorted((int(data["from"]), int(data["to"])))
            return f"skelner {fact.in_words(low)} fra {fact.in_words(high)}"
        case "value":
            assert fact is not None
            verb = (
                "kræver, at værdien tæller med:"
                if data["how"] == "removed"
                else "kræver, at værdien ikke tæller med:"
            )
            return f"{verb} {fact.label} {fact.in_words(data['value'])}"
        case "flip":
            return f"skelner betingelsen fra sin modsætning{_about(book, mutant)}"
        case "join":
            return "skelner “og” fra “eller” i betingelsen"
        case "drop":
            return (
                f"har brug for betingelsen{_about(book, mutant)}"
                if data
                else "har brug for betingelsen"
            )
        case "never":
            return "afgør betingelsen som opfyldt"
        case "always":
            return "afgør betingelsen som ikke opfyldt"
        case "gone":
            return "ville opdage, at det var væk,"
        case "level":
            if not data["level"]:
                return "har brug for niveauerne"
            return (
                f"ville opdage, at niveauet {data['level']}"
                f" {'manglede' if data['how'] == 'removed' else 'kom med'},"
            )
        case "access":
            return (
                f"skelner adgangen “{words.ACCESS[data['from']]}” fra “{words.ACCESS[data['to']]}”"
            )
        case "unit":
            return (
                f"skelner {_unit(book, data['from'])} fra {_unit(book, data['to'])} som den, der"
                " afgør,"
            )
        case "reference":
            return f"ville opdage, at henvisningen til {data['to']} manglede,"
        case "period":
            return f"skelner {data['from']} fra {data['to']} {_UNITS[data['unit']]}"
        case "effect":
            return (
                f"skelner “{_EFFECTS.get(data['from'], data['from'])}” fra"
                f" “{_EFFECTS.get(data['to'], data['to'])}”"
            )
        case "start":
            return f"har brug for spørgsmålet {data['to']}"
        case _:
            return f"skelner status “{data['from']}” fra “{data['to']}”"


def _about(book: Rulebook, mutant: Mutant) -> str:
    fact = book.vocabulary.get(mutant.data.get("fact", ""))
    if fact is not None:
        return f" om {fact.label}"
    return f" om {mutant.data['question']}" if "question" in mutant.data else ""


def _unit(book: Rulebook, unit: str) -> str:
    return next((contact.name for contact in book.contacts if contact.id == unit), unit)
