"""How a command line is written: options, words, and the parameters they give."""

from __future__ import annotations

from typing import Any, NamedTuple


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
