"""The pathways: what the guide says of who turns to whom, and a diagram that Mermaid can read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.analysis.pathways import PlacedStep, PlacedStrand, levels_of, pathway
from rusvej.cli.running import run
from rusvej.model import Rulebook
from rusvej.model.pathway import Strand
from rusvej.render.pathway_page import flowchart, label
from rusvej.store import load_rulebook

LEVELS = ["trivsel", "eksperimenterende", "problematisk", "misbrug", "afhaengighed"]
NAMES = [
    "Trivselsproblematikker",
    "Eksperimenterende brug",
    "Problematisk brug",
    "Misbrug",
    "Afhængighed",
]


@pytest.fixture(scope="session")
def strands(data_dir: Path) -> tuple[Strand, ...]:
    return load_rulebook(data_dir).strands


def at(book: Rulebook, strands: tuple[Strand, ...], level: str) -> tuple[PlacedStrand, ...]:
    return pathway(book, strands, next(each for each in book.levels if each.id == level))


def steps(book: Rulebook, strands: tuple[Strand, ...], level: str) -> dict[str, PlacedStep]:
    return {step.id: step for strand in at(book, strands, level) for step in strand.steps}


def reached(found: dict[str, PlacedStep], start: str) -> set[str]:
    """The steps that can be reached from one."""
    by_number = {step.number: step.id for step in found.values()}
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += [by_number[way.number] for way in found[here].ways]
    return seen - {start}


# What the guide says


def test_ssp_has_four_options_at_misuse_with_their_conditions(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    # handleguide 519-532
    found = steps(rulebook, strands, "misbrug")
    assert (
        len([way for way in found["ssp-tilbud"].ways if way.title.startswith("SSP's mulighed")])
        == 4
    )
    texts = {way.number: way.text for way in found["ssp-tilbud"].ways}
    assert (
        texts[found["ssp-mulighed-2"].number] == "behandlingskrævende og motiveret for behandling"
    )
    assert texts[found["ssp-mulighed-3"].number] == "ikke motiveret for at holde op"
    assert texts[found["ssp-mulighed-4"].number] == "henvist til MUT og samarbejder ikke"
    assert "mut-samtaler" in reached(found, "ssp-mulighed-2")
    assert "underretning" not in reached(found, "ssp-mulighed-2")
    assert {way.title for way in found["ssp-mulighed-3"].ways} == {found["underretning"].title}
    assert {way.title for way in found["ssp-mulighed-4"].ways} == {found["underretning"].title}
    assert found["ssp-mulighed-1"].ways == ()


def test_ssp_notifies_when_its_effort_fails(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    # handleguide 339-354 and 399-402: SSP-lærer, SSP-ungdomskonsulent, underretning, foranstaltning
    found = steps(rulebook, strands, "problematisk")
    assert {
        "ssp-henvendelse",
        "ssp-raadgivning",
        "ssp-underretter",
        "underretning",
        "foranstaltning",
    } <= reached(found, "ssp-laerer")
    assert "foranstaltning" in reached(found, "ssp-bliver")
    assert "foranstaltning" in reached(found, "ssp-slipper-ikke")


@pytest.mark.parametrize(
    ("level", "printed"), [("problematisk", False), ("misbrug", True), ("afhaengighed", True)]
)
def test_five_talks_lead_to_twelve_weeks_where_it_is_printed(
    rulebook: Rulebook, strands: tuple[Strand, ...], level: str, printed: bool
) -> None:
    # handleguide 548-549 and 826-827; at problematisk the 12 weeks stand without that way
    found = steps(rulebook, strands, level)
    assert "uger" in found
    assert ("uger" in reached(found, "mut-samtaler")) is printed


def test_school_may_contact_mut_but_not_at_the_experimental_level(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    # handleguide 291, 367, 545, 824
    who = {
        level: [
            s.who
            for i, s in steps(rulebook, strands, level).items()
            if s.title == "Nogen kontakter MUT"
        ]
        for level in LEVELS
    }
    assert who["trivsel"] == []
    assert ["skolen" in who[level][0] for level in LEVELS[1:]] == [False, True, True, True]


def test_jobcenter_has_two_phases_on_the_way_to_treatment(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    # handleguide 765-774
    for level in ("misbrug", "afhaengighed"):
        found = steps(rulebook, strands, level)
        assert {"jobcenter-fase-1", "jobcenter-fase-2", "jobcenter-videre"} <= reached(
            found, "jobcenter-maalgruppe"
        )
        assert "8 uger" in found["jobcenter-fase-1"].text
        assert "op til 18 uger" in found["jobcenter-fase-2"].text


def test_what_stands_at_one_level_only(rulebook: Rulebook, strands: tuple[Strand, ...]) -> None:
    where = {step.id: levels_of(rulebook, step) for strand in strands for step in strand.steps}
    assert where["mentor-slut"] == ("trivsel",)
    assert where["ungeguide-anden"] == ("eksperimenterende",)
    assert where["ssp-tilbud"] == ("misbrug",)
    assert where["uger-teams"] == ("afhaengighed",)
    assert where["rusmiddelkoordinator"] == ("misbrug", "afhaengighed")
    assert set(where["kontaktperson"] or ()) == {"eksperimenterende", "problematisk", "misbrug"}
    assert "ssp-naevnt" not in steps(rulebook, strands, "afhaengighed")


def test_the_former_motivation_worker_is_never_one_who_acts(strands: tuple[Strand, ...]) -> None:
    assert not [
        step.id
        for strand in strands
        for step in strand.steps
        if "motivationsmedarbejder" in step.who.lower()
    ]


def test_offers_of_a_level_stand_on_its_way(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    for level in LEVELS:
        named = {
            offer for step in steps(rulebook, strands, level).values() for offer in step.offers
        }
        listed = {offer.id for offer in rulebook.offers if offer.entry(level)}
        assert listed <= named


def test_the_guides_own_offers_are_not_shown_where_it_does_not_list_them(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    # Actions may name an offer that an entry presumes (SSP at afhængighed, handleguide 839), so
    # only steps of their own count; the standard is not divided by the guide's levels.
    guides = [
        step for strand in strands if strand.id != "kvalitetsstandarden" for step in strand.steps
    ]
    own = [
        (step, level)
        for step in guides
        if not (step.action or step.caveat)
        for level in step.levels or ()
    ]
    for step, level in own:
        for offer_id in step.offers:
            offer = rulebook.offer(offer_id)
            assert not offer.levels or offer.entry(level), (step.id, level)


# Structure


def test_every_step_says_who_and_cites_its_level(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    for level in rulebook.levels:
        for strand in pathway(rulebook, strands, level):
            for step in strand.steps:
                assert step.who and step.title and step.text and step.sources
                in_guide = [source for source in step.sources if source.document == "handleguide"]
                assert level.lines
                first, last = level.lines
                assert all(first <= source.first <= source.last <= last for source in in_guide), (
                    level.id,
                    step.id,
                )


def test_numbers_run_through_and_ways_lead_to_them(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    for level in LEVELS:
        found = list(steps(rulebook, strands, level).values())
        assert [step.number for step in found] == list(range(1, len(found) + 1))
        titles = {step.number: step.title for step in found}
        assert all(titles[way.number] == way.title for step in found for way in step.ways)


def test_strands_stand_in_the_guides_order_and_the_standard_last(
    rulebook: Rulebook, strands: tuple[Strand, ...]
) -> None:
    assert [strand.id for strand in at(rulebook, strands, "trivsel")] == [
        "skole-og-uddannelse",
        "ssp",
        "kontaktperson",
    ]
    assert [strand.id for strand in at(rulebook, strands, "eksperimenterende")] == [
        "ssp",
        "kontaktperson",
        "mut",
        "skole-og-uddannelse",
    ]
    assert [strand.id for strand in at(rulebook, strands, "misbrug")][-1] == "kvalitetsstandarden"


# Mermaid

_TEXT = r'"(?:[^"`<>&#]|#\d+;|<br/>)+"'
_GRAMMAR = {
    "start": re.compile(rf"    niveau\(\[{_TEXT}\]\)"),
    "open": re.compile(rf"    subgraph (spor\d+)\[{_TEXT}\]"),
    "node": re.compile(rf"        (trin\d+)\[{_TEXT}\]"),
    "close": re.compile(r"    end"),
    "arrow": re.compile(rf"    (niveau|trin\d+) -->(?:\|{_TEXT}\|)? (trin\d+)"),
}


def read_mermaid(source: str) -> tuple[list[str], list[tuple[str, str]]]:
    """(nodes, arrows) of a flowchart; every line must be one that Mermaid knows, and subgraphs must
    be closed."""
    first, *lines = source.splitlines()
    assert first == "flowchart TD"
    nodes, arrows, depth = ["niveau"], [], 0
    for line in lines:
        kind, match = next(
            (kind, match) for kind, rule in _GRAMMAR.items() if (match := rule.fullmatch(line))
        )
        depth += {"open": 1, "close": -1}.get(kind, 0)
        assert depth in (0, 1)
        if kind == "node":
            assert depth == 1
            nodes.append(match[1])
        elif kind == "arrow":
            arrows.append((match[1], match[2]))
    assert depth == 0
    return nodes, arrows


@pytest.mark.parametrize("level", LEVELS)
def test_the_diagram_is_mermaid_and_says_what_the_steps_say(
    rulebook: Rulebook, strands: tuple[Strand, ...], level: str
) -> None:
    chosen = next(each for each in rulebook.levels if each.id == level)
    placed = pathway(rulebook, strands, chosen)
    nodes, arrows = read_mermaid(flowchart(chosen, placed))
    found = [step for strand in placed for step in strand.steps]
    assert len(nodes) == len(set(nodes)) == len(found) + 1
    assert {place for arrow in arrows for place in arrow} <= set(nodes)
    assert {arrow for arrow in arrows if arrow[0] != "niveau"} == {
        (f"trin{step.number}", f"trin{way.number}") for step in found for way in step.ways
    }
    assert {end for _, end in arrows} == set(nodes) - {"niveau"}


@given(st.text(min_size=1).filter(lambda text: text.split()))
def test_no_label_can_break_the_diagram(text: str) -> None:
    written = label(text)
    assert not set(written.replace("<br/>", "")) & set('"`<>')
    assert "\n" not in written


# The command


def test_without_level_the_five_stories(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pathway", "--format", "json"]) == 0
    assert [level["id"] for level in json.loads(capsys.readouterr().out)["levels"]] == LEVELS
    assert run(["pathway"]) == 0
    short = capsys.readouterr().out
    assert all(f"{place} {name}" in short for place, name in enumerate(NAMES, start=1))
    # A letter that stands nowhere is explained nowhere.
    assert "H = guiden" in short and "Ungeundersøgelsen" not in short
    assert run(["pathway", "--full"]) == 0
    assert "rusvej pathway afhaengighed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        (["afhængighed"], "afhaengighed"),
        (["problematisk", "brug"], "problematisk"),
        (["Problematisk brug"], "problematisk"),
        (["eksperiment"], "eksperimenterende"),
        (["MISBRUG"], "misbrug"),
        (["trivselsproblemer"], "trivsel"),
        (["missbrug"], "misbrug"),
        (["afhængihed"], "afhaengighed"),
        (["3"], "problematisk"),
        (["5"], "afhaengighed"),
    ],
)
def test_levels_are_found_by_what_people_write(
    asked: list[str], level: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pathway", *asked, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["level"]["id"] == level


def test_a_guess_is_said_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pathway", "missbrug"]) == 0
    assert "det nærmeste er Misbrug" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["xyz"], ["brug", "--format", "json"], ["--format", "mermaid"], ["010190-1234"]]
)
def test_wrong_use_is_2_and_never_repeats_a_cpr_number(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pathway", *arguments]) == 2
    assert "1234" not in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "plain", "markdown", "json", "mermaid"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_level_in_every_form(
    level: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pathway", level, "--format", form]) == 0
    said = capsys.readouterr().out
    assert len(said) > 200
    if form == "json":
        step = json.loads(said)["strands"][0]["steps"][0]
        assert {"who", "text", "when", "next", "sources", "open_questions"} <= step.keys()
