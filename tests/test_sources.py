"""Traceability: the shipped citations against the real texts where they are at hand, and the rules
of judging on small ones."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.analysis.citations import LineStatus, Report, digest, judge, narrowed, normalised
from rusvej.analysis.claims import claims_of
from rusvej.analysis.particulars import Own, missing, particulars_judged
from rusvej.app.rulebook import open_rulebook
from rusvej.app.sources import LOCK, Kept, read_lock, read_texts, update
from rusvej.cli.running import run
from rusvej.conditions import All, Compare
from rusvej.diagnostics import InputError
from rusvej.model import Citation, Document, Section, SetAside
from rusvej.render.sources_html import report_html
from rusvej.render.words import spans

TEXTS = Path(os.environ.get("RUSVEJ_SOURCES") or Path(__file__).parents[2] / "shared" / "sources")


def guide(*, last: int = 6, set_aside: tuple[SetAside, ...] = ()) -> Document:
    return Document(
        "guide", "Guiden", "000", (1, last), "2020", (Section("Alt", (1, last)),), set_aside
    )


LINES = [
    "Overskrift",
    "",
    "Teamet taler med den unge.",
    "Ingen linje om pris.",
    "Side 7",
    "Sidste ord",
]


def cited(part: Any, *, lines: bool = False) -> Any:
    """Plain data with its citations read."""
    if isinstance(part, dict):
        return {key: cited(value, lines="sources" in key) for key, value in part.items()}
    if isinstance(part, list):
        return [cited(each, lines=lines) for each in part]
    return Citation.parse(part) if lines else part


def report(
    plain: Mapping[str, object],
    document: Document | None = None,
    lines: list[str] = LINES,
    locked: dict[str, str] | None = None,
) -> Report:
    return judge(
        claims_of(cited(plain)),
        [document or guide(set_aside=(SetAside((5, 5), "Sidetal"),))],
        {"000": lines},
        locked or {},
    )


def statuses(found: Report) -> dict[int, str]:
    return {line.number: line.status.value for line in found.coverages[0].lines}


def action(*sources: str, id: str = "tal") -> dict[str, object]:
    return {"id": id, "text": "Tal sammen", "sources": list(sources)}


# The shipped data against the real texts


@pytest.fixture(scope="session")
def shipped(data_dir: Path) -> Report:
    if not TEXTS.is_dir() or not any(TEXTS.glob("000*")):
        pytest.skip(
            f"dokumenternes tekster er ikke i {TEXTS.name}; sæt RUSVEJ_SOURCES til mappen med dem"
        )
    kept, book = read_lock(data_dir), open_rulebook(data_dir)
    texts = read_texts(str(TEXTS), book.documents)
    report = judge(claims_of(book), book.documents, texts, kept.citations)
    return particulars_judged(report, book, texts, kept.records, kept.own)


@pytest.mark.slow
@pytest.mark.parametrize(
    "document", ["ungeundersoegelse", "handleguide", "opsporingsmodel", "kvalitetsstandard"]
)
def test_every_line_is_accounted_for(shipped: Report, document: str) -> None:
    one = narrowed(shipped, document)
    assert [line.number for line in one.coverages[0].orphans] == []
    assert one.broken == ()
    assert one.changed == ()


@pytest.mark.slow
def test_the_documents_hold_every_line_with_text(shipped: Report) -> None:
    # 1,499 lines in all; 1001-1003 and 1079 of the first text lie between and after its documents,
    # and are blank.
    assert sum(len(coverage.lines) for coverage in shipped.coverages) + shipped.outside == 1499
    assert shipped.outside == 4
    assert shipped.stray == ()


@pytest.mark.slow
def test_every_citation_has_its_digest(shipped: Report) -> None:
    assert [str(citation) for citation in shipped.unlocked] == [], (
        "kør rusvej sources --text MAPPE --update"
    )


@pytest.mark.slow
def test_every_particular_stands_in_the_lines_of_its_record(shipped: Report) -> None:
    assert [(each.record, each.word) for each in shipped.unheld] == []
    assert shipped.needless == ()
    assert shipped.moved == (), "læs linjerne, og kør rusvej sources --text MAPPE --update"


@pytest.mark.slow
def test_every_set_aside_line_has_a_reason(shipped: Report) -> None:
    aside = [
        line
        for coverage in shipped.coverages
        for line in coverage.lines
        if line.status is LineStatus.SET_ASIDE
    ]
    assert aside
    assert all(len(line.reason) > 6 for line in aside)


@pytest.mark.slow
def test_set_aside_is_never_prose(shipped: Report) -> None:
    # Headings, page numbers, letterheads and footer links are short; a set-aside sentence would be
    # a hidden orphan.
    aside = [
        line.text.strip()
        for coverage in shipped.coverages
        for line in coverage.lines
        if line.status is LineStatus.SET_ASIDE
    ]
    assert all(len(text.split()) <= 5 for text in aside)


# Coverage


def test_line_is_cited_blank_set_aside_or_orphan() -> None:
    found = report({"actions": [action("guide 3-4")]})
    assert statuses(found) == {
        1: "orphan",
        2: "blank",
        3: "cited",
        4: "cited",
        5: "set_aside",
        6: "orphan",
    }
    assert not found.clean


def test_a_cited_line_is_not_set_aside() -> None:
    assert statuses(report({"actions": [action("guide 5")]}))[5] == "cited"


def test_citations_are_found_wherever_they_stand() -> None:
    plain = {
        "survey": [
            {
                "id": "figur",
                "measures": [
                    {
                        "base_sources": ["guide 1"],
                        "values": [{"year": "2017", "sources": ["guide 3"]}],
                    }
                ],
            }
        ]
    }
    assert {(str(c.citation), c.record) for c in claims_of(cited(plain))} == {
        ("guide 1", "survey/figur/measures/1"),
        ("guide 3", "survey/figur/measures/1/values/1"),
    }


def test_an_entry_accounts_for_its_heading_only() -> None:
    lines = ["Overskrift", *["tekst"] * 9]
    plain = {"offers": [{"id": "mut", "levels": [{"level": "misbrug", "sources": ["guide 1-10"]}]}]}
    found = report(plain, guide(last=10), lines)
    assert [line.number for line in found.coverages[0].orphans] == list(range(2, 11))


def test_who_cites_the_whole_entry_accounts_for_no_more() -> None:
    plain = {
        "offers": [
            {
                "id": "mut",
                "levels": [{"level": "misbrug", "sources": ["guide 1-10"]}],
                "details": {"price": [{"text": "Pris er ikke angivet", "sources": ["guide 1-10"]}]},
            }
        ]
    }
    assert len(report(plain, guide(last=10), ["tekst"] * 10).coverages[0].orphans) == 9


@pytest.mark.parametrize(
    ("plain", "orphans"),
    [
        ({"actions": [action("guide 1-12")]}, 8),
        ({"actions": [action("guide 1-13")]}, 20),
        ({"properties": [action("guide 1-3")], "known_gaps": [action("guide 4")]}, 20),
        ({"strands": [{"id": "a", "steps": [action("guide 1-3")]}]}, 17),
    ],
)
def test_passages_and_tests_account_for_nothing(plain: dict[str, object], orphans: int) -> None:
    assert len(report(plain, guide(last=20), ["tekst"] * 20).coverages[0].orphans) == orphans


def test_text_outside_every_document_is_told() -> None:
    found = report({"actions": [action("guide 1-6")]}, lines=[*LINES, "", "Bilag"])
    assert found.stray == (("000", 8),)
    assert found.outside == 2
    assert not found.clean


# Broken and changed


@pytest.mark.parametrize(
    ("citation", "why"),
    [("guide 7", "lines"), ("guide 6-7", "lines"), ("guide 4-3", "lines"), ("bog 1", "document")],
)
def test_a_citation_of_nothing_is_broken(citation: str, why: str) -> None:
    (fault,) = report({"actions": [action(citation)]}).broken
    assert (str(fault.citation), fault.why, fault.records) == (citation, why, ("actions/tal",))


def test_a_text_that_is_too_short_breaks_its_citations() -> None:
    (fault,) = report({"actions": [action("guide 6")]}, lines=LINES[:5]).broken
    assert fault.why == "text"


def test_changed_text_is_found_and_names_every_record() -> None:
    plain = {
        "actions": [action("guide 3"), action("guide 3", id="ring"), action("guide 4", id="pris")]
    }
    locked = dict(report(plain).locked)
    altered = [*LINES[:2], "Teamet taler med forældrene.", *LINES[3:]]
    (fault,) = report(plain, lines=altered, locked=locked).changed
    assert (str(fault.citation), fault.records) == ("guide 3", ("actions/tal", "actions/ring"))
    assert report(plain, locked=locked).changed == ()


def test_a_citation_without_digest_is_neither_changed_nor_hidden() -> None:
    found = report({"actions": [action("guide 3")]}, locked={})
    assert found.changed == ()
    assert found.unlocked == (Citation("guide", 3, 3),)


def test_spaces_breaks_and_divided_words_make_no_difference() -> None:
    assert digest(["Behandling af stof-", "  misbrug  er gratis. "]) == digest(
        ["Behandling af", "stofmisbrug er gratis."]
    )
    assert digest(["3-4", "timer"]) != digest(["34", "timer"])


words = st.lists(st.text("abcæøå", min_size=1, max_size=8), min_size=1, max_size=30)


@given(words, st.lists(st.integers(1, 5), min_size=30, max_size=30))
def test_the_digest_does_not_see_where_lines_are_broken(
    text: list[str], lengths: list[int]
) -> None:
    lines, rest = [], text
    for length in lengths:
        if rest:
            lines.append("  ".join(rest[:length]) + " ")
            rest = rest[length:]
    assert digest(lines) == digest([" ".join(text)])


@given(words, st.integers(0, 29), st.text("xyz", min_size=1, max_size=3))
def test_the_digest_sees_every_other_word(text: list[str], place: int, other: str) -> None:
    altered = [*text]
    altered[place % len(text)] = other
    assert digest([" ".join(altered)]) != digest([" ".join(text)])
    assert normalised(["a", "b"]) == "a b"


@given(st.sets(st.integers(1, 60)))
def test_spans_say_exactly_the_numbers(numbers: set[int]) -> None:
    said: set[int] = set()
    for span in spans(numbers):
        first, _, last = span.partition("-")
        said |= set(range(int(first), int(last or first) + 1))
    assert said == numbers


# Files


def folder_with(place: Path, **files: str) -> Path:
    for name, content in files.items():
        (place / f"{name}.txt").write_text(content, encoding="utf-8")
    return place


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    folder_with(tmp_path, **{"000_a": "en\r\nto\f\n\u2028tre\n"})
    assert read_texts(str(tmp_path), [guide()]) == {"000": ["en", "to\f", "\u2028tre"]}


def test_missing_double_and_unreadable_texts_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="findes ikke"):
        read_texts(str(tmp_path / "intet"), [guide()])
    with pytest.raises(InputError, match="begynder med 000"):
        read_texts(str(tmp_path), [guide()])
    (tmp_path / "000_a.txt").write_bytes("æ".encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        read_texts(str(tmp_path), [guide()])
    (tmp_path / "000_b.txt").write_text("to")
    with pytest.raises(InputError, match="Flere filer"):
        read_texts(str(tmp_path), [guide()])


def test_update_writes_whole_or_not_at_all(tmp_path: Path) -> None:
    kept = Kept({"guide 1": "a", "guide 2": "b"}, {}, (Own("actions/a", ("7",), "regnet ud"),))
    said = update(tmp_path, kept, {"guide 1": "c", "guide 3": "d"}, {"actions/a": "e"})
    assert said == "Fingeraftryk skrevet: 1 nye, 1 ændrede, 1 fjernet, 2 i alt."
    now = Kept({"guide 1": "c", "guide 3": "d"}, {"actions/a": "e"}, kept.own)
    assert read_lock(tmp_path) == now
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_update_refuses_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    # A folder where the file should be refuses everybody, also whoever may write everywhere.
    (tmp_path / LOCK / "i").mkdir(parents=True)
    with pytest.raises(InputError, match="kan ikke skrives"):
        update(tmp_path, Kept(), {"guide 1": "a"}, {})
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"citations": {"a": 1}}', "{", '{"citations": {}, "own": [{"record": "a"}]}'],
)
def test_a_damaged_lock_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / LOCK).write_text(content)
    with pytest.raises(InputError, match=LOCK):
        read_lock(tmp_path)


# What a record says and its lines have

SAID = [
    "Hjemmet",
    "Ring til Teamet på 98 76 54 32, Nygade 4, 9800 Byby, højst 5 samtaler efter § 12",
    "En anden linje",
]
TEAM = {
    "id": "team",
    "name": "Teamet",
    "purpose": "Op til fem samtaler hos Teamet efter § 12",
    "telephone": "98 76 54 32",
    "address": "Nygade 4, 9800 Byby",
    "sources": ["guide 2"],
}


def said(**changes: object) -> list[tuple[str, str]]:
    """(kind, word) of what the contact says and its lines do not, with some of it changed."""
    book = SimpleNamespace(
        __record__=("contacts",),
        contacts=[cited({**TEAM, **changes})],
        documents=[guide(last=3)],
        offers=[],
    )
    return [(each.kind, each.word) for each in missing(book, {"000": SAID})]  # type: ignore[arg-type]


def test_what_the_lines_have_is_held() -> None:
    assert said() == []
    assert said(purpose="Højst 5 samtaler hos Teamets folk") == []
    assert said(telephone="98765432") == []
    assert said(telephone="ikke-angivet", address="ikke-angivet") == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"telephone": "98 76 54 23"}, [("telephone", "98 76 54 23")]),
        ({"purpose": "Ring 98 76 54 33"}, [("telephone", "98 76 54 33")]),
        ({"address": "Nygade 6, 9800 Byby"}, [("address", "6")]),
        ({"address": "Nygade 4, 9800 Andenby"}, [("address", "Andenby")]),
        ({"purpose": "Op til 6 samtaler"}, [("number", "6")]),
        ({"purpose": "Op til seks samtaler"}, [("number", "seks")]),
        ({"purpose": "Samtaler efter § 21"}, [("paragraph", "21")]),
        ({"purpose": "Samtaler efter §§ 12 og 21"}, [("paragraph", "21")]),
        ({"purpose": "Samtaler hos Holdet"}, [("name", "Holdet")]),
        (
            {"sources": ["guide 3"], "telephone": "ikke-angivet", "address": "ikke-angivet"},
            [("paragraph", "12"), ("number", "fem"), ("name", "Teamet")],
        ),
    ],
)
def test_a_planted_fault_is_found(changes: dict[str, object], found: list[tuple[str, str]]) -> None:
    assert said(**changes) == found


def test_every_line_of_an_address_is_held() -> None:
    assert said(address=["Nygade 4", "9800 Byby"]) == []
    assert said(address=["Nygade 6", "9800 Byby"]) == [("address", "6")]


@pytest.mark.parametrize("field", ["background", "note", "text", "title", "summary"])
def test_whatever_a_reader_sees_is_held(field: str) -> None:
    assert said(**{field: "Højst 5 samtaler"}) == []
    assert said(**{field: "Højst 6 samtaler"}) == [("number", "6")]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        # From 5, over 4, till 5 and under 5 all part at a number of the line.
        *((5, None, []), (None, 5, []), (None, 4, []), (4, 98, [])),
        (7, None, [("bound", "7")]),
        (None, 7, [("bound", "8")]),
        (5, 7, [("bound", "8")]),
    ],
)
def test_the_bound_of_a_condition_is_held(
    low: int | None, high: int | None, found: list[tuple[str, str]]
) -> None:
    assert said(when=Compare("age", (), low, high)) == found
    assert said(when=All((Compare("age", (), low, high), Compare("level", ("misbrug",))))) == found


def test_a_short_text_without_lines_of_its_own_is_held_against_those_of_its_record() -> None:
    def told(text: str, *sources: str) -> list[tuple[str, str, str]]:
        short = {"text": text, "sources": tuple(map(Citation.parse, sources))}
        book = SimpleNamespace(
            __record__=("contacts", "screen"),
            contacts=[_Contact(**{**TEAM, "sources": (Citation.parse("guide 1-2"),)})],
            screen=[_Wording(of="contacts", record="team", told=[short])],
            documents=[guide(last=3)],
            offers=[],
        )
        found = missing(book, {"000": SAID})  # type: ignore[arg-type]
        return [(each.record, each.kind, each.word) for each in found]

    assert told("højst 5 samtaler, 98 76 54 32") == []
    assert told("højst 6 samtaler") == [("screen/team/told/1", "number", "6")]
    assert told("ring 98 76 54 33") == [("screen/team/told/1", "telephone", "98 76 54 33")]
    assert told("højst 5 samtaler", "guide 3") == [("screen/team/told/1", "number", "5")]


class _Contact(SimpleNamespace):
    __record__ = (*TEAM, "aliases")
    aliases = ()


class _Wording(SimpleNamespace):
    __record__ = ("of", "record", "told")


def test_a_paragraph_is_not_any_number() -> None:
    assert said(purpose="Samtaler efter § 5") == [("paragraph", "5")]
    assert said(purpose="Op til 12 samtaler") == []


# The command


@pytest.fixture
def small(tmp_path: Path) -> tuple[str, str]:
    """A folder of data and one of texts, where every line is accounted for."""
    data, texts = tmp_path / "data", tmp_path / "tekster"
    data.mkdir()
    texts.mkdir()
    (data / "alt.yaml").write_text(
        """rulebook: {name: "Et <b>eksempel</b>", version: 1.0.0}
