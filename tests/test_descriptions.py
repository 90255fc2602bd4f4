"""Every field that a data file can hold says in Danish what belongs in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rusvej import model
from rusvej.conditions import Condition
from rusvej.model import Citation, Limit
from rusvej.store import schema
from rusvej.store.descriptions import descriptions


def data_classes() -> Iterator[type]:
    """The record classes of the data format, those inside others among them."""
    kinds = [model.About, *map(schema.kind, schema.SECTIONS)]
    found = dict.fromkeys(record for kind in kinds for record in schema._records(kind))
    return (kind for kind in found if not issubclass(kind, (Condition, Citation)))


@pytest.mark.parametrize("kind", list(data_classes()), ids=lambda kind: kind.__name__)
def test_every_field_is_described(kind: type) -> None:
    told = descriptions(kind)
    fields = [name.rstrip("_") for name in vars(kind)["__record__"]]
    assert [name for name in fields if name not in told] == []
    for name in fields:
        assert told[name].endswith((".", "?"))
        assert len(told[name]) <= 200


def test_a_record_has_the_descriptions_of_its_base() -> None:
    told = descriptions(Limit)
    assert set(told) == {"text", "sources", "levels", "when", "unit", "reached"}
