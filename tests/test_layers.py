"""Layers: what comes with the program belongs to a rulebook that names it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rusvej.calendar import DaysOff
from rusvej.cli.running import run
from rusvej.model import Rulebook
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


def test_what_a_record_of_its_own_does_not_say_it_has_from_the_layer() -> None:
    part = "\nlaw_notes:\n  - {id: ring-112, title: Ring}\n"
    loaded = inspect_contents(
        [("rulebook.yaml", (ABOUT % ", layers: [danmark]" + part).encode())], ""
    )
    assert loaded.diagnostics == []
    (note,) = (note for note in loaded.rulebook.law_notes if note.id == "ring-112")
    assert (note.title, note.acute, note.kind) == ("Ring", True, "national")
    assert "112" in note.text
    assert note.read


def test_a_note_on_the_law_belongs_to_the_rulebook_that_names_it() -> None:
    assert "underretningspligt" not in notes(ABOUT % ", layers: [danmark]")
    part = "\nlaw_notes:\n  - id: underretningspligt\n"
    assert "underretningspligt" in notes(ABOUT % ", layers: [danmark]" + part)


def test_a_part_of_a_record_is_a_mistake_where_no_layer_has_the_rest() -> None:
    for about in ("", ", layers: [danmark]"):
        name = "underretningspligt" if not about else "underretningsplig"
        text = ABOUT % about + f"\nlaw_notes:\n  - id: {name}\n"
        found = inspect_contents([("rulebook.yaml", text.encode())], "").diagnostics
        assert {each.code for each in found} == {"felt-mangler"}, about


def test_where_the_notes_were_read_is_shown_without_a_standard(
    capfd: pytest.CaptureFixture[str],
) -> None:
    folder = Path(__file__).parent / "rulebooks" / "vesthimmerland"
    assert run(["standard", "--law", "--data", str(folder)]) == 0
    told = capfd.readouterr().out
    assert "Barnets lov §§ 133 og 135" in told
    # The title is the rulebook's own, the number the layer's.
    assert "Alkohol i hele landet" in told
    assert "80 200 500" in told


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


def test_a_layer_never_fills_a_section_whose_own_file_is_gone() -> None:
    says = ", layers: [danmark], sections: [law_notes]"
    with_own = inspect_contents([("rulebook.yaml", (ABOUT % says + OWN).encode())], "")
    assert with_own.diagnostics == []
    gone = inspect_contents([("rulebook.yaml", (ABOUT % says).encode())], "")
    assert [(d.code, d.position.line) for d in gone.diagnostics] == [("sektion-mangler", 1)]
    assert "law_notes" in gone.diagnostics[0].message


def test_every_section_of_the_shipped_data_would_be_missed(
    data_dir: Path, rulebook: Rulebook
) -> None:
    own = {
        section
        for path in data_dir.glob("*.yaml")
        for section in re.findall(r"^(\w+):", path.read_text("utf-8"), re.MULTILINE)
    }
    assert own - {"rulebook"} <= set(rulebook.about.sections)


def test_no_layer_speaks_of_one_municipality() -> None:
    for layer in layers.known():
        for section, records in layers.records(layer).items():
            for record in records.values():
                # Ids of a rulebook's own, and lines of its documents.
                own = {"sources", "offers", "deadlines", "parts", "levels", "when", "silent"}
                assert not own & record.keys(), (section, record["id"])


def test_days_off_belong_to_who_names_the_layer() -> None:
    own = "days_off: [{id: juleaftensdag, custom: false}, {id: byfest, name: fest, on: '08-20'}]\n"

    def calendar(text: str) -> DaysOff:
        return inspect_contents([("book.yaml", text.encode())], "").rulebook.calendar

    without, named = calendar(ABOUT % ""), calendar(ABOUT % ", layers: [danmark]")
    assert without.closed_on(date(2026, 4, 3)) is None
    assert named.closed_on(date(2026, 4, 3)) == ("langfredag", "holiday")
    assert named.closed_on(date(2026, 12, 24)) == ("juleaftensdag", "custom")
    changed = calendar(ABOUT % ", layers: [danmark]" + own)
    assert changed.closed_on(date(2026, 12, 24)) == ("juleaftensdag", "holiday")
    assert changed.closed_on(date(2026, 8, 20)) == ("fest", "holiday")
