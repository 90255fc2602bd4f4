"""From the first format to the second: what the program knew of every rulebook became data.

The roles of facts, options, details, the axes of the gap proof and the events of deadlines stood in
the program; a rulebook gets those of them that it uses, so that its answers stay as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

#: Role: the fact that played it.
_ROLES = {
    "age": "age",
    "level": "level",
    "asker": "role",
    "anonymity": "wants_anonymity",
    "grade": "grade",
}
#: Option: the fact it set, and what else the record says.
_OPTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "--motivation": ("motivated", {}),
    "--other-measure": ("other_measure", {}),
    "--schooling": ("schooling", {}),
    "--grade": ("grade", {"metavar": "KLASSE"}),
    "--as": ("role", {}),
    "--anonymous": ("wants_anonymity", {"value": "ja", "only": ["check-deadline"]}),
    "--contact-to": ("contacted_unit", {"metavar": "HVEM", "only": ["check-deadline"]}),
    "--substance": ("substance", {"only": ["check-deadline"]}),
}
#: The details that every offer had to answer, and all others, in the order of a page.
_WANTED = frozenset(
    {
        *("age", "telephone", "address", "duration", "frequency"),
        *("price", "anonymity", "legal_basis", "afterwards"),
    }
)
_DETAILS = {
    "provider": "Hvem står for tilbuddet",
    "age": "Alder",
    "target_group": "Hvem det er for",
    "purpose": "Formål",
    "content": "Indhold",
    "method": "Metode",
    "sessions": "Samtaler",
    "frequency": "Hvor tit",
    "duration": "Varighed",
    "timetable": "Ugeskema",
    "phases": "Faser",
    "place": "Sted",
    "address": "Adresse",
    "telephone": "Telefon",
    "legal_basis": "Hjemmel",
    "anonymity": "Anonymitet",
    "price": "Pris",
    "relatives": "Forældre og pårørende",
    "relations": "Sammenhæng med andre tilbud",
    "afterwards": "Bagefter",
    "conditions_note": "Om betingelserne",
}
_GAP_AXES = ("level", "schooling", "age")
#: Event: (label where no deadline words it, what it cannot lie before).
_EVENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "contact": ("den første henvendelse", ()),
    "applied": ("ansøgningen", ("contact",)),
    "start": ("behandlingens start", ("contact",)),
    "doctor": ("lægesamtalen", ("contact",)),
    "module1": ("", ("contact",)),
    "module2": ("", ("contact", "module1")),
    "primary-end": ("", ("start", "module1", "module2")),
    "course": ("", ()),
    "phase1": ("", ()),
    "phase2": ("", ("phase1",)),
}
#: Names of dates in cases, and of an event, that are written otherwise now.
_RENAMED = {
    "primary_end": "primary-end",
    "module1_start": "module1",
    "module2_start": "module2",
    "course_start": "course",
    "phase1_start": "phase1",
    "phase2_start": "phase2",
}


def bring_on(data: dict[str, Any]) -> list[str]:
    """Changes the data of a rulebook's files, by name, in place; what was changed, in Danish."""
    about = next(content["rulebook"] for content in data.values() if "rulebook" in content)
    facts = {fact.get("id"): fact for fact in _records(data, "facts")}
    return [
        *_roles(about, facts),
        *_options(about, facts),
        *_details(about, data),
        *_gap_axes(about, facts, data),
        *_days_off(about, data),
        *_events(data),
        *_questions(data),
        *_cases(data),
        *_units(data),
    ]


def roles(facts: Iterable[Any]) -> dict[str, str]:
    """The parts that facts of these names played."""
    known = set(facts)
    return {role: fact for role, fact in _ROLES.items() if fact in known}


def _records(data: dict[str, Any], section: str) -> Iterator[dict[str, Any]]:
    for content in data.values():
        for record in (content or {}).get(section) or ():
            if isinstance(record, dict):
                yield record


def _roles(about: dict[str, Any], facts: dict[Any, Any]) -> Iterator[str]:
    found = roles(facts)
    if found and "roles" not in about:
        about["roles"] = found
        told = ", ".join(f"{role}: {fact}" for role, fact in found.items())
        yield f"roles siger nu, hvilke oplysninger der spiller en rolle ({told})."


def _options(about: dict[str, Any], facts: dict[Any, Any]) -> Iterator[str]:
    found = {
        option: {"facts": [fact], **more, "help": str(facts[fact].get("question", fact))}
        for option, (fact, more) in _OPTIONS.items()
        if fact in facts
    }
    if found and "options" not in about:
        about["options"] = found
        yield f"options har nu de valgmuligheder, programmet før havde selv: {', '.join(found)}."


def _details(about: dict[str, Any], data: dict[str, Any]) -> Iterator[str]:
    offers = [offer.get("details") or {} for offer in _records(data, "offers")]
    used = {key for details in offers for key in details}
    if used and "details" not in about:
        about["details"] = [
            {"id": key, "label": label} | ({"wanted": True} if key in _WANTED else {})
            for key, label in _DETAILS.items()
            if key in used
        ]
        yield "details siger nu, hvad et tilbud kan fortælle, og hvad alle skal svare på (wanted)."


