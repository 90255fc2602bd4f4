"""An answer held against what a case expects of it: every difference as a Danish sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rusvej.analysis.expectations import OF_OFFERS, Expectation, ExpectedCase, ExpectedDeadlines
from rusvej.answer import Answer, OfferResult, Said, Status
from rusvej.deadlines import DeadlineAnswer, DeadlineCheck, Note
from rusvej.diagnostics import did_you_mean
from rusvej.model import Offer, Rulebook, Statement
from rusvej.truth import Truth

_STATUS_WORDS = {
    "fits": "kan søges",
    "depends": "hvis",
    "open": "uklart",
    "excluded": "passer ikke",
    "not_listed": "nævnes ikke her",
}
_VERDICT_WORDS = {"yes": "opfyldt", "no": "ikke opfyldt", "unknown": "ukendt"}
#: An answer may also say "no", where only a reading that is not counted with would say otherwise.
_PRESENCE_WORDS = {
    "yes": "gælder",
    "unknown": "gælder måske",
    "absent": "vises ikke",
    "no": "gælder ikke efter den brugte læsning",
}
_POINT_WORDS = {
    "to": "at der peges på tilbuddet",
    "away": "at der peges videre fra tilbuddet",
    "none": "at der ikke peges",
}
_POINTED = ("to", "none", "away")

#: What is expected of an offer as a list of names, and beside the offers: the section that has
#: them, and what one of them is.
_LISTED = (
    ("missing", "facts", "oplysningen"),
    ("questions", "questions", "spørgsmålet"),
    ("decides", "contacts", "kontakten"),
    ("caveats_of", "caveats", "opmærksomhedspunktet"),
    ("deadlines_of", "deadlines", "fristen"),
)
_BESIDE = (
    ("caveats", "caveats", "opmærksomhedspunktet"),
    ("stressed", "caveats", "opmærksomhedspunktet"),
    ("actions", "actions", "handlingen"),
    ("deadlines", "deadlines", "fristen"),
    ("unclear", "questions", "spørgsmålet"),
)
Path = tuple[str | int, ...]


def differences(answer: Answer, expect: Expectation) -> list[str]:
    """Each difference between an answer and what is expected, as a Danish sentence. Whether the
    names exist is not asked: see `unknown_names`."""
    results = {result.offer.id: result for result in answer.offers}
    named = dict.fromkeys(name for key in OF_OFFERS for name in getattr(expect, key))
    offers = [_of_offer(name, results[name], expect) for name in named if name in results]
    return [*chain(*offers), *_around(answer, expect), *_order(results, expect)]


def unknown_names(book: Rulebook, case: ExpectedCase) -> Iterator[tuple[Path, str, str]]:
    """(where in the case, name, sentence) for every name in the expectation that the rulebook does
    not have."""
    expect = case.expect
    pairs = chain.from_iterable(expect.before)
    dated = case.deadline
    groups: tuple[tuple[str, Iterable[str], str, str], ...] = (
        *((f"expect.{key}", getattr(expect, key), "offers", "tilbuddet") for key in OF_OFFERS),
        ("expect.before", pairs, "offers", "tilbuddet"),
        *(
            (f"expect.{key}", chain.from_iterable(getattr(expect, key).values()), section, kind)
            for key, section, kind in _LISTED
        ),
        *((f"expect.{key}", getattr(expect, key), section, kind) for key, section, kind in _BESIDE),
        ("deadline.exceptions", dated.exceptions if dated else (), "exceptions", "undtagelsen"),
        ("deadline.dates", dated.dates if dated else (), "events", "begivenheden"),
        ("deadline.expect", dated.expect if dated else (), "deadlines", "fristen"),
    )
    for at, names, section, kind in groups:
        existing = [record.id for record in getattr(book, section)]
        for name in sorted(set(names).difference(existing)):
            told = f"{kind} findes ikke i regelsættet. {did_you_mean(name, existing)}".rstrip()
            yield (*at.split("."), name), name, told
    yield from _unknown_texts(book, expect)


def _unknown_texts(book: Rulebook, expect: Expectation) -> Iterator[tuple[Path, str, str]]:
    offers = {offer.id: offer for offer in book.offers}
    for name, texts in expect.says.items():
        for text in texts if name in offers else ():
            # The same words may be printed at several levels.
            found = len(
                {statement.text for statement in spoken(offers[name]) if text in statement.text}
            )
            if found != 1:
                many = f"passer på {found} udsagn" if found else "findes ikke i noget udsagn"
                yield (
                    ("expect", "says", name, text),
                    name,
                    f"“{text}” {many} om adgang, kontakt eller grænser.",
                )


def spoken(offer: Offer) -> tuple[Statement, ...]:
    """The statements of an offer that an answer can hold beside its status, those of the first step
    included."""
    return (
        *offer.access.statements,
        *offer.contact.statements,
        *offer.contact.first_step,
        *offer.limits,
    )


def _of_offer(name: str, result: OfferResult, expect: Expectation) -> Iterator[str]:
    status, way, point = (key.get(name) for key in (expect.offers, expect.access, expect.points))
    if status is not None and status != result.status.id:
        yield f"{name}: ventet {_STATUS_WORDS[status]}, fik {_told(result)}"
    yield from _reasons(name, result, expect.reasons.get(name, {}))
    if way is not None and way != result.offer.access.kind:
        yield f"{name}: ventet adgangen {way}, fik {result.offer.access.kind}"
    pointed = _POINTED[result.key.pointed]
    if point is not None and point != pointed:
        yield f"{name}: ventet {_POINT_WORDS[point]}, fik {_POINT_WORDS[pointed]}"
    units, found = expect.decides.get(name), deciding(result.access)
    if units is not None and units != found:
        yield f"{name}: ventet som besluttende {_pairs(units)}, fik {_pairs(found)}"
    for text, presence in expect.says.get(name, {}).items():
        yield from _present(f"{name}, “{text}”", presence, _said(result, text))
    for key, kind, got in (
        ("missing", "at mangle", result.missing),
        ("questions", "de uklare spørgsmål", [use.question.id for use in result.questions]),
        ("caveats_of", "opmærksomhedspunkterne", result.caveats),
        ("deadlines_of", "fristerne", result.deadlines),
    ):
        wanted = getattr(expect, key).get(name)
        if wanted is not None and set(wanted) != set(got):
            yield f"{name}: ventet {kind} {_listed(wanted)}, fik {_listed(got)}"


def _reasons(name: str, result: OfferResult, expected: Mapping[str, str]) -> Iterator[str]:
    found = {reason.criterion.id: reason.verdict.value for reason in result.reasons}
    for criterion, verdict in expected.items():
        at, wanted = f"{name}, {criterion}: ventet", _VERDICT_WORDS.get(verdict, "fraværende")
        if verdict == "absent" and criterion in {c.id for c in result.offer.criteria}:
            if criterion in found:
                yield f"{at}, at betingelsen ikke gælder her"
        elif criterion not in found:
            hint = did_you_mean(criterion, found)
            yield f"{at} {wanted}, men betingelsen gælder ikke her. {hint}".rstrip()
        elif found[criterion] != verdict:
            yield f"{at} {wanted}, fik {_VERDICT_WORDS[found[criterion]]}"


def _told(result: OfferResult) -> str:
    """The status that came out, with what could explain it."""
    said = _STATUS_WORDS[result.status.id]
    if result.missing:
        return f"{said} (mangler: {_listed(result.missing)})"
    failed = [reason.criterion.id for reason in result.reasons if reason.verdict is Truth.NO]
    if result.status is Status.EXCLUDED and failed:
        return f"{said} (ikke opfyldt: {_listed(failed)})"
    if result.status is Status.OPEN:
        return f"{said} (om: {_listed(use.question.id for use in result.questions)})"
    return said


def _present(what: str, wanted: str, got: str) -> Iterator[str]:
    if got != wanted:
        yield f"{what}: ventet {_PRESENCE_WORDS[wanted]}, fik {_PRESENCE_WORDS[got]}"


def deciding(access: Iterable[Said]) -> dict[str, str]:
    """The units named in what is said of the access; "yes" where one of the statements surely
    holds."""
    found: dict[str, str] = {}
    for said in access:
        if said.statement.unit and found.get(said.statement.unit) != "yes":
            found[said.statement.unit] = "yes" if said.verdict is Truth.YES else "unknown"
    return found


def _said(result: OfferResult, text: str) -> str:
    first = (result.first_step,) if result.first_step else ()
    for said in (*result.access, *result.contact, *first, *result.limits):
        if text in said.statement.text:
            return str(said.verdict.value)
    return "absent"


def _around(answer: Answer, expect: Expectation) -> Iterator[str]:
    for expected, found in (
        (expect.caveats, {each.caveat.id: each.applies.value for each in answer.caveats}),
        (expect.actions, {each.action.id: each.applies.value for each in answer.actions}),
        (expect.deadlines, {each.deadline.id: each.applies.value for each in answer.deadlines}),
    ):
        for name, presence in expected.items():
            yield from _present(name, presence, found.get(name, "absent"))
    stressed = {result.caveat.id for result in answer.caveats if result.stressed}
    told = {use.question.id for use in answer.questions}
    for asked, there, word in (
        (expect.stressed, stressed, "fremhævet"),
        (expect.unclear, told, "nævnt"),
    ):
        for name, wanted in asked.items():
            if (name in there) is not (wanted == "yes"):
                no = "" if wanted == "yes" else "ikke "
                yield f"{name}: ventet {no}{word}, fik det modsatte"


def _order(results: Mapping[str, OfferResult], expect: Expectation) -> Iterator[str]:
    for first, second in expect.before:
        if first in results and second in results and results[first].rank >= results[second].rank:
            yield (
                f"{first}: ventet før {second}, fik plads {results[first].rank} mod"
                f" {results[second].rank}"
            )


def compare_deadlines(answer: DeadlineAnswer, expected: ExpectedDeadlines) -> list[str]:
    """Each difference between a deadline answer and what is expected of it. A time limit expected
    but not checked is one."""
    found = {check.id: check for check in answer.checks}
    told = []
    for name, wanted in expected.expect.items():
        check = found.get(name)
        if check is None:
            told.append(f"{name}: ventet et svar, men fristen regnes ikke ud fra de datoer")
            continue
        if wanted.verdict is not None and wanted.verdict != check.verdict.id:
            told.append(f"{name}: ventet {wanted.verdict}, fik {check.verdict.id}")
        if wanted.last_day is not None and wanted.last_day != check.last_day:
            told.append(
                f"{name}: ventet sidste dag {wanted.last_day}, fik {check.last_day or 'ingen'}"
            )
        notes = {word for note in check.notes for word in _note_words(note)}
        for note, presence in wanted.notes.items():
            if (note in notes) is not (presence == "yes"):
                told.append(f"{name}, {note}: ventet {_PRESENCE_WORDS[presence]}, fik det modsatte")
        told += _readings(check, wanted.readings)
    return told


def _readings(check: DeadlineCheck, wanted: Mapping[str, str]) -> Iterator[str]:
    for name, verdict in wanted.items():
        got = {
            reading.verdict.id
            for reading in check.readings
            if tuple(name.split(" ")) in reading.choices
        }
        if got != {verdict}:
            yield f"{check.id}, {name}: ventet {verdict}, fik {_listed(got)}"


def _note_words(note: Note) -> Iterator[str]:
    yield note.kind
    for key in ("question", "exception", "event"):
        if key in note.data:
            yield f"{note.kind} {note.data[key]}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "intet"


def _pairs(found: Mapping[str, str]) -> str:
    return (
        ", ".join(f"{name} ({_PRESENCE_WORDS[word]})" for name, word in sorted(found.items()))
        or "ingen"
    )
