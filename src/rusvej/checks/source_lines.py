"""Citations lie inside their document."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, Path
from rusvej.checks.tree import citations, spans
from rusvej.model import Rulebook

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide {}]}}"""


class SourceLines(Check):
    """Lines that the document does not have cannot be looked up. Headings and levels must lie
    inside it too."""

    code = "kilde-uden-for"
    title = "En kilde peger på linjer uden for dokumentet"
    bad = _EXAMPLE.format("99-101") + "  # <-\n"
    good = _EXAMPLE.format("99-100")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        documents = {document.id: document for document in rulebook.documents}
        for path, citation in citations(rulebook):
            document = documents.get(citation.document)
            if document is not None and citation.first <= citation.last:
                yield from _outside(
                    path, document.lines, (citation.first, citation.last), document.id
                )
        for i, level in enumerate(rulebook.levels):
            if level.document in documents and level.lines[0] <= level.lines[1]:
                yield from _outside(
                    ("levels", i, "lines"),
                    documents[level.document].lines,
                    level.lines,
                    level.document,
                )
        for i, document in enumerate(rulebook.documents):
            for path, lines in spans(document):
                if lines[0] <= lines[1]:
                    yield from _outside(("documents", i, *path), document.lines, lines, document.id)


def _outside(
    path: Path, whole: tuple[int, int], span: tuple[int, int], document: str
) -> Iterator[Finding]:
    if whole[0] <= whole[1] and not whole[0] <= span[0] <= span[1] <= whole[1]:
        lines = f"Linje {span[0]}" if span[0] == span[1] else f"Linje {span[0]}-{span[1]}"
        yield Finding(
            path,
            f"{lines} ligger uden for {document}.",
            f"Dokumentet går fra linje {whole[0]} til {whole[1]}.",
        )
