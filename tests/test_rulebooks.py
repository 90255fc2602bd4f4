"""The promise to other municipalities: every command works on their rulebooks, in their words.

Three are written from public texts of others, three are invented to strain the format. The commands
and their arguments are found in the program, so that a new one is tried too.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest

from rusvej.answer import Status
from rusvej.app.init import begin
from rusvej.cli.command import Argument, parameters
from rusvej.cli.commands import COMMANDS, load
from rusvej.cli.running import run
from rusvej.engine import answer
from rusvej.model import About, Rulebook
from rusvej.model.about import full_form
from rusvej.store import inspect_folder, load_rulebook, schema, shape

FOLDER = Path(__file__).parent / "rulebooks"
BOOKS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
SOURCES = Path(__file__).parents[2] / "shared" / "sources" / "others"
#: What no rulebook of others may be told in.
STRANGE = (
    "Hjørring",
    "Sofus",
    "MUT",
    "Misbrugsteam",
    "handleguide",
    "Handleguide",
    "kvalitetsstandard",
    "Kvalitetsstandard",
    "Modul",
    "fem niveauer",
    "behandlingsgaranti",
)


def book(name: str) -> Rulebook:
    return load_rulebook(FOLDER / name)


def lines(name: str, command: str) -> list[list[str]]:
    """Command lines that try the command on the rulebook: bare, and with what its record and its
    example words let one type."""
    found = book(name)
    named = [
        *(offer.id for offer in found.offers[:2]),
        *(unit.name for unit in found.contacts[:1]),
        *(level.name for level in found.levels[-1:]),
        *(document.id for document in found.documents[:1]),
        "noget helt andet",
    ]
    taken = parameters(load(command), found)
    tried: list[list[str]] = [[], ["--help"]]
    if any(isinstance(each.written, Argument) for each in taken):
        tried += [[word] for word in named]
    options = {getattr(each.written, "name", ""): each for each in taken}
    if "--fact" in options:
        facts = [f"{fact.id}={fact.choices()[0]}" for fact in found.facts if fact.choices()]
        tried += [["--fact", fact] for fact in facts[:2]]
        tried += [[named[0], "--fact", facts[0]]] if "--why" not in options else []
    if "--format" in options:
        tried += [["--format", str(each)] for each in options["--format"].kind]
    if "--date" in options:
        tried += [["--date", f"{event.id}=2026-03-02"] for event in found.events]
    return [[command, *words, "--data", str(FOLDER / name)] for words in tried]


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to work in, and no rulebook named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RUSVEJ_DATA", raising=False)


#: Every command on every rulebook; the quick run tries each command on one of them.
PAIRS = [
    pytest.param(name, command, marks=[] if (at - place) % len(BOOKS) == 0 else pytest.mark.long)
    for place, name in enumerate(BOOKS)
    for at, command in enumerate(COMMANDS)
]


@pytest.mark.parametrize(("name", "command"), PAIRS)
@pytest.mark.usefixtures("nowhere")
def test_every_command_in_the_words_of_the_rulebook(
    name: str,
    command: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for line in lines(name, command):
        # Somebody at the keyboard who only presses return.
        typed = io.TextIOWrapper(io.BytesIO(b"\n" * 40), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", typed)
        code = run(line)
        printed = "".join(capfd.readouterr())
        assert code in (0, 1, 2, 4), (line, printed)
        assert not [word for word in STRANGE if word in printed], (line, printed)


@pytest.mark.parametrize("name", BOOKS)
def test_an_answer_says_first_whose_rulebook_it_is(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    about = book(name).about
    for form in ("table", "plain", "markdown"):
        assert run(["suggest", "--format", form, "--data", str(FOLDER / name)]) == 0
        first = capfd.readouterr().out.strip().splitlines()[0]
        assert (about.municipality.name or about.name) in first


@pytest.mark.parametrize("name", BOOKS)
def test_the_rulebook_proves_what_it_says(name: str) -> None:
    assert run(["validate", "--data", str(FOLDER / name)]) == 0
    assert run(["prove", "--data", str(FOLDER / name)]) == 0


# SSVC: the table row by row.

OUTCOMES = {"d": "defer", "s": "scheduled", "o": "out-of-cycle", "i": "immediate"}
EXPLOITATION = ("none", "public-poc", "active")
EXPOSURE = ("small", "controlled", "open")
IMPACT = ("low", "medium", "high", "very-high")


def expected() -> dict[tuple[str, str, bool, str], str]:
    letters = "".join(
        line
        for line in (FOLDER / "ssvc" / "expected.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
    rows = product(EXPLOITATION, EXPOSURE, (False, True), IMPACT)
    return {row: OUTCOMES[letter] for row, letter in zip(rows, letters, strict=True)}


def test_every_row_of_the_table_has_its_outcome_and_no_other() -> None:
    found = book("ssvc")
    rows = expected()
    assert len(rows) == 72
    for (exploitation, exposure, automatable, impact), outcome in rows.items():
        case: dict[str, Any] = {
            "exploitation": exploitation,
            "exposure": exposure,
            "automatable": automatable,
            "impact": impact,
        }
        told = answer(found, case, date(2026, 3, 2)).offers
        assert [each.offer.id for each in told if each.status is Status.FITS] == [outcome]
        assert {each.status for each in told} == {Status.FITS, Status.EXCLUDED}


def test_the_rows_are_those_of_the_published_table() -> None:
    published = SOURCES / "ssvc-deployer.csv"
    if not published.exists():
        pytest.skip("the published table is not beside the project: ../shared/sources/others")
    with published.open(encoding="utf-8", newline="") as file:
        rows = [[cell.replace(" ", "-").lower() for cell in row] for row in csv.reader(file)][1:]
    assert {(r[1], r[2], r[3] == "yes", r[4]): r[5] for r in rows} == {
        (a, b, c, d): outcome for (a, b, c, d), outcome in expected().items()
    }


# What the words of each rulebook come to.


def shown(capfd: pytest.CaptureFixture[str], name: str, *words: str) -> str:
    return shown_of(capfd, FOLDER / name, *words)


def shown_of(capfd: pytest.CaptureFixture[str], folder: Path, *words: str) -> str:
    run([*words, "--data", str(folder)])
    return " ".join(capfd.readouterr().out.split())


def test_two_documents_with_one_initial_are_told_apart(capfd: pytest.CaptureFixture[str]) -> None:
    told = shown(capfd, "to-planer", "offer", "vaerelse", "--full")
    assert "[BOL 4; BOP 2]" in told
    assert "BOL = Boligplanen; BOP = Notat om praksis" in told


def test_the_levels_are_counted_in_the_rulebooks_own_words(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert "Trappens seks trin" in shown(capfd, "seks-trin", "pathway")


def test_six_steps_without_levels_are_one_way(capfd: pytest.CaptureFixture[str]) -> None:
    told = shown(capfd, "morsoe", "pathway")
    assert "1 Bekymringen, så 2." in told
    assert "6 Tilbage igen." in told
    assert "7 " not in told


def test_an_option_of_its_own_and_a_day_of_its_own_event(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["suggest", "--hjemme", "ja", "--data", str(FOLDER / "seks-trin")]) == 0
    capfd.readouterr()
    typed = ["--melding", "2026-03-27", "--today", "2026-03-30"]
    told = shown(capfd, "arbejdsdage", "check-deadline", "--full", *typed)
    # Six working days from a Friday before Easter: the 30th, 31st, 1st, then the 7th to the 9th.
    assert "9. april 2026" in told
    assert "Regnet i arbejdsdage" in told


def test_the_visitation_talk_is_told_as_itself(capfd: pytest.CaptureFixture[str]) -> None:
    typed = ["--henvendelse", "2026-03-02", "--visitation", "2026-03-20", "--fact", "age=30"]
    told = shown(capfd, "vesthimmerland", "check-deadline", *typed, "--today", "2026-03-21")
    assert "overskredet" in told
    assert "16. marts 2026" in told


def test_each_of_several_numbers_is_told_with_what_it_is_for(
    capfd: pytest.CaptureFixture[str],
) -> None:
    numbers = ("+45 55 55 01 01", "+46 8 555 010 20 (elever fra den anden side", "55 55 01 03")
    for words in (["contact"], ["contact", "--full"], ["contact", "skolen"], ["offer", "samtale"]):
        told = shown(capfd, "seks-trin", *words).replace("\N{NO-BREAK SPACE}", " ")
        assert [n for n in numbers if n.partition(" (")[0] not in told] == [], (words, told)
    told = shown(capfd, "seks-trin", "contact", "Havneby Skole").replace("\N{NO-BREAK SPACE}", " ")
    for word in ("Kun tirsdag 8-9", "orlov@havneby.invalid", "Hverdage 7.30-14"):
        assert word in told
    # Two units for the same purpose, one of them with a number for one purpose alone.
    both = shown(capfd, "seks-trin", "contact", "alt").replace("\N{NO-BREAK SPACE}", " ")
    assert "55 55 01 04 (efter lukketid)" in both
    assert "Havneby Skole" in both


def test_the_door_of_an_answer_has_the_main_number(capfd: pytest.CaptureFixture[str]) -> None:
    told = shown(capfd, "seks-trin", "suggest", "--level", "let")
    assert "+45 55 55 01 01" in told.replace("\N{NO-BREAK SPACE}", " ")


# The first screen where a rulebook is short of what Hjørring's has.


def test_what_somebody_decides_is_told_so_where_no_document_says_who(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # [U 9] a talk with the visitator comes first; the record names no unit that decides.
    told = shown(capfd, "vesthimmerland", "suggest", "--age", "30")
    assert "vurderer eller afgør det; ikke angivet, hvem: 4 Over 18 år" in told
    assert "HVIS" not in told
    # While a condition is open it is told with it.
    told = shown(capfd, "to-planer", "suggest")
    assert "HVIS beboeren er uden bolig: et værelse (kræver en afgørelse) [BOL 4]." in told


def test_a_way_in_that_is_not_stated_is_unclear_and_no_condition(
    capfd: pytest.CaptureFixture[str],
) -> None:
    told = shown(capfd, "to-planer", "suggest", "--fact", "homeless=ja")
    assert "UKLART Råd om bolig: hvor man søger det, er ikke angivet [BOP 5]." in told
    assert "HVIS" not in told


def test_the_question_that_an_age_decides_is_told_with_its_offer(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # [U 7, 9]: whether "over 18" begins at 18 or at 19 is open, and only at 18 does it matter.
    told = shown(capfd, "vesthimmerland", "suggest", "--age", "18")
    assert "UKLART Over 18 år: præcis 18 år [U 7, 9]." in told
    assert "UKLART" not in shown(capfd, "vesthimmerland", "suggest", "--age", "19")


def test_a_screen_with_no_offer_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    typed = ["--age", "40", "--fact", "meeting_needed=nej"]
    told = shown(capfd, "morsoe", "suggest", *typed)
    assert "IKKE Ud fra det oplyste kan intet tilbud komme på tale. Hvorfor: --all" in told
    assert "passer ikke" in shown(capfd, "morsoe", "suggest", *typed, "--all")
    assert "IKKE" not in shown(capfd, "morsoe", "suggest", "--age", "40")


def test_a_single_level_is_neither_asked_for_nor_waited_for(
    capfd: pytest.CaptureFixture[str],
) -> None:
    told = shown(capfd, "to-planer", "suggest")
    assert "Bolig: ." not in told and "interview" not in told


# One offer, and whom to turn to, where no number is printed.


def test_whom_to_turn_to_is_told_without_a_number(capfd: pytest.CaptureFixture[str]) -> None:
    told = shown(capfd, "vesthimmerland", "offer", "Ungeteamet")
    assert "HOS Ungeteamet: mandag til onsdag 8-15.30, torsdag 8-17.30." in told
    assert "OGSÅ Pris: gratis. [U 3]" in told
    assert "Sted: " not in told  # only what the rulebook wants on one screen
    assert "STÅR" not in told  # there is one document, and it has no levels
    every = shown(capfd, "vesthimmerland", "contact")
    assert "HOS Ungeteamet: mandag til onsdag" in every
    assert "Siden har ingen telefonnumre." in every


def test_in_which_of_several_documents_an_offer_stands(capfd: pytest.CaptureFixture[str]) -> None:
    assert "STÅR Ved bolig." in shown(capfd, "to-planer", "offer", "vaerelse")
    told = shown(capfd, "to-planer", "offer", "raad")
    assert "STÅR Praksisnotatet har det uden at dele op i niveauer." in told
    assert "STÅR Siden om SSP har det." in shown(capfd, "morsoe", "offer", "fritidspas")


@pytest.mark.parametrize("command", ["offers", "suggest", "why"])
@pytest.mark.parametrize(
    ("name", "option", "what"),
    [("vesthimmerland", "--level", "niveauer"), ("ssvc", "--age", "oplysning om alder")],
)
def test_an_option_for_what_the_rulebook_does_not_have(
    capfd: pytest.CaptureFixture[str], name: str, option: str, what: str, command: str
) -> None:
    assert run([command, option, "3", "--data", str(FOLDER / name)]) == 2
    assert capfd.readouterr().err.split("\n")[0] == f"Fejl: Regelsættet har ingen {what}."
    assert f"  {option} " not in shown(capfd, name, command, "--help")


def test_the_help_of_a_command_without_data_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    assert "Dette regelsæt har ingen trin" in shown(capfd, "ssvc", "pathway", "--help")
    assert "Dette regelsæt har ingen" not in shown(capfd, "morsoe", "pathway", "--help")


def test_one_question_is_one_point(capfd: pytest.CaptureFixture[str]) -> None:
    assert "På ét punkt siger dokumenterne" in shown(capfd, "vesthimmerland", "questions")


def test_as_soon_as_possible_needs_nothing_that_meets_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # [U 7] the first talk is agreed on as soon as possible: no day, and nothing to hold it by.
    typed = ["--henvendelse", "2026-03-02", "--fact", "age=16", "--today", "2026-03-09"]
    told = shown(capfd, "vesthimmerland", "check-deadline", *typed, "--full")
    assert "hurtigst muligt. Der er ikke sat nogen dag, så der er intet at regne på." in told


def test_every_place_where_an_offer_stands_is_counted(tmp_path: Path) -> None:
    # The page on the young has the offer in its heading and again in a box further down.
    text = ["Kilder", "Gratis samtale", "", "I en boks:", "Gratis samtale igen"]
    (tmp_path / "side.txt").write_text("\n".join(text), "utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "rulebook.yaml").write_text(
        "rulebook: {format: 2, name: Prøve, version: 0.1.0}\n"
        "documents:\n"
        "  - {id: side, title: Siden, file: side, lines: [1, 5], date: '2026', sections: [],\n"
        "     set_aside: [{lines: [1, 1], reason: navn}, {lines: [4, 4], reason: navn}]}\n"
        "offers:\n"
        "  - {id: samtale, name: Samtale, summary: En samtale, document: side, criteria: [],\n"
        "     entry_lines: [side 2, side 5], access: {kind: direct}, contact: {}, details: {}}\n",
        "utf-8",
    )
    assert run(["sources", "--text", str(tmp_path), "--data", str(data)]) == 0


def test_a_deadline_is_told_where_no_door_is_to_be_called_first(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # No unit has a number. [U 9] 14 days to the talk for those over 18; [U 7] soon for the others.
    told = shown(capfd, "vesthimmerland", "suggest", "--age", "30")
    assert "FRIST Samtalen med visitator ligger højst 14 dage efter henvendelsen. [U 9]" in told
    told = shown(capfd, "vesthimmerland", "suggest", "--age", "16")
    assert "FRIST Den første samtale aftales hurtigst muligt. [U 7]" in told
    # At 18 the offer itself is unclear, and so nothing runs for what can be done.
    assert "FRIST" not in shown(capfd, "vesthimmerland", "suggest", "--age", "18")


# What is without content, and what nothing uses.


def test_proofs_with_nothing_to_prove_are_not_counted_as_proofs(
    capfd: pytest.CaptureFixture[str],
) -> None:
    # Two offers, one criterion, nothing else: only who can get them, what the criterion decides and
    # the order of the records have something to be about.
    told = shown(capfd, "to-planer", "prove")
    assert "Alle 9 beviser holder; 3 af dem har noget at handle om her." in told
    assert told.count("uden indhold") == 6
    assert run(["prove", "--format", "json", "--data", str(FOLDER / "to-planer")]) == 0
    proofs = json.loads(capfd.readouterr().out)["proofs"]
    assert sum(not proof["empty"] for proof in proofs) == 3


UNUSED = """
rulebook:
  format: 2
  name: Prøve
  version: 0.1.0
  words: {the_level: trinnet}
  roles: {grade: class}
