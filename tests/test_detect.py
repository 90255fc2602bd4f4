"""The detection model: the chart says what is printed and what is guessed, and the conversation
never gets stuck."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.app import detect as walk
from rusvej.cli.running import run
from rusvej.diagnostics import InputError
from rusvej.model import About, Citation, Rulebook
from rusvej.model.detection import DetectionModel, Exit, Node
from rusvej.render.detect_page import detection_json, mermaid
from rusvej.store import load_rulebook

_TEXTS = Path(__file__).parents[2] / "shared" / "sources"


@pytest.fixture(scope="module")
def model(data_dir: Path) -> DetectionModel:
    found: DetectionModel = load_rulebook(data_dir).detection[0]
    return found


def _talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run(["detect"]) == 0
    return capsys.readouterr().out


def test_the_chart_has_the_printed_boxes_and_answers(model: DetectionModel) -> None:
    ways = {
        (node.id, taken.answer, taken.to)
        for node in model.nodes
        for taken in node.exits
        if taken.printed
    }
    assert ways == {
        ("start", "ja", "rusmiddelfanen"),
        ("start", "nej", "trivselsguiden"),
        ("trivselsguiden", "ja", "rusmiddelfanen"),
        ("trivselsguiden", "nej", "andre-fagpersoner"),
    }
    assert model.nodes[0].sources[0].first == 1075
    unprinted = [taken for node in model.nodes for taken in node.exits if not taken.printed]
    assert [taken.to for taken in unprinted] == ["trivselsguiden"]


def test_the_chart_has_no_circle_and_every_box_is_reached(model: DetectionModel) -> None:
    def below(node_id: str, above: tuple[str, ...]) -> set[str]:
        assert node_id not in above
        return {node_id}.union(
            *(below(taken.to, (*above, node_id)) for taken in model.node(node_id).exits)
        )

    assert below(model.nodes[0].id, ()) == {node.id for node in model.nodes}


def test_every_line_of_the_model_is_cited(model: DetectionModel, rulebook: Rulebook) -> None:
    found = sorted(_TEXTS.glob("000_*.txt")) if _TEXTS.is_dir() else []
    if not found:
        pytest.skip(
            "Dokumenternes tekster ligger ikke i ../shared/sources; linjerne kan ikke holdes mod"
            " dem."
        )
    lines = found[0].read_text(encoding="utf-8").split("\n")
    cited = {
        n
        for each in model.fragments
        for source in each.sources
        for n in range(source.first, source.last + 1)
    }
    assert [n for n in range(1004, 1079) if lines[n - 1].strip() and n not in cited] == []
    for link in model.links:
        assert lines[link.sources[0].first - 1].strip() == link.url


def test_both_links_are_given_with_the_reservation(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, typed in (
        (["detect", "--format", "plain"], ""),
        (["detect", "--format", "markdown"], ""),
        (["detect"], "1\n6\n\n"),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert run(arguments) == 0
        text = capsys.readouterr().out.replace("\\_", "_")
        assert "alldialogue.dk/p-2-0-1.php" in text and "alldialogue.dk/p-128-0-1.php" in text
        assert "står der ikke" in text and "rekonstrueret" in text


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("ja\n3\n15\n", "rusvej suggest --age 15 --level problematisk"),
        ("2\n1\n4\n\n", "rusvej suggest --level misbrug"),
        ("NEJ\nnej\n17 år\n", "rusvej suggest --age 17 --level trivsel"),
        ("3\n2\n\n", "rusvej suggest --level trivsel"),
        ("2\n2\nt\nt\nt\n1\n6\n16\n", "rusvej suggest --age 16"),
        ("t\nhvad\n9\n1\n5\n900\n18\n", "rusvej suggest --age 18 --level afhaengighed"),
        ("1\n6\n\n", "rusvej suggest"),
    ],
)
def test_canned_answers_lead_to_suggest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, command: str
) -> None:
    text = _talk(monkeypatch, capsys, typed)
    assert f"\n{command}\n" in text
    assert "Resultat" in text
    assert run(command.split()[1:]) == 0


@pytest.mark.parametrize("typed", ["", "nej\n", "nej\nja\n", "nej\nhvad", "s\n", "nej\nslut\n"])
def test_the_end_of_the_answers_is_polite(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    text = _talk(monkeypatch, capsys, typed)
    assert "Her sluttede svarene" in text or typed == "nej\nja\n"
    assert "\nrusvej suggest" in text
    assert ("nej, det ved jeg ikke. [" in text) is typed.startswith("nej")


def test_ctrl_c_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", Interrupted())
    assert run(["detect"]) == 130
    assert "Intet er gemt" in capsys.readouterr().err


def test_a_cpr_number_is_refused_and_the_question_stands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _talk(monkeypatch, capsys, "0101101234\n1\n6\n010110-1234\n15\n")
    assert "1234" not in text and text.count("CPR-nummer") == 2
    assert "\nrusvej suggest --age 15\n" in text


def test_what_was_typed_is_never_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Ole Olsen" not in _talk(monkeypatch, capsys, "Ole Olsen\nnej\nOle Olsen\n")


def test_going_back_is_leaving_the_last_answer_out(
    model: DetectionModel, rulebook: Rulebook
) -> None:
    first = walk.prompt(model, rulebook, ())
    second = walk.prompt(model, rulebook, ("nej",))
    assert first is not None and second is not None
    asked = [model.node(name).question for name in ("start", "trivselsguiden")]
    assert [first.fact.question, second.fact.question] == asked
    assert [step.sources[0].first for step in second.do] == [1051]


def test_every_way_through_ends(model: DetectionModel, rulebook: Rulebook) -> None:
    ends = set()
    waiting: list[walk.Answers] = [()]
    while waiting:
        answers = waiting.pop()
        assert len(answers) < 6
        asked = walk.prompt(model, rulebook, answers)
        if asked is None:
            end = walk.outcome(model, rulebook, answers)
            assert end.end is not None and not end.end.exits
            ends.add(end.end.id)
        else:
            values = [each.value for each in asked.offered] or ["15", None]
            waiting += [(*answers, walk.UNKNOWN if v is None else str(v)) for v in values]
    assert ends == {"rusmiddelfanen", "andre-fagpersoner"}


def asking(*ways: str) -> walk.Prompt:
    """A box whose answers are these."""
    lines = (Citation("guide", 1, 1),)
    exits = tuple(Exit(way, "slut", lines, "Pilen") for way in ways)
    boxes = Node("start", "Start", lines, question="?", exits=exits), Node("slut", "Slut", lines)
    book = Rulebook(About("En guide", "1.0.0"))
    found = walk.prompt(DetectionModel("m", "En model", boxes, lines), book, ())
    assert found is not None
    return found


@given(st.text(max_size=20))
def test_reading_an_answer_is_one_of_them_or_refused(text: str) -> None:
    asked = asking("ja", "nej", "nedad")
    try:
        found = walk.read(asked, text)
    except InputError:
        return
    assert found in ("ja", "nej", "nedad")
    if text.strip() in ("1", "2", "3"):
        assert found == ("ja", "nej", "nedad")[int(text) - 1]


def test_an_unclear_beginning_is_no_answer() -> None:
    asked = asking("nej", "nedad")
    for text in ("ne", "0", "3", ""):
        with pytest.raises(InputError, match="ikke et af svarene") as refused:
            walk.read(asked, text)
        assert refused.value.help == "Skriv 1 til 2."
    assert [walk.read(asked, text) for text in ("nej", "N", "no", "ned")] == ["nej"] * 3 + ["nedad"]
    with pytest.raises(InputError, match="ikke et svar i diagrammet"):
        walk.read(asked, "ved ikke")


def test_mermaid_draws_every_way_dashed(rulebook: Rulebook, model: DetectionModel) -> None:
    text = mermaid(rulebook, model)
    drawn = [line for line in text.splitlines() if "->" in line]
    assert len(drawn) == 4 and all(
        re.fullmatch(r'    boks_\w+ -\. "(Ja|Nej) \(O [\d, -]+\)" \.-> boks_\w+', line)
        for line in drawn
    )
    assert "rekonstrueret" in text
    labels = re.findall(r'"(.*?)"', text)
    assert not any("<" in label.replace("<br/>", "") for label in labels)


def test_json_marks_what_is_uncertain(model: DetectionModel, rulebook: Rulebook) -> None:
    data = json.loads(json.dumps(detection_json(rulebook, model)))
    assert data["schema"] == "rusvej/detection/1" and data["reconstructed"] is True
    assert [link["certain"] for link in data["links"]] == [False, False]
    assert [fragment["sources"][0]["lines"] for fragment in data["fragments"]][2:4] == [
        [1051, 1056],
        [1058, 1064],
    ]
    assert len(data["doubts"]) == 4
