"""What a command is: a function that takes what the user asked and returns what to show.

Its signature is its command line: a parameter's annotation carries an `Option` or an `Argument`,
and `command` adds the options that several commands share. All that a command is written with is
imported from here. Nothing here knows Typer, which takes
longer to import than an answer takes to find: it is asked only where a line is not plainly right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Any, Concatenate, get_args, get_origin

from rusvej.cli import shared
from rusvej.cli.asked import Asked
from rusvej.cli.printing import Shown
from rusvej.cli.shared import Argument, Option, Parameter
from rusvej.records import record

if TYPE_CHECKING:
    from rusvej.model import Rulebook

#: What is asked and its own parameters, by name, in; what to show out.
Command = Callable[Concatenate[Asked, ...], Shown]

#: The forms of a page. A command that has more names them.
FORMS = ("table", "plain", "json", "markdown")
#: The help for the forms of a command that also has a table as a file.
TABLES = (
    "Udskriftens form; csv er en tabel til programmer, excel den samme til et dansk Excel"
    " (semikolon, UTF-8 med BOM)."
)


@record
class command:
    """Marks a function as a command and says which shared options it takes.

    They are the facts of a `case`, the days of the rulebook's `events` and the `exceptions` from
    deadlines, the `day` the answer is for (`today`, where it is reckoned from), the notes on the
    `law`, and always a form and a rulebook. The first of `forms` is the usual one.
    `here`: the command is for those who write rules, so where no rulebook is named the one they
    stand in is meant.
    """

    forms: tuple[str, ...] = FORMS
    form_help: str = "Udskriftens form. table er rene linjer, hvor der ikke er en terminal."
    data: str = "Et andet regelsæt end det medfølgende (ellers RUSVEJ_DATA)."
    case: bool = False
    events: bool = False
    exceptions: bool = False
    day: bool = False
    today: bool = False
    law: bool = False
    here: bool = False

    @property
    def from_rulebook(self) -> bool:
        """Whether the rulebook says what some of them are."""
        return self.case or self.events or self.exceptions

    def __call__(self, function: Command) -> Command:
        vars(function)["__shared__"] = self
        return function


def shared_of(function: Command) -> command:
    """Which shared options a command takes."""
    found: command = vars(function)["__shared__"]
    return found


def parameters(function: Command, book: Rulebook | None = None) -> tuple[Parameter, ...]:
    """The parameters of a command in the order of its help: its words, the case and the days that
    `book` has options for, its own options, what is shared."""
    taken, name = shared_of(function), function.__name__.replace("_", "-")
    own = [_own(function, each) for each in _names(function)]
    if book:
        own = [e for e in own if not shared.lacking(book, getattr(e.written, "name", ""))]
    words = [each for each in own if isinstance(each.written, Argument)]
    form: Any = StrEnum
    return (
        *words,
        *(shared.case_options(book, name) if taken.case and book else ()),
        *(shared.CASE if taken.case else ()),
        *(shared.event_options(book) if taken.events and book else ()),
        *(shared.EVENTS if taken.events else ()),
        *([shared.exception_option(book)] if taken.exceptions else ()),
        *(each for each in own if each not in words),
        *(shared.DAY if taken.day else ()),
        *(shared.TODAY if taken.today else ()),
        *(shared.LAW if taken.law else ()),
        Parameter(
            "form",
            form("Form", {each: each for each in taken.forms}),
            Option("--format", taken.form_help),
            taken.forms[0],
        ),
        *(shared.PLAIN if "table" in taken.forms else ()),
        Parameter("data", str, Option("--data", taken.data, "MAPPE"), None),
    )


def own_values(function: Command, values: Mapping[str, Any]) -> dict[str, Any]:
    """Of the values of all parameters those that the function itself takes."""
    return {name: values[name] for name in _names(function)}


def _names(function: Command) -> tuple[str, ...]:
    """The function's parameters after `asked`."""
    return function.__code__.co_varnames[1 : function.__code__.co_argcount]


def _own(function: Command, name: str) -> Parameter:
    hint = function.__annotations__[name]
    if isinstance(hint, str):
        hint = eval(hint, function.__globals__)
    kind, written = get_args(hint)[:2]
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    kind = list if get_origin(kind) is list else kind
    defaults = function.__defaults__ or ()
    names = _names(function)
    given = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    return Parameter(name, kind, written, given.get(name), name not in given)
