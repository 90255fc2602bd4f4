"""Why an offer stands as it does, in one screen: what is met, what is not, what would change it."""

from __future__ import annotations

from rusvej.answer import Answer
from rusvej.explain.why import Why
from rusvej.render import words
from rusvej.render.answer_page import known
from rusvej.render.page import Page, Tone
from rusvej.render.short import group, short_page
from rusvej.render.why_page import certainty_text, way_lines
from rusvej.truth import Truth

_LABELS: dict[Truth, tuple[str, Tone]] = {
    Truth.NO: ("NEJ", "must"),
    Truth.UNKNOWN: ("MÅSKE", "unclear"),
    Truth.YES: ("JA", "can"),
}

#: So many places are cited for a condition: the first is where it stands.
_CITED = 4


def why_short(answer: Answer, why: Why) -> Page:
    """The page; what is not met comes first, since it decides."""
    book, result = answer.rulebook, why.result
    said = words.why(answer, result)
    if not said.startswith("Hvis "):
        said = f"{words.capital(words.status_word(book, result))}. {said}"
    certain = certainty_text(answer, why.certainty)
    groups = [
        group("", [known(answer)]),
        group("SVAR", [said, certain], "first"),
    ]
    for verdict, (label, tone) in _LABELS.items():
        lines = (
            (r.criterion.text, answer.cite(r.criterion.sources, _CITED))
            for r in (branch.reason for branch in why.branches)
            if r.verdict is verdict
        )
        groups.append(group(label, lines, tone))
    open_ = (use.question.question for use in result.questions if use.used is None)
    counted = (
        f"{use.question.title}: {words.used_reading(use.question, use.used)}"
        for use in result.questions
        if use.used is not None
    )
    ways = (". ".join(way_lines(answer, way)) for way in why.ways)
    led = (f"Eller: {words.lower_first(way)}" if at else way for at, way in enumerate(ways))
    groups += [
        group("UKLART", open_, "unclear"),
        group("REGNET", counted),
        group("ÆNDRES", led, "if"),
    ]
    foot = f"{book.about.brief or book.about.guidance} Betingelserne helt ud: --full"
    return short_page(book, f"Hvorfor: {result.offer.name}", groups, [foot])
