"""The cases of a rulebook: read from a folder, run, and held against changed rulebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from rusvej.analysis.case_report import CaseRun, Report
from rusvej.analysis.comparing import compare_deadlines, differences, unknown_names
from rusvej.analysis.expectations import ExpectedCase, empty_parts
from rusvej.compiled import checked_case
from rusvej.deadlines import check
from rusvej.diagnostics import Diagnostic, InputError, Position
from rusvej.engine import answer
from rusvej.facts import read_case as read_facts
from rusvej.foreign import quoted
from rusvej.model import Rulebook
from rusvej.persons import refuse_cpr
from rusvej.store import schema
from rusvej.store.decode import decoder
from rusvej.store.folder import read_folder
from rusvej.store.shipped import shipped
from rusvej.store.yaml import YamlFile

CODE = "sag"


def cases_folder(data: Path, chosen: str | None = None) -> Path:
    """The folder named by the user, `cases` in the data folder, `tests/cases` beside it, or the
    cases that came with the data. Raises `InputError`."""
    if chosen is not None:
        refuse_cpr(chosen)
        folder = Path(chosen)
        if not folder.is_dir():
            raise InputError(
                f"Mappen {quoted(chosen, 'i --cases', 80)} findes ikke.",
                "Angiv en mappe med sager i YAML-filer.",
            )
        if not has_cases(folder):
            raise InputError(
                f"Mappen {quoted(chosen, 'i --cases', 80)} har ingen sager.",
                "Sager ligger i filer, der ender på .yaml.",
            )
        return folder
    own = data.resolve() == shipped("data").resolve()
    beside = data.resolve().parent / "tests" / "cases"
    candidates = [data / "cases", beside, *([shipped("cases")] if own else [])]
    for folder in candidates:
        if has_cases(folder):
            return folder
    raise InputError(
        "Der er ingen sager til regelsættet.",
        "Læg dem i mappen cases i regelsættets mappe eller i tests/cases ved siden af den, eller "
        "brug --cases MAPPE.",
    )


def has_cases(folder: Path) -> bool:
    """Whether there is a file in the folder that may hold cases."""
    return any(folder.glob("*.y*ml"))


def run_cases(book: Rulebook, folder: Path) -> Report:
    """Every case of a folder held against the rulebook. Raises `InputError` when there are no
    files."""
    faults, usable = _usable(book, folder)
    runs = tuple(CaseRun(case, at, tuple(_held(book, case))) for case, at in usable)
    return Report(book, runs, tuple(faults))


def faults(book: Rulebook, folder: Path) -> list[Diagnostic]:
    """Every mistake in the cases of a folder; whether they get the answer expected is not asked."""
    return _usable(book, folder)[0]


def _usable(
    book: Rulebook, folder: Path
) -> tuple[list[Diagnostic], list[tuple[ExpectedCase, Position]]]:
    faults: list[Diagnostic] = []
    usable: list[tuple[ExpectedCase, Position]] = []
    for case, position, found in _read(folder):
        problems = list(found)
        if case is not None:
            problems += [
                Diagnostic(CODE, f"Sagen “{case.id}”{sentence}", position(steps), help)
                for steps, sentence, help in _problems(book, case)
            ]
        faults += problems
        if case is not None and not problems:
            usable.append((case, position(())))
    return [*faults, *_twice(usable)], usable


_Steps = tuple[str | int, ...]
_Where = Callable[[_Steps], Position]


def _read(folder: Path) -> Iterable[tuple[ExpectedCase | None, _Where, list[Diagnostic]]]:
    contents, unread = read_folder(folder)
    for fault in unread:
        yield None, lambda _, fault=fault: fault.position, [fault]  # type: ignore[misc]
    for name, content in contents:
        file = YamlFile(str(folder / name), content)

        def where(steps: _Steps, file: YamlFile = file) -> Position:
            while steps and steps not in file.positions:
                steps = steps[:-1]
            return file.positions.get(steps, Position(file.name))

        if any(each.severity == "error" for each in file.diagnostics):
            yield None, where, list(file.diagnostics)
            continue
        data = file.data
        cases = data.get("cases") if isinstance(data, dict) else None
        if not isinstance(cases, list) or len(data) > 1:
            message = "Filen skal bestå af nøglen cases med en liste under."
            yield None, where, [Diagnostic(CODE, message, where(()), "Skriv ikke andet i den.")]
            continue
        if not cases:
            help = "Skriv en sag, eller slet filen."
            yield None, where, [Diagnostic(CODE, "Filen har ingen sager.", where(("cases",)), help)]
        for i, raw in enumerate(cases):

            def at(steps: _Steps, i: int = i, where: _Where = where) -> Position:
                return where(("cases", i, *steps))

            named = raw.get("id") if isinstance(raw, dict) else None
            named = named if isinstance(named, str) else f"nr. {i + 1}"
            found = [
                Diagnostic(each.code, f"Sagen “{named}”: {each.message}", at(each.path), each.help)
                for each in schema.problems(ExpectedCase, raw)
            ]
            yield None if found else decoder(ExpectedCase)(raw), at, found


def _problems(book: Rulebook, case: ExpectedCase) -> Iterable[tuple[_Steps, str, str]]:
    fit = True
    for name, value in case.facts.items():
        try:
            read_facts({name: value}, book.vocabulary)
        except InputError as error:
            yield ("facts", name), f": {error}", error.help
            fit = False
    try:
        if fit:
            checked_case(book, case.facts)
    except InputError as error:
        yield ("facts",), f": {error}", error.help
    for path in empty_parts(case):
        yield path, ": her er intet, så sagen kan ikke fejle.", "Skriv mindst ét forventet svar."
    if not case.sources:
        yield ("sources",), " har ingen kilder.", "Skriv linjerne, svaret bygger på."
    for path, name, sentence in unknown_names(book, case):
        yield path, f": {name}: {sentence}", ""
    lines = {document.id: document.lines for document in book.documents}
    for source in case.sources:
        first, last = lines.get(source.document, (0, -1))
        if not first <= source.first <= source.last <= last:
            help = "Skriv et af regelsættets dokumenter og linjer i det, fx vejledning 7-8."
            yield ("sources",), f": kilden {source} findes ikke.", help


def _held(book: Rulebook, case: ExpectedCase) -> Iterable[str]:
    facts = read_facts(case.facts, book.vocabulary)
    yield from differences(answer(book, facts, case.as_of, ahead=False), case.expect)
    if case.deadline is not None:
        dates, exceptions, today = case.dated
        try:
            yield from compare_deadlines(
                check(book, dates, facts, exceptions, today), case.deadline
            )
        except InputError as error:
            yield f"datoerne kan ikke bruges: {error}"


def _twice(usable: Iterable[tuple[ExpectedCase, Position]]) -> Iterable[Diagnostic]:
    seen: set[str] = set()
    for case, position in usable:
        if case.id in seen:
            text = f"Sagen “{case.id}”: to sager har samme id."
            yield Diagnostic(CODE, text, position, "Giv hver sag sit eget id.")
        seen.add(case.id)
