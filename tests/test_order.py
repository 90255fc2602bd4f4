"""What the order of the data means: lists are in the author's order, keys are in none."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from rusvej.app.rulebook import open_rulebook
from rusvej.compiled import checked_case
from rusvej.engine import answer as suggest
from rusvej.model import Rulebook
from rusvej.render.answer_json import answer_json
from rusvej.render.contact_page import contacts_json
from rusvej.store import data_folder, schema
from rusvej.store.load import build, plain_data

DAY = date(2026, 3, 2)
CASES: list[dict[str, Any]] = [
    {"age": 15, "level": "problematisk"},
    {"age": 25, "level": "misbrug"},
    {"level": "afhaengighed"},
    {},
]


def shuffled(value: Any, rnd: random.Random) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(value, list):
        return [shuffled(part, rnd) for part in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    rnd.shuffle(keys)
    return {key: shuffled(value[key], rnd) for key in keys}


def told(book: Rulebook) -> list[Any]:
    """Answers and contacts of a rulebook, as other programs read them."""
    answers = [answer_json(suggest(book, checked_case(book, case), DAY)) for case in CASES]
    return [*answers, contacts_json(book, book.contacts)]


@pytest.mark.slow
def test_the_order_of_keys_changes_nothing() -> None:
    shipped = open_rulebook(data_folder())
    whole, digest = plain_data(data_folder())
    # Without what was compiled of it, which is no data of anybody's.
    plain = {key: part for key, part in whole.items() if key in (*schema.SECTIONS, "about")}
    other = shuffled(plain, random.Random(1))
    assert list(other["offers"][0]) != list(plain["offers"][0])
    assert told(build(other, digest).on(DAY)) == told(shipped.on(DAY))


def test_the_first_contact_of_a_list_is_the_first_to_call(rulebook: Rulebook) -> None:
    book = rulebook.on(DAY)
    answer = answer_json(
        suggest(book, checked_case(book, {"age": 15, "level": "problematisk"}), DAY)
    )
    units = {offer.id: list(offer.contact.units) for offer in book.offers}
    several = [offer for offer in answer["offers"] if len(units[offer["id"]]) > 1]
    assert several
    for offer in several:
        given = [unit["id"] for unit in offer["contact"]["units"]]
        assert given == units[offer["id"]]
