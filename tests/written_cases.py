"""Cases as people write them, read in the way of the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rusvej.analysis.expectations import ExpectedCase
from rusvej.store import schema
from rusvej.store.decode import decoder
from rusvej.store.yaml import YamlFile

FOLDER = Path(__file__).parent / "cases"


def case_of(raw: object) -> ExpectedCase:
    """A case from plain data that has its form."""
    assert not list(schema.problems(ExpectedCase, raw))
    found: ExpectedCase = decoder(ExpectedCase)(raw)
    return found


@cache
def cases_of(path: Path) -> tuple[ExpectedCase, ...]:
    """The cases of a file."""
    file = YamlFile(path.name, path.read_bytes())
    assert not file.diagnostics, file.diagnostics
    return tuple(map(case_of, file.data["cases"]))
