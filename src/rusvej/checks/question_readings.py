"""A question has readings to choose between, and all of one kind."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import READINGS, a_question
from rusvej.model import Rulebook


class QuestionReadings(Check):
    """Fewer than two readings leave nothing open; some with and some without a condition cannot be
    compared."""

    code = "spoergsmaal-laesninger"
    title = "Et spørgsmåls læsninger kan ikke holdes op mod hinanden"
    bad = a_question(f"status: open\n    {READINGS}\n      - {{id: maaske, text: Måske}}  # <-")
    good = a_question(f"status: open\n    {READINGS}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for i, question in enumerate(rulebook.questions):
            if len(question.readings) < 2:
                yield Finding(
                    ("questions", i, "readings"),
                    "Et uafklaret spørgsmål har mindst to læsninger.",
                    "Tilføj den anden, eller slet spørgsmålet.",
                )
            silent = [j for j, reading in enumerate(question.readings) if reading.when is None]
            if silent and len(silent) < len(question.readings):
                for j in silent:
                    message = (
                        f"Læsningen {quoted(question.readings[j].id)} har ingen betingelse, men en"
                        " anden af læsningerne har."
                    )
                    yield Finding(
                        ("questions", i, "readings", j),
                        message,
                        "Tilføj when, fx when: {always: true}.",
                    )
