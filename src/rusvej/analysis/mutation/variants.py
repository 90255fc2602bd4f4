"""Every small change of one condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rusvej.analysis.mutation.records import Kind
from rusvej.conditions import ALWAYS, All, Always, AnyOf, Compare, Condition, Not, Reading
from rusvej.facts import Fact
from rusvej.records import changed as replace

#: (kind, what was changed, the changed condition)
Variant = tuple[Kind, Mapping[str, str], Condition]


def variants(condition: Condition, vocabulary: Mapping[str, Fact]) -> Iterator[Variant]:
    """Every condition that differs in one bound, value, sign, joint or part; each once, the
    condition itself never."""
    seen = {condition}
    for kind, data, changed in _whole(condition, vocabulary):
        if changed not in seen:
            seen.add(changed)
            yield kind, data, changed


def _whole(condition: Condition, vocabulary: Mapping[str, Fact]) -> Iterator[Variant]:
    yield from _inside(condition, vocabulary, sign=True)
    if not isinstance(condition, Always):
        yield "drop", {}, ALWAYS


def _inside(node: Condition, vocabulary: Mapping[str, Fact], *, sign: bool) -> Iterator[Variant]:
    if sign and not isinstance(node, Not):
        # What stands under a "not" is flipped with it.
        yield "flip", _named(node), Not(node)
    match node:
        case Compare():
            yield from _compared(node, vocabulary[node.fact])
        case Not():
            yield "flip", _named(node.part), node.part
            for kind, data, part in _inside(node.part, vocabulary, sign=False):
                yield kind, data, Not(part)
        case All() | AnyOf():
            yield from _joined(node, vocabulary)


def _joined(node: All | AnyOf, vocabulary: Mapping[str, Fact]) -> Iterator[Variant]:
    made = type(node)
    if len(node.parts) > 1:
        yield "join", {}, (AnyOf if made is All else All)(node.parts)
        for i, part in enumerate(node.parts):
            yield "drop", _named(part), made((*node.parts[:i], *node.parts[i + 1 :]))
    for i, part in enumerate(node.parts):
        for kind, data, changed in _inside(part, vocabulary, sign=True):
            yield kind, data, made((*node.parts[:i], changed, *node.parts[i + 1 :]))


def _compared(node: Compare, fact: Fact) -> Iterator[Variant]:
    for side, bound in (("low", node.low), ("high", node.high)):
        for step in (-1, 1):
            if bound is not None:
                moved: dict[str, Any] = {side: bound + step}
                yield "bound", _moved(fact, bound, bound + step), replace(node, **moved)
    if fact.type == "bool" or not node.values:
        return
    for i, value in enumerate(node.values):
        if isinstance(value, int):
            for step in (-1, 1):
                yield (
                    "bound",
                    _moved(fact, value, value + step),
                    replace(node, values=(*node.values[:i], value + step, *node.values[i + 1 :])),
                )
        if len(node.values) > 1:
            data = {"fact": fact.id, "value": str(value), "how": "removed"}
            yield "value", data, replace(node, values=(*node.values[:i], *node.values[i + 1 :]))
    if fact.type == "choice":
        for choice in fact.choices():
            if choice not in node.values:
                yield (
                    "value",
                    {"fact": fact.id, "value": choice, "how": "added"},
                    replace(node, values=(*node.values, choice)),
                )


def _moved(fact: Fact, old: int, new: int) -> dict[str, str]:
    return {"fact": fact.id, "from": str(old), "to": str(new)}


def _named(node: Condition) -> dict[str, str]:
    """What a part of a condition is about, for the reader."""
    if isinstance(node, Compare):
        return {"fact": node.fact}
    return {"question": node.question} if isinstance(node, Reading) else {}
