"""Cases with the answer that a person expects of them, written from the documents, and the comparison with an answer.

A case says only what it is about: offers, caveats and the rest that it does not name may be anything. Every id it does name
must exist in the rulebook, so that a misspelt "absent" cannot pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from rusvej.answer import Answer, OfferResult, Status
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.model import Citation
from rusvej.truth import Truth

STATUSES = tuple(status.id for status in Status)
VERDICTS = tuple(truth.value for truth in Truth)
#: How a caveat, an action or a deadline can be expected to stand in an answer.
PRESENCES = ("yes", "unknown", "absent")

_STATUS_WORDS = {
    "fits": "passer",
    "depends": "afhænger af",
    "open": "uafklaret i kilden",
    "excluded": "passer ikke",
    "not_listed": "nævnes ikke på dette niveau",
}
_VERDICT_WORDS = {"yes": "opfyldt", "no": "ikke opfyldt", "unknown": "ukendt"}
#: An answer may also say "no", where only a reading that is not counted with would say otherwise.
_PRESENCE_WORDS = {"yes": "gælder", "unknown": "gælder måske", "absent": "vises ikke", "no": "gælder ikke efter den brugte læsning"}

_CASE_KEYS = ("id", "name", "facts", "as_of", "expect", "why_this_matters", "expected_by", "sources")
_EXPECT_KEYS = ("offers", "missing", "reasons", "questions", "caveats", "actions", "deadlines", "before")

Path = tuple[str | int, ...]
Presences = Mapping[str, str]


class CaseError(InputError):
    """A case that cannot be used. `path` leads from the case to the part at fault; the text names the case."""

    def __init__(self, case: str, path: Path, message: str, help: str = "") -> None:
        where = ".".join(str(step) for step in path)
        super().__init__(f"Sagen “{case}”{f', {where}' if where else ''}: {message}", help)
        self.case = case
        self.path = path


@dataclass(frozen=True, slots=True)
class ExpectedBy:
    """Who expects the answer: a role, never a person, and when they said so."""

    role: str
    on: date


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected; nothing is said of what is not named.

    `missing` and `questions` are exact sets. `before` holds pairs of offers of which the first is ranked before the second.
    """

    offers: Mapping[str, str]
    missing: Mapping[str, frozenset[str]]
    reasons: Mapping[str, Mapping[str, str]]
    questions: Mapping[str, frozenset[str]]
    caveats: Presences
    actions: Presences
    deadlines: Presences
    before: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExpectedCase:
    """A case, the day it is asked for, and the expected answer. `facts` are as written; the vocabulary judges them."""

    id: str
    name: str
    facts: Mapping[str, Any]
    as_of: date
    expect: Expectation
    why_this_matters: str
    expected_by: ExpectedBy
    sources: tuple[Citation, ...]


def read_cases(raw: object) -> tuple[ExpectedCase, ...]:
    """The cases of one file, from plain data: ``{cases: [...]}``. Raises `CaseError` for the first fault."""
    if not isinstance(raw, Mapping) or set(raw) != {"cases"} or not isinstance(raw["cases"], list):
        raise CaseError("?", (), "filen skal bestå af nøglen cases med en liste under.")
    cases = tuple(read_case(case, number) for number, case in enumerate(raw["cases"], start=1))
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise CaseError(case.id, ("id",), "to sager har samme id.", "Giv hver sag sit eget id.")
        seen.add(case.id)
    return cases


def read_case(raw: object, number: int = 1) -> ExpectedCase:
    """One case from plain data; `number` names a case that has no id. Raises `CaseError` for the first fault."""
    named = raw.get("id") if isinstance(raw, Mapping) else None
    reader = _Reader(named if isinstance(named, str) else f"nr. {number}")
    fields = reader.mapping(raw, (), _CASE_KEYS, required=_CASE_KEYS)
    by = reader.mapping(fields["expected_by"], ("expected_by",), ("role", "on"), required=("role", "on"))
    return ExpectedCase(
        id=reader.text(fields["id"], ("id",)),
        name=reader.text(fields["name"], ("name",)),
        facts=MappingProxyType(reader.mapping(fields["facts"], ("facts",))),
        as_of=reader.day(fields["as_of"], ("as_of",)),
        expect=_expectation(reader, fields["expect"]),
        why_this_matters=reader.text(fields["why_this_matters"], ("why_this_matters",)),
        expected_by=ExpectedBy(reader.text(by["role"], ("expected_by", "role")), reader.day(by["on"], ("expected_by", "on"))),
        sources=tuple(reader.citation(item, ("sources", i)) for i, item in enumerate(reader.items(fields["sources"], ("sources",)))),
    )


