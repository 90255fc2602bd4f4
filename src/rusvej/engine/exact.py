"""Exact verdicts: what every completion of the unknown facts says, not only what Kleene's logic can see.

Three-valued evaluation is exact as long as no fact stands in two places and no impossible combination bears on it. Where one
does, the completions are counted out over the classes of the facts concerned, and only of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from rusvej.conditions import All, Chosen, Compare, Condition, Reading, classes, cut_points, evaluate, walk
from rusvej.facts import Case, Fact, Value
from rusvej.truth import Truth


def leaves(condition: Condition, chosen: Chosen) -> Iterator[Compare]:
    """The comparisons of a condition, readings followed."""
    for node in walk(condition):
        if isinstance(node, Compare):
            yield node
        elif isinstance(node, Reading):
            yield from leaves(chosen[node.question], chosen)


def cuts_of(conditions: Iterable[Condition], chosen: Chosen) -> dict[str, set[int]]:
    """The cut points of each fact that the conditions mention; an empty set for facts that are no numbers."""
    found: dict[str, set[int]] = {}
    for condition in conditions:
        for leaf in leaves(condition, chosen):
            cuts = found.setdefault(leaf.fact, set())
            cuts.update(cut for _, cut in cut_points(leaf))
    return found


def concerned(facts: set[str], impossible: Iterable[Condition], chosen: Chosen) -> tuple[set[str], list[Condition]]:
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
    """The case with every possible combination of classes for those of `facts` that it does not give."""
    unknown = sorted(fact for fact in facts if case.get(fact) is None)
    rules = list(impossible)
    for values in product(*(classes(vocabulary[fact], frozenset(cuts.get(fact, ()))) for fact in unknown)):
        whole = {**case, **dict(zip(unknown, values, strict=True))}
        if all(evaluate(rule, whole, chosen) is not Truth.YES for rule in rules):
            yield whole


def decide(
    parts: tuple[Condition, ...], case: Case, chosen: Chosen, vocabulary: Mapping[str, Fact], impossible: tuple[Condition, ...]
) -> Truth:
    """Whether all of `parts` hold: yes or no exactly when every possible completion of the case says so."""
    whole = All(parts)
    verdict = evaluate(whole, case, chosen)
    if verdict is not Truth.UNKNOWN:
        return verdict
    standing = [leaf.fact for leaf in leaves(whole, chosen)]
    mentioned = set(standing)
    reach, rules = concerned(mentioned, impossible, chosen)
    unknown_twice = any(standing.count(fact) > 1 for fact in mentioned if case.get(fact) is None)
    if not rules and not unknown_twice:
        return verdict
    cuts = cuts_of([*parts, *rules], chosen)
    said = {evaluate(whole, done, chosen) for done in completions(case, reach, cuts, vocabulary, rules, chosen)}
    return said.pop() if len(said) == 1 else Truth.UNKNOWN
