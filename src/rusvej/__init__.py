"""Guidance on young people and substances, made executable.

::

    import rusvej
    book = rusvej.open()                              # or open("my-data", on=date(2026, 3, 2))
    case = book.case(age=15, level="problematisk")    # what is left out is unknown
    answer = book.answer(case)
    for offer in answer.shown:
        print(offer.rank, offer.name, offer.status, offer.why)
    answer["mut"].missing
    answer.next_question
    book.deadlines(case, contact=date(2026, 3, 2)).verdict
    rusvej.to_json(answer)
    rusvej.validate("my-data")

Nothing about a case is stored, logged or sent. Everything that rusvej raises on purpose is a
`RusvejError`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rusvej.answer import NextQuestion, Status
    from rusvej.deadlines import DeadlineAnswer, Verdict
    from rusvej.diagnostics import Diagnostic, InputError, Position, RulebookError, RusvejError
    from rusvej.library import Answer, Offer, Rulebook, open, to_json, validate
    from rusvej.model import Case

__version__ = "0.1.0"

#: Public name: the module it comes from, imported when the name is asked for.
_PUBLIC = {
    "open": "library",
    "Rulebook": "library",
    "Case": "model",
    "Answer": "library",
    "Offer": "library",
    "Status": "answer",
    "NextQuestion": "answer",
    "DeadlineAnswer": "deadlines",
    "Verdict": "deadlines",
    "to_json": "library",
    "validate": "library",
    "Diagnostic": "diagnostics",
    "Position": "diagnostics",
    "RusvejError": "diagnostics",
    "InputError": "diagnostics",
    "RulebookError": "diagnostics",
}
__all__ = [
    "Answer",
    "Case",
    "DeadlineAnswer",
    "Diagnostic",
    "InputError",
    "NextQuestion",
    "Offer",
    "Position",
    "Rulebook",
    "RulebookError",
    "RusvejError",
    "Status",
    "Verdict",
    "__version__",
    "open",
    "to_json",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'rusvej' has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f"rusvej.{_PUBLIC[name]}"), name)
    return found


def __dir__() -> list[str]:
    return __all__
