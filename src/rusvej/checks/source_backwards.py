"""Spans of lines are written forwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, Path
from rusvej.checks.tree import citations, spans
from rusvej.model import Rulebook

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide {}]}}"""


class SourceBackwards(Check):
    """A span whose end comes before its beginning holds no line."""

    code = "kilde-baglaens"
    title = "Linjerne i en kilde er skrevet baglæns"
    bad = _EXAMPLE.format("68-67") + "  # <-\n"
    good = _EXAMPLE.format("67-68")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, citation in citations(rulebook):
            yield from _backwards(path, (citation.first, citation.last))
        for i, level in enumerate(rulebook.levels):
            yield from _backwards(("levels", i, "lines"), level.lines)
        for i, document in enumerate(rulebook.documents):
            yield from _backwards(("documents", i, "lines"), document.lines)
            for path, lines in spans(document):
                yield from _backwards(("documents", i, *path), lines)


def _backwards(path: Path, lines: tuple[int, int]) -> Iterator[Finding]:
    if lines[0] > lines[1]:
        yield Finding(
            path,
            f"Linje {lines[0]}-{lines[1]} er skrevet baglæns.",
            f"Skriv {lines[1]}-{lines[0]}.",
        )
