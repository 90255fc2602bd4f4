"""The short way to the commonest question: a ``suggest`` whose words are all plain is answered
without Typer.

Importing Typer takes longer than finding the answer. What is not plainly right (an unknown option,
a missing value, ``--help``) is left to Typer, which says what is wrong. A test holds this table
against the options Typer reads from the command.
"""

from __future__ import annotations

from typing import Any

from rusvej.cli.guard import ANSWERED, guarded

#: Option: parameter of the command.
ONE = {
    "--age": "age",
    "--level": "level",
    "--motivation": "motivation",
    "--other-measure": "other_measure",
    "--schooling": "schooling",
    "--grade": "grade",
    "--case": "case",
    "--as-of": "as_of",
    "--receipt": "receipt",
    "--format": "format",
    "--data": "data",
}
MANY = {"--fact": "fact", "--what-if": "what_if"}
FLAGS = {
    "--all": "everything",
    "--sources": "sources",
    "--why": "why",
    "--no-law-notes": "no_law_notes",
    "--plain": "plain",
}


def run_plain_suggest(words: list[str]) -> int | None:
    """The exit code of a ``suggest`` command line without anything to complain of; None for every
    other."""
    if words[:1] != ["suggest"]:
        return None
    read = read_words(words[1:])
    if read is None:
        return None
    from rusvej.cli.commands.suggest import suggest

    def work() -> int:
        suggest(**read)
        return ANSWERED

    return guarded(words, work)


def read_words(words: list[str]) -> dict[str, Any] | None:
    """The parameters that the words give, or None where Typer should look at them."""
    found: dict[str, Any] = {}
    waiting = iter(words)
    for word in waiting:
        name, sign, value = word.partition("=")
        if name in FLAGS and not sign:
            found[FLAGS[name]] = True
            continue
        if name not in ONE and name not in MANY:
            return None
        given = value if sign else next(waiting, None)
        if given is None or (not sign and given.startswith("-") and given != "-"):
            return None
        if name in MANY:
            found.setdefault(MANY[name], []).append(given)
        else:
            found[ONE[name]] = given
    if "format" in found:
        from rusvej.cli.output import Format

        if found["format"] not in list(Format):
            return None
        found["format"] = Format(found["format"])
    return found
