"""What a shape tells of a record."""

from __future__ import annotations

from typing import Any

import pytest

from rusvej.records import record
from rusvej.shapes import shaped


@record
class Leaf:
    name: str
    note: str = ""


@record
class Tree:
    id: str
    leaves: tuple[Leaf, ...] = ()
    if_: str = ""
    top: Leaf | None = None
    by_name: Any = None


OAK = Tree("oak", (Leaf("one"), Leaf("two", "old")), "dry", Leaf("crown"), {"a": Leaf("one")})


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        ("id", {"id": "oak"}),
        ("if=if_ called=id", {"if": "dry", "called": "oak"}),
        ("names=leaves.name crown=top.name", {"names": ["one", "two"], "crown": "crown"}),
        ("leaves(note?)", {"leaves": [{"note": None}, {"note": "old"}]}),
        ("leaves(name [note])", {"leaves": [{"name": "one"}, {"name": "two", "note": "old"}]}),
        ("top(title=name)", {"top": {"title": "crown"}}),
        ("by_name(name)", {"by_name": {"a": {"name": "one"}}}),
        ("id(name)", {"id": "oak"}),
        ("own=.(id top=.(if_))", {"own": {"id": "oak", "top": {"if": "dry"}}}),
    ],
)  # fmt: skip
def test_a_record_by_a_shape(shape: str, told: dict[str, Any]) -> None:
    assert shaped(OAK, shape, lambda value: value) == told


def test_where_there_is_nothing_nothing_is_told() -> None:
    bare = shaped(Tree("ash"), "leaves(name) top(name) crown=top.name", lambda value: value)
    assert bare == {"leaves": [], "top": None, "crown": None}


def test_what_is_worked_out_stands_where_the_key_has_no_path() -> None:
    told = shaped(
        OAK, "id size leaves(name size) named=id", lambda value: value,
        id="elm", named="no", size=lambda each: len(str(vars(each).get("name", each))),
    )  # fmt: skip
    leaves = [{"name": "one", "size": 3}, {"name": "two", "size": 3}]
    assert told == {"id": "elm", "size": len(str(OAK)), "leaves": leaves, "named": "oak"}


def test_every_value_is_written() -> None:
    assert shaped(OAK, "id leaves(name)", str.upper) == {
        "id": "OAK",
        "leaves": [{"name": "ONE"}, {"name": "TWO"}],
    }
