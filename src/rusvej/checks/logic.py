"""Exact reasoning over conditions: can one be met at all, is it always met, do two ever differ.

An open question counts as one more unknown whose values are its readings, so that "never" means
under no reading.
"""

from __future__ import annotations

from collections.abc import Collection

from rusvej.conditions import (
    All,
    AnyOf,
    Compare,
    Condition,
    Not,
    Reading,
    classes,
    evaluate,
    missing,
    walk,
)
from rusvej.engine.exact import concerned, cuts_of, leaves
from rusvej.facts import Choice, Fact, Value
from rusvej.model import Rulebook
from rusvej.truth import Truth

#: Nodes looked at, for one condition and for all of them. Real rulebooks need a few thousand
#: altogether; the limits keep a hostile one from taking for ever. What is not decided within them
#: is not reported.
_EACH = 200_000
_ALL = 1_000_000
#: What asking costs beside the nodes looked at.
_ASKING = 100
_NESTED = 20


class _TooMuch(Exception):
    pass


class Logic:
    """What can be concluded from a rulebook's facts, questions and impossible combinations."""

    def __init__(self, rulebook: Rulebook, ids_lost: Collection[str]) -> None:
        self._vocabulary = {
            fact.id: fact for fact in rulebook.facts if fact.id not in ids_lost and _usable(fact)
        }
        self._readings = {
            q.id: q.readings
            for q in rulebook.questions
            if q.id not in ids_lost and q.readings and all(r.when is not None for r in q.readings)
        }
        self._left = _ALL
        self._questions: dict[str, Fact] = {}
        self._rules = [
            spelled
            for rule in rulebook.impossible
            if (spelled := self._spelled_out(rule.when)) is not None
        ]

    def never(
        self, condition: Condition, levels: tuple[str, ...] | None = None, *, rules: bool = True
    ) -> bool:
        """Whether no possible case meets the condition at these levels, under no reading of the
        documents."""
        return self._possible(_at(levels, condition), rules) is False

    def always(
        self, condition: Condition, levels: tuple[str, ...] | None = None, *, rules: bool = True
    ) -> bool:
        """Whether every possible case at these levels meets the condition, under every reading."""
        return self._possible(_at(levels, Not(condition)), rules) is False

    def same(self, one: Condition, other: Condition) -> bool:
        """Whether two conditions agree on every possible case, under every reading."""
        differ = AnyOf((All((one, Not(other))), All((other, Not(one)))))
        return self._possible(differ, True) is False

    def _possible(self, condition: Condition, rules: bool) -> bool | None:
        """None = cannot be said: the condition has a mistake that another check reports, or is too
        large."""
        self._left -= _ASKING
        spelled = self._spelled_out(condition) if self._left > 0 else None
        if spelled is None:
            return None
        vocabulary = self._vocabulary | self._questions
        _, tied = concerned(
            {leaf.fact for leaf in leaves(spelled, {})}, self._rules if rules else [], {}
        )
        whole = All((spelled, *(Not(rule) for rule in tied)))
        cuts = cuts_of([whole], {})
        domains = {
            fact: classes(vocabulary[fact], frozenset(found)) for fact, found in cuts.items()
        }
        cost = sum(1 for _ in walk(whole))
        left = min(_EACH, self._left)
        try:
            found, used = _search(whole, {}, domains, cost, left)
        except _TooMuch:
            self._left -= left
            return None
        self._left -= used
        return found

    def _spelled_out(self, condition: Condition) -> Condition | None:
        """The condition with every reading written out, or None where it has mistakes or grows
        without bound."""
        try:
            return self._expand(condition, [min(_EACH, self._left) // 10], 0)
        except _TooMuch:
            return None

    def _expand(self, node: Condition, left: list[int], depth: int) -> Condition:
        left[0] -= 1
        if left[0] < 0 or depth > _NESTED:
            raise _TooMuch
        if isinstance(node, (All, AnyOf)):
            return type(node)(tuple(self._expand(part, left, depth) for part in node.parts))
        if isinstance(node, Not):
            return Not(self._expand(node.part, left, depth))
        if isinstance(node, Compare) and not (
            node.fact in self._vocabulary and _fits(self._vocabulary[node.fact], node)
        ):
            raise _TooMuch
        if isinstance(node, Reading):
            if node.question not in self._readings:
                raise _TooMuch
            readings = self._readings[node.question]
            # No fact's id can hold a colon.
            name = f"question:{node.question}"
            self._questions[name] = Fact(
                name, "choice", "", "", values=tuple(Choice(r.id, "") for r in readings)
            )
            said = [
                All((Compare(name, (r.id,)), self._expand(r.when, left, depth + 1)))
                for r in readings
                if r.when is not None
            ]
            return AnyOf(tuple(said))
        return node


def _at(levels: tuple[str, ...] | None, condition: Condition) -> Condition:
    return (
        condition
        if not levels
        else All((Compare("level", tuple(dict.fromkeys(levels))), condition))
    )


def _usable(fact: Fact) -> bool:
    if fact.type == "int":
        return fact.min is not None and fact.max is not None and fact.min <= fact.max
    return fact.type == "bool" or bool(fact.values)


def _fits(fact: Fact, node: Compare) -> bool:
    """Whether the comparison is free of the mistakes that other checks report."""
    if node.values:
        return all(fact.allows(value) for value in node.values)
    if fact.type != "int" or fact.min is None or fact.max is None:
        return False
    low, high = (
        fact.min if node.low is None else node.low,
        fact.max if node.high is None else node.high,
    )
    return fact.min <= low <= high <= fact.max


def _search(
    whole: Condition,
    case: dict[str, Value],
    domains: dict[str, tuple[Value, ...]],
    cost: int,
    left: int,
) -> tuple[bool, int]:
    """Whether a completion of `case` meets the condition, and the nodes looked at; cuts off what is
    already decided."""
    if left < cost:
        raise _TooMuch
    used = cost
    verdict = evaluate(whole, case, {})
    if verdict is not Truth.UNKNOWN:
        return verdict is Truth.YES, used
    fact = missing(whole, case, {})[0]
    used += cost
    for value in domains[fact]:
        found, more = _search(whole, {**case, fact: value}, domains, cost, left - used)
        used += more
        if found:
            return True, used
    return False, used
