"""Why an offer stands as it does, as plain data."""

from __future__ import annotations

from typing import Any

from rusvej.answer import Answer
from rusvej.conditions import in_words
from rusvej.explain.certainty import Certainty
from rusvej.explain.outlook import Setting
from rusvej.explain.tree import Node
from rusvej.explain.why import Way, Why
from rusvej.render.as_json import picked
from rusvej.render.class_words import class_text
from rusvej.render.frame import head


def certainty_json(answer: Answer, found: Certainty) -> dict[str, Any]:
    """``certainty`` of one offer: what is certain, the statuses the completions have, and the
    witness or null."""
    return {
        "verdict": found.kind.value,
        "statuses": [status.id for status in found.seen],
        "witness": (
            None
            if found.witness is None
            else [_setting_json(answer, setting) for setting in found.witness]
        ),
    }


def _setting_json(answer: Answer, setting: Setting) -> dict[str, Any]:
    found = setting.values
    bounds = (
        {"values": list(found.values)}
        if found.low is None
        else {"from": found.low, "to": found.high}
    )
    return {"fact": setting.fact, "text": class_text(answer.rulebook, found), **bounds}


def why_json(answer: Answer, why: Why) -> dict[str, Any]:
    """Plain data: ``rusvej/why/1``."""
    book = answer.rulebook
    return {
        **head("why/1", book, answer.as_of),
        "case": dict(answer.case),
        "offer": why.result.offer.id,
        "name": why.result.offer.name,
        "status": why.result.status.id,
        "listed": why.listed.value,
        "certainty": certainty_json(answer, why.certainty),
        "criteria": [
            {
                **picked(book, branch.reason.criterion, "id text sources"),
                **picked(book, branch.reason, "verdict missing", open_questions="questions"),
                "tree": _node_json(answer, branch.tree),
            }
            for branch in why.branches
        ],
        "decided_by": [list(kept) for kept in why.deciding],
        "nearest": [_way_json(answer, way) for way in why.ways],
        "nearest_without_fixed": (
            None if why.without_fixed is None else _way_json(answer, why.without_fixed)
        ),
        "guidance": book.about.guidance,
    }


def _way_json(answer: Answer, way: Way) -> list[dict[str, Any]]:
    return [{"how": step.how, **_setting_json(answer, step.setting)} for step in way]


def _node_json(answer: Answer, node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {
        "form": node.form,
        "verdict": node.verdict.value,
        "missing": list(node.missing),
    }
    if node.leaf is not None:
        found |= {
            "fact": node.leaf.fact,
            "text": in_words(node.leaf, answer.rulebook.vocabulary, {}),
        }
    if node.form == "question" and node.question is not None:
        found |= {"question": node.question.id, "used": node.question.used}
    if node.reading is not None:
        found |= {"reading": node.reading.id, "used": node.used, "text": node.reading.text}
    if node.parts:
        found["parts"] = [_node_json(answer, part) for part in node.parts]
    return found
