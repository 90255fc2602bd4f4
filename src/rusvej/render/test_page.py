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
from rusvej.render.frame import head, named
from rusvej.render.mutant_words import undecided
from rusvej.render.page import Code, Item, Page


def cases_page(report: Report, seconds: float) -> Page:
    """Differences first, each with why it matters; then what was asked for besides."""
    page = Page("Sagerne")
    page.points(
        "Sager, der ikke kan bruges",
        [
            Item(f"{fault.message} {fault.help}".strip(), _at(fault.position))
            for fault in report.faults
        ],
    )
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
    page.points(
        title,
        [
            Item(undecided(report.rulebook, survivor.mutant), f"{i}")
            for i, survivor in enumerate(survivors, start=1)
        ],
    )
    drafts = _drafts(report, survivors)
    if drafts:
        page.heading("Sager, der ville afgøre det")
        page.say(
            "Det ventede svar er tomt: læs linjerne i dokumentet, og skriv det, de siger. Et svar"
            " kopieret herfra beviser intet.",
            "note",
        )
        page.blocks.append(Code(drafts, "yaml"))


def _drafts(report: Report, survivors: Sequence[Survivor]) -> str:
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


def _at(position: Position) -> str:
    return f"{PurePath(position.file).as_posix()}:{position.line}"


def cases_json(report: Report, seconds: float) -> dict[str, Any]:
    """Plain data for other programs."""
    data: dict[str, Any] = {
        **head("test/1", report.rulebook),
        "cases": len(report.runs),
        "failed": [
            {
                "id": run.case.id,
                "name": run.case.name,
                "file": PurePath(run.position.file).as_posix(),
                "line": run.position.line,
                "differences": list(run.differences),
                "why_this_matters": run.case.why_this_matters,
            }
            for run in report.failed
        ],
        "faults": [
            {
                "message": f.message,
                "help": f.help,
                "file": PurePath(f.position.file).as_posix(),
                "line": f.position.line,
            }
            for f in report.faults
        ],
        "seconds": round(seconds, 2),
    }
    if report.coverage is not None:
        found = report.coverage
        data["coverage"] = {
            "conditions": found.conditions,
            "decidable": found.decidable,
            "decided": found.decided,
            "undecided": [_survivor(report, survivor) for survivor in found.undecided],
        }
    if report.mutation is not None:
        tally = report.mutation
        data["mutation"] = {
            "mutants": tally.mutants,
            "killed": tally.killed,
            "equivalent": tally.equivalent,
            "survivors": [_survivor(report, survivor) for survivor in tally.survivors],
        }
    return data


def _survivor(report: Report, survivor: Survivor) -> dict[str, Any]:
    mutant = survivor.mutant
    return {
        "kind": mutant.kind,
        "section": mutant.section,
        "id": mutant.id,
        "part": list(mutant.part),
        "change": dict(mutant.data),
        "text": undecided(report.rulebook, mutant),
        "differs": survivor.name,
        "case": None if survivor.case is None else dict(survivor.case),
    }
