"""The run of the cases, what they decide and what they would not notice: as a page and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from rusvej.analysis.case_report import Report
from rusvej.analysis.mutation import Survivor
from rusvej.diagnostics import Position
from rusvej.facts import Value
from rusvej.render.frame import json_document, named
from rusvej.render.mutant_words import undecided
from rusvej.render.page import Item, Page


def cases_page(report: Report, seconds: float) -> Page:
    """Differences first, each with why it matters; then what was asked for besides."""
    page = Page("Sagerne")
    faults = [Item(f"{f.message} {f.help}".strip(), _at(f.position)) for f in report.faults]
    page.points("Sager, der ikke kan bruges", faults)
    for run in report.failed:
        page.heading(f"{run.case.name} ({run.case.id})")
        page.say(f"{_at(run.position)}, {_facts_in_words(run.case.facts)}", "quiet")
        for difference in run.differences:
            page.say(difference, "warning")
        page.say(f"Derfor er sagen vigtig: {run.case.why_this_matters}", "note")
    passed = len(report.runs) - len(report.failed)
    page.say(
        f"{passed} af {len(report.runs)} sager giver det ventede svar."
        + (f" {len(report.failed)} gør ikke." if report.failed else "")
        + (f" {len(report.faults)} fejl i sagerne selv." if report.faults else "")
        + f" {named(report.rulebook)}"
    )
    if report.coverage is not None:
        found = report.coverage
        page.heading("Hvad sagerne afgør")
        page.say(
            f"{found.decided} af {found.decidable} udfald af {found.conditions} betingelser er"
            " afgjort af en sag: svaret bliver et andet end det ventede, når betingelsen aldrig"
            " eller altid er opfyldt."
        )
        _list(page, report, "Udfald, som ingen sag afgør", found.undecided)
    if report.mutation is not None:
        tally = report.mutation
        page.heading("Hvad sagerne ville opdage")
        page.say(
            f"{tally.mutants} ændrede regelsæt prøvet: {tally.killed} opdaget af en sag,"
            f" {tally.equivalent} giver samme svar i hver eneste sag og tæller ikke,"
            f" {len(tally.survivors)} blev ikke opdaget."
        )
        _list(page, report, "Beslutninger, som ingen har taget stilling til", tally.survivors)
    if report.coverage is not None or report.mutation is not None:
        page.say(f"Det tog {seconds:.1f} sekunder.".replace(".", ",", 1), "quiet")
    return page


def _list(page: Page, report: Report, title: str, survivors: Sequence[Survivor]) -> None:
    told = (undecided(report.rulebook, survivor.mutant) for survivor in survivors)
    page.points(title, [Item(text, f"{i}") for i, text in enumerate(told, start=1)])
    if drafts := _drafts(survivors):
        page.heading("Sager, der ville afgøre det")
        page.say(
            "Det ventede svar er tomt: læs linjerne i dokumentet, og skriv det, de siger. Et svar"
            " kopieret herfra beviser intet.",
            "note",
        )
        page.code(drafts, "yaml")


def _drafts(survivors: Sequence[Survivor]) -> str:
    """The cases to paste, one for each combination of facts, with the expectation left empty."""
    wanted: dict[str, list[str]] = {}
    facts: dict[str, Mapping[str, Value]] = {}
    for survivor in survivors:
        if survivor.case is not None:
            key = json.dumps(dict(survivor.case), sort_keys=True)
            facts[key] = survivor.case
            names = wanted.setdefault(key, [])
            if survivor.name not in names:
                names.append(survivor.name)
    lines = []
    for number, (key, names) in enumerate(wanted.items(), start=1):
        lines += [
            f"  - id: ny-sag-{number}",
            "    name:",
            f"    facts: {_flow(facts[key])}",
            "    as_of:",
            f"    expect:  # om {', '.join(names)}",
            "    why_this_matters:",
            "    expected_by: {role: , on: }",
            "    sources: []",
        ]
    return "\n".join(["cases:", *lines]) if lines else ""


def _flow(facts: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(value)}" for name, value in facts.items()) + "}"


def _scalar(value: Value) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _facts_in_words(facts: Mapping[str, Any]) -> str:
    return "oplysninger: " + (
        ", ".join(f"{name}={_scalar(value)}" for name, value in facts.items()) or "ingen"
    )


def _file(position: Position) -> str:
    return PurePath(position.file).as_posix()


def _at(position: Position) -> str:
    return f"{_file(position)}:{position.line}"


def cases_json(report: Report, seconds: float) -> dict[str, Any]:
    """Plain data for other programs."""
    survivor = (
        "(kind=mutant.kind section=mutant.section id=mutant.id part=mutant.part change=mutant.data"
        " text differs=name case)"
    )
    shape = (
        "cases failed(id=case.id name=case.name file line=position.line differences"
        " why_this_matters=case.why_this_matters) faults(message help file line=position.line)"
        " seconds"
    )
    if report.coverage is not None:
        shape += f" coverage(conditions decidable decided undecided{survivor})"
    if report.mutation is not None:
        shape += f" mutation(mutants killed equivalent survivors{survivor})"
    return json_document(
        "test/1",
        report.rulebook,
        report,
        shape,
        cases=len(report.runs),
        file=lambda found: _file(found.position),
        seconds=round(seconds, 2),
        text=lambda survivor: undecided(report.rulebook, survivor.mutant),
    )
