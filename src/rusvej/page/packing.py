"""The page's data made small: what stands more than once stands once and is told by its number.

`unpacked` in the scripts puts it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

#: Keys that stand a thousand times, and the letter that stands for them.
LETTERS = {"text": "T", "sources": "C"}

def _empty(value: Any) -> bool:
    """What is left out; the scripts know what a record without it has. The number 0 is not."""
    return value is None or value is False or value in ("", [], {})


class Cited(list[Any]):
    """Citations (document, first and last line) on their way to their numbers."""


def packed(data: dict[str, Any], places: Mapping[str, int]) -> dict[str, Any]:
    """The data with a number for each citation, each text that recurs, and each list of numbers
    in a leaf; `places` are those of the documents."""
    texts = Counter[str]()
    _count(data, texts)
    often = {text: at for at, text in enumerate(t for t, n in texts.items() if n > 1)}
    cites: dict[tuple[int, int, int], int] = {}
    lists: dict[tuple[int, ...], int] = {}

    def small(part: Any) -> Any:
        if isinstance(part, Cited):
            found = [(places[document], first, last) for document, first, last in part]
            return [cites.setdefault(cite, len(cites)) for cite in found]
        if isinstance(part, dict) and part.keys() == {"text", "sources"}:
            # A statement: its text and the numbers of its citations.
            return {"S": [often.get(part["text"], part["text"]), *small(part["sources"])]}
        if isinstance(part, dict):
            return {
                LETTERS.get(key, key): often.get(value, value)
                if key == "text" and isinstance(value, str)
                else small(value)
                for key, value in part.items()
                if not _empty(value)
            }
        return [small(value) for value in part] if isinstance(part, list) else part

    leaves = [
        [
            lists.setdefault(tuple(part), len(lists)) if isinstance(part, list) else part
            for part in leaf
        ]
        for leaf in data["leaves"]
    ]
    found = {**small({**data, "leaves": []}), "leaves": leaves}
    return {
        **found,
        "lists": [list(numbers) for numbers in lists],
        "texts": list(often),
        "cites": [list(cite) for cite in cites],
    }


def _count(part: Any, texts: Counter[str]) -> None:
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                texts[value] += 1
            else:
                _count(value, texts)
    elif isinstance(part, list):
        for value in part:
            _count(value, texts)
