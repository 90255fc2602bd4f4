"""The JSON Schema of the files with cases (draft-07, which editors read), with a Danish description
of every field. It refuses what `analysis.expectations` refuses without knowing the rulebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rusvej.analysis.expectations import (
    ACCESS_KINDS,
    CASE_NEEDS,
    DEADLINE_VERDICTS,
    POINTS,
    PRESENCES,
    STATUSES,
    STRESS,
    TOLD,
    VERDICTS,
)
from rusvej.app.manual_texts import CASE, DEADLINE, EXPECT
from rusvej.store.json_schema import CITATION, DRAFT

#: The name under which the files with cases look for their schema, beside the rulebook's.
FILE = "rusvej-sager.schema.json"

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string", "pattern": r"\S"}
_DAY: _Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_NAMES: _Schema = {"type": "array", "items": _TEXT}


def _each(value: _Schema) -> _Schema:
    """Anything named, each with such a value."""
    return {"type": "object", "additionalProperties": value}


def _words(*allowed: str) -> _Schema:
    return _each({"enum": list(allowed)})


_EXPECTED: dict[str, _Schema] = {
    "offers": _words(*STATUSES),
    "missing": _each(_NAMES),
    "reasons": _each(_words(*VERDICTS, "absent")),
    "questions": _each(_NAMES),
    "access": _words(*ACCESS_KINDS),
    "decides": _each(_words("yes", "unknown")),
    "says": _each(_words(*PRESENCES)),
    "points": _words(*POINTS),
    "caveats_of": _each(_NAMES),
    "deadlines_of": _each(_NAMES),
    "caveats": _words(*PRESENCES),
    "stressed": _words(*STRESS),
    "actions": _words(*PRESENCES),
    "deadlines": _words(*PRESENCES),
    "unclear": _words(*TOLD),
    "before": {"type": "array", "items": {**_NAMES, "minItems": 2, "maxItems": 2}},
}
_CHECK: _Schema = {
    "type": "object",
    "properties": {
        "verdict": {"enum": list(DEADLINE_VERDICTS)},
        "last_day": _DAY,
        "notes": _words("yes", "absent"),
        "readings": _words(*DEADLINE_VERDICTS),
    },
    "additionalProperties": False,
    "minProperties": 1,
}


def case_schema() -> _Schema:
    """The schema of a file that has the key ``cases`` and nothing else."""
    expect = _object(EXPECT, _EXPECTED)
    # What expects nothing cannot fail.
    expect["anyOf"] = [
        {"required": [key], "properties": {key: {"minProperties": 1, "minItems": 1}}}
        for key in EXPECT
    ]
    days = {"dates": _each(_DAY), "exceptions": _NAMES, "today": _DAY}
    deadline = _object(
        DEADLINE, {**days, "expect": {**_each(_CHECK), "minProperties": 1}}, ("dates", "expect")
    )
    by = _object({}, {"role": _TEXT, "on": _DAY}, ("role", "on"))
    fields: dict[str, _Schema] = {
        "id": _TEXT,
        "name": _TEXT,
        "facts": {"type": "object"},
        "as_of": _DAY,
        "expect": expect,
        "deadline": deadline,
        "why_this_matters": _TEXT,
        "expected_by": by,
        "sources": {"type": "array", "items": CITATION, "minItems": 1},
    }
    case = _object(CASE, fields, CASE_NEEDS)
    case["anyOf"] = [{"required": ["expect"]}, {"required": ["deadline"]}]
    return {
        "$schema": DRAFT,
        "title": "Sager til et regelsæt til rusvej",
        "type": "object",
        "properties": {"cases": {"type": "array", "items": case}},
        "required": ["cases"],
        "additionalProperties": False,
    }


def _object(
    told: Mapping[str, str], fields: Mapping[str, _Schema], required: Iterable[str] = ()
) -> _Schema:
    return {
        "type": "object",
        "properties": {
            name: {"description": told[name], **schema} if name in told else schema
            for name, schema in fields.items()
        },
        "required": list(required),
        "additionalProperties": False,
    }
