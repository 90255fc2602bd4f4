"""No municipality in the code: names, words and ids of a rulebook stand in its data alone.

The ids are read from the shipped rulebook, so that a new fact or level is looked for too. Comments
and docstrings count: who reads the code learns from them what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rusvej.model import Rulebook

SRC = Path(__file__).parent.parent / "src" / "rusvej"
FILES = sorted(
    path for path in SRC.rglob("*") if path.is_file() and "__pycache__" not in path.parts
)

#: Names and words of one municipality, however they are bent.
NAMES = re.compile(
    r"hjørring|hjoerring|sofus|\bMUT\b|\bSSP\b|handleguide|kvalitetsstandard|modul ?[123]"
    r"|module[123]|misbrugsteam|misbrugscenter|behandlingsgaranti|familieafdeling|vejlederteam|ungeguide"
    r"|trivselslærer|fem niveauer|guidens fem",
    re.IGNORECASE,
)
#: Ids that are also ordinary words of the program, with the reason.
ORDINARY = {
    "age": "a role and a word of the format",
    "level": "a role and a word of the format",
    "role": "the format has roles",
    "school": "an English word",
    "substance": "an English word",
    "start": "an English word",
    "contact": "a field of an offer",
    "grade": "a role, and a field of the survey",
    "course": "an English word",
}
#: File: ids or names that it may hold, and why. Empty is the goal.
ALLOWED: dict[str, dict[str, str]] = {
    "store/migrations/first_format.py": dict.fromkeys(
        "wants_anonymity motivated other_measure schooling contacted_unit applied doctor module1"
        " module2 primary-end phase1 phase2".split(),
        "the first format had one municipality's names in the program",
    ),
    # Words of the law, and the names of pages that were read.
    "layers/danmark/named/lov.yaml": dict.fromkeys(
        "behandlingsgaranti handleguide kvalitetsstandard Kvalitetsstandard".split(),
        "the law has the guarantee and the standard; a page that was read has the guide",
    ),
    "__init__.py": {
        "problematisk": "the library's example runs on the shipped rulebook",
        "mut": "the library's example runs on the shipped rulebook",
    },
    "library.py": {"mut": "the library's example runs on the shipped rulebook"},
    "checks/levels.py": {
        "misbrug": "an example of a level",
        "trivsel": "an example of a level",
    },
    "checks/examples.py": {
        "motivated": "an example of a yes/no fact",
        "pregnant": "an example of a yes/no fact",
        "misbrug": "an example of a level",
        "trivsel": "an example of a level",
        "udeblivelse": "an example of an exception",
    },
}


def ids(book: Rulebook) -> dict[str, str]:
    """The ids of the rulebook by what they are of."""
    sections: dict[str, tuple[Any, ...]] = {
        "fact": book.facts,
        "level": book.levels,
        "offer": book.offers,
        "caveat": book.caveats,
        "event": book.events,
        "exception": book.exceptions,
        "document": book.documents,
        "contact": book.contacts,
    }
    return {record.id: kind for kind, records in sections.items() for record in records}


def found(text: str, names: dict[str, str]) -> Iterator[tuple[int, str]]:
    """(line, word) for every name, and every id that stands in quotation marks or has an
    underscore, which no ordinary word has."""
    quoted = re.compile(r"[\"'`=]([a-z][a-z0-9_-]*)[\"'`]")
    for number, line in enumerate(text.splitlines(), 1):
        for match in NAMES.finditer(line):
            yield number, match[0]
        for word in {*quoted.findall(line), *re.findall(r"\b[a-z]+_[a-z_0-9]+\b", line)}:
            if word in names and word not in ORDINARY:
                yield number, word


def test_no_words_of_one_municipality(rulebook: Rulebook) -> None:
    names = ids(rulebook)
    told = [
        f"{name}:{line}: {word}"
        for path in FILES
        for name in [path.relative_to(SRC).as_posix()]
        for line, word in found(path.read_text("utf-8"), names)
        if word not in ALLOWED.get(name, {})
    ]
    assert told == []


def test_the_lint_sees_what_it_is_to_see(rulebook: Rulebook) -> None:
    text = 'x = "motivated"\n# MUT\nmut_talks_exhausted\nHjørrings\nif fact == "afhaengighed":\n'
    assert [line for line, _ in found(text, ids(rulebook))] == [1, 2, 3, 4, 5]
    assert list(found('level = "level"\nstart = 1\nmutable = 2\n', ids(rulebook))) == []


@pytest.mark.parametrize("name", ALLOWED)
def test_what_is_allowed_is_needed(name: str) -> None:
    text = (SRC / name).read_text("utf-8")
    assert [word for word in ALLOWED[name] if word not in text] == []
