"""Reading a command line that is plainly right, for any command.

Whatever is not (an unknown option, a missing value, --help) is left to Typer, which says what is
wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from rusvej.cli.shared import Argument, Parameter
from rusvej.diagnostics import InputError
from rusvej.foreign import quoted

#: An option behind what mail programs and word processors make of two hyphens.
_DASHED = re.compile("[\u2010-\u2015\u2212][\u2010-\u2015\u2212-]*([a-z])", re.I)


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


def read_words(taken: Sequence[Parameter], words: Sequence[str]) -> dict[str, Any] | None:
    """The value of every parameter, or None where Typer should look. Raises `InputError` for an
    option given twice that takes one value, or without its value before another."""
    options = {each.written.name: each for each in taken if not isinstance(each.written, Argument)}
    given: dict[str, list[str]] = {}
    loose: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-") or word == "-":
            loose.append(word)
            continue
        name, sign, value = word.partition("=")
        option = options.get(name)
        if option is None or (option.kind is bool and sign):
            return None
        if option.kind is bool:
            given[option.name] = ["1"]
            continue
        if not sign:
            following = next(waiting, None)
            if following and following.partition("=")[0] in options:
                # Typer would take the option for the value.
                raise InputError(
                    f"{name} skal have en værdi efter sig.", "Skriv den, eller udelad tilvalget."
                )
            if following is None or (following.startswith("-") and following != "-"):
                return None
            value = following
        given.setdefault(option.name, []).append(value)
    return _values(taken, given, loose)


def _values(
    taken: Iterable[Parameter], given: dict[str, list[str]], loose: list[str]
) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for each in taken:
        if isinstance(each.written, Argument):
            # One place takes all the words, the last takes what is left.
            here = loose if each.kind is list else loose[:1]
            loose = loose[len(here) :]
            if each.required and not here:
                return None
        else:
            here = given.get(each.name, [])
        try:
            found[each.name] = value_of(each, here)
        except ValueError:
            return None
    return None if loose else found


def value_of(parameter: Parameter, texts: Sequence[Any] | None) -> Any:
    """The value of a parameter from everything given for it. Raises `InputError` for two values
    where one is taken, and `ValueError` for a word that is not allowed."""
    if not texts:
        return parameter.default
    if parameter.kind is list:
        return list(texts)
    if parameter.kind is bool:
        return True
    if len(texts) > 1:
        name = getattr(parameter.written, "name", parameter.written.metavar)
        raise InputError(f"{name} står {len(texts)} gange.", "Skriv det én gang.")
    only = texts[0]
    return parameter.kind(only) if issubclass(parameter.kind, StrEnum) else only
