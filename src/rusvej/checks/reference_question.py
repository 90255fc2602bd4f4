"""References to open questions lead somewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, dangling
from rusvej.checks.examples import READINGS, a_question, an_action
from rusvej.checks.tree import questions_named
from rusvej.model import Rulebook


class QuestionReference(Check):
    """A condition that hangs on a question which does not exist could not be evaluated."""

    code = "spoergsmaal-ukendt"
    title = "Der er henvist til et uafklaret spørgsmål, der ikke findes"
    bad = an_action("{question: over-atten}  # <-")
    good = a_question(f"status: open\n    {READINGS}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        known = dict.fromkeys(question.id for question in rulebook.questions)
        for path, name in questions_named(rulebook):
            yield from dangling(path, "Spørgsmålet", name, known, ids_lost)
