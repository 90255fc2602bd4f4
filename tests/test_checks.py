"""Every check finds what its own example shows, and nothing in the shipped rulebook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from rusvej import checks
from rusvej.checks import CHECKS, Check
from rusvej.checks.examples import ABOUT, BASE, READINGS, a_question, an_action, example
from rusvej.diagnostics import Diagnostic
from rusvej.diagram import Diagrams
from rusvej.store import inspect_folder
from rusvej.store.load import inspect_contents


def judged(text: str) -> list[Diagnostic]:
    """The diagnostics of a piece of YAML read beside the base of the examples."""
    files = [("base.yaml", BASE.encode()), ("example.yaml", text.encode())]
    if "\nrulebook:" not in text:
        files.append(("about.yaml", ABOUT.encode()))
    loaded = inspect_contents(files, "")
    return [
        *loaded.diagnostics,
        *checks.run(loaded.rulebook, loaded.where, loaded.lost, None, loaded.faulty),
    ]


def codes(text: str) -> set[str]:
    return {diagnostic.code for diagnostic in judged(text)}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_bad_example(check: Check) -> None:
    found = judged(check.bad)
    assert [d.code for d in found] == [check.code]
    lines = check.bad.split("\n")
    assert {d.position.file for d in found} == {"example.yaml"}
    assert [d.position.line for d in found] == [
        number for number, line in enumerate(lines, 1) if line.endswith("# <-")
    ]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_good_example(check: Check) -> None:
    assert judged(check.good) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_sentences(check: Check) -> None:
    (found,) = judged(check.bad)
    assert found.message.endswith(".")
    assert found.help.endswith((".", "?"))
    assert check.title
    assert not check.title.endswith(".")


def test_every_check_has_its_own_code() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS)
    assert all(
        check.code.replace("-", "").isascii() and check.code == check.code.lower()
        for check in CHECKS
    )


def test_a_check_is_added_by_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "probe.py").write_text(
        "from rusvej.checks.check import check\n"
        "@check('proeve', 'Prøve', bad='', good='')\n"
        "def probe(whole):\n"
        "    return iter(())\n"
    )
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path)])
    found = [thing.code for thing in checks._found() if isinstance(thing, Check)]
    assert set(found) == {*(check.code for check in CHECKS), "proeve"}


def test_shipped_data_has_no_mistakes(data_dir: Path) -> None:
    loaded = inspect_folder(data_dir)
    assert loaded.diagnostics + checks.run(loaded.rulebook, loaded.where, loaded.lost) == []
    assert len(loaded.rulebook.offers) == 28


def test_details_are_looked_into() -> None:
    said = "{price: [{text: Gratis, sources: [guide 101], levels: [trivsel]}]}"
    stated = example("offers", {"details": said})
    assert codes(stated) == {"kilde-uden-for", "niveau-uden-tilbud"}


def test_sections_beside_the_rulebook_are_looked_into() -> None:
    survey = """
survey:
  - id: Figur 2
    number: 2
    grade: 7
    topic: alkohol
    question: Har den unge drukket?
    sources: []
    measures: []
"""
    assert codes(survey) == {"id-form", "kilde-mangler"}


def test_misspelt_fact_gets_a_suggestion() -> None:
    (found,) = judged(an_action("{fact: motivatd, is: true}"))
    assert found.help == "Mente du `motivated`?"


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("{fact: level, at_least: 2}", "sammenligning-type"),
        ("{fact: age, is: true}", "sammenligning-type"),
        ("{fact: age, is: femten}", "sammenligning-type"),
        ("{fact: age, is: 121}", "oplysning-vaerdi"),
        ("{fact: age, at_most: 121}", "spaend-umuligt"),
        (
            "{fact: level, is: trivsel}",
            "betingelse-umulig",
        ),  # the action is printed at misbrug only
        ("{fact: level, is: misbrug}", "betingelse-altid"),
        (
            "{any: [{fact: age, is: 3}, {all: [{fact: age, is: 3}, {fact: age, is: 4}]}]}",
            "betingelse-umulig",
        ),
        (
            "{any: [{fact: motivated, is: true}, {not: {fact: motivated, is: true}}]}",
            "betingelse-altid",
        ),
        ("{all: [{fact: motivated, is: true}, {not: {judgement: assessed}}]}", ""),
        ("{always: true}", ""),
    ],
)
def test_conditions(when: str, code: str) -> None:
    assert codes(an_action(when)) == ({code} if code else set())


def test_a_condition_that_contradicts_an_impossible_combination() -> None:
    impossible = """
