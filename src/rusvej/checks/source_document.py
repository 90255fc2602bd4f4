"""Citations, offers and levels name documents that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.checks.tree import citations
from rusvej.model import Rulebook

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [{} 4]}}"""


class SourceDocument(Check):
    """Every word of an answer can be followed back to a document, so the document must be there."""

    code = "kilde-dokument"
    title = "En kilde nævner et dokument, der ikke findes"
    bad = _EXAMPLE.format("giude") + "  # <-\n"
    good = _EXAMPLE.format("guide")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = dict.fromkeys(document.id for document in rulebook.documents)
        for path, citation in citations(rulebook):
            yield from dangling(path, "Dokumentet", citation.document, known, ids_lost)
        for i, offer in enumerate(rulebook.offers):
            yield from dangling(
                ("offers", i, "document"), "Dokumentet", offer.document, known, ids_lost
            )
        for i, level in enumerate(rulebook.levels):
            yield from dangling(
                ("levels", i, "document"), "Dokumentet", level.document, known, ids_lost
            )
