"""The same case with something changed, and the birthday that lies ahead."""

from __future__ import annotations

from collections.abc import Mapping

from rusvej.answer import Answer
from rusvej.compiled import checked_case
from rusvej.engine import answer as answer_case
from rusvej.explain.whatif import Difference, difference
from rusvej.facts import fact_named
from rusvej.model import Case, Rulebook
from rusvej.model.derived import refuse_derived


def changed_case(book: Rulebook, case: Case, changes: Mapping[str, object]) -> Case:
    """The case with other values; "ukendt" forgets a fact. Raises `InputError` as `Rulebook.case`
    does."""
    named = {_fact_id(book, name): value for name, value in changes.items()}
    return checked_case(book, {**case, **named})


def _fact_id(book: Rulebook, name: str) -> str:
    """The fact meant: by its id, the name of its option or its label. Raises `InputError`."""
    if name in book.vocabulary:
        return name
    by_option = {option: fact for fact, option in book.about.options_by_fact.items()}
    option = f"--{name.removeprefix('--')}"
    refuse_derived(book.derived, name)
    return by_option.get(option) or fact_named(name, book.vocabulary).id


def what_if(answer: Answer, changes: Mapping[str, object]) -> Difference:
    """What the answer would say otherwise if these facts were others. Raises `InputError`."""
    book = answer.rulebook
    case = changed_case(book, checked_case(book, answer.case), changes)
    return difference(answer, answer_case(book, case, answer.as_of))