facts:
  - {id: class, type: int, min: 0, max: 10, label: klasse, question: "Hvilken?"}
  - {id: spare, type: bool, label: tilovers, question: "Er det?"}
documents: [{id: plan, title: Planen, file: plan, lines: [1, 9], date: "2026", sections: []}]
events:
  - {id: melding, label: meldingen}
  - {id: svar, label: svaret}
  - {id: fest, label: festen}
offers:
  - {id: raad, name: Råd, summary: Et råd, document: plan, entry_lines: [plan 1], criteria: [],
     access: {kind: direct}, contact: {}, details: {}}
deadlines:
  - {id: frist, name: Frist, text: Der svares, kind: deadline, period: {days: 3}, met_by: svar,
     counted_from: [{event: melding, text: meldingen, sources: [plan 2]}], sources: [plan 2]}
"""


def test_what_nothing_uses_is_warned_of(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rulebook.yaml").write_text(UNUSED, "utf-8")
    told = shown_of(capfd, tmp_path, "validate", "--format", "concise")
    for line in (
        "rulebook.yaml:6:11: ord-ubrugt Ordet siges ikke: regelsættet har ingen niveauer.",
        "rulebook.yaml:7:11: ord-ubrugt Rollen bruges kun til undersøgelsens tal",
        "rulebook.yaml:10:6: oplysning-ubrugt Ingen betingelse bruger oplysningen “spare”.",
        "rulebook.yaml:15:6: begivenhed-ubrugt Ingen frist regnes fra eller overholdes af “fest”.",
        "Ingen fejl, men 4 advarsler i 1 fil.",
    ):
        assert line in told


# A rulebook in which every field of every kind of record is filled.


def filled(name: str) -> dict[type, set[str]]:
    """The fields that the rulebook's records have, by class."""
    found: dict[type, set[str]] = {}
    plain = dict(inspect_folder(FOLDER / name).plain)
    waiting: list[tuple[Any, Any]] = [(About, full_form(plain.pop("about")))]
    waiting += [(schema.kind(section), each) for section, all_ in plain.items() for each in all_]
    while waiting:
        hint, value = waiting.pop()
        for branch in shape.branches(hint):
            if shape.is_record(branch) and isinstance(value, dict):
                known = shape.keys(branch)
                found.setdefault(branch, set()).update(value)
                waiting += [(known[key].hint, part) for key, part in value.items()]
            elif isinstance(value, list) and get_args(branch):
                waiting += [(get_args(branch)[0], part) for part in value]
            elif isinstance(value, dict) and shape.item(branch) is not None:
                waiting += [(shape.item(branch), part) for part in value.values()]
    return found


