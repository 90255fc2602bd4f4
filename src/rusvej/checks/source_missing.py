"""Every record cites its source."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.tree import parts
from rusvej.model import (
    Action,
    ContactUnit,
    Criterion,
    Deadline,
    DeadlineException,
    Impossible,
    Level,
    LevelEntry,
    PrintedCaveat,
    Question,
    Rulebook,
    StartEvent,
    Statement,
)

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: {}}}"""
_RECORDS = (Action, ContactUnit, Criterion, Deadline, DeadlineException, Impossible)
_STATING = (*_RECORDS, Level, LevelEntry, PrintedCaveat, Question, StartEvent, Statement)
#: The basis of an impossible combination that follows from the words alone and stands in no document.
LOGIC = "logik"


class SourceMissing(Check):
    """Whatever states something says where it stands; only plain logic needs no source."""

    code = "kilde-mangler"
    title = "En post angiver ikke sin kilde"
    bad = _EXAMPLE.format("[]") + "  # <-\n"
    good = _EXAMPLE.format("[guide 4]")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, part in parts(rulebook):
            if isinstance(part, _STATING) and not part.sources and not (isinstance(part, Impossible) and part.basis == LOGIC):
                name = getattr(part, "id", "") or getattr(part, "level", "")
                told = f"{quoted(name)} har" if name else "Oplysningen har"
                yield Finding(
                    (*path, "sources"), f"{told} ingen kilde.", "Tilføj sources med dokument og linjer, fx [handleguide 367-368]."
                )
