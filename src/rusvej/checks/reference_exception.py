"""References to exceptions from deadlines lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.model import Rulebook

_EXAMPLE = """
deadlines:
  - id: start
    name: Start
    text: Samtalerne begynder inden 14 dage
    kind: deadline
    met_by: start
    period: {{days: 14}}
    counted_from: [{{event: contact, text: henvendelsen, sources: [guide 10]}}]
    sources: [guide 10]
    exceptions: {}
exceptions:
  - {{id: udeblivelse, name: Udeblivelse, text: Fristen kan fraviges, effect: waives, sources: [guide 11]}}
"""


class ExceptionReference(Check):
    """A deadline names the circumstances that let it be departed from."""

    code = "undtagelse-ukendt"
    title = "Der er henvist til en undtagelse, der ikke findes"
    bad = _EXAMPLE.format("[udeblivelser]  # <-")
    good = _EXAMPLE.format("[udeblivelse]")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = dict.fromkeys(exception.id for exception in rulebook.exceptions)
        for i, deadline in enumerate(rulebook.deadlines):
            for j, name in enumerate(deadline.exceptions):
                yield from dangling(
                    ("deadlines", i, "exceptions", j), "Undtagelsen", name, known, ids_lost
                )