def _gap_axes(about: dict[str, Any], facts: dict[Any, Any], data: dict[str, Any]) -> Iterator[str]:
    axes = [axis for axis in _GAP_AXES if axis in facts]
    if any(_records(data, "known_gaps")) and "gap_axes" not in about:
        about["gap_axes"] = axes
        yield f"gap_axes siger nu, hvor prove leder efter huller: {', '.join(axes)}."


def _days_off(about: dict[str, Any], data: dict[str, Any]) -> Iterator[str]:
    if any(_records(data, "deadlines")) and "layers" not in about:
        yield (
            "Helligdagene er nu poster i et lag. Skriv layers: [danmark] i rulebook, så nævnes de"
            " ved fristerne som før; laget har også landsdækkende hjælp."
        )


def _events(data: dict[str, Any]) -> Iterator[str]:
    worded: dict[str, tuple[str, list[str]]] = {}
    for deadline in _records(data, "deadlines"):
        for start in deadline.get("counted_from") or ():
            start["event"] = _RENAMED.get(start["event"], start["event"])
            told = str(start.get("text", "")), list(start.get("sources") or ())
            worded.setdefault(start["event"], told)
        if met := deadline.get("met_by"):
            worded.setdefault(met, ("", []))
            if met == "doctor":
                deadline["unreported"] = "unknown"
                yield (
                    f"Fristen {deadline.get('id')} har fået unreported: unknown: siger ingen noget"
                    " om samtalen, kan den godt være holdt."
                )
    for case in _records(data, "cases"):
        for name in (case.get("deadline") or {}).get("dates") or ():
            worded.setdefault(_RENAMED.get(name, name), ("", []))
    if not worded or any(_records(data, "events")):
        return
    home = next((each for each in data.values() if (each or {}).get("deadlines")), None)
    if home is None:
        return
    home["events"] = [
        _event(name, *worded[name], set(worded)) for name in _EVENTS if name in worded
    ]
    yield (
        f"events er nu en sektion ({', '.join(event['id'] for event in home['events'])}). Se deres"
        " label efter: sådan nævnes de i en sætning."
    )
    if {"module1", "start"} <= set(worded):
        yield (
            "Før talte module1 altid også som start. Siger dokumentet det, så skriv counts_as:"
            " [start] og linjerne ved begivenheden module1."
        )


def _event(name: str, text: str, sources: list[str], used: set[str]) -> dict[str, Any]:
    label, before = _EVENTS[name]
    not_before = [other for other in before if other in used]
    return {
        "id": name,
        "option": f"--{name}",
        "label": label or text or name,
        **({"future": False} if name in ("contact", "applied") else {}),
        **({"not_before": not_before} if not_before else {}),
        **({"stands_for": "contact"} if name == "applied" and "contact" in used else {}),
        **({"implies": ["start"]} if name in _BEGUN and "start" in used else {}),
        **({"sources": sources} if sources else {}),
    }


#: Once these have happened, treatment has begun.
_BEGUN = ("module2", "primary-end")


def _questions(data: dict[str, Any]) -> Iterator[str]:
    named = {name for content in data.values() for name in _named(content)}
    unseen = [
        question
        for question in _records(data, "questions")
        if question.get("id") not in named
        and question.get("status") != "settled"
        and not any("when" in reading for reading in question.get("readings") or ())
    ]
    for question in unseen:
        question["documents_only"] = "Intet svar viste det i format 1. Se efter, om et bør."
    if unseen:
        yield (
            f"{len(unseen)} uklare spørgsmål, som intet svar viste, har fået documents_only. Se"
            " dem efter: farver et spørgsmål et svar, så skriv shown_when i stedet."
        )


def _named(part: Any) -> Iterator[str]:
    """What stands where a question may be named."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("question", "start_question") and isinstance(value, str):
                yield value
            elif key == "questions" and isinstance(value, list):
                yield from (name for name in value if isinstance(name, str))
            yield from _named(value)
    elif isinstance(part, list):
        for value in part:
            yield from _named(value)


def _units(data: dict[str, Any]) -> Iterator[str]:
    for fact in _records(data, "facts"):
        if fact.get("unit") == "klasse":
            fact["unit"] = ". klasse"
            yield f"{fact.get('id')} tælles i rækkefølge: unit er nu “. klasse”."


def _cases(data: dict[str, Any]) -> Iterator[str]:
    renamed: set[str] = set()
    for case in _records(data, "cases"):
        dates = (case.get("deadline") or {}).get("dates") or {}
        for position, name in enumerate(list(dates)):
            if name in _RENAMED:
                _rename(dates, position, name)
                renamed.add(name)
    if renamed:
        told = ", ".join(f"{name} er nu {_RENAMED[name]}" for name in sorted(renamed))
        yield f"Datoer i sager hedder som begivenhederne: {told}."


def _rename(dates: Any, position: int, name: str) -> None:
    value = dates.pop(name)
    if hasattr(dates, "insert"):
        dates.insert(position, _RENAMED[name], value)
    else:
        dates[_RENAMED[name]] = value
