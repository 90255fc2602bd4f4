"""Deadlines can be counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.model import Deadline, Rulebook

_EXAMPLE = """
deadlines:
  - id: start
    name: Start
    text: Samtalerne begynder inden 14 dage
    kind: deadline
    met_by: start
    period: {}
    counted_from: [{{event: contact, text: henvendelsen, sources: [guide 10]}}]
    sources: [guide 10]
"""


class DeadlineForm(Check):
    """One period, a day to count from, and for what can be missed also what meets it."""

    code = "frist-form"
    title = "En frist kan ikke regnes ud"
    bad = _EXAMPLE.format("{days: 14, weeks: 2}  # <-")
    good = _EXAMPLE.format("{days: 14}")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for i, deadline in enumerate(rulebook.deadlines):
            for key, message, help in _faults(deadline):
                yield Finding(("deadlines", i, *key), message, help)


def _faults(deadline: Deadline) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    lengths = [
        n
        for n in (deadline.period.days, deadline.period.weeks, deadline.period.months)
        if n is not None
    ]
    if len(lengths) != 1 or not 0 < lengths[0] <= 3660:
        yield (
            ("period",),
            "Perioden skal være netop én af days, weeks og months og større end nul.",
            "Fx {days: 14}.",
        )
    if not deadline.counted_from:
        yield (
            ("counted_from",),
            "Det mangler, hvad fristen regnes fra.",
            "Tilføj en begivenhed under counted_from.",
        )
    if deadline.kind == "deadline" and not deadline.met_by:
        yield (
            ("kind",),
            "En frist, der kan overskrides, skal sige, hvad der overholder den.",
            "Tilføj met_by: start eller met_by: doctor.",
        )
    if deadline.kind == "frame" and (deadline.met_by or deadline.exceptions):
        yield (
            ("kind",),
            "En tidsramme kan ikke overskrides og har hverken met_by eller exceptions.",
            "Fjern dem, eller skriv kind: deadline.",
        )
    if len(deadline.counted_from) > 1 and not deadline.start_question:
        yield (
            ("counted_from",),
            "Med flere begyndelser skal et uafklaret spørgsmål vælge mellem dem.",
            "Tilføj start_question.",
        )
    for j, start in enumerate(deadline.counted_from):
        if bool(start.reading) is not bool(deadline.start_question):
            help = "Skriv for hver begyndelse, hvilken læsning af start_question der regner derfra."
            yield ("counted_from", j), "reading og start_question hører sammen.", help