def _expectation(reader: _Reader, raw: object) -> Expectation:
    found = reader.mapping(raw, ("expect",), _EXPECT_KEYS)
    if not any(found.values()):
        raise CaseError(reader.case, ("expect",), "der er intet forventet, så sagen kan ikke fejle.", "Skriv mindst ét forventet svar.")

    def each(key: str, read: Callable[[object, Path], Any]) -> Mapping[str, Any]:
        entries = reader.mapping(found.get(key, {}), ("expect", key))
        return MappingProxyType({name: read(value, ("expect", key, name)) for name, value in entries.items()})

    def presence(value: object, path: Path) -> str:
        return reader.one_of(value, path, PRESENCES)

    def verdicts(value: object, path: Path) -> Mapping[str, str]:
        entries = reader.mapping(value, path)
        return MappingProxyType({name: reader.one_of(verdict, (*path, name), VERDICTS) for name, verdict in entries.items()})

    return Expectation(
        offers=each("offers", lambda value, path: reader.one_of(value, path, STATUSES)),
        missing=each("missing", reader.names),
        reasons=each("reasons", verdicts),
        questions=each("questions", reader.names),
        caveats=each("caveats", presence),
        actions=each("actions", presence),
        deadlines=each("deadlines", presence),
        before=tuple(
            reader.pair(item, ("expect", "before", i))
            for i, item in enumerate(reader.items(found.get("before", []), ("expect", "before"), empty=True))
        ),
    )


class _Reader:
    """Reads the parts of one case and names it in every fault."""

    def __init__(self, case: str) -> None:
        self.case = case

    def mapping(self, raw: object, path: Path, known: tuple[str, ...] = (), required: tuple[str, ...] = ()) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise CaseError(self.case, path, "her skal stå nøgler med indhold.")
        for key in raw:
            if not isinstance(key, str) or (known and key not in known):
                raise CaseError(self.case, path, f"nøglen “{key}” kendes ikke.", did_you_mean(str(key), known))
        for key in required:
            if key not in raw:
                raise CaseError(self.case, path, f"nøglen “{key}” mangler.")
        return dict(raw)

    def items(self, raw: object, path: Path, *, empty: bool = False) -> list[Any]:
        if not isinstance(raw, list) or not (raw or empty):
            raise CaseError(self.case, path, "her skal stå en liste." if empty else "her skal stå en liste med mindst én ting.")
        return raw

    def text(self, raw: object, path: Path) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise CaseError(self.case, path, "her skal stå en tekst.")
        return raw

    def one_of(self, raw: object, path: Path, allowed: tuple[str, ...]) -> str:
        if not isinstance(raw, str) or raw not in allowed:
            hint = "Sæt anførselstegn om ordet." if isinstance(raw, bool) else did_you_mean(str(raw), allowed)
            raise CaseError(self.case, path, f"“{raw}” er ikke et af ordene {', '.join(allowed)}.", hint)
        return raw

    def names(self, raw: object, path: Path) -> frozenset[str]:
        return frozenset(self.text(item, (*path, i)) for i, item in enumerate(self.items(raw, path, empty=True)))

    def pair(self, raw: object, path: Path) -> tuple[str, str]:
        names = [self.text(item, (*path, i)) for i, item in enumerate(self.items(raw, path))]
        if len(names) != 2:
            raise CaseError(self.case, path, "her skal stå to tilbud, det første foran det andet.")
        return names[0], names[1]

    def day(self, raw: object, path: Path) -> date:
        try:
            return date.fromisoformat(raw if isinstance(raw, str) else "")
        except ValueError:
            raise CaseError(self.case, path, f"“{raw}” er ikke en dato.", 'Skriv fx "2026-03-02" i anførselstegn.') from None

    def citation(self, raw: object, path: Path) -> Citation:
        try:
            return Citation.parse(raw)
        except ValueError as error:
            raise CaseError(self.case, path, f"{error}.") from None


