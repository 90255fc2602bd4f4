"""Layers: what comes with the program belongs to a rulebook that names it."""

from __future__ import annotations

from pathlib import Path

from rusvej.store import layers
from rusvej.store.load import inspect_contents, inspect_folder

ABOUT = "rulebook: {name: Et eksempel, version: 1.0.0, format: 2%s}\n"
OWN = """
law_notes:
  - {id: giftlinjen, title: Vores egen, text: Ring, certainty: verified, checked: "2026-01-01"}
"""


def notes(text: str) -> dict[str, str]:
    loaded = inspect_contents([("rulebook.yaml", text.encode())], "")
    assert loaded.diagnostics == []
    return {note.id: note.title for note in loaded.rulebook.law_notes}


def test_a_rulebook_has_the_records_of_the_layer_it_names() -> None:
    assert {"ring-112", "giftlinjen"} <= set(notes(ABOUT % ", layers: [danmark]"))


def test_a_rulebook_that_names_none_has_none() -> None:
    assert notes(ABOUT % "") == {}


def test_a_record_of_its_own_takes_the_place_of_the_layers() -> None:
    found = notes(ABOUT % ", layers: [danmark]" + OWN)
    assert found["giftlinjen"] == "Vores egen"
    assert "ring-112" in found


def test_a_layer_that_does_not_exist_is_named_with_those_that_do() -> None:
    text = ABOUT % ", layers: [danmrak]"
    (found,) = inspect_contents([("rulebook.yaml", text.encode())], "").diagnostics
    assert found.code == "lag-ukendt"
    assert "danmark" in found.help
    assert found.position.line == 1


def test_a_mistake_in_a_layer_is_shown_in_the_layer(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(ABOUT % ", layers: [danmark]", "utf-8")
    loaded = inspect_folder(tmp_path)
    at = loaded.where(("law_notes", 0, "id"))
    assert at.file.startswith("danmark/")


def test_no_layer_speaks_of_one_municipality() -> None:
    for layer in layers.known():
        for _, content in layers.contents(layer):
            assert b"kommune:" not in content.lower()
            assert b"sources:" not in content
