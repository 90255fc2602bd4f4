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
from rusvej.render.frame import json_document


def certainty_json(answer: Answer, found: Certainty) -> dict[str, Any]:
    """``certainty`` of one offer: what is certain, the statuses the completions have, and the
    witness or null."""
    witness = found.witness
    told = None if witness is None else [_setting(answer, setting) for setting in witness]
    shape = "verdict=kind.value statuses=seen witness"
    return picked(answer.rulebook, found, shape, witness=told)


def _setting(answer: Answer, setting: Setting) -> dict[str, Any]:
    text = class_text(answer.rulebook, setting.values)
    return {"fact": setting.fact, "text": text, **bounds(setting.values)}


def why_json(answer: Answer, why: Why) -> dict[str, Any]:
    """Plain data: ``rusvej/why/1``."""
    without = why.without_fixed
    shape = (
        "case offer=result.offer.id name=result.offer.name status=result.status listed certainty"
        " criteria=branches(id=reason.criterion.id text=reason.criterion.text"
        " sources=reason.criterion.sources verdict=reason.verdict missing=reason.missing"
        " open_questions=reason.questions tree) decided_by=deciding nearest nearest_without_fixed"
        " guidance"
    )
    return json_document(
        "why/1",
        answer.rulebook,
        why,
        shape,
        answer.as_of,
        case=answer.case,
        certainty=certainty_json(answer, why.certainty),
        tree=lambda branch: _node(answer, branch.tree),
        nearest=[_way(answer, way) for way in why.ways],
        nearest_without_fixed=without and _way(answer, without),
        guidance=answer.rulebook.about.guidance,
    )


def _way(answer: Answer, way: Way) -> list[dict[str, Any]]:
    return [{"how": step.how, **_setting(answer, step.setting)} for step in way]


def _node(answer: Answer, node: Node) -> dict[str, Any]:
    book = answer.rulebook
    found = picked(book, node, "form verdict missing")
    if node.leaf is not None:
        found |= picked(book, node.leaf, "fact text=.")
    if node.form == "question":
        found |= picked(book, node.question, "question=id used")
    if node.reading is not None:
        found |= picked(book, node, "reading=reading.id used text=reading.text")
    if node.parts:
        found["parts"] = [_node(answer, part) for part in node.parts]
    return found
