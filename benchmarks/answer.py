"""One answer in process beside zen-engine (gorules), which evaluates a decision table with as many
rows as the rulebook has offers and as many columns as they ask for facts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks import Figure, Missing, medians
from rusvej.compiled import Held, compiled
from rusvej.engine import answer
from rusvej.facts import Case
from rusvej.model import Rulebook
from rusvej.store import data_folder, load_rulebook

DAY = date(2026, 3, 2)
LITTLE: Case = {"age": 25}


def figures() -> Iterator[Figure]:
    try:
        import zen
    except ImportError:
        raise Missing("pip install zen-engine") from None
    book = load_rulebook(data_folder()).on(DAY)
    known = compiled(book)
    whole = _complete(book)
    decision = zen.ZenEngine().create_decision(json.dumps(table(book)))
    context = dict(whole)
    taken = medians(
        40,
        {
            "answer": lambda: answer(book, whole, DAY),
            "little": lambda: answer(book, LITTLE, DAY),
            "statuses": lambda: [Held(known, whole).status(o.id) for o in book.offers],
            "traced": lambda: decision.evaluate(context, {"trace": True}),
            "plain": lambda: decision.evaluate(context),
        },
    )
    traced, plain = taken["traced"], taken["plain"]
    yield Figure("a full answer ÷ zen-engine with trace", f"{taken['answer'] / traced:.1f}", "≤ 1")
    yield Figure("the same, little known", f"{taken['little'] / traced:.1f}", "≤ 2")
    yield Figure("statuses of a complete case ÷ zen", f"{taken['statuses'] / plain:.1f}", "≤ 1")


def _complete(book: Rulebook) -> Case:
    """A case with a value for every fact that some person has."""
    known = compiled(book)
    case: Case = {}
    for fact, classes in known.variables.classes.items():
        case = next(wider for value in classes if known.possible(wider := {**case, fact: value}))
    return case


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
