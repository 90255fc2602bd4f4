"""What can be told of a case, as a page and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rusvej.facts import NONE, Choice, Fact, fold
from rusvej.model import Rulebook
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Column, Item, Page, filled


def facts_page(book: Rulebook, facts: Sequence[Fact]) -> Page:
    """A table of many facts, or all that is known of a single one."""
    page = Page("Det kan fortælles om en sag")
    if len(facts) == 1:
        page.title = facts[0].question
        page.points("", _points(book, facts[0]))
    else:
        columns = (Column("Spørgsmål", 3), Column("Svar", 4), Column("Skrives", 3))
        for title, group in _grouped(book, facts).items():
            page.heading(title)
            page.table(columns, [(f.question, _answers(f), written(book, f)) for f in group])
    return closing(page, book, legend=False, guidance=False)


def _grouped(book: Rulebook, facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """The facts by who can answer, what an answer hangs on most before the rest."""
    roles = book.roles
    basics = [roles.level, roles.age, roles.asker]
    groups: dict[str, list[Fact]] = {
        "Det, svaret hænger mest på": [],
        "Det, enhver kan svare på": [],
        "Det, kun nogle kan svare på": [],
        "Det, nogen vurderer": [],
    }
    first, everybody, some, judged = groups.values()
    for fact in facts:
        others = judged if fact.judged_by else some if fact.asked_to else everybody
        (first if fact.id in basics else others).append(fact)
    first.sort(key=lambda fact: basics.index(fact.id))
    return {title: group for title, group in groups.items() if group}


def written(book: Rulebook, fact: Fact) -> str:
    """How a value of the fact begins on a command line: ``--age``, ``--fact pregnant=``."""
    return book.about.options_by_fact.get(fact.id) or f"--fact {fact.id}="


def _answers(fact: Fact) -> str:
    if fact.type == "bool":
        own = f" ({', '.join(fact.synonyms)})" if fact.synonyms else ""
        return f"ja{own}, nej"
    if fact.type == "int":
        none = f", eller {NONE} ({fact.none})" if fact.none else ""
        return f"{fact.min}-{fact.max}{fact.counted}" + none
    others = {choice.id: ", ".join(_others(choice)) for choice in fact.values}
    return "; ".join(f"{name} ({other})" if other else name for name, other in others.items())


def _others(choice: Choice) -> list[str]:
    """The words that are accepted beside the id and are not the same word."""
    return [word for word in choice.words[1:] if fold(word) != fold(choice.id)]


def _points(book: Rulebook, fact: Fact) -> list[Item]:
    told = filled(
        (
            ("Navn", fact.id),
            ("Skrives", written(book, fact)),
            ("Forklaring", fact.help),
            ("Vurderes af", fact.judged_by),
            ("Svar", "" if fact.values else _answers(fact)),
        )
    )
    for choice in fact.values:
        others = _others(choice)
        also = (f"Det samme er: {', '.join(others)}",) if others else ()
        told.append(Item(choice.help or choice.phrase or choice.label, choice.id, also))
    return told


def facts_json(book: Rulebook, facts: Sequence[Fact]) -> dict[str, Any]:
    """Plain data: ``rusvej/facts/1``. ``written`` is the option, with ``=`` where the value follows
    at once."""
    shape = (
        "facts=.(id label question help type written judged_by minimum=min maximum=max unit none"
        " values)"
    )
    return json_document("facts/1", book, facts, shape, written=lambda fact: written(book, fact))