def compare(answer: Answer, case: ExpectedCase) -> list[str]:
    """Each difference between an answer and what the case expects, as a Danish sentence; empty when there is none."""
    results = {result.offer.id: result for result in answer.offers}
    return [
        *_unknown_ids(answer, case.expect),
        *_offers(results, case.expect),
        *_around(answer, case.expect),
        *_order(results, case.expect),
    ]


def _unknown_ids(answer: Answer, expect: Expectation) -> Iterator[str]:
    book = answer.rulebook
    offers = [*expect.offers, *expect.missing, *expect.reasons, *expect.questions, *(name for pair in expect.before for name in pair)]
    named: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("tilbuddet", offers, (record.id for record in book.offers)),
        ("oplysningen", (name for names in expect.missing.values() for name in names), book.vocabulary),
        ("spørgsmålet", (name for names in expect.questions.values() for name in names), (record.id for record in book.questions)),
        ("opmærksomhedspunktet", expect.caveats, (record.id for record in book.caveats)),
        ("handlingen", expect.actions, (record.id for record in book.actions)),
        ("fristen", expect.deadlines, (record.id for record in book.deadlines)),
    )
    for kind, ids, existing in named:
        known = list(existing)
        for name in sorted(set(ids).difference(known)):
            yield f"{name}: {kind} findes ikke i regelsættet. {did_you_mean(name, known)}".rstrip()


def _offers(results: Mapping[str, OfferResult], expect: Expectation) -> Iterator[str]:
    for name, status in expect.offers.items():
        result = results.get(name)
        if result and result.status.id != status:
            yield f"{name}: ventet {_STATUS_WORDS[status]}, fik {_told(result)}"
    for name, facts in expect.missing.items():
        result = results.get(name)
        if result and set(result.missing) != facts:
            yield f"{name}: ventet at mangle {_listed(facts)}, fik {_listed(result.missing)}"
    for name, verdicts in expect.reasons.items():
        result = results.get(name)
        if result is None:
            continue
        found = {reason.criterion.id: reason.verdict.value for reason in result.reasons}
        for criterion, verdict in verdicts.items():
            if criterion not in found:
                hint = did_you_mean(criterion, found)
                yield f"{name}, {criterion}: ventet {_VERDICT_WORDS[verdict]}, men betingelsen gælder ikke her. {hint}".rstrip()
            elif found[criterion] != verdict:
                yield f"{name}, {criterion}: ventet {_VERDICT_WORDS[verdict]}, fik {_VERDICT_WORDS[found[criterion]]}"
    for name, questions in expect.questions.items():
        result = results.get(name)
        if result and {use.question.id for use in result.questions} != questions:
            yield f"{name}: ventet de åbne spørgsmål {_listed(questions)}, fik {_listed(use.question.id for use in result.questions)}"


def _told(result: OfferResult) -> str:
    """The status that came out, with what could explain it."""
    said = _STATUS_WORDS[result.status.id]
    if result.missing:
        return f"{said} (mangler: {_listed(result.missing)})"
    failed = [reason.criterion.id for reason in result.reasons if reason.verdict is Truth.NO]
    if result.status is Status.EXCLUDED and failed:
        return f"{said} (ikke opfyldt: {_listed(failed)})"
    if result.status is Status.OPEN:
        return f"{said} (åbent: {_listed(use.question.id for use in result.questions)})"
    return said


def _around(answer: Answer, expect: Expectation) -> Iterator[str]:
    groups = (
        (expect.caveats, {result.caveat.id: result.applies.value for result in answer.caveats}),
        (expect.actions, {result.action.id: result.applies.value for result in answer.actions}),
        (expect.deadlines, {result.deadline.id: result.applies.value for result in answer.deadlines}),
    )
    for expected, found in groups:
        for name, presence in expected.items():
            got = found.get(name, "absent")
            if got != presence:
                yield f"{name}: ventet {_PRESENCE_WORDS[presence]}, fik {_PRESENCE_WORDS[got]}"


def _order(results: Mapping[str, OfferResult], expect: Expectation) -> Iterator[str]:
    for first, second in expect.before:
        if first in results and second in results and results[first].rank >= results[second].rank:
            yield f"{first}: ventet før {second}, fik plads {results[first].rank} mod {results[second].rank}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "intet"
