"""Open questions that could decide something do."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.checks.examples import READINGS, a_question
from rusvej.checks.tree import questions_named
from rusvej.model import Rulebook


class QuestionUnused(Check):
    """A question whose readings have conditions was surely meant to decide something, and nobody
    names it."""

    code = "spoergsmaal-ubrugt"
    title = "Et uafklaret spørgsmål er ikke nævnt noget sted"
    bad = (
        a_question(f"status: open\n    {READINGS}")
        .replace("{question: over-18}", "{fact: age, at_least: 18}")
        .replace("- id: over-18", "- id: over-18  # <-")
    )
    good = a_question(f"status: open\n    {READINGS}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        if ids_lost:
            # The record that names it may be among those that could not be read.
            return
        # A question is not used by its own readings.
        used = {
            name
            for path, name in questions_named(rulebook)
            if not (path[0] == "questions" and rulebook.questions[int(path[1])].id == name)
        }
        for i, question in enumerate(rulebook.questions):
            if question.id in used:
                continue
            # One without conditions is there for the documents' authors: `rusvej questions` shows
            # it.
            if any(reading.when is not None for reading in question.readings):
                help = (
                    f"Skriv {{question: {question.id}}} i den betingelse, det afgør, eller slet"
                    " spørgsmålet."
                )
                yield Finding(
                    ("questions", i, "id"),
                    f"Ingen betingelse bruger spørgsmålet {quoted(question.id)}.",
                    help,
                )
