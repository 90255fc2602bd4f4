"""The list of commands, and what happens around the one that runs: exit codes, errors, encodings.

Only the module of the chosen command is imported; the others are known by their name and one line of help.
"""

from __future__ import annotations

import codecs
import gc
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from rusvej.cli.danish import Command, Context, fault
from rusvej.diagnostics import InputError, RulebookError
from rusvej.facts import refuse_cpr

ANSWERED, FINDINGS, MISUSE, OUR_FAULT, UNDECIDED = 0, 1, 2, 3, 4
INTERRUPTED = 130

#: Command: (module:function, help in one line). The order is that of the help.
COMMANDS = {
    "suggest": ("suggest:suggest", "Hvilke tilbud kan komme på tale i en sag, og hvad mangler at blive oplyst?"),
    "interview": ("interview:interview", "Samme svar, ét spørgsmål ad gangen: kun det, der kan ændre noget."),
    "offer": ("offer:offer", "Alt om ét tilbud, fx MUT."),
    "offers": ("offers:offers", "Alle tilbud, eventuelt for et niveau eller en alder."),
    "why": ("why:why", "Hvorfor har et tilbud den status, og hvad ville ændre den?"),
    "timeline": ("timeline:timeline", "Hvad ændrer sig af sig selv: fødselsdage og frister, der udløber."),
    "check-deadline": ("check_deadline:check_deadline", "Regn på behandlingsgarantien og de andre frister."),
    "pathway": ("pathway:pathway", "Et niveaus vej trin for trin: hvem gør hvad, og hvad kommer bagefter."),
    "standard": ("standard:standard", "Kvalitetsstandarden del for del."),
    "contact": ("contact:contact", "Telefonnumre og adresser efter formål."),
    "questions": ("questions:questions", "Det, dokumenterne lader stå åbent, og hvad et svar ville ændre."),
    "sources": ("sources:sources", "Hvilke linjer i dokumenterne bruges, og hvilke bruger ingen?"),
    "survey": ("survey:survey", "Ungeundersøgelsens tal for 7.-9. klasse, med forbehold og trykfejl."),
    "detect": ("detect:detect", "Opsporingsmodellen som en kort samtale: skyldes mistrivslen rusmidler?"),
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
"""


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
    single.command(name, cls=Command)(getattr(import_module(f"rusvej.cli.commands.{module}"), function))
    return get_command(single)


app = typer.Typer(cls=_Group, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True, help=HELP)


@app.callback(help=HELP)
def _root(
    version: bool = typer.Option(False, "--version", help="Vis rusvejs version.", is_eager=True),
) -> None:
    if version:
        from rusvej import __version__

        sys.stdout.write(f"rusvej {__version__}\n")
        raise typer.Exit


def run(arguments: list[str] | None = None) -> int:
    """The exit code: 0 answered, 1 findings, 2 wrong use, 3 our own fault, 4 cannot be decided."""
    prepare_output()
    # Reading the rulebook makes many records and no cycles; with the usual threshold a fifth of the run is spent looking for some.
    gc.set_threshold(100_000)
    try:
        for word in sys.argv[1:] if arguments is None else arguments:
            # Before anything can repeat it: a person's number is refused wherever it stands.
            refuse_cpr(word)
        result = get_command(app).main(args=arguments, prog_name="rusvej", standalone_mode=False)
        sys.stdout.flush()
        if result == INTERRUPTED:
            # Typer makes Ctrl-C an exit code of its own before it comes here.
            raise KeyboardInterrupt
        return result if isinstance(result, int) else ANSWERED
    except InputError as error:
        return _complain(str(error), error.help)
    except RulebookError as error:
        _show_diagnostics(error)
        return FINDINGS
    except TyperException as error:
        return _misuse(error)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\nAfbrudt. Intet er gemt.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough (`rusvej … | head`); keep Python from complaining when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except Exception as error:
        return _our_fault(error)


def _complain(sentence: str, remedy: str) -> int:
    sys.stderr.write(f"Fejl: {sentence}\n")
    if remedy:
        sys.stderr.write(f"      {remedy}\n")
    return MISUSE


def _misuse(error: TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(error.format_message() + "\n")
        return MISUSE
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "rusvej"
    return _complain(fault(error), f"Se {path} --help.")


def _show_diagnostics(error: RulebookError) -> None:
    for diagnostic in error.diagnostics[:20]:
        place = diagnostic.position
        sys.stderr.write(f"{place.file}:{place.line}:{place.column}: {diagnostic.message} {diagnostic.help}\n")
    rest = len(error.diagnostics) - 20
    more = f" ({rest} flere)" if rest > 0 else ""
    sys.stderr.write(f"Regelsættet kan ikke bruges{more}. Kør rusvej validate for at se alle fejl.\n")


def _our_fault(error: Exception) -> int:
    if os.environ.get("RUSVEJ_DEBUG"):
        raise error
    # The message of an unforeseen error may hold what the user typed, so only its kind and place are shown.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace is not None else "?"
    sys.stderr.write(f"Fejl i rusvej selv ({type(error).__name__} i {place}). Dit input er ikke gemt.\n")
    sys.stderr.write("      Kør igen med RUSVEJ_DEBUG=1 for at se hele sporet, og meld fejlen uden personoplysninger.\n")
    return OUR_FAULT


#: The nearest a narrow encoding can write.
_ASCII = str.maketrans(
    {"→": "->", "←": "<-", "✓": "+", "✗": "-", "✔": "+", "✘": "-", "≥": ">=", "≤": "<=", "≠": "!=", "█": "#", "▏": "|", "▌": "|"}
    | {"─": "-", "━": "-", "│": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "\u00a0": " ", "\u2011": "-", "\u200b": "", "−": "-", "–": "-"}
    | {"“": '"', "”": '"', "’": "'", "…": "...", "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "é": "e", "§": "par."}
)


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    nearest = error.object[error.start : error.end].translate(_ASCII)
    return "".join(sign if sign.isascii() else "?" for sign in nearest), error.end


def prepare_output() -> None:
    """A console or pipe that cannot write a character gets the nearest one it can, never a crash or a mojibake."""
    codecs.register_error("rusvej", _in_ascii)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="rusvej")
