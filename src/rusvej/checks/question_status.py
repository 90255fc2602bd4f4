"""The status of a question fits what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from rusvej.checks.check import Check, Finding
from rusvej.checks.examples import READINGS, a_question
from rusvej.model import Question, Rulebook


class QuestionStatus(Check):
    """Assumed needs a reading and a reason, settled a reading, a name and a date, and open has
    neither."""

    code = "spoergsmaal-status"
    title = "Et spørgsmåls status passer ikke til det, der står ved det"
    bad = a_question(f"status: assumed  # <-\n    {READINGS}")
    good = a_question(
        "status: settled\n    settled: {reading: ja, by: Byrådet, on: '2024-05-01'}\n   "
        f" {READINGS}"
    )

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for i, question in enumerate(rulebook.questions):
            for key, message, help in _faults(question):
                yield Finding(("questions", i, *key), message, help)


def _faults(question: Question) -> Iterator[tuple[tuple[str, ...], str, str]]:
    assumed, settled = question.assumed, question.settled
    if question.status == "assumed" and assumed is None:
        yield (
            ("status",),
            "Status er assumed, men der står ikke, hvilken læsning der regnes med.",
            "Tilføj assumed: {reading: …, reason: …}.",
        )
    if question.status == "settled" and settled is None:
        yield (
            ("status",),
            "Status er settled, men der står ikke, hvad der er afgjort.",
            "Tilføj settled: {reading: …, by: …, on: …}.",
        )
    if question.status == "open" and (assumed or settled):
        key = "settled" if settled else "assumed"
        yield (
            ("status",),
            f"Status er open, men der står også {key}.",
            f"Skriv status: {key}, eller slet {key}.",
        )
    if assumed is not None and not assumed.reason.strip():
        yield (
            ("assumed", "reason"),
            "Der mangler en grund til, at der regnes med den læsning.",
            "Skriv grunden i reason.",
        )
    if settled is not None:
        if not settled.by.strip():
            yield (
                ("settled", "by"),
                "Det mangler, hvem der har afgjort spørgsmålet.",
                "Skriv det i by.",
            )
        if not _is_date(settled.on):
            yield (
                ("settled", "on"),
                "Datoen for afgørelsen kan ikke læses.",
                'Skriv den som år, måned og dag: "2026-03-02".',
            )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
