"""Words and names as parts of a Danish sentence."""

from __future__ import annotations

from collections.abc import Iterable


def listed(parts: Iterable[str], word: str = "og") -> str:
    """``a, b og c``."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def few(parts: Iterable[str], most: int, rest: str) -> str:
    """As `listed`; of more than one too many only the first, and how many are left: ``3 andre``."""
    items = list(parts)
    left = len(items) - most
    return listed([*items[:most], f"{left} {rest}"] if left > 1 else items)


def lower_first(text: str) -> str:
    """The text as the continuation of a sentence; abbreviations keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
