"""One answer in process beside zen-engine (gorules), which evaluates a decision table with as many
rows as the rulebook has offers and as many columns as they ask for facts. Each case is a new one,
so that nothing kept of a case can serve it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks import Figure, Missing, medians
from rusvej.compiled import Held, checked_case, compiled
from rusvej.engine import answer
from rusvej.facts import Case, Value
from rusvej.model import Rulebook
from rusvej.store import data_folder, load_rulebook

DAY = date(2026, 3, 2)
RUNS = 300


def figures() -> Iterator[Figure]:
    try:
        import zen
    except ImportError:
        raise Missing("pip install zen-engine") from None
    book = load_rulebook(data_folder()).on(DAY)
    known = compiled(book)
    rnd = random.Random(0)

    def cases(most: int) -> Iterator[Case]:
        return iter([_case(book, rnd, most) for _ in range(RUNS + 1)])

    every = len(book.facts)
    answered, little, stated = cases(every), cases(2), cases(every)
    traced, plain = cases(every), cases(every)
    decision = zen.ZenEngine().create_decision(json.dumps(table(book)))
    taken = medians(
        RUNS,
        {
            "answer": lambda: answer(book, next(answered), DAY),
            "little": lambda: answer(book, next(little), DAY),
            "statuses": lambda: _statuses(Held(known, next(stated))),
            "traced": lambda: decision.evaluate(dict(next(traced)), {"trace": True}),
            "plain": lambda: decision.evaluate(dict(next(plain))),
        },
    )
    beside, alone = taken["traced"], taken["plain"]
    yield Figure("a full answer ÷ zen-engine with trace", f"{taken['answer'] / beside:.1f}", "≤ 1")
    yield Figure("the same, two facts known", f"{taken['little'] / beside:.1f}", "≤ 2")
    yield Figure("statuses of a complete case ÷ zen", f"{taken['statuses'] / alone:.2f}", "≤ 1")


def _statuses(held: Held) -> list[object]:
    return [held.status(offer.id) for offer in held.compiled.rulebook.offers]


def _case(book: Rulebook, rnd: random.Random, most: int) -> Case:
    """A case of some person, with at most so many facts of their own known."""
    known = compiled(book)
    case: dict[str, Value] = {}
    classes = known.variables.classes
    for fact in rnd.sample(sorted(classes), min(most, len(classes))):
        values = [value for value in classes[fact] if known.possible({**case, fact: value})]
        case[fact] = rnd.choice(values)
    return checked_case(book, case)


def table(book: Rulebook) -> dict[str, Any]:
    """A decision table in zen's own format: a row for each offer, a column for each fact."""
    facts = [fact.id for fact in book.facts]
    inputs = [{"id": fact, "type": "expression", "field": fact, "name": fact} for fact in facts]
    rules = []
    for at, offer in enumerate(book.offers):
        asked = compiled(book)["standing", offer.id, ""].facts
        cells = {fact: _cell(book, fact, at) if fact in asked else "" for fact in facts}
        rules.append({"_id": offer.id, **cells, "offer": json.dumps(offer.id)})
    content = {
        "hitPolicy": "collect",
        "inputs": inputs,
        "outputs": [{"id": "offer", "type": "expression", "field": "offer", "name": "offer"}],
        "rules": rules,
    }
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "table", "type": "decisionTableNode", "name": "table", "content": content},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [("in", "table"), ("table", "out")]
    return {
        "nodes": nodes,
        "edges": [
            {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in edges
        ],
    }


def _cell(book: Rulebook, fact: str, at: int) -> str:
    of = book.vocabulary[fact]
    if of.type == "int":
        return f"[{of.min}..{of.max}]"
    if of.type == "bool":
        return "true" if at % 2 else "false"
    return ", ".join(json.dumps(choice.id) for choice in of.values[: 1 + at % len(of.values)])
