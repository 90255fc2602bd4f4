"""Cases with the answer that a person expects of them, written from the documents; `comparing`
holds answers against them.

A case says only what it is about: offers, caveats and the rest that it does not name may be
anything. Every id it does name must exist in the rulebook, so that a misspelt "absent" cannot pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, get_args

from rusvej.answer import Status
from rusvej.deadlines import DeadlineDates, Verdict
from rusvej.diagnostics import InputError, did_you_mean
from rusvej.foreign import quoted
from rusvej.model import AccessKind, Citation
from rusvej.truth import Truth

STATUSES = tuple(status.id for status in Status)
VERDICTS = tuple(truth.value for truth in Truth)
ACCESS_KINDS: tuple[str, ...] = get_args(AccessKind)
DEADLINE_VERDICTS = tuple(verdict.id for verdict in Verdict)
#: How a caveat, an action or a deadline can be expected to stand in an answer.
PRESENCES = ("yes", "unknown", "absent")

#: What the documents' pointers do with an offer: point to it, on from it, or neither.
POINTS = ("to", "away", "none")
#: A condition of emphasis is met or not known to be.
STRESS = ("yes", "no")
#: An open question is told of in the answer or is not.
TOLD = ("yes", "absent")

CASE_NEEDS = ("id", "name", "facts", "as_of", "why_this_matters", "expected_by", "sources")
_CASE_KEYS = (*CASE_NEEDS, "expect", "deadline")
#: What is expected of offers, each by id.
OF_OFFERS = (
    "offers",
    "missing",
    "reasons",
    "questions",
    "access",
    "decides",
    "says",
    "points",
    "caveats_of",
    "deadlines_of",
)
_EXPECT_KEYS = (
    *OF_OFFERS,
    *("caveats", "stressed", "actions", "deadlines", "unclear", "before"),
)
_DEADLINE_KEYS = ("dates", "exceptions", "today", "expect")
_CHECK_KEYS = ("verdict", "last_day", "notes", "readings")

Path = tuple[str | int, ...]
Presences = Mapping[str, str]


class CaseError(InputError):
    """A case that cannot be used. `path` leads from the case to the part at fault; the text names
    the case."""

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

    A reason is `absent` where its criterion does not concern the case.

    `missing`, `questions`, `caveats_of` and `deadlines_of` are exact sets, and `decides` is an
    exact list of the units named in the offer's access. `says` names a statement by a piece of its
    text. `unclear` says of open questions whether the answer tells of them at all. `before` holds
    pairs of offers of which the first is ranked before the second.
    """

    offers: Mapping[str, str]
    missing: Mapping[str, frozenset[str]]
    reasons: Mapping[str, Mapping[str, str]]
    questions: Mapping[str, frozenset[str]]
    access: Mapping[str, str]
    decides: Mapping[str, Presences]
    says: Mapping[str, Presences]
    points: Mapping[str, str]
    caveats_of: Mapping[str, frozenset[str]]
    deadlines_of: Mapping[str, frozenset[str]]
    caveats: Presences
    stressed: Mapping[str, str]
    actions: Presences
    deadlines: Presences
    unclear: Presences
    before: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExpectedCheck:
    """What is expected of one time limit held against dates. None = nothing is said of it.

    `notes` are kinds of `deadlines.Note`, or a kind and the question or exception it is about, with
    a space between. `readings` are a question and one of its readings, with a space between, and
    the verdict under it.
    """

    verdict: str | None
    last_day: date | None
    notes: Presences
    readings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExpectedDeadlines:
    """The dates of a case, and what `check-deadline` is expected to say of each time limit
    named."""

    dates: DeadlineDates
    exceptions: tuple[str, ...]
    today: date
    checks: Mapping[str, ExpectedCheck]


@dataclass(frozen=True, slots=True)
class ExpectedCase:
    """A case, the day it is asked for, and the expected answer. `facts` are as written; the
    vocabulary judges them."""

    id: str
    name: str
    facts: Mapping[str, Any]
    as_of: date
    expect: Expectation
    why_this_matters: str
    expected_by: ExpectedBy
    sources: tuple[Citation, ...]
    deadline: ExpectedDeadlines | None = None


