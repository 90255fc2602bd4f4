"""Every form that a command names is made, and is not the page under another name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rusvej.cli.command import shared_of
from rusvej.cli.commands import COMMANDS, load
from rusvej.cli.printing import OF_A_PAGE, Shown, show
from rusvej.cli.running import run
from rusvej.render.page import Page

#: What each command with forms of its own is called with.
CALLS = {
    "suggest": "--age 15 --level problematisk",
    "offer": "MUT",
    "offers": "",
    "contact": "",
    "survey": "",
    "detect": "",
    "pathway": "misbrug",
    "check-deadline": "--contact 2026-03-02 --age 25 --today 2026-03-05",
    "sources": "--text TEXT",
    "validate": "--data BROKEN",
    "test": "--data MADE",
    "schema": "",
    "page": "",
    "batch": "CASES",
}
#: What is no page has no form of a page; a command without a result for programs says so by its one
#: form.
OWN = {
    name: [form for form in shared_of(load(name)).forms if form not in {*OF_A_PAGE, "json"}]
    for name in COMMANDS
}
#: What takes seconds has quick tests of its own: of the page, of the sources.
DEAR = ("page", "sources")


def test_no_command_is_forgotten() -> None:
    assert {name for name, forms in OWN.items() if forms} <= set(CALLS)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        pytest.param(name, form, marks=[pytest.mark.long] if name in DEAR else [])
        for name, forms in OWN.items()
        for form in forms
    ],
)
def test_a_form_that_is_named_is_made(
    name: str, form: str, tmp_path: Path, capfdbinary: Any
) -> None:
    if name in ("page", "batch"):
        pytest.importorskip("jinja2" if name == "page" else "polars", reason=f"{name}'s extra")
    (tmp_path / "sager.csv").write_text("age,level\n15,problematisk\n", "utf-8")
    made_by_init = tmp_path / "regler"
    assert name not in ("validate", "test") or run(["init", str(made_by_init)]) == 0
    if name == "validate":
        (made_by_init / "mere.yaml").write_text("findes-ikke: []\n", "utf-8")
    capfdbinary.readouterr()
    places = {
        "TEXT": str(Path(__file__).parents[2] / "shared" / "sources"),
        **dict.fromkeys(("MADE", "BROKEN"), str(made_by_init)),
        "CASES": str(tmp_path / "sager.csv"),
    }
    if name == "sources" and not Path(places["TEXT"]).is_dir():
        pytest.skip("the sources are not beside this project (../shared/sources)")
    words = [places.get(word, word) for word in CALLS[name].split()]
    assert run([name, *words, "--format", form]) in (0, 1)
    made = capfdbinary.readouterr().out
    assert made.strip()
    usual = shared_of(load(name)).forms[0]
    if usual != form:
        run([name, *words, "--format", usual])
        assert capfdbinary.readouterr().out != made


def test_a_form_without_a_maker_is_a_fault_and_no_page(capsys: Any) -> None:
    with pytest.raises(NotImplementedError, match="sarif"):
        show(Shown(Page), "sarif")
    assert capsys.readouterr().out == ""
