"""The command line read by Typer: for help, and for every line with something to complain of.

Only the module of the chosen command is imported; the others are known by their name and one line
of help.
"""

from __future__ import annotations

import contextlib
import re
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from rusvej.app.interview import facts_told
from rusvej.app.named import acute_notes, in_danger
from rusvej.cli.asked import Door
from rusvej.cli.command import Argument, Command, Parameter, parameters, shared_of
from rusvej.cli.commands import COMMANDS, PARTS, lacking, load
from rusvej.cli.danish import Command as DanishCommand
from rusvej.cli.danish import Context, fault
from rusvej.cli.guard import INTERRUPTED, complain
from rusvej.cli.reading import data_named, value_of
from rusvej.cli.shared import without
from rusvej.diagnostics import RusvejError
from rusvej.model import Rulebook
from rusvej.render.frame import command_line

_EXAMPLE = re.compile(r"\{([a-z_]+)\}")
_SETTINGS = {"help_option_names": ["--help", "-h"]}
HELP = """rusvej svarer ud fra en kommunes vejledning om unge og rusmidler.

Svaret er vejledende. Intet gemmes, og intet sendes nogen steder hen.

\b
Eksempler:
  rusvej interview
  rusvej suggest {case}
  rusvej offer {offer}
  rusvej check-deadline {deadline}
"""


class _Group(TyperGroup):
    context_class = Context
    #: The rulebook whose commands are listed; None = every command is.
    book: Rulebook | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, short in COMMANDS.items():
            self.commands[name] = DanishCommand(name, help=short, rich_markup_mode=None)

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name in COMMANDS if self.book is None or not lacking(name, self.book)]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands by part, each with its whole line of help."""
        parts: dict[str, list[tuple[str, str]]] = {}
        part = ""
        listed = frozenset(self.list_commands(ctx))
        for name, short in COMMANDS.items():
            part = PARTS.get(name, part)
            if name in listed:
                parts.setdefault(part, []).append((name, short))
        for part, rows in parts.items():
            with formatter.section(part):
                formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, found, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            command = load(name)
            door = Door(data_named(rest), here=shared_of(command).here)
            return name, typer_command(command, door), rest
        return name, found, rest


def typer_command(command: Command, door: Door) -> Any:
    """The command for Typer: called, it returns (command, the values of its parameters, door)."""
    book = _peek(door)
    taken = parameters(command, book)

    def chosen(**given: Any) -> tuple[Command, dict[str, Any], Door]:
        texts = {each.name: _texts(given[_typed(each)]) for each in taken}
        return command, {each.name: value_of(each, texts[each.name]) for each in taken}, door

    name = command.__name__.replace("_", "-")
    what = lacking(name, book) if book else ""
    told = _with_examples(command.__doc__ or "", book)
    if what:
        told = f"Dette regelsæt har ingen {what}, så her er intet at vise.\n\n    {told}"
    chosen.__doc__ = told
    chosen.__annotations__ = {_typed(each): _hint(each) for each in taken}
    vars(chosen)["__signature__"] = _signature(taken)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(command.__name__, cls=DanishCommand, context_settings=_SETTINGS)(chosen)
    return get_command(single)


def _peek(door: Door) -> Rulebook | None:
    """The rulebook for its options and examples; help is given also where it cannot be read."""
    try:
        return door.whole
    except RusvejError:
        return None


def _with_examples(text: str, book: Rulebook | None) -> str:
    """The help with the rulebook's own names where it says ``{level}``; a line that wants one which
    is not given is left out."""
    given = {
        name: word for name, word in (vars(book.about.examples) if book else {}).items() if word
    }
    lines = []
    for line in text.split("\n"):
        with contextlib.suppress(KeyError):
            lines.append(_EXAMPLE.sub(lambda found: str(given[found[1]]), line))
    return "\n".join(lines)


def _typed(each: Parameter) -> str:
    """A name that Python takes; a parameter of the rulebook's is named like its option."""
    return each.name.lstrip("-").replace("-", "_") + ("_" if each.name[0] == "-" else "")


def _texts(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value] if value else []


def _hint(each: Parameter) -> Any:
    if isinstance(each.written, Argument):
        about = typer.Argument(metavar=each.written.metavar, help=each.written.help)
        kind: Any = list[str] if each.kind is list else str
        return Annotated[kind if each.required else kind | None, about]
    if each.kind is bool:
        return Annotated[bool, typer.Option(each.written.name, help=each.written.help)]
    about = typer.Option(
        each.written.name,
        help=each.written.help,
        metavar=each.written.metavar or None,
        show_default=each.default or False,
    )
    # A list, so that a second value is seen and can be refused.
    kind = list[str] if each.kind in (str, list) else list[each.kind]  # type: ignore[name-defined]
    return Annotated[kind | None, about]


def _signature(taken: tuple[Parameter, ...]) -> Any:
    from inspect import Parameter as Signed
    from inspect import Signature

    return Signature(
        [
            Signed(
                _typed(each),
                Signed.KEYWORD_ONLY,
                annotation=_hint(each),
                default=Signed.empty if each.required else False if each.kind is bool else None,
            )
            for each in taken
        ]
    )


def _app(help: str) -> typer.Typer:
    app = typer.Typer(
        cls=_Group,
        context_settings=_SETTINGS,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=help,
    )

    @app.callback(help=help)
    def _root(
        version: bool = typer.Option(False, "--version", help="Vis rusvejs version."),
    ) -> None:
        pass

    return app


def read_line(words: list[str]) -> tuple[Command, dict[str, Any], Door] | int:
    """(command, values, door), or the exit code where help was shown or the line is wrong."""
    book = _peek(Door(data_named(words)))
    try:
        app: Any = get_command(_app(_with_examples(HELP, book)))
        app.book = book
        result = app.main(args=words, prog_name="rusvej", standalone_mode=False)
    except TyperException as error:
        return _misuse(error, book, words)
    except typer.Abort:
        raise KeyboardInterrupt from None
    if result == INTERRUPTED:
        # Typer makes Ctrl-C an exit code of its own before it comes here.
        raise KeyboardInterrupt
    return result if isinstance(result, (tuple, int)) else 0


def _misuse(error: TyperException, book: Rulebook | None, words: list[str]) -> int:
    context = getattr(error, "ctx", None)
    option = str(getattr(error, "option_name", ""))
    if book and (said := without(book, option)):
        return complain(*said)
    path = context.command_path if context is not None else "rusvej"
    danger = book and in_danger(book, " ".join(words))
    acute = [note.text for note in acute_notes(book)] if book and danger else []
    where = "Tilvalg skrives efter kommandoen. " if option and words[:1] == [option] else ""
    told = book and facts_told(book, words[words[0] in COMMANDS :])
    meant = f"Skriv {command_line(book.about, told)}, eller se" if book and told else "Se"
    return complain(fault(error), " ".join(acute) or f"{where}{meant} {path} --help.")
