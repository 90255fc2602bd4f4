"""What stands in the rulebook and nothing uses: often a slip of the pen somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, check, quoted
from rusvej.checks.examples import ABOUT, example
from rusvej.facts import Fact
from rusvej.model import Deadline, Event
from rusvej.model.about import Words
from rusvej.model.derived import Derived

#: The words that are said of levels alone.
_OF_LEVELS = ("level", "the_level", "this_level", "levels", "unlisted", "without_level")

_MET = example("deadlines", {})
_PERSON = ABOUT + "  words:\n    person: {young: den unge, adult: borgeren"


@check(
    "oplysning-ubrugt",
    "En oplysning bruges ikke til noget",
    bad=example("offers", {}) + example("facts", {"id": "pregnant  # <-"}),
    good=example(
        "offers",
        {
            "criteria": "[{id: gravid, text: Er gravid, when: {fact: pregnant, is: true},"
            " sources: [guide 10]}]"
        },
    )
    + example("facts", {}),
)
def fact(index: Index) -> Iterator[Finding]:
    """What no condition, role or option names is asked for in vain. A rulebook without offers has
    only been begun; where a name is misspelt, what it was meant for is not told as well."""
    book = index.rulebook
    if not book.offers or index.lost:
        return
    used = {node.fact for _, node in index.comparisons}
    used |= {name for _, each in index.each(Derived) for name in each.inputs}
    used |= {name for _, each in index.each(Fact) for name in each.asked_after}
    used |= {name for option in book.about.options.values() for name in option.facts}
    used |= set(vars(book.roles).values())
    if used - {"", *book.vocabulary, *(each.id for each in book.derived)}:
        return
    for path, each in index.each(Fact):
        if each.id not in used:
            yield Finding(
                (*path, "id"),
                f"Ingen betingelse bruger oplysningen {quoted(each.id)}.",
                "Brug den i en betingelse, eller slet den.",
                "warning",
            )


@check(
    "begivenhed-ubrugt",
    "En begivenhed bruges ikke til noget",
    bad=_MET + example("events", {"id": "aften  # <-"}),
    good=_MET + example("events", {"counts_as": "[start]"}),
)
def event(index: Index) -> Iterator[Finding]:
    """An event that no deadline counts from or is met by changes nothing; one that the order of
    others rests on does."""
    if not index.rulebook.deadlines or index.lost:
        return
    used = {start.event for _, each in index.each(Deadline) for start in each.counted_from}
    used |= {each.met_by for _, each in index.each(Deadline)}
    events = [each for _, each in index.each(Event)]
    if used - {"", *(each.id for each in events)}:
        return
    used |= {name for each in events for name in (*each.not_before, *each.implies)}
    used |= {each.id for each in events if used.intersection((*each.counts_as, each.stands_for))}
    for path, each in index.each(Event):
        if each.id not in used:
            yield Finding(
                (*path, "id"),
                f"Ingen frist regnes fra eller overholdes af {quoted(each.id)}.",
                "Nævn den i en frists counted_from eller met_by, eller slet den.",
                "warning",
            )


@check(
    "ord-ubrugt",
    "Et ord eller en rolle bruges ikke til noget",
    bad=_PERSON + "}  # <-\n",
    good=_PERSON + ", from: 25}\n",
)
def words(index: Index) -> Iterator[Finding]:
    """Words for levels in a rulebook that has none are never said; neither is the word for adults
    without the age from which it is used."""
    book = index.rulebook
    if index.lost:
        return
    usual = Words()
    told = [] if book.levels or book.roles.level else [*_OF_LEVELS]
    for name in told:
        if getattr(book.words, name) != getattr(usual, name):
            text = "Ordet siges ikke: regelsættet har ingen niveauer."
            yield Finding(("rulebook", "words", name), text, "Slet det.", "warning")
    person = book.words.person
    if person.adult and person.young and person.from_ is None:
        yield Finding(
            ("rulebook", "words", "person", "adult"),
            "Ordet siges ikke: der står ikke, fra hvilken alder det bruges.",
            "Tilføj from med alderen, eller slet ordet.",
            "warning",
        )
    if book.roles.grade and not book.survey:
        text = "Rollen bruges kun til undersøgelsens tal, og regelsættet har ingen undersøgelse."
        yield Finding(("rulebook", "roles", "grade"), text, "Slet den.", "warning")
