"""What is said to the one who asks for help, or writes what no command reads."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from inspect import cleandoc

from rusvej.app.interview import facts_told
from rusvej.cli.command import Argument, Command, Parameter, parameters
from rusvej.cli.commands import COMMANDS, PARTS, lacking
from rusvej.cli.reading import Misuse
from rusvej.cli.shared import without
from rusvej.model import Rulebook
from rusvej.render.contact_short import acute_notes, in_danger
from rusvej.render.frame import command_line

_WIDEST, _NARROWEST = 78, 50
#: The words of an option take no more of a line than this.
_TERM = 30
_EXAMPLE = re.compile(r"\{([a-z_]+)\}")
_ALL = """rusvej svarer ud fra en kommunes vejledning om unge og rusmidler.

Svaret er vejledende. Intet gemmes, og intet sendes nogen steder hen.

\b
Eksempler:
  rusvej interview
  rusvej suggest {case}
  rusvej offer {offer}
  rusvej check-deadline {deadline}
"""
_ASKED = ("-h, --help", "Vis denne hjælp.")


def of_all(book: Rulebook | None) -> str:
    """Help on rusvej: the commands that the rulebook has something for, by part."""
    parts: dict[str, list[tuple[str, str]]] = {}
    part = ""
    for name, short in COMMANDS.items():
        part = PARTS.get(name, part)
        if book is None or not lacking(name, book):
            parts.setdefault(part, []).append((name, short))
    lists = {"Tilvalg": [("--version", "Vis rusvejs version."), _ASKED]} | parts
    return _page("", "KOMMANDO ...", _with_examples(_ALL, book), lists)


def of_command(name: str, command: Command, book: Rulebook | None) -> str:
    """Help on one command."""
    told = _with_examples(cleandoc(command.__doc__ or ""), book)
    if what := lacking(name, book) if book else "":
        told = f"Dette regelsæt har ingen {what}, så her er intet at vise.\n\n{told}"
    taken = parameters(command, book)
    words = [each for each in taken if isinstance(each.written, Argument)]
    form = " ".join(e.written.metavar + ("..." if e.kind is list else "") for e in words)
    lists = {
        "Argumenter": [_told(each) for each in words],
        "Tilvalg": [*(_told(each) for each in taken if each not in words), _ASKED],
    }
    return _page(f" {name}", form, told, lists)


def _page(name: str, form: str, told: str, lists: dict[str, list[tuple[str, str]]]) -> str:
    wide = max(min(shutil.get_terminal_size().columns - 2, _WIDEST), _NARROWEST)
    before = f"Brug: rusvej{name} "
    form = f"[TILVALG] {form}".strip()
    blocks = [textwrap.fill(form, wide, initial_indent=before, subsequent_indent=" " * len(before))]
    for paragraph in told.strip("\n").split("\n\n"):
        # Lines under the sign stay as they are.
        whole = paragraph.removeprefix("\b\n")
        wrapped = whole if whole != paragraph else textwrap.fill(" ".join(whole.split()), wide - 2)
        blocks.append(textwrap.indent(wrapped, "  "))
    blocks += [
        "\n".join([f"{title}:", *_rows(rows, wide)]) for title, rows in lists.items() if rows
    ]
    return "\n\n".join(blocks) + "\n"


def _rows(rows: Sequence[tuple[str, str]], wide: int) -> Iterator[str]:
    """Terms, each with its text beside it, or under it where the term is long."""
    room = min(max(len(term) for term, _ in rows), _TERM) + 2
    aside = " " * (room + 2)
    for term, text in rows:
        first, *rest = textwrap.wrap(text, wide - room - 2)
        yield f"  {term:{room}}{first}" if len(term) <= _TERM else f"  {term}\n{aside}{first}"
        yield from (aside + line for line in rest)


def _told(each: Parameter) -> tuple[str, str]:
    """How a parameter is written, and what it is."""
    if isinstance(each.written, Argument):
        return each.written.metavar, each.written.help + "  [påkrævet]" * each.required
    word = each.written.metavar
    if isinstance(each.kind, type) and issubclass(each.kind, StrEnum):
        word = f"<{'|'.join(each.kind)}>"
    usual = f"  [ellers: {each.default}]" if each.default else ""
    return f"{each.written.name} {word}".strip(), each.written.help + usual


def _with_examples(text: str, book: Rulebook | None) -> str:
    """The help with the rulebook's own names where it says ``{level}``; a line that wants one which
    is not given is left out."""
    given = {
        name: word for name, word in (vars(book.about.examples) if book else {}).items() if word
    }
    lines = []
    for line in text.split("\n"):
        with suppress(KeyError):
            lines.append(_EXAMPLE.sub(lambda found: str(given[found[1]]), line))
    return "\n".join(lines)


def remedy(error: Misuse, book: Rulebook | None, words: Sequence[str]) -> tuple[str, str]:
    """(what is wrong with the words, what to do)."""
    if book and (said := without(book, error.option)):
        return said
    if book and in_danger(book, " ".join(words)):
        return str(error), " ".join(note.text for note in acute_notes(book))
    known = words[0] in COMMANDS
    where = "Tilvalg skrives efter kommandoen. " if error.option and not known else ""
    told = book and facts_told(book, words[known:])
    meant = f"Skriv {command_line(book.about, told)}, eller se" if book and told else "Se"
    path = f"rusvej {words[0]}" if known else "rusvej"
    return str(error), f"{where}{meant} {path} --help."
