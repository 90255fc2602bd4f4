"""What a new field of an offer needs is missed at once, and by its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_origin, get_type_hints

from rusvej.model import STATEMENTS, Access, Contact, Offer, Rulebook, Statement
from rusvej.render.offer_short import HEADINGS, offer_groups


def _statement_fields(record: type, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, hint in get_type_hints(record).items():
        if hint in (Access, Contact):
            yield from _statement_fields(hint, (*path, name))
        kinds = [each for each in get_args(hint) if isinstance(each, type)]
        if get_origin(hint) is tuple and any(issubclass(each, Statement) for each in kinds):
            yield (*path, name)


def test_every_field_of_statements_is_in_the_table_of_them() -> None:
    listed = {path for _, path in STATEMENTS}
    found = set(_statement_fields(Offer, ()))
    assert found - listed == set(), "add a line to STATEMENTS in rusvej/model/walking.py"
    assert listed - found == set(), "no such field: rusvej/model/walking.py"


def test_every_group_of_an_offer_has_its_heading_in_full(rulebook: Rulebook) -> None:
    labels = {group.label for offer in rulebook.offers for group in offer_groups(rulebook, offer)}
    assert labels == HEADINGS.keys(), "HEADINGS in rusvej/render/offer_short.py"
