"""Numbers lie within what they count: nobody is minus three years old or 104 percent."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check
from rusvej.checks.examples import ABOUT
from rusvej.model import Document
from rusvej.model.about import PersonWords
from rusvej.model.deadlines import Counted, DayOff
from rusvej.model.derived import Points, Threshold
from rusvej.model.law import LawNote, Revision
from rusvej.model.properties import Property
from rusvej.model.screen import Told
from rusvej.model.survey import Figure, Measure

#: Ages for which the rulebook has no fact.
_AGES = 1, 150
#: (class, field, least, most). What stands elsewhere has a check of its own: the lengths of
#: deadlines, the domains of facts, the lines of citations.
_BOUNDS: tuple[tuple[type, str, int, int], ...] = (
    (Revision, "years", 1, 100),
    (Property, "days", 0, 3660),
    (Counted, "days", -366, 366),
    (DayOff, "easter", -100, 250),
    (DayOff, "last_year", 1900, 2200),
    (Points, "points", -1000, 1000),
    (Threshold, "from", -1_000_000, 1_000_000),
    (Figure, "number", 1, 9999),
)
#: Fields that are ages in years, from which something is otherwise.
_FROM_AGE = ((PersonWords, "from"), (Told, "from_age"), (LawNote, "before_age"))
_UNITS = {"procent": (0, 100), "procentpoint": (-100, 100), "personer": (0, 100_000_000)}
_WORDS = "  words: {{person: {{young: den unge, adult: borgeren, from: {}}}}}\n"


@check(
    "tal-graense",
    "Et tal ligger uden for det, det kan være",
    bad=ABOUT + _WORDS.format(200).rstrip() + "  # <-\n",
    good=ABOUT + _WORDS.format(25),
)
def bounds(index: Index) -> Iterator[Finding]:
    """Such a number is a slip of the pen that no answer would show, or shows as what the documents
    say."""
    for path, number, least, most in _numbers(index):
        if not least <= number <= most:
            name = next(step for step in reversed(path) if isinstance(step, str))
            yield Finding(
                path, f"{name} kan ikke være {number}.", f"Skriv et tal fra {least} til {most}."
            )


def _numbers(index: Index) -> Iterator[tuple[Path, int, int, int]]:
    """(where, the number, the least and the most that it can be)."""
    roles = index.rulebook.roles
    ages = _domain(index, roles.age, _AGES)
    given = [
        *_BOUNDS,
        *((kind, field, max(ages[0], 1), ages[1]) for kind, field in _FROM_AGE),
        (Figure, "grade", *_domain(index, roles.grade, (0, 13))),
    ]
    for kind, field, least, most in given:
        records: Iterator[tuple[Path, object]] = index.each(kind)
        for path, record in records:
            # A field whose name is a word of Python's own ends in "_".
            number = getattr(record, field if hasattr(record, field) else f"{field}_")
            if number is not None:
                yield (*path, field), number, least, most
    for path, measure in index.each(Measure):
        for at, value in enumerate(measure.values):
            least, most = _UNITS[measure.unit]
            for field in ("value", "to"):
                if (number := getattr(value, field)) is not None:
                    yield (*path, "values", at, field), number, least, most
                    # A range goes upwards.
                    least = number
    for path, document in index.each(Document):
        yield (*path, "lines", 0), document.lines[0], 1, max(document.lines)


def _domain(index: Index, name: str, usual: tuple[int, int]) -> tuple[int, int]:
    fact = index.facts.get(name)
    if fact is None or fact.min is None or fact.max is None or fact.min > fact.max:
        return usual
    return fact.min, fact.max
