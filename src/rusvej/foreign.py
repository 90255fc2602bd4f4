"""Text from outside, made fit to be printed: nothing in it may steer a terminal or name a person.

The functions leave ordinary text as it is.
"""

from __future__ import annotations

import re
from typing import Any

#: A user's text with more digits than this is not repeated: it may hold a number nobody should see.
MOST_DIGITS = 3
#: C0 and C1 but for tab and line end, invisible and bidirectional format characters, line and
#: paragraph separators, surrogates, tags. CR is only let through before LF.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]|\r(?!\n)"
)


def neutral(text: str) -> str:
    """The text with a visible sign for each control character: U+2400-2421 for the old ones, U+FFFD
    for the others."""
    return text if text.isprintable() else CONTROL.sub(_visible, text)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def as_json(text: str) -> str:
    """JSON with its control characters as escapes: the data stay the same."""
    return text if text.isprintable() else CONTROL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def quoted(text: object, instead: str, limit: int = 40) -> str:
    """``“text”`` on one line, cut after `limit` characters; `instead` for a text of more than three
    digits."""
    whole = str(text)
    if sum(map(str.isnumeric, whole)) > MOST_DIGITS:
        return instead
    shown = neutral(" ".join(whole.split()))
    return f"“{shown if len(shown) <= limit else shown[:limit] + '…'}”"


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs of JSON. Raises `ValueError` where a name stands twice: a person
    would read the first, a program the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found
