"""The citations of facts are written like citations."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.tree import texts
from rusvej.model import Citation, Rulebook

_EXAMPLE = """
facts:
  - {{id: pregnant, type: bool, label: gravid, question: "Er personen gravid?", sources: [{}]}}"""


class SourceForm(Check):
    """The model keeps the sources of facts as texts, so nobody else has looked at their form."""

    code = "kilde-form"
    title = "En kilde er ikke skrevet som dokument og linjer"
    bad = _EXAMPLE.format("guide side 4") + "  # <-\n"
    good = _EXAMPLE.format("guide 4-5")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, text in texts(rulebook):
            if path[0] == "facts" and path[-2] == "sources":
                try:
                    Citation.parse(text)
                except ValueError as error:
                    yield Finding(
                        path, f"Kilden kan ikke læses: {error}.", "Fx handleguide 367-368."
                    )
