"""pydantic holds plain data against the record classes and says every difference in Danish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from rusvej import facts, model
from rusvej.diagnostics import did_you_mean
from rusvej.foreign import quoted

#: The sections of a rulebook: each top-level key of a data file, and the class of its records.
SECTIONS: dict[str, type] = {
    "facts": facts.Fact,
    "impossible": model.Impossible,
    "questions": model.Question,
    "levels": model.Level,
    "offers": model.Offer,
    "caveats": model.Caveat,
    "actions": model.Action,
    "events": model.Event,
    "deadlines": model.Deadline,
    "exceptions": model.DeadlineException,
    "contacts": model.ContactUnit,
    "documents": model.Document,
    "standard": model.StandardPart,
}
#: Sections that only some commands need: key of a data file, and "module:class" of its records,
#: imported only then.
SIDE: dict[str, str] = {
    "properties": "properties:Property",
    "known_gaps": "properties:KnownGap",
    "strands": "pathway:Strand",
    "survey": "survey:Figure",
    "detection": "detection:DetectionModel",
    "law_notes": "law:LawNote",
}
#: The one section that is a single record.
ABOUT = "rulebook"

Path = tuple[str | int, ...]


def side(section: str) -> type:
    """The record class of a section of `SIDE`."""
    from importlib import import_module

    module, name = SIDE[section].split(":")
    found: type = getattr(import_module(f"rusvej.model.{module}"), name)
    return found


@cache
def _adapter(kind: type) -> Any:
    from pydantic import ConfigDict, TypeAdapter

    for record in _records(kind):
        # Unknown keys are mistakes; pydantic reads the setting from the class it is given.
        record.__pydantic_config__ = ConfigDict(
            extra="forbid", strict=True, alias_generator=lambda name: name.rstrip("_")
        )
    return TypeAdapter(kind)


def _records(kind: Any, seen: set[Any] | None = None) -> Iterator[Any]:
    from typing import get_args, get_type_hints

    seen = set() if seen is None else seen
    if kind in seen:
        return
    seen.add(kind)
    if hasattr(kind, "__record__"):
        yield kind
        for hint in get_type_hints(kind).values():
            yield from _records(hint, seen)
    for part in get_args(kind):
        if part is not Ellipsis and not isinstance(part, str):
            yield from _records(part, seen)


def problems(kind: type, record: Any) -> Iterator[tuple[Path, str, str, str]]:
    """(path inside the record, code, Danish sentence, help) for everything that does not fit the
    class."""
    from pydantic import ValidationError

    try:
        _adapter(kind).validate_json(json.dumps(record))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            path = _real_path(fault["loc"], record)
            yield (*_translated(kind, path, fault),)


def _real_path(loc: tuple[int | str, ...], record: Any) -> Path:
    """Where the fault is in the data: pydantic's own steps (the name of a union's branch) are left
    out."""
    path: list[str | int] = []
    here = record
    for step in loc:
        inside = (
            step in here
            if isinstance(here, dict)
            else isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if inside:
            here = here[step]
            path.append(step)
        elif step is loc[-1] and isinstance(step, str) and "[" not in step and "-" not in step:
            path.append(step)
    return tuple(path)


def _translated(kind: type, path: Path, fault: Any) -> tuple[Path, str, str, str]:
    name = path[-1] if path else kind.__name__
    sort, given, about = fault["type"], fault["input"], fault.get("ctx", {})
    if sort == "missing":
        return (
            path[:-1] if path else path,
            "felt-mangler",
            f"Feltet “{name}” mangler.",
            f"Tilføj {name}: …",
        )
    if sort in ("unexpected_keyword_argument", "extra_forbidden"):
        return (
            path,
            "felt-ukendt",
            f"Feltet {quoted(name, 'med det navn')} kendes ikke her.",
            did_you_mean(str(name), _siblings(kind, path)),
        )
    if sort == "literal_error":
        expected = [
            part.strip("' ")
            for part in str(about.get("expected", "")).replace(" or ", ", ").split(",")
        ]
        return (
            path,
            "vaerdi-ukendt",
            f"{quoted(given, 'Det')} kan ikke stå i {quoted(name, 'feltet')}.",
            did_you_mean(str(given), expected),
        )
    if sort == "condition":
        return (
            (*path, *about.get("at", ())),
            "betingelse-form",
            f"Betingelsen kan ikke læses: {about['problem']}.",
            "Fx {fact: age, at_least: 18} eller {all: [...]} med en liste.",
        )
    if sort == "citation":
        return (
            path,
            "kilde-form",
            f"Kilden kan ikke læses: {about['problem']}.",
            "Fx handleguide 367-368.",
        )
    wanted = {
        "string_type": "en tekst",
        "int_type": "et helt tal",
        "int_from_float": "et helt tal",
        "bool_type": "true eller false",
        "tuple_type": "en liste",
        "list_type": "en liste",
        "dict_type": "nøgler med indhold",
        "dataclass_type": "nøgler med indhold",
        "dataclass_exact_type": "nøgler med indhold",
        "mapping_type": "nøgler med indhold",
    }.get(sort, "noget andet")
    hint = (
        ' Tal og klokkeslæt, der er tekst, sættes i anførselstegn: "72 33 50 67".'
        if sort == "string_type"
        else ""
    )
    return (
        path,
        "type-forkert",
        f"“{name}” skal være {wanted}.",
        f"Her står {_shown(given)}.{hint}",
    )


def _shown(given: Any) -> str:
    if given is None:
        return "ingenting"
    if isinstance(given, (dict, list)):
        return "nøgler med indhold" if isinstance(given, dict) else "en liste"
    return quoted(given, "en tekst med tal")


def _siblings(kind: type, path: Path) -> list[str]:
    """The fields of the record that the last step of the path stands in."""
    from typing import get_args, get_type_hints

    here: Any = kind
    for step in path[:-1]:
        if hasattr(here, "__record__") and isinstance(step, str):
            here = get_type_hints(here).get(step)
        parts = [here, *get_args(here)]
        inside = [*parts, *(deeper for part in parts for deeper in get_args(part))]
        here = next((part for part in inside if hasattr(part, "__record__")), here)
    return list(here.__record__) if hasattr(here, "__record__") else []
