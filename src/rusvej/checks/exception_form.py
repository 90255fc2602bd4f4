"""Exceptions that can be read both ways say which question decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.model import Rulebook

_EXAMPLE = """
exceptions:
  - {{id: fravaer, name: Fravær, text: Én gang, sources: [guide 10], effect: open{}}}
questions:
  - id: en-gang
    title: Én gang
    question: Er én gang nok?
    status: open
    readings: [{{id: ja, text: Ja}}, {{id: nej, text: Nej}}]
    sources: [guide 10]
deadlines:
  - id: start
    name: Start
    text: Samtalerne begynder inden 14 dage
    kind: deadline
    met_by: start
    period: {{days: 14}}
    counted_from: [{{event: contact, text: henvendelsen, sources: [guide 10]}}]
    sources: [guide 10]
    questions: [en-gang]
"""


class ExceptionForm(Check):
    """`open` needs the question and the reading under which it waives; any other effect has
    neither."""

    code = "undtagelse-form"
    title = "En undtagelse siger ikke, hvad den afhænger af"
    bad = _EXAMPLE.format("").replace("effect: open}", "effect: open}  # <-")
    good = _EXAMPLE.format(", question: en-gang, waives_under: ja")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for i, exception in enumerate(rulebook.exceptions):
            given = bool(exception.question), bool(exception.waives_under)
            if exception.effect == "open" and given != (True, True):
                help = "Tilføj question og waives_under."
                yield Finding(
                    ("exceptions", i, "effect"),
                    f"Undtagelsen {quoted(exception.id)} kan læses på to måder, men siger ikke"
                    " hvordan.",
                    help,
                )
            elif exception.effect != "open" and any(given):
                help = "Skriv effect: open, eller fjern question og waives_under."
                yield Finding(
                    ("exceptions", i, "effect"),
                    f"Undtagelsen {quoted(exception.id)} afhænger af et spørgsmål, men er ikke"
                    " open.",
                    help,
                )
