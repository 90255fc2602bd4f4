"""pydantic holds plain data against the record classes and says every difference in Danish."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, get_args

from rusvej.citation import remedy
from rusvej.diagnostics import did_you_mean
from rusvej.foreign import quoted
from rusvej.model import Rulebook
from rusvej.model.sections import Section
from rusvej.store import shape

#: The sections of a rulebook: each top-level key of a data file, and the module and class of its
#: records, which is imported when somebody reads one.
SECTIONS: dict[str, str] = {
    name: held.kind for name, held in vars(Rulebook).items() if isinstance(held, Section)
}
#: The one section that is a single record.
ABOUT = "rulebook"

_DIGITS = re.compile(r"-?[0-9]{1,9}")

#: Mending one part of a record can lay bare another fault inside it; more often than this it does
#: not.
_ROUNDS = 4

Path = tuple[str | int, ...]


def kind(section: str) -> type:
    """The record class of a section."""
    module, name = SECTIONS[section].split(":")
    found: type = getattr(import_module(f"rusvej.{module}"), name)
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


class Fault(NamedTuple):
    """Something that does not fit a record's class: where it is told, and in Danish. `part` is the
    smallest part of the record that has to be replaced for the rest to be read."""

    path: Path
    code: str
    message: str
    help: str
    part: Path


def problems(kind: type, record: Any) -> Iterator[Fault]:
    """Everything in plain data that does not fit the class."""
    from pydantic import ValidationError

    try:
        _adapter(kind).validate_json(json.dumps(record))
    except ValidationError as error:
        found: dict[Path, list[Any]] = {}
        for fault in error.errors(include_url=False):
            found.setdefault(_real_path(fault["loc"], record), []).append(fault)
        for path, faults in found.items():
            # Each branch of a union reports for itself; what fits none of them is one mistake.
            yield _in_danish(kind, path, faults[-1], several=len(faults) > 1)


def mended(kind: type, record: Any) -> tuple[Any, list[Path]]:
    """(the record with the least that fits in place of its faults, the parts replaced), so that
    what is sound in it can be judged; None where nothing is."""
    if not isinstance(record, dict):
        return None, []
    copy = json.loads(json.dumps(record))
    replaced: list[Path] = []
    for _ in range(_ROUNDS):
        faults = [fault.part for fault in problems(kind, copy)]
        if not faults:
            return copy, replaced
        for path in faults:
            _replace(copy, path, kind)
        replaced += faults
    return None, []


def _replace(record: Any, path: Path, kind: type) -> None:
    here = record
    for step in path[:-1]:
        here = here[step]
    step, hint = path[-1], shape.at(kind, path)
    if hint is None:
        del here[step]
    elif isinstance(here, list) or step not in here or shape.is_required(kind, path):
        here[step] = shape.least(hint)
    else:
        del here[step]


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


_WANTED = {
    "string_type": "en tekst",
    "int_type": "et helt tal",
    "int_from_float": "et helt tal",
    "bool_type": "true eller false",
    "tuple_type": "en liste",
    "too_long": "en liste med netop to",
    "literal_error": "et af ordene",
    "day": "en dato i anførselstegn",
    "list_type": "en liste",
    "dict_type": "nøgler med indhold",
    "dataclass_type": "nøgler med indhold",
    "dataclass_exact_type": "nøgler med indhold",
    "mapping_type": "nøgler med indhold",
}


def _in_danish(kind: type, path: Path, fault: Any, *, several: bool) -> Fault:
    at = next((step for step in reversed(path) if isinstance(step, str)), "")
    # What stands in a list has no name of its own.
    listed = bool(path) and isinstance(path[-1], int)
    name = f"Nr. {int(path[-1]) + 1} under “{at}”" if listed else at
    asked = "" if listed or not name else f"{name}: "
    sort, given, about = fault["type"], fault["input"], fault.get("ctx", {})
    hint = shape.at(kind, path)
    told = _description(kind, path)
    if sort == "missing" and isinstance(fault["loc"][-1], int):
        sort = "too_long"
    if sort == "missing":
        help = f"Tilføj {name}: {shape.sketch(hint)}. {told}".strip()
        return Fault(path[:-1], "felt-mangler", f"Feltet “{name}” mangler.", help, path)
    if sort in ("unexpected_keyword_argument", "extra_forbidden"):
        message = f"Feltet {quoted(name, 'med det navn')} kendes ikke her."
        help = _nearest(name, shape.holder(kind, path))
        if given is None and " " in name:
            help = "Er det en del af en tekst med komma, skal hele teksten i anførselstegn."
        return Fault(path, "felt-ukendt", message, help, path)
    if sort == "condition":
        message = f"Betingelsen kan ikke læses: {about['problem']}."
        help = "Fx {fact: age, at_least: 18} eller {all: [...]} med en liste."
        if about.get("at", ())[-1:] and "“fact”" in about["problem"]:
            help = "Ved fact står is, in, at_least eller at_most; “under 18” er at_most: 17."
        return Fault((*path, *about.get("at", ())), "betingelse-form", message, help, path)
    if sort == "citation":
        message = f"Kilden kan ikke læses: {about['problem']}."
        return Fault(path, "kilde-form", message, remedy(given), path)
    if sort == "literal_error" and isinstance(given, str):
        words = [word for part in shape.branches(hint) for word in get_args(part)]
        help = did_you_mean(given, [word for word in words if isinstance(word, str) and word])
        if help.startswith("Muligheder"):
            help = f"{help} {told}".strip()
        if several or not help:
            help = f"Skriv {asked}{shape.sketch(hint)}. {told}".strip()
        message = f"{quoted(given, 'Det')} kan ikke stå i {quoted(name, 'feltet')}."
        return Fault(path, "vaerdi-ukendt", message, help, path)
    wanted = shape.item(shape.branches(hint)[0])
    if sort == "string_type" and given is not None:
        help = 'Tal og klokkeslæt, der er tekst, sættes i anførselstegn: "72 33 50 67".'
    elif sort.startswith("int_"):
        digits = isinstance(given, str) and _DIGITS.fullmatch(given.strip())
        help = (
            f"Skriv {asked}{given.strip()}, uden anførselstegn."
            if digits
            else f"Skriv tallet med cifre, uden komma og punktum. {told}".strip()
        )
    elif isinstance(given, str) and wanted is not None and not shape.is_record(wanted):
        help = f"Sæt skarpe parenteser om: {asked}[{given}]."
    else:
        help = f"Skriv {asked}{shape.sketch(hint)}. {told}".strip()
    what = name if listed else f"“{name}”" if name else "Posten"
    message = f"{what} skal være {_WANTED.get(sort, 'noget andet')}."
    return Fault(path, "type-forkert", message, f"Her står {_shown(given)}. {help}", path)


def _description(kind: type, path: Path) -> str:
    from rusvej.store.descriptions import descriptions

    held = shape.holder(kind, path) if path else None
    return descriptions(held).get(str(path[-1]), "") if held else ""


def _nearest(name: str, held: Any) -> str:
    known = list(shape.keys(held)) if held else []
    return did_you_mean(name[:60], known) or (f"Felter her: {', '.join(known)}." if known else "")


def _shown(given: Any) -> str:
    if given is None:
        return "ingenting"
    if isinstance(given, (dict, list)):
        return "nøgler med indhold" if isinstance(given, dict) else "en liste"
    return quoted(given, "en tekst med tal")
