"""Words that no line end may part, and sentences put together out of the data's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rusvej.model import ContactUnit

_ENDS_IN_FEW = re.compile(r"(?<!\d)\d{2,3}$")
#: In what is of no use in pieces: an address, a number, an option.
_WHOLE = re.compile(r"[@/=]|\w\.\w|\d|^--")
#: The blank inside a short citation.
_CITED = re.compile(r"(?<=[\[ ][A-Z]) (?=\d)")
#: A blank at which no line is broken.
HARD = "\u00a0"


def hard(text: str) -> str:
    """The text with no blank at which a line could be broken."""
    return text.replace(" ", HARD)


def whole_cites(text: str) -> str:
    """The text with no short citation, such as [H 367-368], that could be broken."""
    return _CITED.sub(HARD, text)


def soft(text: str) -> str:
    """The text with ordinary blanks."""
    return text.replace(HARD, " ")


def called(name: str, telephone: str) -> str:
    """The name with its number beside it."""
    return f"{name},{HARD}{hard(telephone)}" if telephone else name


def reached(unit: ContactUnit) -> str:
    """The unit with its numbers, each with what it is for."""
    told = (f"{hard(number)}{f' ({what})' if what else ''}" for number, what in unit.ringing)
    return f",{HARD}".join((unit.name, *told))


def reachable(unit: ContactUnit) -> str:
    """The unit with its numbers, and how else and when it can be reached."""
    address = () if isinstance(unit.address, str) else unit.address
    told = "; ".join(
        ", ".join(part)
        for part in (unit.hours, () if unit.ringing else (*unit.email, *address))
        if part
    )
    return f"{reached(unit)}: {told}" if told else reached(unit)


def pieces(word: str, room: int) -> list[str]:
    """The word in pieces that fit; an address, a number or something to type stays whole."""
    if len(word) <= room or _WHOLE.search(word):
        return [word]
    return [word[start : start + room] for start in range(0, len(word), room)]


def phones(text: str) -> str:
    """The text with its telephone numbers, written in twos or threes of digits, unbroken."""
    out: list[str] = []
    for word in text.split(" "):
        digits = word.strip(".,;:()")
        follows = len(digits) in (2, 3) and digits.isdigit()
        if out and follows and _ENDS_IN_FEW.search(out[-1]):
            out[-1] += HARD + word
        else:
            out.append(word)
    return " ".join(out)


def sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.endswith((".", "?", "!", ":", "]")) else f"{text}."
