"""Why an offer stands as it does, as plain data."""

from __future__ import annotations

from typing import Any

from rusvej.answer import Answer
from rusvej.explain.certainty import Certainty
from rusvej.explain.outlook import Setting
from rusvej.explain.tree import Node
from rusvej.explain.why import Way, Why
from rusvej.render.as_json import picked
from rusvej.render.class_words import bounds, class_text
from rusvej.render.frame import head


def certainty_json(answer: Answer, found: Certainty) -> dict[str, Any]:
    """``certainty`` of one offer: what is certain, the statuses the completions have, and the
    witness or null."""
    witness = found.witness
    told = None if witness is None else [_setting(answer, setting) for setting in witness]
    return picked(
        answer.rulebook,
        found,
        "verdict statuses=seen witness",
        verdict=found.kind.value,
        witness=told,
    )


def _setting(answer: Answer, setting: Setting) -> dict[str, Any]:
    text = class_text(answer.rulebook, setting.values)
    return {"fact": setting.fact, "text": text, **bounds(setting.values)}


def why_json(answer: Answer, why: Why) -> dict[str, Any]:
    """Plain data: ``rusvej/why/1``."""
    book, without = answer.rulebook, why.without_fixed
    criteria = [
        picked(
            book,
            branch.reason,
            "id=criterion.id text=criterion.text sources=criterion.sources verdict missing"
            " open_questions=questions tree",
            tree=_node(answer, branch.tree),
        )
        for branch in why.branches
    ]
    return {
        **head("why/1", book, answer.as_of),
        "case": dict(answer.case),
        **picked(book, why.result, "offer=offer.id name=offer.name status"),
        "listed": why.listed.value,
        "certainty": certainty_json(answer, why.certainty),
        "criteria": criteria,
        "decided_by": [list(kept) for kept in why.deciding],
        "nearest": [_way(answer, way) for way in why.ways],
        "nearest_without_fixed": None if without is None else _way(answer, without),
        "guidance": book.about.guidance,
    }


def _way(answer: Answer, way: Way) -> list[dict[str, Any]]:
    return [{"how": step.how, **_setting(answer, step.setting)} for step in way]


def _node(answer: Answer, node: Node) -> dict[str, Any]:
    book = answer.rulebook
    found = picked(book, node, "form verdict missing")
    if node.leaf is not None:
        found |= picked(book, node.leaf, "fact text", text=node.leaf)
    if node.form == "question":
        found |= picked(book, node.question, "question=id used")
    if node.reading is not None:
        found |= picked(book, node, "reading=reading.id used text=reading.text")
    if node.parts:
        found["parts"] = [_node(answer, part) for part in node.parts]
    return found
