"""The work of a proof grows with the rulebook and not with the number of cases: nodes are counted,
never seconds."""

from __future__ import annotations

import copy

import pytest

from rusvej.analysis.prove import BUILT_IN, Property
from rusvej.analysis.prove.gaps import Gaps
from rusvej.analysis.prove.kinds import Search
from rusvej.analysis.prove.world import World
from rusvej.store.decode import decoder
from rusvej.store.load import build
from test_prove import DAY, Plain, small


def many(offers: int) -> Plain:
    """So many offers beside the talk, each with three facts of its own."""
    plain = small()
    help_ = plain["offers"].pop()
    for section in ("caveats", "actions", "deadlines"):
        plain[section][0]["offers"] = []
    for at in range(offers):
        names = [f"{name}_{at}" for name in ("wants", "can", "needs")]
        plain["facts"] += [
            {"id": name, "type": "bool", "label": name, "question": "?"} for name in names
        ]
        conditions: list[Plain] = [{"fact": name, "is": True} for name in names]
        conditions[2] = {"any": [{"question": "voksen"}, conditions[2]]}
        offer = {**copy.deepcopy(help_), "id": f"hjaelp-{at}", "deadlines": []}
        offer["criteria"] = [
            {"id": name, "text": name, "when": when, "sources": ["bog 5"]}
            for name, when in zip(names, conditions, strict=True)
        ]
        offer["points_to"] = [{"text": "Vil", "when": conditions[0]}]
        levels = ("tung", "let") if at % 2 else ("tung",)
        offer["levels"] = [{"level": level, "sources": [f"bog {at + 4}"]} for level in levels]
        plain["offers"].append(offer)
    return plain


PROPERTIES: list[Plain] = [
    {"kind": "monotone", "statuses": ["fits"]},
    {"kind": "always", "known": ["level"]},
    {"kind": "exclusive", "offers": ["hjaelp-0", "hjaelp-1"]},
    {"kind": "always", "offers": ["snak"], "statuses": ["first"]},
    {"kind": "never", "offers": ["hjaelp-1"], "statuses": ["first"]},
    {"kind": "before", "pointed": True, "untested": True, "statuses": ["fits", "depends"]},
]


def nodes(offers: int, prop: Plain | None) -> int:
    """The nodes over partial cases that one property needs, or all that is built in."""
    read = decoder(Property)
    promised = [read({"id": "p", "text": "t", "reason": "r", **prop})] if prop else []
    world = World(build(many(offers), ""), promised, DAY)
    for each in promised:
        Search(world, each).findings()
    if not promised:
        for check in BUILT_IN.values():
            list(check(world))
        Gaps(world, [])
    return len(world.space.nodes) + len(world.compiled.diagrams)


@pytest.mark.parametrize("prop", [None, *PROPERTIES])
def test_four_times_the_offers_take_no_more_than_so_many_times_the_nodes(
    prop: Plain | None,
) -> None:
    assert nodes(40, prop) <= 5 * nodes(10, prop)
