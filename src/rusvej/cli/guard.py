"""What happens around a command that runs: exit codes, errors, encodings. Knows nothing of
Typer."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rusvej.cli.streams import prepared
from rusvej.diagnostics import InputError, RulebookError
from rusvej.persons import discreet, refuse_cpr

if TYPE_CHECKING:
    from rusvej.diagram import TooLarge

ANSWERED, FINDINGS, MISUSE, OUR_FAULT, UNDECIDED = 0, 1, 2, 3, 4
INTERRUPTED = 130

#: Nothing that a person writes is longer (characters).
_LONGEST, _LONGEST_LINE = 1000, 30_000


def guarded(words: Sequence[str], work: Callable[[], int]) -> int:
    """The exit code: that of `work`, or the one for what it raised. `words` are the user's, looked
    through first."""
    with prepared() as (out, _):
        code = _tried(words, work)
        out.flush()
        if out.failure is None or isinstance(out.failure, BrokenPipeError):
            # A reader that has left has seen enough (`rusvej … | head`), and says nothing of the
            # answer.
            return code
        return complain(
            "Svaret kunne ikke skrives: der er ikke plads, eller der må ikke skrives dér.",
            "Skriv det et andet sted hen.",
        )


def _tried(words: Sequence[str], work: Callable[[], int]) -> int:
    try:
        # Before anything can repeat it: a person's number is refused wherever it stands.
        if max(map(len, words), default=0) > _LONGEST or sum(map(len, words)) > _LONGEST_LINE:
            raise InputError(
                "Kommandolinjen er for lang til at være skrevet i hånden.",
                "En lang sag kan stå i en fil: --case FIL.",
            )
        for word in (*words, *map(os.environ.get, ("RUSVEJ_DATA", "RUSVEJ_CACHE"))):
            refuse_cpr(word or "")
        refuse_cpr(" ".join(words))
        return work()
    except InputError as error:
        return complain(str(error), error.help)
    except RulebookError as error:
        _show_diagnostics(error)
        return FINDINGS
    except KeyboardInterrupt:
        sys.stderr.write("\nAfbrudt. Intet er gemt.\n")
        return INTERRUPTED
    except OSError as error:
        return _unusable(error)
    except Exception as error:
        from rusvej.diagram import TooLarge

        return _too_large(error) if isinstance(error, TooLarge) else _our_fault(error)


def complain(sentence: str, remedy: str) -> int:
    """Says what cannot be used and what to do about it; the exit code for wrong use."""
    sys.stderr.write(f"Fejl: {sentence}\n")
    if remedy:
        sys.stderr.write(f"      {remedy}\n")
    return MISUSE


def _show_diagnostics(error: RulebookError) -> None:
    for diagnostic in map(discreet, error.diagnostics[:20]):
        place = diagnostic.position
        told = f"{diagnostic.message} {diagnostic.help}"
        sys.stderr.write(f"{place.file}:{place.line}:{place.column}: {told}\n")
    rest = len(error.diagnostics) - 20
    more = f" ({rest} flere)" if rest > 0 else ""
    sys.stderr.write(
        f"Regelsættet kan ikke bruges{more}. Kør rusvej validate for at se alle fejl.\n"
    )


def _unusable(error: OSError) -> int:
    """Says that a file that somebody named cannot be used, where no door has said it better."""
    if os.environ.get("RUSVEJ_DEBUG"):
        raise error
    long = error.errno == errno.ENAMETOOLONG
    what = "Et navn er længere, end en fil kan hedde" if long else "En fil kan ikke bruges"
    return complain(f"{what}.", "Tjek stien, og om du må læse og skrive dér.")


def _too_large(error: TooLarge) -> int:
    return complain(
        "Et spørgsmål kan ikke afgøres nøjagtigt: for mange oplysninger hænger sammen"
        f" ({error.building}).",
        "Del det op, så hver del handler om færre tilbud eller oplysninger.",
    )


def _our_fault(error: Exception) -> int:
    if os.environ.get("RUSVEJ_DEBUG"):
        raise error
    # The message of an unforeseen error may hold what the user typed, so only its kind and place
    # are shown.
    from traceback import walk_tb

    *_, (frame, line) = walk_tb(error.__traceback__)
    place = f"{os.path.basename(frame.f_code.co_filename)}:{line}"
    sys.stderr.write(
        f"Fejl i rusvej selv ({type(error).__name__} i {place}). Dit input er ikke gemt.\n"
    )
    sys.stderr.write(
        "      Kør igen med RUSVEJ_DEBUG=1 for at se hele sporet, og meld fejlen uden"
        " personoplysninger.\n"
    )
    return OUR_FAULT
