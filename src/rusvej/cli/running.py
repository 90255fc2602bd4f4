"""The list of commands, and the reading of a command line by Typer.

Only the module of the chosen command is imported; the others are known by their name and one line
of help.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from rusvej.cli import options
from rusvej.cli.danish import Command, Context, fault
from rusvej.cli.guard import ANSWERED, INTERRUPTED, MISUSE, complain, guarded

#: Command: (module:function, help in one line). The order is that of the help.
COMMANDS = {
    "suggest": (
        "suggest:suggest",
        "Hvilke tilbud kan komme på tale i en sag, og hvad mangler at blive oplyst?",
    ),
    "interview": (
        "interview:interview",
        "Samme svar, ét spørgsmål ad gangen: kun det, der kan ændre noget.",
    ),
    "offer": ("offer:offer", "Alt om ét tilbud, fx MUT."),
    "offers": ("offers:offers", "Alle tilbud, eventuelt for et niveau eller en alder."),
    "why": ("why:why", "Hvorfor har et tilbud den status, og hvad ville ændre den?"),
    "timeline": (
        "timeline:timeline",
        "Hvad ændrer sig af sig selv: fødselsdage og frister, der udløber.",
    ),
    "check-deadline": (
        "check_deadline:check_deadline",
        "Regn på behandlingsgarantien og de andre frister.",
    ),
    "pathway": (
        "pathway:pathway",
        "Et niveaus vej trin for trin: hvem gør hvad, og hvad kommer bagefter.",
    ),
    "standard": ("standard:standard", "Kvalitetsstandarden del for del."),
    "contact": ("contact:contact", "Telefonnumre og adresser efter formål."),
    "questions": (
        "questions:questions",
        "Det, dokumenterne lader stå åbent, og hvad et svar ville ændre.",
    ),
    "sources": ("sources:sources", "Hvilke linjer i dokumenterne bruges, og hvilke bruger ingen?"),
    "survey": (
        "survey:survey",
        "Ungeundersøgelsens tal for 7.-9. klasse, med forbehold og trykfejl.",
    ),
    "detect": (
        "detect:detect",
        "Opsporingsmodellen som en kort samtale: skyldes mistrivslen rusmidler?",
    ),
    "verify": ("verify:verify", "Giver reglerne i dag det svar, som en kvittering siger?"),
    "validate": ("validate:validate", "Find fejl i regelsættets filer."),
    "prove": ("prove:prove", "Bevis regelsættets egenskaber over alle sager."),
    "diff": ("diff:diff", "Hvad ændrer sig for hvem mellem to regelsæt eller to git-revisioner?"),
    "test": ("test:held", "Hold sagerne op mod regelsættet, og se, om de ville opdage en fejl."),
}

HELP = """rusvej gør Hjørring Kommunes handleguide og kvalitetsstandard om unge og rusmidler udførbare.

Svaret er vejledende. Intet gemmes, og intet sendes nogen steder hen.

\b
Eksempler:
  rusvej suggest --age 15 --level problematisk
  rusvej offer MUT
  rusvej check-deadline --contact 2026-03-02 --age 25
"""  # noqa: E501


class _Group(TyperGroup):
    context_class = Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, (_, short) in COMMANDS.items():
            self.commands[name] = Command(name, help=short, rich_markup_mode=None)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, command, rest = super().resolve_command(ctx, args)
        return name, _load(name) if command is not None and name in COMMANDS else command, rest


def _load(name: str) -> Any:
    module, function = COMMANDS[name][0].split(":")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    found = getattr(import_module(f"rusvej.cli.commands.{module}"), function)
    # A command that can run without Typer names its options for the type checker alone; Typer looks
    # for them here.
    for alias, option in vars(options).items():
        if not alias.startswith("_"):
            found.__globals__.setdefault(alias, option)
    single.command(name, cls=Command)(found)
    return get_command(single)


app = typer.Typer(
    cls=_Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help=HELP,
)


@app.callback(help=HELP)
def _root(
    version: bool = typer.Option(False, "--version", help="Vis rusvejs version.", is_eager=True),
) -> None:
    if version:
        from rusvej import __version__

        sys.stdout.write(f"rusvej {__version__}\n")
        raise typer.Exit


def run(arguments: list[str] | None = None) -> int:
    """The exit code of the command line read by Typer; see `guard`."""
    words = sys.argv[1:] if arguments is None else arguments
    return guarded(words, lambda: _typer(words))


def _typer(words: list[str]) -> int:
    try:
        result = get_command(app).main(args=words, prog_name="rusvej", standalone_mode=False)
    except TyperException as error:
        return _misuse(error)
    except typer.Abort:
        raise KeyboardInterrupt from None
    if result == INTERRUPTED:
        # Typer makes Ctrl-C an exit code of its own before it comes here.
        raise KeyboardInterrupt
    return result if isinstance(result, int) else ANSWERED


def _misuse(error: TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(error.format_message() + "\n")
        return MISUSE
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "rusvej"
    return complain(fault(error), f"Se {path} --help.")
