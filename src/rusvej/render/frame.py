"""What frames every result: the closing lines of a page, and the head of a JSON document."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rusvej.facts import Value
from rusvej.foreign import quoted
from rusvej.model import About, Rulebook
from rusvej.render import words
from rusvej.render.as_json import picked
from rusvej.render.page import Heading, Item, Items, Page, Paragraph

NO_GUIDANCE = "Svaret er vejledende; afgørelsen er kommunens."


def closing(
    page: Page,
    book: Rulebook,
    *told: str,
    legend: bool = True,
    more: Iterable[str] = (),
    guidance: bool = True,
) -> Page:
    """The page with whose rulebook it is from beside its title, and with its last lines: what it
    rests on, and what it is.

    `told` stands before the rulebook's name, `more` after the legend of the citations.
    """
    page.whose = book.owner
    quiet = [*told, named(book)]
    page.basis.append(Heading("Grundlag"))
    page.basis.append(Paragraph(" ".join(quiet), "quiet"))
    if legend:
        page.basis.append(Paragraph(words.legend(book), "quiet"))
    page.basis += [Paragraph(text) for text in more]
    if guidance:
        page.basis.append(Paragraph(book.about.guidance or NO_GUIDANCE))
    return page


def named(book: Rulebook) -> str:
    """``Regelsæt: …, version 1.0.0 (…).``"""
    return f"Regelsæt: {book.about.name}, version {book.about.version} ({book.digest})."


def found(page: Page, exact: bool, nothing: str, asked: str, named: str) -> Page:
    """The page of what was found by a name; where that is not exactly its name, it says under the
    title that `nothing` (``Intet tilbud``) has the name, and what was taken instead."""
    if not exact:
        page.remark(f"{nothing} hedder {quoted(asked, 'sådan')}. Det, der ligner mest, er {named}.")
    return page


def command_line(about: About, case: Mapping[str, Value], *more: str) -> str:
    """The command that answers a case, to be pasted in a shell; `more` are words after it."""
    words = ["rusvej", "suggest"]
    together = {
        option: facts
        for option, each in about.options.items()
        if len(facts := each.facts) > 1 and not each.only
    }
    said: set[str] = set()
    for fact, value in case.items():
        if fact in said:
            continue
        text = ("ja" if value else "nej") if isinstance(value, bool) else str(value)
        option = about.options_by_fact.get(fact)
        if option in together:
            # It says all of them: it stands only for facts that are all known, and the same.
            same = all(case.get(each) == value for each in together[option])
            said.update(together[option] if same else ())
            option = option if same else None
        words += [option, text] if option else ["--fact", f"{fact}={text}"]
    return shlex.join([*words, *more])


def choices(asked: str, what: str, found: Iterable[tuple[str, str]]) -> Page:
    """The page for words that may mean several records; `found` are (name, the command for it)."""
    page = Page(f"Flere {what} kan være ment med {quoted(asked, 'det skrevne')}")
    page.blocks += [Heading("Mente du"), Items(tuple(Item(text, name) for name, text in found))]
    return page


def json_document(
    schema: str, book: Rulebook, record: Any, shape: str, /, as_of: date | None = None, **more: Any
) -> dict[str, Any]:
    """A JSON document: its first keys, then the record by its shape, with what is worked out."""
    return head(schema, book, as_of) | picked(book, record, shape, **more)


def head(schema: str, book: Rulebook, as_of: date | None = None) -> dict[str, Any]:
    """The first keys of a JSON document: ``rusvej/<schema>``, the day if there is one, the
    rulebook."""
    day = {} if as_of is None else {"as_of": as_of.isoformat()}
    return {
        "schema": f"rusvej/{schema}",
        **day,
        "rulebook": {"name": book.about.name, "version": book.about.version, "digest": book.digest},
    }