documents:
  - {id: guide, title: En guide, file: "000", lines: [1, 4], date: "2020", sections: [{heading: Alt, lines: [1, 4]}],
     set_aside: [{lines: [4, 4], reason: Sidetal}]}
contacts:
  - {id: team, name: Teamet, purpose: Råd & vejledning, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 3]}
  - {id: hus, name: Huset, purpose: Et sted, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 1]}
""",
        encoding="utf-8",
    )
    (texts / "000_guide.txt").write_text(
        "Overskrift\n\n\uf0b7 Teamet <script>alert(1)</script> & andre\nSide 7\n", encoding="utf-8"
    )
    return str(data), str(texts)


def test_clean_is_0_and_findings_are_1(
    small: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, texts = small
    assert run(["sources", "--data", data, "--text", texts]) == 0
    assert "1 %" not in capsys.readouterr().out.replace("100 %", "")
    Path(texts, "000_guide.txt").write_text(
        "Overskrift\nNy linje\nTeamet\nSide 7\n", encoding="utf-8"
    )
    assert run(["sources", "--data", data, "--text", texts]) == 1
    assert "linje 2: Ny linje" in capsys.readouterr().out


def test_update_then_change_is_found(
    small: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, texts = small
    assert run(["sources", "--data", data, "--text", texts, "--update"]) == 0
    assert run(["sources", "--data", data, "--text", texts, "--format", "json"]) == 0
    Path(texts, "000_guide.txt").write_text(
        "Overskrift\n\nTeamet er nedlagt\nSide 7\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["sources", "--data", data, "--text", texts, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "rusvej/sources/1"
    assert found["changed"] == [
        {"citation": "guide 3", "why": "changed", "records": ["contacts/team"]}
    ]
    assert run(["sources", "--data", data, "--text", texts, "--update"]) == 0
    assert run(["sources", "--data", data, "--text", texts]) == 0


def test_a_citation_moved_to_another_line_is_found(
    small: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, texts = small
    assert run(["sources", "--data", data, "--text", texts, "--update"]) == 0
    rules = Path(data, "alt.yaml")
    moved = rules.read_text("utf-8").replace("[guide 3]", "[guide 1, guide 3]")
    rules.write_text(moved, "utf-8")
    capsys.readouterr()
    assert run(["sources", "--data", data, "--text", texts, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["moved"] == ["contacts/team"]
    assert run(["sources", "--data", data, "--text", texts, "--update"]) == 0
    assert run(["sources", "--data", data, "--text", texts]) == 0


def test_our_own_words_are_listed_with_a_reason_and_only_as_long_as_they_are_needed(
    small: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    data, texts = small
    rules = Path(data, "alt.yaml")
    rules.write_text(rules.read_text("utf-8").replace("Et sted", "Et sted for 30"), "utf-8")
    words = ["sources", "--data", data, "--text", texts]
    assert run(words) == 1
    assert "tallet “30” står ikke i guide 1" in " ".join(capsys.readouterr().out.split())
    own = [{"record": "contacts/hus", "words": ["30"], "why": "talt op"}]
    Path(data, LOCK).write_text(json.dumps({"citations": {}, "own": own}), "utf-8")
    assert run([*words, "--update"]) == 0
    assert run(words) == 0
    rules.write_text(rules.read_text("utf-8").replace(" for 30", ""), "utf-8")
    assert run(words) == 1
    assert "hus: 30" in " ".join(capsys.readouterr().out.split())


def test_without_text_nothing_is_judged(
    small: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sources", "--data", small[0]]) == 0
    assert "--text MAPPE" in capsys.readouterr().out
    assert run(["sources", "guide", "--data", small[0], "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["judged"] is False
    assert [each["lines"] for each in found["documents"][0]["citations"]] == [[1, 1], [3, 3]]


@pytest.mark.parametrize(
    "arguments", [["--update"], ["--format", "html"], ["nogetandet"], ["--text", "findes-ikke"]]
)
def test_wrong_use_is_2(
    small: tuple[str, str], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sources", "--data", small[0], *arguments]) == 2
    assert capsys.readouterr().err.startswith("Fejl: ")


class Seen(HTMLParser):
    """What a browser would see: the tags in use, the addresses they name, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_one_escaped_page_without_network(
    small: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sources", "--data", small[0], "--text", small[1], "--format", "html"]) == 0
    page = capsys.readouterr().out
    seen = Seen()
    seen.feed(page)
    assert seen.open == []
    assert "script" not in seen.tags and "b" not in seen.tags
    assert all(link.startswith("#") for link in seen.links)
    assert "• Teamet <script>alert(1)</script> & andre" in seen.text
    assert "contacts/team (3-3)" in seen.text
    assert "Sidetal" in seen.text
    assert "url(" not in page and "@import" not in page


@pytest.mark.slow
def test_html_says_every_line_of_the_real_documents(
    shipped: Report, rulebook: object, data_dir: Path
) -> None:
    page = report_html(open_rulebook(data_dir), shipped)
    assert page.count('<td class="n">') == sum(
        len(coverage.lines) for coverage in shipped.coverages
    )
    assert html.escape("Uddannelsesmentor") in page
