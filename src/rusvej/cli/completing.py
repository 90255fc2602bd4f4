"""What may stand where on a command line, for the completion scripts of shells.

Everything is written into the script, so that a tab costs nothing and asks nobody; a new rulebook
wants a new script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from rusvej.cli.command import Argument, Parameter
from rusvej.facts import Fact
from rusvej.model import Rulebook

#: What no shell reads as anything but itself.
_PLAIN = re.compile(r"[A-Za-z0-9_.=-]+")
_UNKNOWN = "ukendt"
#: The shells that there is a script for.
SHELLS = ("bash", "zsh", "fish", "powershell")

#: Command: the options it takes, and the words that may follow each; "" has the loose words.
Table = dict[str, dict[str, tuple[str, ...]]]


def table(book: Rulebook, commands: Mapping[str, Sequence[Parameter]]) -> Table:
    """Every command with its parameters, its options, and what may follow them."""
    found: Table = {"help": {"": tuple(commands)}}
    for name, taken in commands.items():
        words = any(isinstance(each.written, Argument) for each in taken)
        loose = _loose(name, book) if words else ()
        found[name] = {"": _safe(loose)} | {
            each.written.name: _safe(_values(each, book))
            for each in taken
            if not isinstance(each.written, Argument)
        }
    return found


def facts(book: Rulebook) -> dict[str, tuple[str, ...]]:
    """The answers to each fact, as they follow its name and a sign; none for a number."""
    return {fact.id: _safe(_answers(fact)) for fact in book.facts}


def _safe(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if _PLAIN.fullmatch(word))


def _answers(fact: Fact) -> tuple[str, ...]:
    return (*fact.choices(), _UNKNOWN) if fact.choices() else ()


def _loose(command: str, book: Rulebook) -> Iterable[str]:
    levels = [level.id for level in book.levels]
    known: dict[str, Iterable[str]] = {
        "offer": (offer.id for offer in book.offers),
        "why": (offer.id for offer in book.offers),
        "pathway": levels,
        "facts": (fact.id for fact in book.facts),
        "questions": (question.id for question in book.questions),
        "contact": (unit.id for unit in book.contacts),
        "completion": SHELLS,
    }
    return known.get(command, ())


def _values(parameter: Parameter, book: Rulebook) -> Iterable[str]:
    option = parameter.written.name if not isinstance(parameter.written, Argument) else ""
    if isinstance(parameter.kind, type) and issubclass(parameter.kind, StrEnum):
        return [each.value for each in parameter.kind]
    if option in ("--fact", "--what-if"):
        return [f"{fact.id}=" for fact in book.facts]
    if option == "--exception":
        return [each.id for each in book.exceptions]
    if option == "--show":
        from rusvej.render.screen_words import SHOWN

        return [*SHOWN.values(), *SHOWN]
    own = book.about.options.get(option)
    named = {"--age": book.roles.age, "--level": book.roles.level}
    fact = book.vocabulary.get(own.facts[0] if own else named.get(option, ""))
    return _answers(fact) if fact and parameter.kind is not bool else ()
