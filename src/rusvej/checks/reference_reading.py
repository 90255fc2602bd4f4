"""References to readings lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.checks.examples import READINGS, a_question
from rusvej.model import Rulebook


class ReadingReference(Check):
    """The reading that a question is settled or counted with, and those that a deadline or an
    exception goes by."""

    code = "laesning-ukendt"
    title = "Der er henvist til en læsning, som spørgsmålet ikke har"
    bad = a_question(
        "status: assumed\n    assumed: {reading: maaske, reason: Det ligner}  # <-\n   "
        f" {READINGS}"
    )
    good = a_question(
        f"status: assumed\n    assumed: {{reading: ja, reason: Det ligner}}\n    {READINGS}"
    )

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        readings = {
            q.id: dict.fromkeys(reading.id for reading in q.readings) for q in rulebook.questions
        }
        for i, question in enumerate(rulebook.questions):
            for key, chosen in (("assumed", question.assumed), ("settled", question.settled)):
                if chosen is not None:
                    yield from dangling(
                        ("questions", i, key, "reading"),
                        "Læsningen",
                        chosen.reading,
                        readings[question.id],
                        ids_lost,
                    )
        for i, deadline in enumerate(rulebook.deadlines):
            for j, start in enumerate(deadline.counted_from):
                if start.reading and deadline.start_question in readings:
                    yield from dangling(
                        ("deadlines", i, "counted_from", j, "reading"),
                        "Læsningen",
                        start.reading,
                        readings[deadline.start_question],
                        ids_lost,
                    )
        for i, exception in enumerate(rulebook.exceptions):
            if exception.waives_under and exception.question in readings:
                yield from dangling(
                    ("exceptions", i, "waives_under"),
                    "Læsningen",
                    exception.waives_under,
                    readings[exception.question],
                    ids_lost,
                )
