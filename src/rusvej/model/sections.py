"""A section of a rulebook: its records, decoded when somebody touches them."""

from __future__ import annotations

from typing import Any


class Section:
    """The default of a field that holds a section: no records, or those that the rulebook has as
    plain data. What is asked for once is kept. `kind` is the module and class of the records."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, rulebook: Any, owner: type | None = None) -> Any:
        if rulebook is None:
            return ()
        waiting = rulebook.__dict__.get("_waiting", {})
        found = waiting.get(self.name, ())
        rulebook.__dict__[self.name] = found
        return found


def section(kind: str) -> Any:
    """A field whose records are decoded when they are asked for; empty where none are given."""
    return Section(kind)