impossible:
  - id: ung-og-vurderet
    text: Før 15 vurderes ingen
    basis: logik
    when: {all: [{fact: age, at_most: 14}, {fact: assessed, is: true}]}
"""
    contradicting = an_action("{all: [{judgement: assessed}, {fact: age, at_most: 10}]}")
    assert codes(impossible + contradicting) == {"betingelse-umulig"}
    assert codes(impossible + contradicting.replace("10", "15")) == set()


def test_never_means_under_no_reading() -> None:
    young = "{{all: [{{question: over-18}}, {{fact: age, at_most: {}}}]}}"
    assert codes(a_question({}, young.format(18))) == set()
    assert codes(a_question({}, young.format(17))) == {"betingelse-umulig"}


def test_a_reference_to_a_record_that_could_not_be_read_is_no_mistake() -> None:
    broken = example("offers", {"frister": "[start]"})
    assert codes(broken + example("caveats")) == {"felt-ukendt"}


def test_form_and_content_are_told_in_one_round() -> None:
    wrong = {"access": "", "contact": "{units: [teamt]}", "details": "{}"}
    found = {(d.code, d.message.partition(" ")[0]) for d in judged(example("offers", wrong))}
    assert found == {
        ("felt-mangler", "Feltet"),
        ("kontakt-ukendt", "Kontakten"),
        ("detalje-mangler", "Tilbuddet"),
    }


@pytest.mark.parametrize(
    ("section", "key", "value", "code"),
    [
        ("offers", "criteria", "", "felt-mangler"),
        ("offers", "details", "", "felt-mangler"),
        ("offers", "document", "[guide]", "type-forkert"),
        ("offers", "levels", "misbrug", "type-forkert"),
        ("offers", "contact", "{units: [team, 7]}", "type-forkert"),
        ("deadlines", "period", "", "felt-mangler"),
        ("deadlines", "kind", "frist", "vaerdi-ukendt"),
        ("deadlines", "counted_from", "", "felt-mangler"),
        ("questions", "readings", "", "felt-mangler"),
        ("questions", "status", "uafklaret", "vaerdi-ukendt"),
        ("contacts", "sources", "guide 4", "type-forkert"),
        ("contacts", "id", "", "felt-mangler"),
        ("facts", "type", "tekst", "vaerdi-ukendt"),
        ("actions", "when", "{fact: age, mindst: 18}", "betingelse-form"),
    ],
)
def test_nothing_follows_from_a_mistake_of_form(
    section: str, key: str, value: str, code: str
) -> None:
    assert [d.code for d in judged(example(section, {key: value}))] == [code]


def test_what_names_a_record_with_a_mistake_of_form_has_none() -> None:
    text = a_question({"readings": ""})
    assert [d.code for d in judged(text)] == ["felt-mangler"]


@pytest.mark.parametrize(
    ("section", "key", "value", "help"),
    [
        ("offers", "access", "", "Tilføj access: {kind: direct|contact|assessed|decision|"),
        ("offers", "criteria", "", "Tilføj criteria: [{id: …, text: …, when: {fact: …, is: …},"),
        ("offers", "levels", "misbrug", "Skriv levels: [{level: …, sources: […], note: …}]."),
        ("offers", "access", "{kind: visiteret}", "decision, ikke-angivet. Vejen ind."),
        ("offers", "contact", "{units: [team], og mere}", "skal hele teksten i anførselstegn"),
        ("offers", "details", "{price: ikke-angivet, x: ikke-angivet}", "under details i rulebook"),
        ("contacts", "sources", "", "Tilføj sources: [dokument 12-14]. Linjerne,"),
        ("contacts", "sources", "guide 4", "parenteser om: sources: [guide 4]."),
        ("deadlines", "period", "14", "Skriv period: {days: 1, …}."),
        ("offers", "contact", "{units: [team], navn: x}", "Muligheder: statements, first_step"),
        ("offers", "access", "{kind: direct, statements: [{tekst: x}]}", "Mente du `text`?"),
        ("offers", "details", "{price: Gratis}", "…}] eller ikke-angivet."),
        ("questions", "status", "opne", "Mente du `open`?"),
    ],
)
def test_help_says_what_belongs_there(section: str, key: str, value: str, help: str) -> None:
    found = judged(example(section, {key: value}))
    assert any(help in diagnostic.help for diagnostic in found), [d.help for d in found]


def test_a_lost_section_is_told_once_and_silences_what_refers_to_it() -> None:
    text = example("caveats", {"offers": "[samtaler, gruppe, hjem]"}) + example(
        "actions", {"offers": "[samtaler, gruppe]"}
    )
    (found,) = judged(text)
    assert found.code == "sektion-tom"
    assert found.message == (
        "5 henvisninger går til sektionen offers, som ikke har “samtaler”, “gruppe”, “hjem”."
    )
    assert "offers" in found.help


def test_a_lost_file_is_told_once_though_the_section_has_others() -> None:
    names = ", ".join(f"navn-{i}" for i in "abcdefghij")
    text = example("caveats", {"offers": f"[samtaler, {names}]"}) + example("offers")
    (found,) = judged(text)
    assert found.code == "sektion-tom"
    assert "10 henvisninger" in found.message
    assert {d.code for d in judged(text.replace(", navn-j", ""))} == {"tilbud-ukendt"}


def test_an_empty_file_is_told_and_nothing_that_follows_from_it() -> None:
    files = [("base.yaml", BASE.encode()), ("about.yaml", ABOUT.encode()), ("tom.yaml", b"\n")]
    text = example("caveats", {"offers": "[samtaler, gruppe, hjem]"})
    loaded = inspect_contents([*files, ("example.yaml", text.encode())], "")
    found = [*loaded.diagnostics, *checks.run(loaded.rulebook, loaded.where, loaded.lost)]
    assert [(d.code, d.position.file) for d in found] == [("fil-tom", "tom.yaml")]


def test_two_records_of_the_rulebook_itself() -> None:
    files = [(name, ABOUT.encode()) for name in ("a.yaml", "b.yaml")]
    loaded = inspect_contents([("base.yaml", BASE.encode()), *files], "")
    assert [(d.code, d.position.file) for d in loaded.diagnostics] == [
        ("sektion-dobbelt", "b.yaml")
    ]


@pytest.mark.parametrize(
    ("roles", "codes_found"),
    [
        ("{level: level}", set()),
        ("{level: niveau}", {"post-oplysning"}),
        ("{age: age}", {"niveau-ukendt"}),
    ],
)
def test_levels_and_their_fact_agree(roles: str, codes_found: set[str]) -> None:
    about = ABOUT.replace("{age: age, level: level}", roles)
    assert codes(about) == codes_found


def test_a_value_without_its_level() -> None:
    values = "[{id: a, label: A}, {id: trivsel, label: T}, {id: misbrug, label: M}]"
    fact = {"id": "trin", "type": "choice", "values": values}
    about = ABOUT.replace("level: level", "level: trin")
    (found,) = judged(example("facts", fact) + about)
    assert (found.code, found.message) == ("niveau-ukendt", "Der er intet niveau “a”.")


def test_what_is_out_of_date_is_warned_of_where_a_day_is_given() -> None:
    text = example("actions", {"valid_until": '"2026-03-02"'})
    files = [(f"{i}.yaml", part.encode()) for i, part in enumerate((BASE, ABOUT, text))]
    loaded = inspect_contents(files, "")

    def on(day: date | None) -> list[tuple[str, str]]:
        found = checks.run(loaded.rulebook, loaded.where, loaded.lost, day)
        return [(d.code, d.severity) for d in found]

    assert on(None) == on(date(2026, 3, 2)) == []
    assert on(date(2026, 3, 3)) == [("gyldighed", "warning")]


def test_a_question_is_not_used_by_its_own_readings() -> None:
    readings = READINGS.replace("at_least: 19", "at_least: 20")
    told = a_question({"readings": readings}, "{fact: age, at_least: 18}")
    assert codes(told) == {"spoergsmaal-ubrugt"}
    assert codes(told + "    shown_when: {fact: age, at_least: 18}\n") == set()


def test_references_into_a_file_that_is_no_yaml_are_no_mistakes() -> None:
    files = [
        ("base.yaml", BASE.encode()),
        ("about.yaml", ABOUT.encode()),
        ("broken.yaml", b"contacts:\n  - id: hus\n   name: [\n"),
        ("offers.yaml", example("offers", {"contact": "{units: [hus, huz]}"}).encode()),
    ]
    loaded = inspect_contents(files, "")
    found = [*loaded.diagnostics, *checks.run(loaded.rulebook, loaded.where, loaded.lost)]
    assert [d.code for d in found] == ["yaml-syntaks", "kontakt-ukendt"]


def test_order_of_files_does_not_matter() -> None:
    parts = [check.bad for check in CHECKS if "\nrulebook:" not in check.bad]
    files = [
        ("base.yaml", BASE.encode()),
        *((f"{index:02}.yaml", part.encode()) for index, part in enumerate(parts)),
    ]

    two = "id-dobbelt laesning-ukendt laesninger-ens alias-sammenfald model-form".split()

    def found(contents: list[tuple[str, bytes]]) -> set[tuple[str, str, int]]:
        loaded = inspect_contents(contents, "")
        # Which of two records is "the other" depends on the order; everything else does not.
        ran = checks.run(loaded.rulebook, loaded.where, loaded.lost)
        return {(d.code, d.position.file, d.position.line) for d in ran if d.code not in two}

    assert found(files) == found(files[::-1])


def test_many_mistakes_are_cut_off() -> None:
    found = judged(an_action("{any: [" + "{fact: x, is: true}, " * 2000 + "]}"))
    assert len(found) == checks.MOST + 1
    assert found[-1].code == "for-mange"


def test_circles_and_chains_end() -> None:
    chain = "\n".join(
        f"  - {{id: q{i}, title: T, question: Q, status: open, sources: [guide 1], readings: [{{id:"
        f" a, text: A, when: {{question: q{i + 1}}}}}, {{id: b, text: B, when: {{question:"
        f" q{i + 1}}}}}]}}"
        for i in range(300)
    )
    assert "spoergsmaal-kreds" in codes("questions:\n" + chain)


@pytest.mark.parametrize(
    ("number", "fine"),
    [
        ("56 20 27 20", True),
        ("5620 2720", True),
        ("56202720", True),
        ("+45 56 20 27 20", True),
        ("+46 8 123 45 67", True),
        ("+47 22 12 34 56", True),
        ("112", True),
        ("116 111", True),
        ("5620 272", False),
        ("562027201", False),
        ("0620 2720", False),
        ("ring til os", False),
    ],
)
def test_telephone_numbers_as_they_are_printed(number: str, fine: bool) -> None:
    told = codes(example("contacts", {"telephone": f'"{number}"'}))
    assert told == (set() if fine else {"telefon-form"})


def test_rules_that_no_order_makes_small_are_refused_with_their_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = "{fact: age, at_least: 18}, {fact: motivated, is: true}, {fact: assessed, is: true}"
    criterion = f"[{{id: a, text: A, when: {{all: [{parts}]}}, sources: [guide 10]}}]"
    text = example("offers", {"criteria": criterion})
    assert judged(text) == []
    small = partial(Diagrams, most_nodes=70)
    monkeypatch.setattr(import_module("rusvej.compiled.compiled"), "Diagrams", small)
    (found,) = judged(text)
    assert (found.code, found.position.file) == ("regler-for-store", "example.yaml")
    assert "samtaler" in found.message


@pytest.mark.parametrize(
    ("section", "written", "said"),
    [
        (
            "facts: [{id: hvem, type: choice, label: hvem, question: Hvem, values: [ung, gammel]}]",
            "Nr. 1 under “values” skal være nøgler med indhold.",
            "Skriv {id: …, label: …",
        ),
        (
            "deadlines: [{id: snart, name: Snart, text: Snart, kind: deadline, period: straks,"
            " counted_from: [], sources: []}]",
            "“period” skal være nøgler med indhold.",
            "“hurtigst muligt” er {soonest: true}",
        ),
        (
            "conditions: [{id: ung, text: ung, when: {fact: age, below: 18}}]",
            "Betingelsen kan ikke læses: nøglen “below” hører ikke hjemme ved “fact”.",
            "“under 18” er at_most: 17",
        ),
    ],
)
def test_what_a_newcomer_writes_is_told_how_it_is_written(
    section: str, written: str, said: str
) -> None:
    text = f"rulebook: {{name: Et, version: 1.0.0, format: 2}}\n{section}\n"
    found = inspect_contents([("r.yaml", text.encode())], "").diagnostics
    helps = {each.message: each.help for each in found}
    assert said in helps[written]


_FIGURE = """
survey:
  - id: figur-2
    number: {number}
    grade: {grade}
    topic: alkohol
    question: Har den unge drukket?
    sources: [guide 10]
    measures:
      - id: drukket
        text: har drukket
        unit: {unit}
        base: alle
        values: [{{year: "2020", value: {value}, to: {to}, sources: [guide 10]}}]