def read_cases(raw: object) -> tuple[ExpectedCase, ...]:
    """The cases of one file, from plain data: ``{cases: [...]}``. Raises `CaseError` for the first
    fault."""
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
    """One case from plain data; `number` names a case that has no id. Raises `CaseError` for the
    first fault."""
    named = raw.get("id") if isinstance(raw, Mapping) else None
    reader = _Reader(named if isinstance(named, str) else f"nr. {number}")
    fields = reader.mapping(raw, (), _CASE_KEYS, required=CASE_NEEDS)
    if "deadline" not in fields and "expect" not in fields:
        raise CaseError(reader.case, (), "nøglen “expect” mangler.")
    as_of = reader.day(fields["as_of"], ("as_of",))
    by = reader.mapping(
        fields["expected_by"], ("expected_by",), ("role", "on"), required=("role", "on")
    )
    return ExpectedCase(
        id=reader.text(fields["id"], ("id",)),
        name=reader.text(fields["name"], ("name",)),
        facts=MappingProxyType(reader.mapping(fields["facts"], ("facts",))),
        as_of=as_of,
        expect=_expectation(
            reader,
            fields.get("expect", {}),
            optional="deadline" in fields and "expect" not in fields,
        ),
        why_this_matters=reader.text(fields["why_this_matters"], ("why_this_matters",)),
        expected_by=ExpectedBy(
            reader.text(by["role"], ("expected_by", "role")),
            reader.day(by["on"], ("expected_by", "on")),
        ),
        sources=tuple(
            reader.citation(item, ("sources", i))
            for i, item in enumerate(reader.items(fields["sources"], ("sources",)))
        ),
        deadline=_deadlines(reader, fields["deadline"], as_of) if "deadline" in fields else None,
    )


def _deadlines(reader: _Reader, raw: object, as_of: date) -> ExpectedDeadlines:
    here: Path = ("deadline",)
    found = reader.mapping(raw, here, _DEADLINE_KEYS, required=("dates", "expect"))
    days = reader.mapping(found["dates"], (*here, "dates"))
    checks = {}
    for name, content in reader.mapping(found["expect"], (*here, "expect")).items():
        path = (*here, "expect", name)
        part = reader.mapping(content, path, _CHECK_KEYS)
        if not part:
            raise CaseError(
                reader.case,
                path,
                "der er intet forventet, så sagen kan ikke fejle.",
                "Skriv mindst ét forventet svar.",
            )
        notes = reader.mapping(part.get("notes", {}), (*path, "notes"))
        readings = reader.mapping(part.get("readings", {}), (*path, "readings"))
        checks[name] = ExpectedCheck(
            verdict=reader.one_of(part["verdict"], (*path, "verdict"), DEADLINE_VERDICTS)
            if "verdict" in part
            else None,
            last_day=reader.day(part["last_day"], (*path, "last_day"))
            if "last_day" in part
            else None,
            notes=MappingProxyType(
                {
                    note: reader.one_of(said, (*path, "notes", note), ("yes", "absent"))
                    for note, said in notes.items()
                }
            ),
            readings=MappingProxyType(
                {
                    name: reader.one_of(said, (*path, "readings", name), DEADLINE_VERDICTS)
                    for name, said in readings.items()
                }
            ),
        )
    if not checks:
        raise CaseError(
            reader.case,
            (*here, "expect"),
            "der er intet forventet, så sagen kan ikke fejle.",
            "Skriv mindst ét forventet svar.",
        )
    named = reader.items(found.get("exceptions", []), (*here, "exceptions"), empty=True)
    return ExpectedDeadlines(
        dates=DeadlineDates(
            {name: reader.day(day, (*here, "dates", name)) for name, day in days.items()}
        ),
        exceptions=tuple(
            reader.text(name, (*here, "exceptions", i)) for i, name in enumerate(named)
        ),
        today=reader.day(found["today"], (*here, "today")) if "today" in found else as_of,
        checks=MappingProxyType(checks),
    )


