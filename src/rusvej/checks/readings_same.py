"""The readings of a question differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import READINGS, a_question
from rusvej.checks.logic import Logic
from rusvej.model import Rulebook

#: Each reading is held against each; no real question has more than a handful.
_COMPARED = 20


class ReadingsSame(Check):
    """Two readings that say the same of every case leave nothing open between them."""

    code = "laesninger-ens"
    title = "To læsninger af et spørgsmål siger det samme"
    bad = a_question(f"status: open\n    {READINGS.replace('19', '18')}").replace(
        "{id: nej, text: Nej, when: {fact: age, at_least: 18}}",
        "{id: nej, text: Nej, when: {fact: age, at_least: 18}}  # <-",
    )
    good = a_question(f"status: open\n    {READINGS}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        logic = Logic(rulebook, ids_lost)
        for i, question in enumerate(rulebook.questions):
            for j, reading in enumerate(question.readings[:_COMPARED]):
                for earlier in question.readings[:j]:
                    if (
                        reading.when is not None
                        and earlier.when is not None
                        and logic.same(reading.when, earlier.when)
                    ):
                        message = (
                            f"Læsningen siger det samme om enhver sag som {quoted(earlier.id)}."
                        )
                        yield Finding(
                            ("questions", i, "readings", j, "when"),
                            message,
                            "Ret den ene betingelse, eller slet den ene læsning.",
                        )
