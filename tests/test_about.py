"""What a rulebook says of itself."""

from __future__ import annotations

import pytest

from rusvej.model import About, Citation, Document, PersonWords, Rulebook, Words, genitive
from rusvej.store.load import inspect_contents


def book(*ids: str, marks: dict[str, str] | None = None) -> Rulebook:
    return Rulebook(
        About("Et eksempel", "1.0.0"),
        documents=tuple(
            Document(id, id.title(), "1", (1, 9), "2026", (), mark=(marks or {}).get(id, ""))
            for id in ids
        ),
    )


def test_documents_with_one_initial_have_marks_of_their_own() -> None:
    assert book("boligplan", "boligvejledning").marks == {
        "boligplan": "BOLIGP",
        "boligvejledning": "BOLIGV",
    }
    assert book("guide", "standard").marks == {"guide": "G", "standard": "S"}
    assert book("guide", "standard", marks={"guide": "H"}).marks["guide"] == "H"


def test_short_citations_gather_the_lines_of_a_document() -> None:
    cited = tuple(map(Citation.parse, ("guide 3", "standard 2-4", "guide 7-8")))
    assert book("guide", "standard").cite(cited) == "[G 3, 7-8; S 2-4]"
    assert book("guide").cite(()) == ""


@pytest.mark.parametrize(
    ("age", "word"), [(None, "den unge"), (24, "den unge"), (25, "borgeren"), (0, "den unge")]
)
def test_the_person_is_named_by_age(age: int | None, word: str) -> None:
    words = PersonWords(young="den unge", adult="borgeren", from_=25)
    assert words.of(age) == word


def test_a_rulebook_without_words_for_the_person_says_a_neutral_one() -> None:
    assert Words().person.of(None) == Words().person.of(40) == "personen"


@pytest.mark.parametrize(
    ("word", "owner"), [("guiden", "guidens"), ("Mors", "Mors'"), ("", ""), ("Randers", "Randers'")]
)
def test_owners(word: str, owner: str) -> None:
    assert genitive(word) == owner


def test_short_forms_of_the_record_are_read() -> None:
    text = """
rulebook:
  name: Et eksempel
  version: 1.0.0
  municipality: Lilleby Kommune
  words: {person: eleven}
"""
    loaded = inspect_contents([("rulebook.yaml", text.encode())], "")
    assert loaded.diagnostics == []
    about = loaded.rulebook.about
    assert about.municipality.name == "Lilleby Kommune"
    assert about.municipality.whose == "Lilleby Kommunes"
    assert loaded.rulebook.person(30) == "eleven"


def test_the_shipped_rulebook_keeps_its_letters(rulebook: Rulebook) -> None:
    assert rulebook.marks == {
        "ungeundersoegelse": "U",
        "handleguide": "H",
        "opsporingsmodel": "O",
        "kvalitetsstandard": "K",
    }
    assert rulebook.guide == "guiden"
    assert rulebook.person(15) == "den unge"
    assert rulebook.person(25) == "borgeren"
