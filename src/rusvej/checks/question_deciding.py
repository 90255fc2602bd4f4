"""Questions that decide something have readings that can decide it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import READINGS, a_question
from rusvej.checks.tree import questions_named
from rusvej.model import Rulebook


class QuestionDecides(Check):
    """A question in a condition stands for the condition of one of its readings; without one there
    is nothing to evaluate."""

    code = "spoergsmaal-uden-betingelser"
    title = "En betingelse bygger på et spørgsmål, hvis læsninger ikke har betingelser"
    bad = a_question(
        "status: open\n    readings: [{id: ja, text: Ja}, {id: nej, text: Nej}]"
    ).replace("{question: over-18}", "{question: over-18}  # <-", 1)
    good = a_question(f"status: open\n    {READINGS}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        silent = {
            q.id for q in rulebook.questions if all(reading.when is None for reading in q.readings)
        }
        for path, name in questions_named(rulebook):
            # A deadline's `questions` and an exception's `question` may be such that no case
            # settles.
            if name in silent and (
                path[0] not in ("deadlines", "exceptions")
                or "when" in path
                or "counted_from" in path
            ):
                yield Finding(
                    path,
                    f"Læsningerne af {quoted(name)} har ingen betingelser at gå ud fra.",
                    "Tilføj when til hver af spørgsmålets læsninger.",
                )
