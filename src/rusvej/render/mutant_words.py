"""What a mutant changed, as the decision that no case has taken."""

from __future__ import annotations

from collections.abc import Mapping

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
    named = words.name_of(found, "")
    shown = f"{mutant.id} “{named}”" if named else mutant.id
    if mutant.section != "offers":
        shown = f"{_SECTIONS[mutant.section]} {shown}"
    name, *rest = mutant.part or ("",)
    return f"{shown} ({f'{_PARTS[name]} {_short(rest)}'.strip()})" if name in _PARTS else shown


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
            verb = "tæller" if data["how"] == "removed" else "ikke tæller"
            value = fact.in_words(data["value"])
            return f"kræver, at værdien {verb} med: {fact.label} {value}"
        case "flip":
            return f"skelner betingelsen fra sin modsætning{_about(book, mutant)}"
        case "join":
            return "skelner “og” fra “eller” i betingelsen"
        case "drop":
            return f"har brug for betingelsen{_about(book, mutant)}"
        case "never":
            return "afgør betingelsen som opfyldt"
        case "always":
            return "afgør betingelsen som ikke opfyldt"
        case "gone":
            return "ville opdage, at det var væk,"
        case "level" if data["level"]:
            was = "manglede" if data["how"] == "removed" else "kom med"
            return f"ville opdage, at niveauet {data['level']} {was},"
        case "level":
            return "har brug for niveauerne"
        case "access":
            return f"skelner adgangen {_apart(mutant, words.ACCESS)}"
        case "unit":
            names = {unit.id: unit.name for unit in book.contacts}
            one, other = (names.get(data[side], data[side]) for side in ("from", "to"))
            return f"skelner {one} fra {other} som den, der afgør,"
        case "reference":
            return f"ville opdage, at henvisningen til {data['to']} manglede,"
        case "period":
            return f"skelner {data['from']} fra {words.amount(int(data['to']), data['unit'])}"
        case "effect":
            return f"skelner {_apart(mutant, _EFFECTS)}"
        case "start":
            return f"har brug for spørgsmålet {data['to']}"
        case _:
            return f"skelner status {_apart(mutant, {})}"


def _apart(mutant: Mutant, called: Mapping[str, str]) -> str:
    one, other = (called.get(mutant.data[side], mutant.data[side]) for side in ("from", "to"))
    return f"“{one}” fra “{other}”"


def _about(book: Rulebook, mutant: Mutant) -> str:
    fact = book.vocabulary.get(mutant.data.get("fact", ""))
    if fact is not None:
        return f" om {fact.label}"
    return f" om {mutant.data['question']}" if "question" in mutant.data else ""
