"""The data format as a JSON Schema (draft-07, which editors read) with a Danish description of
every field. It accepts and refuses what the form stage of `validate` does."""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from rusvej.analysis.expectations import ExpectedCase
from rusvej.calendar import Day
from rusvej.conditions import Condition
from rusvej.model import About, Citation, Rulebook
from rusvej.model.about import SHORT_FORMS
from rusvej.store import layers, schema
from rusvej.store.descriptions import descriptions
from rusvej.store.shape import branches, is_record, item, keys

DRAFT = "http://json-schema.org/draft-07/schema#"
#: $ of Python's also matches before a last line break.
_END = r"$(?!\n)"


def data_schema(section: str | None = None) -> dict[str, Any]:
    """The schema of a data file, which may hold any section, or of a file with that one alone.
    Raises `KeyError` for a section that does not exist."""
    kinds = {schema.ABOUT: About, **{name: schema.kind(name) for name in schema.SECTIONS}}
    told = {schema.ABOUT: "Regelsættets egen post.", **descriptions(Rulebook)}
    chosen = {section: kinds[section]} if section else kinds
    found: dict[str, Any] = {}
    properties = {
        name: {
            "description": told[name],
            **(
                {"allOf": [_type(kind, found)]}
                if name == schema.ABOUT
                else {"type": "array", "items": _with_layers(name, _type(kind, found), found)}
            ),
        }
        for name, kind in chosen.items()
    }
    title = "Et regelsæt til rusvej" + (f": {section}" if section else "")
    return _file(title, properties, [], found)


def case_schema() -> dict[str, Any]:
    """The schema of a file with cases, which has the key ``cases`` and nothing else."""
    found: dict[str, Any] = {}
    cases = {"type": "array", "items": _type(ExpectedCase, found)}
    return _file("Sager til et regelsæt til rusvej", {"cases": cases}, ["cases"], found)


def _file(
    title: str, properties: dict[str, Any], required: list[str], found: dict[str, Any]
) -> dict[str, Any]:
    """A schema with the `definitions` it refers to."""
    return {
        "$schema": DRAFT,
        "title": title,
        **_object(properties, required),
        "definitions": dict(sorted(found.items())),
    }


def _with_layers(section: str, item: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The schema of a section's records: one with the id of a layer's record has from there what it
    does not say."""
    ids = layers.ids(section)
    if not ids:
        return item
    name = item["$ref"].rpartition("/")[2]
    of_layer = {"properties": {"id": {"enum": ids}}, "required": ["id"]}
    return {"if": of_layer, "then": {**found[name], "required": ["id"]}, "else": item}


def _type(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    """The schema of a value of the type; the records and conditions in it are added to `found`."""
    parts = [_branch(branch, found) for branch in branches(hint)]
    if NoneType in get_args(hint):
        parts.append({"type": "null"})
    return parts[0] if len(parts) == 1 else {"anyOf": parts}


def _branch(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Citation:
        return _defined("Kilde", found, lambda: CITATION)
    if hint is Condition:
        return _defined("Betingelse", found, _condition)
    if is_record(hint):
        return _record(hint, found)
    if hint is Any:
        return {}
    if hint is Day:
        return {"type": "string", "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_END}"}
    if origin is Literal:
        return {"type": "string", "enum": list(inner)}
    if origin is tuple and inner[1:] == (Ellipsis,):
        return {"type": "array", "items": _type(inner[0], found)}
    if origin is tuple:
        lines = [_type(part, found) for part in inner]
        return {"type": "array", "items": lines, "minItems": len(inner), "maxItems": len(inner)}
    if item(hint) is not None:
        words = get_args(inner[0])
        names = {"propertyNames": {"enum": list(words)}} if words else {}
        return {"type": "object", "additionalProperties": _type(item(hint), found), **names}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}


def _defined(
    name: str, found: dict[str, Any], make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    if name not in found:
        found[name] = make()
    return {"$ref": f"#/definitions/{name}"}


def _record(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in found:
        found[name] = {}
        told = descriptions(kind)
        properties = {
            key: {"description": told[key], **_property(part.hint, part.default, found)}
            for key, part in keys(kind).items()
        }
        found[name] |= _object(properties, [k for k, part in keys(kind).items() if part.required])
    reference = {"$ref": f"#/definitions/{name}"}
    return {"anyOf": [{"type": "string"}, reference]} if kind in SHORT_FORMS else reference


def _property(hint: Any, default: Any, found: dict[str, Any]) -> dict[str, Any]:
    written = _type(hint, found)
    given = {"default": default} if default and isinstance(default, (str, int)) else {}
    # A draft-07 reader ignores what stands beside a reference.
    return {**({"allOf": [written]} if "$ref" in written else written), **given}


CITATION = {
    "description": "Linjer i et dokument: “vejledning 12” eller “vejledning 12-14”.",
    "type": "string",
    "pattern": f"^[a-z][a-z0-9-]*[ :][1-9][0-9]*(-[1-9][0-9]*)?{_END}",
}


def _condition() -> dict[str, Any]:
    several = {"type": "array", "items": _CONDITION, "minItems": 1}
    value = {"type": ["boolean", "integer", "string"]}
    fact = {"description": "Id'et på en oplysning.", "type": "string"}
    forms: list[dict[str, Any]] = [
        {"all": several | {"description": "Alle betingelserne skal være opfyldt."}},
        {"any": several | {"description": "Mindst én af betingelserne skal være opfyldt."}},
        {"not": {"description": "Betingelsen må ikke være opfyldt.", "allOf": [_CONDITION]}},
        {"always": {"description": "Altid opfyldt.", "enum": [True]}},
        {"judgement": fact | {"description": "Id'et på en oplysning, en fagperson vurderer."}},
        {"question": fact | {"description": "Id'et på et uklart spørgsmål."}},
        {"condition": fact | {"description": "Id'et på en betingelse med navn."}},
        {"fact": fact, "is": value | {"description": "Værdien, den skal have."}},
        {
            "fact": fact,
            "in": {
                "description": "De værdier, den kan have.",
                "type": "array",
                "items": value,
                "minItems": 1,
            },
        },
    ]
    spans = [
        {
            "fact": fact,
            "at_least": kind | {"description": "Det mindste; det tæller selv med."},
            "at_most": kind | {"description": "Det største; det tæller selv med."},
        }
        for kind in ({"type": "integer"}, {"type": "string"})
    ]
    return {
        "description": "Hvornår noget gælder: én oplysning holdt op mod faste værdier, eller flere"
        " betingelser samlet med all, any eller not.",
        "anyOf": [
            *(_object(form, list(form)) for form in forms),
            *(_object(span, ["fact"]) | {"minProperties": 2} for span in spans),
        ],
    }


_CONDITION = {"$ref": "#/definitions/Betingelse"}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
