"""Every record cites its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.tree import parts
from rusvej.model import Impossible, Rulebook, Statement

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: {}}}"""
#: The basis of an impossible combination that follows from the words alone and stands in no
#: document.
LOGIC = "logik"


class SourceMissing(Check):
    """Whatever states something says where it stands; only plain logic needs no source."""

    code = "kilde-mangler"
    title = "En post angiver ikke sin kilde"
    bad = _EXAMPLE.format("[]") + "  # <-\n"
    good = _EXAMPLE.format("[guide 4]")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, part in parts(rulebook):
            kind: type = type(part)
            if (
                _states(kind)
                and not getattr(part, "sources", ())
                and not (isinstance(part, Impossible) and part.basis == LOGIC)
            ):
                name = getattr(part, "id", "") or getattr(part, "level", "")
                told = f"{quoted(name)} har" if name else "Oplysningen har"
                yield Finding(
                    (*path, "sources"),
                    f"{told} ingen kilde.",
                    "Tilføj sources med dokument og linjer, fx [handleguide 367-368].",
                )


@cache
def _states(kind: type) -> bool:
    """Whether records of the class must cite: those that cannot be written without `sources`, and
    two that have a default."""
    known = {part.name: part for part in fields(kind)} if is_dataclass(kind) else {}
    return "sources" in known and (
        known["sources"].default is MISSING or kind in (Statement, Impossible)
    )