def test_every_field_is_filled_somewhere() -> None:
    """A new field is filled in here; the commands that are tried on it then show what it does."""
    found = filled("alle-felter")
    waiting: list[Any] = [About, *(schema.kind(name) for name in schema.SECTIONS)]
    kinds: dict[type, None] = {}
    while waiting:
        hint = waiting.pop()
        for branch in shape.branches(hint):
            if shape.is_record(branch) and branch not in kinds:
                kinds[branch] = None
                waiting += [part.hint for part in shape.keys(branch).values()]
            elif not shape.is_record(branch):
                waiting += [part for part in get_args(branch) if not isinstance(part, str)]
    units = {"workdays", "hours", "soonest"}  # one period has one unit; other rulebooks have these
    empty = {
        f"{kind.__name__}.{key}"
        for kind in kinds
        for key in shape.keys(kind)
        if key not in found.get(kind, ()) and key not in units
    }
    assert empty == set(), "fill them in in tests/rulebooks/alle-felter/rulebook.yaml"


@pytest.mark.parametrize("form", ["table", "markdown", "json", "html", "journal"])
@pytest.mark.parametrize("case", [[], ["--age", "15", "--level", "svær"], ["--fact", "asker=elev"]])
def test_an_answer_in_every_form(
    case: list[str], form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    told = shown(capfd, "alle-felter", "suggest", *case, "--format", form)
    assert "Sandby" in told
    assert run(["suggest", *case, "--full", "--data", str(FOLDER / "alle-felter")]) == 0


@pytest.mark.parametrize(
    ("command", "name"),
    [("offer", "Caféen"), ("offer", "lektiecafé"), ("offer", "cafe"), ("contact", "Kontoret"),
     ("contact", "sekretæren"), ("pathway", "Svær"), ("standard", "Klage")],
)  # fmt: skip
def test_whatever_is_printed_is_a_name(
    command: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    told = shown(capfd, "alle-felter", command, name)
    assert "Mente du" not in told and "ligner" not in told


def test_a_question_is_told_with_what_can_be_typed(capfd: pytest.CaptureFixture[str]) -> None:
    # --anonym takes nothing: no cannot be said with it.
    told = shown(capfd, "alle-felter", "suggest", "--age", "15", "--level", "svær")
    told = told.replace("\N{NO-BREAK SPACE}", " ")
    assert "--fact anonymous=ja|nej" in told and "--anonym ja" not in told
    assert "fase eleven" not in told  # a level with a phrase of its own is told with that


# What somebody found who began with `init` and another page.


def test_who_has_no_number_is_told_with_how_else_to_reach_them(
    capfd: pytest.CaptureFixture[str],
) -> None:
    told = shown(capfd, "vesthimmerland", "suggest", "--age", "16")
    assert "Ungeteamet: mandag til onsdag 8-15.30, torsdag 8-17.30." in told
    assert "har ikke telefonnummer til" not in told
    told = shown(capfd, "morsoe", "suggest", "--age", "16")
    assert "Siderne har ikke telefonnummer til SSP-kontaktlæreren og SSP-koordinatoren." in told


def test_letters_are_explained_however_many(capfd: pytest.CaptureFixture[str]) -> None:
    typed = ["--fact", "homeless=ja"]
    told = shown(capfd, "to-planer", "suggest", *typed).replace("\N{NO-BREAK SPACE}", " ")
    assert "BOL = planen, BOP = praksisnotatet; tal = linjer." in told
    assert "BOL = Boligplanen (2025)" in shown(
        capfd, "to-planer", "suggest", *typed, "--format", "html"
    )


def test_a_folder_for_cases_may_be_empty(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    (tmp_path / "cases" / "sager.yaml").unlink()
    assert run(["validate", "--data", str(tmp_path)]) == 0
    assert run(["test", "--data", str(tmp_path)]) == 2
    assert run(["test", "--data", str(tmp_path), "--cases", str(tmp_path / "cases")]) == 2
    assert capfd.readouterr().err.count("ingen sager") == 2


def test_a_file_that_cannot_be_read_is_not_told_of_as_a_lost_section(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    begin(tmp_path)
    facts = tmp_path / "facts.yaml"
    facts.write_text(facts.read_text("utf-8") + "  - {id: b, question: Hvor?}\n", "utf-8")
    told = shown_of(capfd, tmp_path, "validate", "--format", "concise")
    assert "facts.yaml" in told and "sektion-mangler" not in told
    facts.unlink()
    assert "sektion-mangler" in shown_of(capfd, tmp_path, "validate", "--format", "concise")
