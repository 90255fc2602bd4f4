"""The JSON Schema of the data files, for a command and for whoever writes it beside a rulebook."""

from __future__ import annotations

import json
from typing import Any

from rusvej.diagnostics import InputError, did_you_mean
from rusvej.foreign import quoted
from rusvej.store import schema
from rusvej.store.json_schema import data_schema

#: The name under which the files of a rulebook look for their schema, beside them.
FILE = "rusvej.schema.json"
#: The same for the files with cases.
CASES_FILE = "rusvej-sager.schema.json"


def schema_of(section: str | None = None) -> dict[str, Any]:
    """The schema of a data file, or of one section. Raises `InputError` for a section that does not
    exist."""
    try:
        return data_schema(section)
    except KeyError:
        known = [schema.ABOUT, *schema.SECTIONS]
        raise InputError(
            f"Sektionen {quoted(section, 'med det navn')} findes ikke.",
            did_you_mean(str(section), known) or f"Sektioner: {', '.join(known)}.",
        ) from None


def as_text(found: dict[str, Any]) -> str:
    """The schema as it is written in a file."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
