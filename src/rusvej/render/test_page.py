"""The run of the cases, what they decide and what they would not notice: as a page, as JSON, and as
the JUnit XML that build servers read."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from xml.etree import ElementTree

from rusvej.analysis.case_report import Report
from rusvej.analysis.mutation import Mutant, Survivor
from rusvej.diagnostics import Position
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.frame import json_document, named
from rusvej.render.page import Item, Page


def cases_page(report: Report, seconds: float) -> Page:
    """Differences first, each with why it matters; then what was asked for besides."""
    page = Page("Sagerne")
    faults = [Item(f"{f.message} {f.help}".strip(), _at(f.position)) for f in report.faults]
    page.points("Sager, der ikke kan bruges", faults)
    for run in report.failed:
        page.heading(f"{run.case.name} ({run.case.id})")
        facts = _written(run.case.facts, "=") or "ingen"
        page.say(f"{_at(run.position)}, oplysninger: {facts}", "quiet")
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
            f"    facts: {{{_written(facts[key], ': ')}}}",
            "    as_of:",
            f"    expect:  # om {', '.join(names)}",
            "    why_this_matters:",
            "    expected_by: {role: , on: }",
            "    sources: []",
        ]
    return "\n".join(["cases:", *lines]) if lines else ""


def _written(facts: Mapping[str, Value], sign: str) -> str:
    yaml = {True: "true", False: "false"}
    return ", ".join(
        f"{name}{sign}{yaml[value] if isinstance(value, bool) else value}"
        for name, value in facts.items()
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


_SECTIONS = {
    "offers": "tilbuddet",
    "caveats": "opmærksomhedspunktet",
    "actions": "handlingen",
    "deadlines": "fristen",
    "exceptions": "undtagelsen",
    "questions": "spørgsmålet",
}
_PARTS = {
    "points_to": "henvisningen",
    "points_away": "henvisningen videre",
    "access.statements": "adgangen",
    "contact.statements": "kontakten",
    "contact.first_step": "det første skridt",
    "limits": "grænsen",
    "readings": "læsningen",
    "criteria": "kriteriet",
    "counted_from": "begyndelsen",
    "stressed_when": "fremhævelsen",
}
_EFFECTS = {
    "waives": "fristen kan fraviges",
    "affects": "kan påvirke fristen",
    "none": "ingen undtagelse",
    "open": "uklart",
}


def undecided(book: Rulebook, mutant: Mutant) -> str:
    """One sentence for a mutant that no case notices."""
    return f"Ingen sag {_change(book, mutant)} i {place(book, mutant)}"


def place(book: Rulebook, mutant: Mutant) -> str:
    """``Støtte-kontaktperson (kriteriet alder)``: where in the data the change is."""
    found = next(record for record in getattr(book, mutant.section) if record.id == mutant.id)
    named = words.name_of(found, "")
    shown = f"{mutant.id} “{named}”" if named else mutant.id
    if mutant.section != "offers":
        shown = f"{_SECTIONS[mutant.section]} {shown}"
    name, *rest = mutant.part or ("",)
    return f"{shown} ({f'{_PARTS[name]} {_short(rest)}'.strip()})" if name in _PARTS else shown


def _short(rest: list[str]) -> str:
    text = " ".join(rest)
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”" if " " in text else text


def _change(book: Rulebook, mutant: Mutant) -> str:
    data = mutant.data
    fact = book.vocabulary.get(data.get("fact", ""))
    match mutant.kind:
        case "bound":
            assert fact is not None
            low, high = sorted((int(data["from"]), int(data["to"])))
            return f"skelner {fact.in_words(low)} fra {fact.in_words(high)}"
        case "value":
            assert fact is not None
            verb = "tæller" if data["how"] == "removed" else "ikke tæller"
            value = fact.in_words(data["value"])
            return f"kræver, at værdien {verb} med: {fact.label} {value}"
        case "flip":
            return f"skelner betingelsen fra sin modsætning{_about(book, mutant)}"
        case "join":
            return "skelner “og” fra “eller” i betingelsen"
        case "drop":
            return f"har brug for betingelsen{_about(book, mutant)}"
        case "never":
            return "afgør betingelsen som opfyldt"
        case "always":
            return "afgør betingelsen som ikke opfyldt"
        case "gone":
            return "ville opdage, at det var væk,"
        case "level" if data["level"]:
            was = "manglede" if data["how"] == "removed" else "kom med"
            return f"ville opdage, at niveauet {data['level']} {was},"
        case "level":
            return "har brug for niveauerne"
        case "access":
            return f"skelner adgangen {_apart(mutant, words.ACCESS)}"
        case "unit":
            names = {unit.id: unit.name for unit in book.contacts}
            one, other = (names.get(data[side], data[side]) for side in ("from", "to"))
            return f"skelner {one} fra {other} som den, der afgør,"
        case "reference":
            return f"ville opdage, at henvisningen til {data['to']} manglede,"
        case "period":
            return f"skelner {data['from']} fra {words.amount(int(data['to']), data['unit'])}"
        case "effect":
            return f"skelner {_apart(mutant, _EFFECTS)}"
        case "start":
            return f"har brug for spørgsmålet {data['to']}"
        case _:
            return f"skelner status {_apart(mutant, {})}"


def _apart(mutant: Mutant, called: Mapping[str, str]) -> str:
    one, other = (called.get(mutant.data[side], mutant.data[side]) for side in ("from", "to"))
    return f"“{one}” fra “{other}”"


def _about(book: Rulebook, mutant: Mutant) -> str:
    fact = book.vocabulary.get(mutant.data.get("fact", ""))
    if fact is not None:
        return f" om {fact.label}"
    return f" om {mutant.data['question']}" if "question" in mutant.data else ""


#: What XML 1.0 cannot hold, however it is written.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(report: Report) -> str:
    """One test case for each case; one that differs is a failure, one that cannot be used an
    error."""
    suite = ElementTree.Element(
        "testsuite",
        name="rusvej test",
        tests=str(len(report.runs) + len(report.faults)),
        failures=str(len(report.failed)),
        errors=str(len(report.faults)),
    )
    for run in report.runs:
        test = ElementTree.SubElement(
            suite, "testcase", classname=PurePath(run.position.file).stem, name=_fit(run.case.id)
        )
        test.set("file", PurePath(run.position.file).as_posix())
        test.set("line", str(run.position.line))
        if run.differences:
            text = "\n".join(
                [*run.differences, f"Derfor er sagen vigtig: {run.case.why_this_matters}"]
            )
            ElementTree.SubElement(test, "failure", message=_fit(run.differences[0])).text = _fit(
                text
            )
    for fault in report.faults:
        name = f"{PurePath(fault.position.file).name}:{fault.position.line}"
        test = ElementTree.SubElement(
            suite, "testcase", classname=PurePath(fault.position.file).stem, name=name
        )
        ElementTree.SubElement(test, "error", message=_fit(fault.message)).text = _fit(
            f"{fault.message} {fault.help}".strip()
        )
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    ElementTree.indent(suites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(suites, encoding="unicode")
        + "\n"
    )


def _fit(text: str) -> str:
    return _UNFIT.sub("?", text)
