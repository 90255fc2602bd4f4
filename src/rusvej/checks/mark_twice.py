"""Two documents cannot have the same mark."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.model import Rulebook


class MarkTwice(Check):
    """A short citation with a shared mark leads to either document."""

    code = "maerke-dobbelt"
    title = "To dokumenter har samme mærke"
    bad = """
documents:
  - {id: plan, mark: P, title: En plan, file: "003", lines: [1, 9], date: "2020", sections: []}
  - {id: praksis, mark: P, title: En praksis, file: "004", lines: [1, 9], date: "2020", sections: []}  # <-
"""
    good = """
documents:
  - {id: plan, mark: P, title: En plan, file: "003", lines: [1, 9], date: "2020", sections: []}
  - {id: praksis, mark: PR, title: En praksis, file: "004", lines: [1, 9], date: "2020", sections: []}
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        owners: dict[str, str] = {}
        for i, document in enumerate(rulebook.documents):
            mark = rulebook.marks[document.id].casefold()
            if owners.setdefault(mark, document.id) != document.id:
                yield Finding(
                    ("documents", i, "mark") if document.mark else ("documents", i),
                    f"Mærket {quoted(rulebook.marks[document.id])} er også mærket for"
                    f" {quoted(owners[mark])}.",
                    "Giv dokumentet sit eget mark: de bogstaver, der står i korte kilder.",
                )