"""
_SOUND_FIGURE = {"number": 2, "grade": 7, "unit": "procent", "value": 5, "to": "null"}


def a_figure(**given: object) -> str:
    return _FIGURE.format(**_SOUND_FIGURE | given)


def a_note(key: str, value: str) -> str:
    return example("law_notes", {key: value, "before": "det er klar"})


#: (the record with a number in it, those that it can be, those that it cannot).
NUMBERS: dict[str, tuple[Callable[[int], str], tuple[int, ...], tuple[int, ...]]] = {
    "person.from": (
        lambda n: ABOUT + f"  words: {{person: {{young: ung, adult: borger, from: {n}}}}}\n",
        (1, 25, 120),
        (-3, 0, 121, 200),
    ),
    "before_age": (lambda n: a_note("before_age", str(n)), (1, 18, 120), (-18, 0, 121)),
    "from_age": (
        lambda n: a_note("told", f"[{{text: Læs, from_age: {n}}}]"),
        (1, 18, 120),
        (-1, 0, 180),
    ),
    "years": (
        lambda n: a_note("revision", f"{{of: '2022-12-13', years: {n}}}"),
        (1, 100),
        (-2, 0, 9000),
    ),
    "last_year": (
        lambda n: example("days_off", {"last_year": str(n)}),
        (1999, 2024),
        (-1, 24, 20240),
    ),
    "easter": (
        lambda n: example("days_off", {"on": "", "easter": str(n)}),
        (-2, 0, 50),
        (-101, 10**6),
    ),
    "points": (
        lambda n: example(
            "derived",
            {
                "points": f"[{{when: {{fact: motivated, is: true}}, points: {n}}}]",
                "thresholds": "[{from: 0, then: lav}, {from: 1, then: hoej}]",
            },
        ),
        (-5, 1, 1000),
        (-1001, 10**8),
    ),
    "property.days": (
        lambda n: (
            example("deadlines")
            + "properties:\n  - {id: p, text: Senest, kind: deadline-at-most, deadlines: [start],"
            f" days: {n}, sources: [guide 10]}}\n"
        ),
        (0, 14, 3660),
        (-14, 10**6),
    ),
    "counted.days": (
        lambda n: (
            example("questions")
            + example(
                "deadlines",
                {
                    "counting": "{question: over-18, readings:"
                    f" [{{reading: ja, days: {n}}}, {{reading: nej}}]}}"
                },
            )
        ),
        (-1, 0, 31),
        (-367, 10**8),
    ),
    "figure.number": (lambda n: a_figure(number=n), (1, 40), (-1, 0)),
    "grade": (lambda n: a_figure(grade=n), (0, 7, 10), (-7, 79)),
    "percent": (lambda n: a_figure(value=n), (0, 100), (-1, 101, 540)),
    "points of percent": (
        lambda n: a_figure(value=n, unit="procentpoint"),
        (-100, 100),
        (-101, 101),
    ),
    "persons": (lambda n: a_figure(value=n, unit="personer"), (0, 70_000), (-1,)),
    "range": (lambda n: a_figure(to=n), (5, 100), (4, 101)),
    "lines": (lambda n: example("documents", {"lines": f"[{n}, 9]"}), (1, 9), (-4, 0)),
    "age": (
        lambda n: (
            "facts:\n  - {id: years, type: int, max: 120, label: alder, question: 'Hvor gammel?',"
            f" min: {n}}}\n" + ABOUT.replace("age: age", "age: years")
        ),
        (0, 10),
        (-1,),
    ),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_that_cannot_be_is_refused(name: str) -> None:
    written, right, wrong = NUMBERS[name]
    for number in right:
        assert codes(written(number)) <= {"oplysning-ubrugt"}, number
    for number in wrong:
        assert codes(written(number)) & {"tal-graense", "alder-aar"}, number


def a_property(named: str) -> str:
    return f"properties:\n  - {{id: p, kind: always, text: Det gælder, reason: Enhver, {named}}}\n"


@pytest.mark.parametrize("command", ["suggestt", "offers", "Suggest", "--help"])
def test_an_option_is_only_for_a_command_with_a_case(command: str) -> None:
    option = "--motivation: {facts: [motivated]"
    about = ABOUT.replace(option, f'{option}, only: ["{command}"]')
    assert codes(about) == {"valgmulighed"}
    assert codes(about.replace(f'"{command}"', "suggest, check-deadline")) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("screen:\n  - {of: contacts, record: holdet, short: Hold}\n", "post-ukendt"),
        ("screen:\n  - {of: contacts, record: team, silent: [ung]}\n", "spoerger-ukendt"),
        (
            "screen:\n  - {of: contacts, record: team, told: [{text: Ring, levels: [b]}]}\n",
            "niveau-ukendt",
        ),
        (
            "screen:\n  - {of: contacts, record: team, say: [{text: Ring, offers: [b]}]}\n",
            "tilbud-ukendt",
        ),
        (
            "screen:\n  - {of: contacts, record: team,"
            " may_contact: [{roles: [ung], levels: [misbrug], sources: [guide 10]}]}\n",
            "spoerger-ukendt",
        ),
        ("askers:\n  - {role: skole, name: skolen}\n", "spoerger-ukendt"),
        (ABOUT.replace("[assessed]", "[assessed], value: måske"), "valgmulighed"),
        (ABOUT.replace("{facts: [assessed]}", "{facts: []}"), "valgmulighed"),
        (ABOUT.replace("level: level", "level: age"), "rolle-slags"),
        (ABOUT.replace("level: level", "level: level, asker: motivated"), "rolle-slags"),
        (ABOUT.replace("level: level", "level: level, grade: motivated"), "rolle-slags"),
        (
            "detection:\n  - {id: m, title: M, sources: [guide 10], nodes: []}\n",
            "model-form",
        ),
        (
            "detection:\n"
            "  - {id: m, title: M, sources: [guide 10],"
            " nodes: [{id: a, name: A, sources: [guide 10]}]}\n"
            "  - {id: n, title: N, sources: [guide 10],"
            " nodes: [{id: a, name: A, sources: [guide 10]}]}\n",
            "model-form",
        ),
        (a_property("deciders: [holdet]"), "kontakt-ukendt"),
        (a_property("deadlines: [frist]"), "frist-ukendt"),
        (a_property("caveats: [pas]"), "egenskab-ukendt"),
        (a_property("known: [hvad]"), "oplysning-ukendt"),
        (a_property("fact: hvad, order: [1]"), "oplysning-ukendt"),
        (a_property("after: [hjalp]"), "tilbud-ukendt"),
        (a_property("access: [ring]"), "vaerdi-ukendt"),
        (
            "strands:\n  - {id: vej, title: Vej, steps: [], note: Se, note_levels: [b]}\n",
            "trin-henvisning",
        ),
    ],
)
def test_what_a_record_names_is_looked_up(text: str, code: str) -> None:
    assert code in codes(text)
