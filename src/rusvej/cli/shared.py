"""How a command line is written: options, words, and the parameters they give; and the options that
several commands share, each said once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from rusvej.facts import Fact
from rusvej.model import Rulebook

#: A longer word for a value (characters) does not fit beside its option on a line of help.
_WIDE = 60


class Option(NamedTuple):
    """An option: its name on the command line, its help, and a word for its value."""

    name: str
    help: str
    metavar: str = ""


class Argument(NamedTuple):
    """The words that stand without an option; required where the parameter has no default."""

    metavar: str
    help: str


class Parameter(NamedTuple):
    """A parameter of a command. `kind` is str, bool, list or an enumeration of the words allowed;
    a list may be given several times, a str or an enumeration once."""

    name: str
    kind: Any
    written: Option | Argument
    default: Any
    required: bool = False


def _text(name: str, option: str, metavar: str, help: str) -> Parameter:
    return Parameter(name, str, Option(option, help, metavar), None)


#: Option: (the role of the fact that it gives, what a rulebook without that fact does not have).
ROLES = {"--age": ("age", "oplysning om alder"), "--level": ("level", "niveauer")}

#: A case in a file, and the facts without an option of their own.
CASE = (
    Parameter(
        "facts",
        list,
        Option("--fact", "Enhver oplysning i regelsættet. Kan gentages.", "ID=VÆRDI"),
        None,
    ),
    _text("file", "--case", "FIL|-", "Sagen i en fil (YAML eller JSON); - læser standard input."),
)
EVENTS = (
    Parameter(
        "days",
        list,
        Option("--date", "Enhver af regelsættets begivenheder. Kan gentages.", "BEGIVENHED=DATO"),
        None,
    ),
)
DAY = (_text("as_of", "--as-of", "DATO", "Den dag svaret skal gælde (ellers i dag)."),)
TODAY = (_text("today", "--today", "DATO", "Regn, som om det var denne dag."),)
LAW = (
    Parameter(
        "no_law_notes",
        bool,
        Option(
            "--no-law-notes",
            "Udelad noter om loven og landsdækkende numre, som ikke er fra dokumenterne.",
        ),
        False,
    ),
)
PLAIN = (
    Parameter(
        "plain", bool, Option("--plain", "Rene tekstlinjer uden tabel, god til skærmlæser."), False
    ),
)


def lacking(book: Rulebook, option: str) -> str:
    """What the rulebook does not have, so that the option says nothing there; else empty."""
    role, what = ROLES.get(option, ("", ""))
    return what if role and not getattr(book.roles, role) else ""


def without(book: Rulebook, option: str) -> tuple[str, str] | None:
    """(what is wrong with an option that says nothing for the rulebook, what to do); else None."""
    what = lacking(book, option)
    return (f"Regelsættet har ingen {what}.", f"Udelad {option}.") if what else None


def case_options(book: Rulebook, command: str) -> Iterator[Parameter]:
    """The options that a rulebook has for the facts of a case; each is named as it is typed."""
    vocabulary = book.vocabulary
    for option, (role, _) in ROLES.items():
        if fact := vocabulary.get(getattr(book.roles, role)):
            yield Parameter(option, str, Option(option, _help(fact), _values(fact)), None)
    for option, about in book.about.options.items():
        if about.only and command not in about.only:
            continue
        flag = bool(about.value)
        fact = vocabulary.get(about.facts[0]) if about.facts else None
        metavar = "" if flag or fact is None else about.metavar or _values(fact)
        help = about.help
        if fact and len(metavar) > _WIDE:
            metavar, help = "SVAR", f"{help.rstrip('.')}: {', '.join(fact.choices())}."
        yield Parameter(option, bool if flag else str, Option(option, help, metavar), None)


def event_options(book: Rulebook) -> Iterator[Parameter]:
    """An option for each event that has one."""
    for event in book.events:
        if event.option:
            about = Option(event.option, event.help or event.label, "DATO")
            yield Parameter(event.option, str, about, None)


def exception_option(book: Rulebook | None) -> Parameter:
    """``--exception``, with those that the rulebook knows in its help."""
    known = [f"{each.id} ({each.help or each.name})" for each in book.exceptions] if book else []
    help = " ".join(["En undtagelse ved fristen. Kan gentages.", "; ".join(known)]).strip()
    return Parameter("exceptions", list, Option("--exception", help, "ID"), None)


def _help(fact: Fact) -> str:
    return f"{fact.label[:1].upper()}{fact.label[1:]}."


def _values(fact: Fact) -> str:
    return "|".join(fact.choices()) or fact.unit.lstrip(". ").upper() or fact.label.upper()
