"""The JSON Schema accepts and refuses the same data files as the form stage of `validate`."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from depth import examples
from rusvej.model import About
from rusvej.model.about import full_form
from rusvej.store import data_folder, inspect_folder, layers, schema
from rusvej.store.json_schema import data_schema

Place = tuple[str | int, ...]
#: What somebody might write in any place.
WRITTEN: list[Any] = [
    None,
    True,
    -1,
    7,
    "",
    "ikke-angivet",
    "handleguide 12",
    "handleguide 12-14",
    "side 4",
    "direct",
    "true",
    [],
    [1, 9],
    ["handleguide 12"],
    [3, "x"],
    {},
    {"always": True},
    {"always": 1},
    {"fact": "age", "at_least": 18},
    {"fact": "age", "is": 18, "in": [18]},
    {"fact": "age"},
    {"fact": "level", "at_least": "misbrug"},
    {"fact": "level", "at_least": "misbrug", "at_most": 3},
    {"condition": "under-18"},
    {"named": "under-18"},
    {"all": []},
    {"not": {"question": "q"}},
    {"text": "Noget", "sources": ["handleguide 12"]},
]


@cache
def validator() -> Draft7Validator:
    Draft7Validator.check_schema(data_schema())
    return Draft7Validator(data_schema())


@cache
def shipped() -> dict[str, list[Any]]:
    """The plain records of the shipped rulebook by section."""
    plain = dict(inspect_folder(data_folder(None)).plain)
    return {
        "rulebook": [plain.pop("about")],
        **{name: found for name, found in plain.items() if found},
    }


def accepted_by_validate(section: str, record: Any) -> bool:
    """Whether the form stage finds nothing."""
    if section == "rulebook":
        return not list(schema.problems(About, full_form(record)))
    kind = schema.kind(section)
    # A record with the id of a layer's has from there what it does not say itself.
    lent = layers.lent(list(layers.known())).get(section, {})
    base = lent.get(str(record.get("id")), {}) if isinstance(record, dict) else {}
    return not list(schema.problems(kind, {**base, **record} if base else record))


def accepted_by_schema(section: str, record: Any) -> bool:
    return bool(validator().is_valid({section: record if section == "rulebook" else [record]}))


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Every path inside plain data."""
    yield path
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, part in inside:
        yield from places(part, (*path, key))


def held(record: Any, path: Place) -> Any:
    for step in path:
        record = record[step]
    return record


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Any]:
    """A record of the shipped rulebook with up to two slips of the pen."""
    section = draw(st.sampled_from(sorted(shipped())))
    record = copy.deepcopy(draw(st.sampled_from(shipped()[section])))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from([place for place in places(record) if place] or [()]))
        if not path:
            break
        here, step = held(record, path[:-1]), path[-1]
        match draw(st.sampled_from(["replace", "delete", "add", "rename"])):
            case "replace":
                here[step] = copy.deepcopy(draw(st.sampled_from(WRITTEN)))
            case "delete":
                del here[step]
            case "add" if isinstance(here, list):
                here.append(copy.deepcopy(draw(st.sampled_from(WRITTEN))))
            case _ if isinstance(here, dict):
                name = draw(st.sampled_from(["navn", "when", "text", "levels", "sources", "if"]))
                here[name] = here.pop(step) if draw(st.booleans()) else here[step]
    return section, record


@examples(20)
@given(mutated())
def test_schema_and_validate_agree(case: tuple[str, Any]) -> None:
    section, record = case
    assert accepted_by_schema(section, record) is accepted_by_validate(section, record)


def test_a_record_that_says_only_its_own_of_a_layers() -> None:
    assert accepted_by_schema("law_notes", {"id": "giftlinjen"})
    assert accepted_by_validate("law_notes", {"id": "giftlinjen"})
    for record in ({"id": "ingen-note"}, {"id": "giftlinjen", "titel": "Gift"}):
        assert not accepted_by_schema("law_notes", record)
        assert not accepted_by_validate("law_notes", record)


@pytest.mark.slow
def test_the_shipped_rulebook_is_accepted() -> None:
    for section, records in shipped().items():
        for record in records:
            assert accepted_by_schema(section, record)


@pytest.mark.parametrize("written", WRITTEN, ids=repr)
@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("actions", "when"),
        ("offers", "levels"),
        ("offers", "access"),
        ("contacts", "address"),
        ("facts", "phrases"),
        ("facts", "min"),
        ("levels", "lines"),
        ("questions", "assumed"),
        ("rulebook", "municipality"),
        ("rulebook", "words"),
    ],
)
def test_both_say_the_same_of_whatever_is_written(section: str, key: str, written: Any) -> None:
    record = {**shipped()[section][0], key: written}
    assert accepted_by_schema(section, record) is accepted_by_validate(section, record)


def test_an_unknown_section_is_refused() -> None:
    assert not validator().is_valid({"tilbud": []})
    assert not validator().is_valid([])


def test_one_section_alone() -> None:
    alone = data_schema("contacts")
    assert set(alone["properties"]) == {"contacts"}
    assert set(alone["definitions"]) == {"ContactUnit", "FurtherNumber", "Kilde"}
    assert Draft7Validator(alone).is_valid({"contacts": shipped()["contacts"]})
    with pytest.raises(KeyError):
        data_schema("tilbud")


def test_every_property_is_described_in_danish() -> None:
    definitions = data_schema()["definitions"]
    for name, definition in definitions.items():
        for key, told in definition.get("properties", {}).items():
            assert told["description"], f"{name}.{key}"
