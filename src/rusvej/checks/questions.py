"""Open questions: readings that differ and can decide, a status that fits, and a place that names
them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rusvej.checks.check import Finding, Index, Path, check, quoted
from rusvej.checks.examples import READINGS, a_question
from rusvej.checks.references import leads
from rusvej.checks.texts import is_date
from rusvej.conditions import Compare, Condition, Reading, walk
from rusvej.model import Question, StartEvent

#: Evaluation follows readings into one another; no document needs more than two or three.
_DEEPEST = 10
#: Each reading is held against each; no real question has more than a handful.
_COMPARED = 20
_SILENT = "[{id: ja, text: Ja}, {id: nej, text: Nej}]"
_ADULT = "{fact: age, at_least: 18}"


@check(
    "spoergsmaal-laesninger",
    "Et spørgsmåls læsninger kan ikke holdes op mod hinanden",
    bad=a_question({"readings": f"{READINGS}\n      - {{id: maaske, text: Måske}}  # <-"}),
    good=a_question({}),
)
def comparable(index: Index) -> Iterator[Finding]:
    """Fewer than two readings leave nothing open; some with and some without a condition cannot be
    compared."""
    for path, question in index.each(Question):
        if len(question.readings) < 2:
            yield Finding(
                (*path, "readings"),
                "Et uklart spørgsmål har mindst to læsninger.",
                "Tilføj den anden, eller slet spørgsmålet.",
            )
        silent = [j for j, reading in enumerate(question.readings) if reading.when is None]
        if len(silent) < len(question.readings):
            for j in silent:
                yield Finding(
                    (*path, "readings", j),
                    f"Læsningen {quoted(question.readings[j].id)} har ingen betingelse, men en"
                    " anden af læsningerne har.",
                    "Tilføj when, fx when: {always: true}.",
                )


@check(
    "spoergsmaal-uden-betingelser",
    "En betingelse bygger på et spørgsmål, hvis læsninger ikke har betingelser",
    bad=a_question({"readings": _SILENT}, "{question: over-18}  # <-"),
    good=a_question({}),
)
def decides(index: Index) -> Iterator[Finding]:
    """A question in a condition stands for the condition of one of its readings; without one there
    is nothing to evaluate."""
    silent = {
        question.id
        for _, question in index.each(Question)
        if question.id not in index.lost and all(r.when is None for r in question.readings)
    }
    # Elsewhere, as among a deadline's `questions`, it may be one that no case settles.
    deciding = [((*path, "question"), node.question) for path, node in index.readings]
    deciding += [((*path, "question"), start.question) for path, start in index.each(StartEvent)]
    for path, name in deciding:
        if name in silent:
            yield Finding(
                path,
                f"Læsningerne af {quoted(name)} har ingen betingelser at gå ud fra.",
                "Tilføj when til hver af spørgsmålets læsninger.",
            )


@check(
    "spoergsmaal-status",
    "Et spørgsmåls status passer ikke til det, der står ved det",
    bad=a_question({"status": "assumed  # <-"}),
    good=a_question(
        {"status": "settled", "settled": "{reading: ja, by: Byrådet, on: '2024-05-01'}"}
    ),
)
def status(index: Index) -> Iterator[Finding]:
    """Assumed needs a reading and a reason, settled a reading, a name and a date, and open has
    neither."""
    for path, question in index.each(Question):
        for key, message, help in (*_status(question), *_reasons(question)):
            yield Finding((*path, *key), message, help)
        if question.settled and index.today and question.settled.on > index.today.isoformat():
            yield Finding(
                (*path, "settled", "on"),
                "Dagen for afgørelsen er ikke kommet, men der regnes allerede med den.",
                "Ret datoen, eller vent med status: settled, til det er afgjort.",
                "warning",
            )


def _status(question: Question) -> Iterator[tuple[tuple[str, ...], str, str]]:
    assumed, settled = question.assumed, question.settled
    if question.status == "assumed" and assumed is None:
        text = "Status er assumed, men der står ikke, hvilken læsning der regnes med."
        yield ("status",), text, "Tilføj assumed: {reading: …, reason: …}."
    if question.status == "settled" and settled is None:
        text = "Status er settled, men der står ikke, hvad der er afgjort."
        yield ("status",), text, "Tilføj settled: {reading: …, by: …, on: …}."
    if question.status == "open" and (assumed or settled):
        key = "settled" if settled else "assumed"
        text = f"Status er open, men der står også {key}."
        yield ("status",), text, f"Skriv status: {key}, eller slet {key}."


def _reasons(question: Question) -> Iterator[tuple[tuple[str, ...], str, str]]:
    assumed, settled = question.assumed, question.settled
    if assumed is not None and not assumed.reason.strip():
        text = "Der mangler en grund til, at der regnes med den læsning."
        yield ("assumed", "reason"), text, "Skriv grunden i reason."
    if settled is not None and not settled.by.strip():
        text = "Det mangler, hvem der har afgjort spørgsmålet."
        yield ("settled", "by"), text, "Skriv det i by."
    if settled is not None and not is_date(settled.on):
        text = "Datoen for afgørelsen kan ikke læses."
        yield ("settled", "on"), text, 'Skriv den som år, måned og dag: "2026-03-02".'


@check(
    "spoergsmaal-kreds",
    "Spørgsmåls læsninger bygger på hinanden i en kreds",
    bad=a_question(
        {"readings": READINGS.replace("{fact: age, at_least: 19}}", "{question: over-18}}  # <-")}
    ),
    good=a_question({}),
)
def circle(index: Index) -> Iterator[Finding]:
    """A question whose readings lead back to itself could never be evaluated."""
    names = {
        question.id: {name for reading in question.readings for name in _questions_in(reading.when)}
        for _, question in index.each(Question)
    }
    # Whatever names no question that is still left over is taken away; in the end only circles and
    # what leads to them stay.
    left, depth = dict(names), 0
    while done := [q for q, named in left.items() if not named & left.keys()]:
        left = {q: named for q, named in left.items() if q not in done}
        depth += 1
        if depth > _DEEPEST:
            break
    ending = "fører i ring" if depth <= _DEEPEST else "en alt for lang kæde"
    for path, question in index.each(Question):
        for j, reading in enumerate(question.readings if question.id in left else ()):
            onward = [name for name in _questions_in(reading.when) if name in left]
            if onward:
                joined = "og" if depth <= _DEEPEST else "i"
                yield Finding(
                    (*path, "readings", j, "when"),
                    f"Læsningen bygger på {quoted(onward[0])} {joined} {ending}.",
                    "Skriv betingelsen ud i stedet.",
                )


def _questions_in(condition: Condition | None) -> list[str]:
    nodes = walk(condition) if condition is not None else ()
    return [node.question for node in nodes if isinstance(node, Reading)]


@check(
    "spoergsmaal-ubrugt",
    "Et uklart spørgsmål er ikke nævnt noget sted",
    bad=a_question({"id": "over-18  # <-"}, "{fact: age, at_least: 18}"),
    good=a_question({}),
)
def unused(index: Index) -> Iterator[Finding]:
    """A question whose readings have conditions was surely meant to decide something, and nobody
    names it."""
    for path, question in _untold(index):
        if any(reading.when for reading in question.readings):
            yield Finding(
                (*path, "id"),
                f"Ingen betingelse bruger spørgsmålet {quoted(question.id)}.",
                f"Skriv {{question: {question.id}}} i den betingelse, det afgør, eller slet"
                " spørgsmålet.",
            )


@check(
    "spoergsmaal-usynligt",
    "Et uklart spørgsmål kan intet svar vise",
    bad=a_question({"id": "uvist  # <-", "readings": _SILENT}, _ADULT),
    good=a_question({"id": "uvist", "readings": _SILENT, "shown_when": _ADULT}, _ADULT),
)
def unseen(index: Index) -> Iterator[Finding]:
    """What is left open, or counted on, must be said with the answers that it decides or colours;
    one that is about the documents alone says why."""
    for path, question in _untold(index):
        if not any(reading.when for reading in question.readings) and not question.settled:
            yield Finding(
                (*path, "id"),
                f"Intet svar kan vise spørgsmålet {quoted(question.id)}.",
                "Tilføj shown_when, eller documents_only med grunden.",
            )


@check(
    "spoergsmaal-dokumenter",
    "Et spørgsmål kun om dokumenterne vises alligevel",
    bad=a_question({"documents_only": "Kun ordene  # <-"}),
    good=a_question({}),
)
def about_documents(index: Index) -> Iterator[Finding]:
    """It cannot both be shown with answers and be said never to be."""
    used = _used(index)
    for path, question in index.each(Question):
        if question.documents_only and (question.id in used or question.shown_when is not None):
            yield Finding(
                (*path, "documents_only"),
                f"Spørgsmålet {quoted(question.id)} er nævnt, hvor svar vises.",
                "Slet documents_only.",
            )


def _untold(index: Index) -> Iterator[tuple[Path, Question]]:
    """The questions that nothing names and that are not shown by a condition of their own; none
    while a record is lost, for it may be the one that names them."""
    used = _used(index)
    for path, question in index.each(Question):
        told = question.shown_when is not None or question.documents_only
        if not index.lost and question.id not in used and not told:
            yield path, question


def _used(index: Index) -> set[str]:
    """The questions named anywhere but in their own readings."""
    questions = index.rulebook.questions
    return {
        lead.name
        for lead in leads(index)["spoergsmaal-ukendt"]
        if not (lead.path[0] == "questions" and questions[int(lead.path[1])].id == lead.name)
    }


@check(
    "laesninger-ens",
    "To læsninger af et spørgsmål siger det samme",
    bad=a_question(
        {
            "readings": READINGS.replace(
                "{fact: age, at_least: 19}}", "{fact: age, at_least: 18}}  # <-"
            )
        }
    ),
    good=a_question({}),
)
def same(index: Index) -> Iterator[Finding]:
    """Two readings that say the same of every case leave nothing open between them."""
    for path, question in index.each(Question):
        for j, reading in enumerate(question.readings[:_COMPARED]):
            for earlier in question.readings[:j]:
                if reading.when is None or earlier.when is None:
                    continue
                if index.logic.same(reading.when, earlier.when):
                    yield Finding(
                        (*path, "readings", j, "when"),
                        f"Læsningen siger det samme om enhver sag som {quoted(earlier.id)}.",
                        "Ret den ene betingelse, eller slet den ene læsning.",
                    )


@check(
    "laesning-tal",
    "En læsnings tekst nævner andre tal end dens betingelse",
    bad=a_question({"readings": READINGS.replace("text: Nej", "text: Fra 21") + "  # <-"}),
    good=a_question({"readings": READINGS.replace("text: Nej", "text: Fra 19")}),
)
def numbers(index: Index) -> Iterator[Finding]:
    """Texts that have changed places tell the opposite of what is counted with. “Over 18” may mean
    from 19, so the neighbours of a bound fit as well; a text without numbers is let alone."""
    for path, question in index.each(Question):
        for j, reading in enumerate(question.readings):
            told = {int(number) for number in re.findall(r"\d{1,4}", reading.text)}
            fitting = set(_fitting(reading.when))
            if told and fitting and not told & fitting:
                yield Finding(
                    (*path, "readings", j, "text"),
                    "Teksten nævner ikke de tal, som læsningens betingelse regner med.",
                    "Er teksterne byttet om? Ret teksten eller betingelsen.",
                    "warning",
                )


def _fitting(condition: Condition | None) -> Iterator[int]:
    """The numbers with which a text may tell the bounds of a condition."""
    for node in walk(condition) if condition is not None else ():
        if isinstance(node, Compare):
            if node.low is not None:
                yield from (node.low, node.low - 1)
            if node.high is not None:
                yield from (node.high, node.high + 1)
            yield from (value for value in node.values if type(value) is int)
