"""Reading the words of a command line, by what the command takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from rusvej.cli.written import Argument, Parameter
from rusvej.diagnostics import InputError, near
from rusvej.foreign import quoted

#: An option behind what mail programs and word processors make of two hyphens.
_DASHED = re.compile("[\u2010-\u2015\u2212][\u2010-\u2015\u2212-]*([a-z])", re.I)


#: A longer word is not repeated (characters).
_LONGEST = 60


def refuse_odd(words: Sequence[str]) -> None:
    """Raises `InputError` for what no command can mean: a word of nothing (a variable that was not
    set), an option behind a typographic dash, a sign that no name has."""
    for before, word in pairwise(("", *words)):
        option, sign, value = word.partition("=")
        if not word.strip() or (option.startswith("--") and sign and not value.strip()):
            name = option if sign else before
            raise InputError(
                f"{name} har ingen værdi."
                if name.startswith("--") and quoted(name, "")
                else "Et ord på kommandolinjen er tomt.",
                "Skriv en værdi, eller lad det være ude.",
            )
        if _DASHED.match(word):
            plain = _DASHED.sub(r"--\1", word, count=1)
            raise InputError(
                f"{quoted(word, 'Et ord')} begynder med en tankestreg.",
                f"Et tilvalg begynder med to bindestreger: {quoted(plain, 'fx --age')}.",
            )
        if "\0" in word:
            raise InputError(
                "Et ord på kommandolinjen har et tegn, som intet navn har.", "Skriv det igen."
            )


def data_named(words: Sequence[str]) -> str | None:
    """The folder that --data names. It is wanted before the line can be read, since the rulebook
    has options of its own."""
    for at, word in enumerate(words):
        name, sign, value = word.partition("=")
        if name == "--data":
            return value if sign else words[at + 1] if at + 1 < len(words) else None
    return None


class Misuse(InputError):
    """Words that no command reads. `option`: the one that there is not, if that is wrong."""

    def __init__(self, sentence: str, option: str = "") -> None:
        super().__init__(sentence)
        self.option = option


def unknown_command(word: str, commands: Iterable[str]) -> Misuse:
    """What is wrong with a line that begins with the word."""
    if word.startswith("-"):
        return _unknown_option(word, ("--version", "--help"))
    hits = ", ".join(f"'{each}'" for each in near(word, commands))
    return Misuse(
        f"Kommandoen '{_shown(word)}' findes ikke." + (f" Mente du {hits}?" if hits else "")
    )


def _unknown_option(name: str, known: Iterable[str]) -> Misuse:
    hits = " eller ".join(sorted(near(name, known)))
    meant = f" Mente du {hits}?" if hits else ""
    return Misuse(f"Tilvalget {_shown(name)} findes ikke.{meant}", name)


def _shown(word: str) -> str:
    """A word as it may be repeated; see `foreign.quoted`."""
    return word if quoted(word, "") and len(word) <= _LONGEST else "…"


def read_words(taken: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any]:
    """The value of every parameter. Raises `Misuse`, and `InputError` for an option given twice
    that takes one value."""
    options = {each.written.name: each for each in taken if not isinstance(each.written, Argument)}
    given: dict[str, list[str]] = {}
    loose: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            loose += waiting
        elif not word.startswith("-") or word == "-":
            loose.append(word)
        else:
            name, sign, value = word.partition("=")
            if name not in options and word[:2] in options:
                # -oFILE
                name, sign, value = word[:2], "=", word[2:]
            if name not in options:
                raise _unknown_option(name, [*options, "--help"])
            if options[name].kind is bool:
                if sign:
                    raise Misuse(f"{name} skal ikke have en værdi.")
            elif not sign:
                value = next(waiting, "")
                if not value or value in options:
                    raise Misuse(f"{name} skal have en værdi efter sig.")
            given.setdefault(name, []).append(value)
    return _values(taken, given, loose)


def _values(
    taken: Iterable[Parameter], given: dict[str, list[str]], loose: list[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in taken:
        if isinstance(each.written, Argument):
            # One place takes all the words, the last takes what is left.
            here = loose if each.kind is list else loose[:1]
            loose = loose[len(here) :]
            if each.required and not here:
                raise Misuse(f"'{each.written.metavar}' mangler.")
            found[each.name] = _value(each, each.written.metavar, here)
        else:
            found[each.name] = _value(each, each.written.name, given.get(each.written.name, []))
    if loose:
        told = " ".join(map(_shown, loose))
        raise Misuse(f"Disse ord hører ikke til kommandoen: {told}.")
    return found


def _value(parameter: Parameter, name: str, texts: list[str]) -> Any:
    """The value of a parameter from everything given for it."""
    if not texts:
        return parameter.default
    if parameter.kind is list or parameter.kind is bool:
        return texts if parameter.kind is list else True
    if len(texts) > 1:
        raise InputError(f"{name} står {len(texts)} gange.", "Skriv det én gang.")
    if not issubclass(parameter.kind, StrEnum):
        return texts[0]
    if texts[0] not in list(parameter.kind):
        known = ", ".join(f"'{each}'" for each in parameter.kind)
        wrong = f"'{_shown(texts[0])}' er ikke blandt mulighederne {known}."
        raise Misuse(f"'{name}': {wrong}")
    return parameter.kind(texts[0])
