"""Exact verdicts: what every completion of the unknown facts says, not only what Kleene's logic can
see.

Three-valued evaluation is exact as long as no unknown fact stands in two places, none is compared
with its whole domain and no impossible combination bears on one. Where one does, the completions
are counted out over the classes of the facts concerned, and only of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from rusvej.conditions import (
    All,
    Chosen,
    Compare,
    Condition,
    Reading,
    children,
    classes,
    cut_points,
    evaluate,
    missing,
)
from rusvej.facts import Case, Fact, Value
from rusvej.truth import Truth


def leaves(condition: Condition, chosen: Chosen) -> Iterator[Compare]:
    """The comparisons of a condition, readings followed."""
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Compare):
            yield node
        elif isinstance(node, Reading):
            waiting.append(chosen[node.question])
        else:
            waiting.extend(children(node))


def cuts_of(conditions: Iterable[Condition], chosen: Chosen) -> dict[str, set[int]]:
    """The cut points of each fact that the conditions mention; an empty set for facts that are no
    numbers."""
    found: dict[str, set[int]] = {}
    for condition in conditions:
        for leaf in leaves(condition, chosen):
            cuts = found.setdefault(leaf.fact, set())
            cuts.update(cut for _, cut in cut_points(leaf))
    return found


def concerned(
    facts: set[str], impossible: Iterable[Condition], chosen: Chosen
) -> tuple[set[str], list[Condition]]:
    """The facts tied to `facts` by impossible combinations, with them, and those combinations."""
    reach = set(facts)
    rules = [(rule, {leaf.fact for leaf in leaves(rule, chosen)}) for rule in impossible]
    while True:
        tied = [(rule, mentioned) for rule, mentioned in rules if mentioned & reach]
        wider = reach.union(*(mentioned for _, mentioned in tied)) if tied else reach
        if wider == reach:
            return reach, [rule for rule, _ in tied]
        reach = wider


def completions(
    case: Case,
    facts: Iterable[str],
    cuts: Mapping[str, set[int]],
    vocabulary: Mapping[str, Fact],
    impossible: Iterable[Condition],
    chosen: Chosen,
) -> Iterator[dict[str, Value]]:
    """The case with every possible combination of classes for those of `facts` that it does not
    give."""
    unknown = sorted(fact for fact in facts if case.get(fact) is None)
    rules = list(impossible)
    for values in product(
        *(classes(vocabulary[fact], frozenset(cuts.get(fact, ()))) for fact in unknown)
    ):
        whole = {**case, **dict(zip(unknown, values, strict=True))}
        if all(evaluate(rule, whole, chosen) is not Truth.YES for rule in rules):
            yield whole


def flat(leaf: Compare, fact: Fact) -> bool:
    """Whether every value of the fact meets the comparison, or none does."""
    if fact.type != "int" or fact.min is None or fact.max is None:
        domain: tuple[Value, ...] = (True, False) if fact.type == "bool" else fact.choices()
        return len({leaf.holds(value) for value in domain}) == 1
    if leaf.values:
        named = sum(fact.allows(value) for value in set(leaf.values))
        return named in (0, fact.max - fact.min + 1 + bool(fact.none))
    low = fact.min if leaf.low is None else max(fact.min, leaf.low)
    high = fact.max if leaf.high is None else min(fact.max, leaf.high)
    return low > high or (not fact.none and (low, high) == (fact.min, fact.max))


def _entangled(
    whole: Condition,
    case: Case,
    chosen: Chosen,
    vocabulary: Mapping[str, Fact],
    bound: Iterable[str],
) -> bool:
    """Whether Kleene's logic may fall short of the exact verdict."""
    seen = set(bound)
    for leaf in leaves(whole, chosen):
        if case.get(leaf.fact) is None:
            if leaf.fact in seen or flat(leaf, vocabulary[leaf.fact]):
                return True
            seen.add(leaf.fact)
    return False


def bound_by(impossible: Iterable[Condition], chosen: Chosen) -> frozenset[str]:
    """The facts on which impossible combinations bear."""
    return frozenset(leaf.fact for rule in impossible for leaf in leaves(rule, chosen))


def _worlds(
    whole: Condition,
    case: Case,
    chosen: Chosen,
    vocabulary: Mapping[str, Fact],
    impossible: Iterable[Condition],
) -> tuple[list[Condition], Iterator[dict[str, Value]]]:
    """The impossible combinations that bear on a condition, and every completion over the facts
    concerned."""
    reach, rules = concerned({leaf.fact for leaf in leaves(whole, chosen)}, impossible, chosen)
    return rules, completions(
        case, reach, cuts_of([whole, *rules], chosen), vocabulary, rules, chosen
    )


def decide(
    parts: tuple[Condition, ...],
    case: Case,
    chosen: Chosen,
    vocabulary: Mapping[str, Fact],
    impossible: tuple[Condition, ...],
    bound: frozenset[str],
) -> Truth:
    """Whether all of `parts` hold: yes or no exactly when every possible completion of the case
    says so."""
    whole = All(parts)
    verdict = evaluate(whole, case, chosen)
    if verdict is not Truth.UNKNOWN or not _entangled(whole, case, chosen, vocabulary, bound):
        return verdict
    seen: Truth | None = None
    for world in _worlds(whole, case, chosen, vocabulary, impossible)[1]:
        verdict = evaluate(whole, world, chosen)
        if seen is not None and verdict is not seen:
            return Truth.UNKNOWN
        seen = verdict
    return Truth.UNKNOWN if seen is None else seen


def lacking(
    parts: tuple[Condition, ...],
    case: Case,
    chosen: Chosen,
    vocabulary: Mapping[str, Fact],
    impossible: tuple[Condition, ...],
    bound: frozenset[str],
) -> tuple[str, ...]:
    """The unknown facts on which an unknown verdict hangs, in the order of the tree.

    Each could turn the verdict: two completions differ in it, and else at most in what impossible
    combinations tie to it.
    """
    whole = All(parts)
    named = missing(whole, case, chosen)
    if not _entangled(whole, case, chosen, vocabulary, bound):
        return named
    rules, worlds = _worlds(whole, case, chosen, vocabulary, impossible)
    left = {fact: concerned({fact}, rules, chosen)[0] for fact in named}
    met: dict[tuple[object, ...], dict[Truth, set[Value]]] = {}
    for world in worlds:
        verdict = evaluate(whole, world, chosen)
        for fact, tied in list(left.items()):
            alike = met.setdefault(
                (fact, *(world[other] for other in named if other not in tied)), {}
            )
            alike.setdefault(verdict, set()).add(world[fact])
            if len(alike) == 2 and len(set[Value]().union(*alike.values())) > 1:
                del left[fact]
        if not left:
            break
    return tuple(fact for fact in named if fact not in left)
