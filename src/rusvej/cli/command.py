"""What a command is: a function that takes what the user asked and returns what to show.

Its signature is its command line: a parameter's annotation carries an `Option` or an `Argument`,
and `command` adds the options that several commands share. Nothing here knows Typer, which takes
longer to import than an answer takes to find: it is asked only where a line is not plainly right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from rusvej.cli.printing import Shown

#: A function (`Asked`, its own parameters by name) -> `Shown`.
Command = Callable[..., Shown]

#: The forms of a page. A command that has more names them.
FORMS = ("table", "plain", "json", "markdown")


class Option(NamedTuple):
    """An option: its name on the command line, a word for its value, and its help."""

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


def command(
    *,
    forms: tuple[str, ...] = FORMS,
    form_help: str = "Udskriftens form. table er rene linjer, hvor der ikke er en terminal.",
    case: bool = False,
    day: bool = False,
    today: bool = False,
    law: bool = False,
    data: str = "Et andet regelsæt end det medfølgende (ellers RUSVEJ_DATA).",
) -> Callable[[Command], Command]:
    """Marks a function as a command and says which shared options it takes.

    They are the facts of a `case`, the `day` the answer is for (`today`, where it is reckoned
    from), the notes on the `law`, and always a form and a rulebook. The first of `forms` is the
    usual one.
    """

    def marked(function: Command) -> Command:
        vars(function)["__shared__"] = _shared(forms, form_help, case, day, today, law, data)
        return function

    return marked


def _shared(
    forms: tuple[str, ...], form_help: str, case: bool, day: bool, today: bool, law: bool, data: str
) -> tuple[tuple[Parameter, ...], tuple[Parameter, ...]]:
    from rusvej.cli import shared

    words: Any = StrEnum
    form = words("Form", {form: form for form in forms})
    after = [
        *(shared.DAY if day else ()),
        *(shared.TODAY if today else ()),
        *(shared.LAW if law else ()),
        Parameter("form", form, Option("--format", form_help), forms[0]),
        *(shared.PLAIN if "table" in forms else ()),
        Parameter("data", str, Option("--data", data, "MAPPE"), None),
    ]
    return (shared.CASE if case else ()), tuple(after)


def parameters(function: Command) -> tuple[Parameter, ...]:
    """The parameters of a command in the order of its help: its words, the case, its own options,
    what is shared."""
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[1 : code.co_argcount]
    given = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    own = [_own(function, name, given) for name in names]
    case, after = vars(function)["__shared__"]
    words = [each for each in own if isinstance(each.written, Argument)]
    return (*words, *case, *(each for each in own if each not in words), *after)


def _own(function: Command, name: str, given: Mapping[str, Any]) -> Parameter:
    hint = function.__annotations__[name]
    if isinstance(hint, str):
        hint = eval(hint, function.__globals__)
    kind, written = get_args(hint)[:2]
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    kind = list if get_origin(kind) is list else kind
    return Parameter(name, kind, written, given.get(name), name not in given)
