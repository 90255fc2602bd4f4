"""The same case with something changed, and the birthday that lies ahead."""

from __future__ import annotations

from collections.abc import Mapping

from rusvej.answer import Answer
from rusvej.app.suggest import refuse_impossible, suggest
from rusvej.explain.whatif import Difference, difference, next_change
from rusvej.facts import Value, read_case
from rusvej.model import Rulebook

#: What the command line calls a fact by another name than the case does.
_OPTION_NAMES = {"motivation": "motivated"}


def changed_case(
    book: Rulebook, case: Mapping[str, Value], changes: Mapping[str, object]
) -> dict[str, Value]:
    """The case with other values; "ukendt" forgets a fact. Raises `InputError` as `make_case`
    does."""
    named = {_fact_id(book, name): value for name, value in changes.items()}
    known = read_case(named, book.vocabulary)
    found = {**{fact: value for fact, value in case.items() if fact not in named}, **known}
    refuse_impossible(book, found)
    return found


def _fact_id(book: Rulebook, name: str) -> str:
    """The fact meant: by its id, or by the name of its option."""
    folded = name.removeprefix("--").replace("-", "_")
    return name if name in book.vocabulary else _OPTION_NAMES.get(folded, folded)


def what_if(answer: Answer, changes: Mapping[str, object]) -> Difference:
    """What the answer would say otherwise if these facts were others. Raises `InputError`."""
    book = answer.rulebook
    return difference(answer, suggest(book, changed_case(book, answer.case, changes), answer.as_of))


def ahead(answer: Answer) -> int | None:
    """The age of the next birthday, if the answer changes then; None while the age is unknown."""
    return next_change(answer)
