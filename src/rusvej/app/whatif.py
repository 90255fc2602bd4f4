"""The same case with something changed, and the birthday that lies ahead."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from rusvej.answer import Answer
from rusvej.app.case import option_facts
from rusvej.compiled import checked_case
from rusvej.engine import answer as answer_case
from rusvej.explain.whatif import Difference, difference
from rusvej.facts import fact_named
from rusvej.model import Case, Rulebook
from rusvej.model.derived import refuse_derived


def changed_case(book: Rulebook, case: Case, changes: Mapping[str, object]) -> Case:
    """The case with other values; "ukendt" forgets a fact. Raises `InputError` as `Rulebook.case`
    does."""
    own: dict[str, object] = {}
    spare: dict[str, object] = {}
    for name, value in changes.items():
        main, *others = _facts(book, name)
        own[main] = value
        spare.update(dict.fromkeys(others, value))
    return checked_case(book, {**case, **spare, **own})


def _facts(book: Rulebook, name: str) -> tuple[str, ...]:
    """The facts meant: by an id, the name of an option (which sets what it sets in a case) or a
    label. Raises `InputError`."""
    if name in book.vocabulary:
        return (name,)
    option = f"--{name.removeprefix('--')}"
    refuse_derived(book.derived, name)
    with suppress(KeyError):
        return option_facts(book, option)
    return (fact_named(name, book.vocabulary).id,)


def what_if(answer: Answer, changes: Mapping[str, object]) -> Difference:
    """What the answer would say otherwise if these facts were others. Raises `InputError`."""
    book = answer.rulebook
    case = changed_case(book, checked_case(book, answer.case), changes)
    return difference(answer, answer_case(book, case, answer.as_of))