def _expectation(reader: _Reader, raw: object, *, optional: bool) -> Expectation:
    found = reader.mapping(raw, ("expect",), _EXPECT_KEYS)
    if not any(found.values()) and not optional:
        raise CaseError(
            reader.case,
            ("expect",),
            "der er intet forventet, så sagen kan ikke fejle.",
            "Skriv mindst ét forventet svar.",
        )

    def each(key: str, read: Callable[[object, Path], Any]) -> Mapping[str, Any]:
        entries = reader.mapping(found.get(key, {}), ("expect", key))
        return MappingProxyType(
            {name: read(value, ("expect", key, name)) for name, value in entries.items()}
        )

    def words(allowed: tuple[str, ...]) -> Callable[[object, Path], str]:
        return lambda value, path: reader.one_of(value, path, allowed)

    def inner(allowed: tuple[str, ...]) -> Callable[[object, Path], Mapping[str, str]]:
        def read(value: object, path: Path) -> Mapping[str, str]:
            entries = reader.mapping(value, path)
            return MappingProxyType(
                {
                    name: reader.one_of(word, (*path, name), allowed)
                    for name, word in entries.items()
                }
            )

        return read

    return Expectation(
        offers=each("offers", words(STATUSES)),
        missing=each("missing", reader.names),
        reasons=each("reasons", inner((*VERDICTS, "absent"))),
        questions=each("questions", reader.names),
        access=each("access", words(ACCESS_KINDS)),
        decides=each("decides", inner(("yes", "unknown"))),
        says=each("says", inner(PRESENCES)),
        points=each("points", words(POINTS)),
        caveats_of=each("caveats_of", reader.names),
        deadlines_of=each("deadlines_of", reader.names),
        caveats=each("caveats", words(PRESENCES)),
        stressed=each("stressed", words(STRESS)),
        actions=each("actions", words(PRESENCES)),
        deadlines=each("deadlines", words(PRESENCES)),
        unclear=each("unclear", words(TOLD)),
        before=tuple(
            reader.pair(item, ("expect", "before", i))
            for i, item in enumerate(
                reader.items(found.get("before", []), ("expect", "before"), empty=True)
            )
        ),
    )


class _Reader:
    """Reads the parts of one case and names it in every fault."""

    def __init__(self, case: str) -> None:
        self.case = case

    def mapping(
        self, raw: object, path: Path, known: tuple[str, ...] = (), required: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        if not isinstance(raw, Mapping):
            raise CaseError(self.case, path, "her skal stå nøgler med indhold.")
        for key in raw:
            if not isinstance(key, str) or (known and key not in known):
                raise CaseError(
                    self.case,
                    (*path, key) if isinstance(key, str) else path,
                    f"nøglen {quoted(key, 'her')} kendes ikke.",
                    did_you_mean(str(key), known),
                )
        for key in required:
            if key not in raw:
                raise CaseError(self.case, path, f"nøglen “{key}” mangler.")
        return dict(raw)

    def items(self, raw: object, path: Path, *, empty: bool = False) -> list[Any]:
        if not isinstance(raw, list) or not (raw or empty):
            raise CaseError(
                self.case,
                path,
                "her skal stå en liste." if empty else "her skal stå en liste med mindst én ting.",
            )
        return raw

    def text(self, raw: object, path: Path) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise CaseError(self.case, path, "her skal stå en tekst.")
        return raw

    def one_of(self, raw: object, path: Path, allowed: tuple[str, ...]) -> str:
        if not isinstance(raw, str) or raw not in allowed:
            hint = (
                "Sæt anførselstegn om ordet."
                if isinstance(raw, bool)
                else did_you_mean(str(raw), allowed)
            )
            raise CaseError(
                self.case,
                path,
                f"{quoted(raw, 'det')} er ikke et af ordene {', '.join(allowed)}.",
                hint,
            )
        return raw

    def names(self, raw: object, path: Path) -> frozenset[str]:
        return frozenset(
            self.text(item, (*path, i)) for i, item in enumerate(self.items(raw, path, empty=True))
        )

    def pair(self, raw: object, path: Path) -> tuple[str, str]:
        names = [self.text(item, (*path, i)) for i, item in enumerate(self.items(raw, path))]
        if len(names) != 2:
            raise CaseError(self.case, path, "her skal stå to tilbud, det første foran det andet.")
        return names[0], names[1]

    def day(self, raw: object, path: Path) -> date:
        try:
            return date.fromisoformat(raw if isinstance(raw, str) else "")
        except ValueError:
            raise CaseError(
                self.case,
                path,
                f"{quoted(raw, 'det')} er ikke en dato.",
                'Skriv fx "2026-03-02" i anførselstegn.',
            ) from None

    def citation(self, raw: object, path: Path) -> Citation:
        try:
            return Citation.parse(raw)
        except ValueError as error:
            raise CaseError(self.case, path, f"{error}.") from None
