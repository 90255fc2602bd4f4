"""What a new field of an offer needs is missed at once, and by its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from importlib import resources
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from rusvej.analysis.diff import compare
from rusvej.cli.running import run
from rusvej.model import STATEMENTS, Access, Contact, Offer, Rulebook, Statement
from rusvej.page.book import page_data
from rusvej.render.offer_page import HEADINGS, offer_groups
from rusvej.store import load_rulebook


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
    assert labels == HEADINGS.keys(), "HEADINGS in rusvej/render/offer_page.py"


def test_the_offline_page_draws_each_part_of_an_offer(offline: str) -> None:
    parts = {
        name
        for offer in json.loads(offline)["offers"]
        for name, value in offer.items()
        if isinstance(value, list) and value and isinstance(value[0], (dict, list))
    }
    drawn = (resources.files("rusvej.page") / "scripts" / "lookup_views.js").read_text("utf-8")
    assert {"access", "contact", "first", "limits", "details"} <= parts
    assert {part for part in parts - {"to", "away"} if f"offer.{part}" not in drawn} == set()


ALL = Path(__file__).parent / "rulebooks" / "alle-felter"


def _at(record: Any, name: str) -> Any:
    return record[name] if isinstance(record, Mapping) else getattr(record, name)


def _first_text(path: tuple[str, ...]) -> tuple[str, str]:
    """(the offer's id, what its first statement at the path says) where all fields are filled
    in."""
    for offer in load_rulebook(ALL).offers:
        found = reduce(_at, path, offer)
        if isinstance(found, tuple) and found:
            return offer.id, found[0].text
    raise AssertionError(f"fill in {'.'.join(path)} in tests/rulebooks/alle-felter")


@pytest.fixture(scope="module")
def offline() -> str:
    """What the offline page carries."""
    return json.dumps(page_data(load_rulebook(ALL), date(2026, 3, 2)), ensure_ascii=False)


@pytest.mark.parametrize("path", [path for _, path in STATEMENTS], ids=".".join)
def test_what_an_offer_says_is_seen_wherever_it_is_shown(
    path: tuple[str, ...], offline: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offer, text = _first_text(path)
    for form in (["--full", "--plain"], ["--format", "json"]):
        assert run(["offer", offer, *form, "--data", str(ALL)]) == 0
        assert text in capsys.readouterr().out, form
    assert text in offline
    # A sheet is for a meeting: of the way in it has the steps; pointers are of an answer.
    if path[0] not in ("points_to", "points_away", "access"):
        assert run(["offer", offer, "--format", "html", "--data", str(ALL)]) == 0
        assert text in capsys.readouterr().out
    other = Path(shutil.copytree(ALL, tmp_path / "ny"))
    rules = other / "rulebook.yaml"
    written = rules.read_text("utf-8")
    assert text in written
    rules.write_text(written.replace(text, "Noget helt andet"), "utf-8")
    run(["diff", str(ALL), str(other), "--format", "json"])
    assert "Noget helt andet" in capsys.readouterr().out


@pytest.mark.parametrize(
    "path", [*(path for _, path in STATEMENTS), ("details", "price")], ids=".".join
)
def test_a_statement_that_goes_is_more_than_a_correction(path: tuple[str, ...]) -> None:
    """Somebody is told less: `diff` asks for a new minor version, or a major one, also where no
    answer rests on the field."""
    book, day = load_rulebook(ALL), date(2026, 3, 2)
    offer = next(each for each in book.offers if each.id == _first_text(path)[0])
    less = _without_first(offer, path)
    rest = tuple(less if each is offer else each for each in book.offers)
    step = compare(book, replace(book, offers=rest), day).step
    assert step in ("minor", "major"), f"{path[0]!r} in _BESIDE of rusvej/analysis/diff/fields.py?"


def _without_first(record: Any, path: tuple[str, ...]) -> Any:
    if not path:
        return record[1:]
    if isinstance(record, Mapping):
        return {**record, path[0]: _without_first(record[path[0]], path[1:])}
    return replace(record, **{path[0]: _without_first(getattr(record, path[0]), path[1:])})
