"""Many cases at once say what one case at a time says, in every engine and every format."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import uuid
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="needs rusvej[batch]")
pl = pytest.importorskip("polars", reason="needs rusvej[batch]")
nw = pytest.importorskip("narwhals", reason="needs rusvej[batch]")
pytest.importorskip("pyarrow", reason="needs rusvej[batch]")

from hypothesis import given, settings
from hypothesis import strategies as st

import rusvej
from rusvej.app.outputs import claimed
from rusvej.caseload import kept
from rusvej.caseload import plan as plans
from rusvej.caseload.plan import FAULT, Plan
from rusvej.caseload.running import Part, answer_frame, answered
from rusvej.caseload.summary import without_small
from rusvej.caseload.tables import Table
from rusvej.cli.running import run
from rusvej.compiled.nodes import YES
from rusvej.diagnostics import InputError
from rusvej.engine import answer
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.space import Space
from rusvej.store import load_rulebook
from strategies import rulebooks

DAY = date(2026, 3, 2)


def random_case(rulebook: Rulebook, chance: random.Random) -> dict[str, Value]:
    """A case of random facts; about half are left out."""
    case: dict[str, Value] = {}
    for fact in rulebook.facts:
        if chance.random() < 0.5:
            continue
        if fact.type == "int":
            assert fact.min is not None and fact.max is not None
            case[fact.id] = chance.randint(fact.min, fact.max)
        elif fact.type == "bool":
            case[fact.id] = chance.random() < 0.5
        else:
            case[fact.id] = chance.choice(fact.choices())
    return case


def written(case: dict[str, Value], columns: list[str]) -> list[str | None]:
    """A case as a row of text."""

    def text(value: Value | None) -> str | None:
        if isinstance(value, bool):
            return "ja" if value else "nej"
        return None if value is None else str(value)

    return [text(case.get(column)) for column in columns]


def framed(rulebook: Rulebook, cases: list[dict[str, Value]]) -> Any:
    """Cases as a frame of text with their numbers."""
    columns = [fact.id for fact in rulebook.facts]
    rows = [[str(at), *written(case, columns)] for at, case in enumerate(cases)]
    return pl.DataFrame(rows, schema=dict.fromkeys(["id", *columns], pl.String), orient="row")


@pytest.fixture(scope="module")
def plan(rulebook: Rulebook) -> Plan:
    """The shipped rulebook's plan, whose tables the commands read back."""
    return kept.kept_plan(rulebook)


def agree(plan: Plan, cases: list[dict[str, Value]], told: Any) -> int:
    """Holds rows against the answers one by one; how many could be answered."""
    rulebook = plan.book
    possible = 0
    for row in told.iter_rows(named=True):
        case = cases[int(row["id"])]
        if not plan.compiled.possible(case):
            assert row[FAULT] == -1
            continue
        possible += 1
        expected = answer(rulebook, case, DAY)
        assert row[FAULT] == 0
        for result in expected.offers:
            assert row[result.offer.id] == result.status.id, (case, result.offer.id)
        assert row["first"] == expected.offers[0].offer.id, case
    return possible


def test_every_row_is_answered_as_the_case_is(rulebook: Rulebook, plan: Plan) -> None:
    chance = random.Random(1)
    cases = [random_case(rulebook, chance) for _ in range(100)]
    told = answer_frame(plan, framed(rulebook, cases), ["id"])
    assert agree(plan, cases, told) > 30


def spread(space: Space, table: Table, node: int) -> Any:
    """Where a node over partial cases ends at every place of the table: its arrays are put together
    from below, each fact along an axis of its own."""
    nodes, axes = (
        space.nodes,
        {space.variables.facts[fact]: at for at, fact in enumerate(table.facts)},
    )
    found: dict[int, Any] = {}
    for each in nodes.below(node):
        if each < nodes.terminals:
            found[each] = np.full([1] * len(axes), each)
            continue
        *known, unknown = [found[child] for child in nodes.children[each]]
        found[each] = np.concatenate(
            np.broadcast_arrays(unknown, *known), axes[nodes.variable[each]]
        )
    return np.broadcast_to(found[node], table.sizes).ravel()


@pytest.mark.slow
def test_every_place_of_every_table_is_what_the_diagram_says(plan: Plan) -> None:
    """The tables hang on other facts than the pieces do. The diagrams are held against the naive
    evaluator, cell by cell, in `test_cells`."""
    space = Space(plan.compiled)
    nodes = space.nodes
    for table in plan.tables.offers:
        others = set(space.variables.facts) - set(table.facts)
        unknown = {
            space.variables.facts[fact]: nodes.sizes[space.variables.facts[fact]] - 1
            for fact in others
        }
        possible = nodes.restrict(space.possible, nodes.partial(unknown))
        there = spread(space, table, possible) == YES
        told = spread(space, table, space.status(table.offer))
        assert there.any()
        assert ((1 << table.statuses[there]) == told[there]).all(), table.offer


@given(rulebooks(), st.integers(0, 10_000))
def test_every_row_is_answered_as_the_case_is_in_any_rulebook(
    rulebook: Rulebook, seed: int
) -> None:
    if not rulebook.offers:
        return
    cases = [random_case(rulebook, random.Random(seed + at)) for at in range(8)]
    plan = Plan(rulebook)
    agree(plan, cases, answer_frame(plan, framed(rulebook, cases), ["id"]))


def test_at_length_a_row_for_every_offer_with_what_is_missing(rulebook: Rulebook) -> None:
    chance = random.Random(3)
    cases = [random_case(rulebook, chance) for _ in range(40)]
    plan = kept.kept_plan(rulebook, long=True)
    told = answer_frame(plan, framed(rulebook, cases), ["id"]).filter(pl.col(FAULT) == 0)
    assert len(told) % len(rulebook.offers) == 0
    said = {number: answer(rulebook, cases[int(number)], DAY) for number in told["id"].unique()}
    for row in told.iter_rows(named=True):
        result = said[row["id"]].offer(row["offer"])
        assert row["status"] == result.status.id
        assert set(row["missing"].split()) == set(result.missing)
        asked = {use.question.id for use in result.questions}
        assert set(row["open_questions"].split()) <= asked
        assert row["first"] is (result.rank == 1)


@pytest.fixture(scope="module")
def some(rulebook: Rulebook) -> tuple[list[dict[str, Value]], Any]:
    chance = random.Random(4)
    cases = [random_case(rulebook, chance) for _ in range(60)]
    return cases, framed(rulebook, cases)


@pytest.mark.slow
def test_duckdb_runs_the_same_plan(
    plan: Plan, some: tuple[list[dict[str, Value]], Any], tmp_path: Path
) -> None:
    pytest.importorskip("duckdb", reason="needs rusvej[duckdb]")
    from rusvej.caseload.engines import run as run_engine

    _, frame = some
    frame.write_csv(tmp_path / "in.csv")
    out = tmp_path / "out.parquet"
    done = run_engine(plan, "duckdb", str(tmp_path / "in.csv"), "csv", str(out), ["id"])
    same_rows(plan, frame, pl.read_parquet(out), done.answered)


def in_spark(plan: Plan, folder: Path) -> None:
    """Holds what Spark says of random cases against what Polars says."""
    pytest.importorskip("pyspark", reason="needs rusvej[spark]")
    if not shutil.which("java") and "RUSVEJ_CI" not in os.environ:
        pytest.skip("needs Java")
    from rusvej.caseload.engines import run as run_engine

    chance = random.Random(5)
    frame = framed(plan.book, [random_case(plan.book, chance) for _ in range(60)])
    frame.write_csv(folder / "in.csv")
    out = folder / "out.parquet"
    done = run_engine(plan, "spark", str(folder / "in.csv"), "csv", str(out), ["id"])
    same_rows(plan, frame, pl.read_parquet(out / "*.parquet"), done.answered)


@pytest.mark.slow
def test_spark_runs_the_same_plan(tmp_path: Path) -> None:
    """With a rulebook of few offers: every offer is a join."""
    in_spark(Plan(load_rulebook(Path(__file__).parent / "rulebooks" / "vesthimmerland")), tmp_path)


@pytest.mark.long
def test_spark_runs_the_shipped_rulebook(plan: Plan, tmp_path: Path) -> None:
    in_spark(plan, tmp_path)


def held_elsewhere(plan: Plan, frame: Any, engine: str, folder: Path) -> None:
    """Holds what an engine says of a frame's rows against what Polars says."""
    pytest.importorskip("pyspark" if engine == "spark" else engine)
    if engine == "spark" and not shutil.which("java") and "RUSVEJ_CI" not in os.environ:
        pytest.skip("needs Java")
    from rusvej.caseload.engines import run as run_engine

    read, wrote = folder / "in.parquet", folder / f"out-{engine}"
    frame.write_parquet(read)
    done = run_engine(plan, engine, str(read), "parquet", str(wrote), ["id"])
    expected = answer_frame(plan, frame, ["id"]).filter(pl.col(FAULT) == 0).drop(FAULT)
    told = pl.read_parquet(wrote / "*.parquet" if engine == "spark" else wrote)
    assert done == (len(expected), len(frame) - len(expected))
    told = told.cast(pl.String).select(expected.columns).sort("id")
    assert told.equals(expected.cast(pl.String).sort("id"))


def cells(plan: Plan, table: Table) -> Any:
    """A row for every place of a table."""
    columns = {
        fact: [None, *map(str, plan.tables.classes[fact])]
        if plan.book.vocabulary[fact].type != "bool"
        else [None, *("ja" if value else "nej" for value in plan.tables.classes[fact])]
        for fact in table.facts
    }
    rows = pl.DataFrame({"": [0]})
    for fact, values in columns.items():
        rows = rows.join(pl.DataFrame({fact: values}, schema={fact: pl.String}), how="cross")
    return rows.drop("").with_row_index("id")


ELSEWHERE = [
    pytest.param("duckdb", marks=pytest.mark.slow),
    pytest.param("spark", marks=pytest.mark.long),
]


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param("duckdb", marks=pytest.mark.long),
        pytest.param("spark", marks=pytest.mark.long),
    ],
)
def test_every_engine_says_the_same_at_every_place(plan: Plan, tmp_path: Path, engine: str) -> None:
    """Each offer's table whole; what stands there is held against the diagrams above."""
    for table in plan.tables.offers:
        rows = cells(plan, table)
        assert len(rows) == len(table.statuses)
        held_elsewhere(plan, rows, engine, tmp_path)


@pytest.mark.parametrize("engine", ELSEWHERE)
@settings(max_examples=5)
@given(rulebooks(), st.integers(0, 10_000))
def test_every_engine_says_the_same_in_any_rulebook(
    tmp_path_factory: pytest.TempPathFactory, engine: str, rulebook: Rulebook, seed: int
) -> None:
    if not rulebook.offers or not rulebook.facts:
        return
    cases = [random_case(rulebook, random.Random(seed + at)) for at in range(8)]
    held_elsewhere(Plan(rulebook), framed(rulebook, cases), engine, tmp_path_factory.mktemp("some"))


def same_rows(plan: Plan, frame: Any, told: Any, count: int) -> None:
    expected = answer_frame(plan, frame, ["id"]).filter(pl.col(FAULT) == 0).drop(FAULT)
    expected = expected.cast(pl.String).sort("id")
    assert count == len(expected) > 0
    assert told.cast(pl.String).select(expected.columns).sort("id").equals(expected)


def parts(plan: Plan, text: str | bytes, form: str = "csv") -> list[Part]:
    raw = text.encode() if isinstance(text, str) else text
    return list(answered(plan, io.BytesIO(raw), form, ["id"]))


@pytest.mark.parametrize(
    "text",
    [
        "id,age,level\n1,15,problematisk\n",
        "id;age;level\n1;15;problematisk\n",
        "\ufeffid;age;level\r\n1;15,0;Problematisk\r\n",
        'id\tage\tlevel\n1\t15.0\t"problematisk"\n',
        # What Excel writes before the names: they are then not looked at for what parts them.
        "sep=;\nid;age;level\n1;15;problematisk\n",
        '\ufeff"SEP=,"\r\nid,age,level\r\n1,15,problematisk\r\n',
        "sep=\t\nid\tage\tlevel\n1\t15\tproblematisk\n",
        "sep=;;;\nid;age,level,;age;level\n1;x;15;problematisk\n",
    ],
)
def test_csv_as_people_have_it(rulebook: Rulebook, plan: Plan, text: str) -> None:
    (part,) = parts(plan, text)
    assert not part.rejects
    expected = answer(rulebook, {"age": 15, "level": "problematisk"}, DAY)
    row = part.answers.row(0, named=True)
    assert {o: row[o] for o in plan.offers} == {
        result.offer.id: result.status.id for result in expected.offers
    }


def test_json_lines_and_null(plan: Plan) -> None:
    text = '{"id": 1, "age": 15, "motivated": true}\n{"id": 2, "age": null}\n[]\n'
    found = parts(plan, text, "jsonl")
    assert sum(len(part.answers) for part in found) == 2
    assert [reject.row for part in found for reject in part.rejects] == [3]


def test_a_bad_row_is_told_by_number_and_does_not_stop_the_rest(plan: Plan) -> None:
    text = "id,age,level\n1,15,trivsel\n2,femten,trivsel\n3,15\n4,16,misbrug\n5,900,misbrug\n"
    (part,) = parts(plan, text)
    assert [reject.row for reject in part.rejects] == [2, 3, 5]
    assert part.rejects[0].why.startswith("age ")
    assert "femten" not in str(part.rejects)
    assert part.answers["row"].to_list() == [1, 4]


def test_a_bad_row_far_down_is_told_by_number_and_no_row_twice(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks are read quickly until a row is none."""
    monkeypatch.setattr("rusvej.caseload.blocks.BLOCK", 4_000)
    monkeypatch.setattr("rusvej.caseload.chunk.ROWS", 50)
    many = "".join(f"{number},15,trivsel\n" for number in range(1, 1_001))
    found = parts(plan, f"id,age,level\n{many}1001,15\n1002,16,misbrug\n")
    assert len(found) > 5
    assert [reject.row for part in found for reject in part.rejects] == [1_001]
    rows = pl.concat([part.answers.select("row", "id") for part in found])
    assert rows["row"].to_list() == [*range(1, 1_001), 1_002]
    assert rows["id"].to_list() == list(map(str, rows["row"]))


def test_what_is_spelled_otherwise_further_down_is_read_too(
    rulebook: Rulebook, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks are read as the first ones were written, until one is not."""
    monkeypatch.setattr("rusvej.caseload.blocks.BLOCK", 300)
    ways = ["true", "false", "ja", "Nej", "", '"true"', "ukendt", "måske"]
    said = [True, False, True, False, None, True, None]
    rows = [
        f"{60 * at + n};15;problematisk;{way}\n" for at, way in enumerate(ways) for n in range(60)
    ]
    # Both words in the first block, so that it is read as truths.
    rows[1] = "1;15;problematisk;false\n"
    found = parts(plan, "id;age;level;motivated\n" + "".join(rows))
    assert [reject.row for part in found for reject in part.rejects] == [*range(421, 481)]
    told = pl.concat([part.answers for part in found])
    assert told["id"].to_list() == list(map(str, range(420)))
    for at, motivated in enumerate(said):
        case: dict[str, Value] = {"age": 15, "level": "problematisk"}
        case |= {} if motivated is None else {"motivated": motivated}
        expected = [answer(rulebook, case, DAY).offer(offer).status.id for offer in plan.offers]
        some = told.filter(pl.col("id").cast(pl.Int64).is_between(60 * at + 2, 60 * at + 59))
        (row,) = some.select(plan.offers).unique().cast(pl.String).rows()
        assert list(row) == expected


def test_a_row_with_an_empty_last_field_is_whole_and_one_without_it_is_not(plan: Plan) -> None:
    (part,) = parts(plan, "id,age,level\n1,15,\n2,16\n3,15,trivsel\n4,16,\n")
    assert [reject.row for reject in part.rejects] == [2]
    assert part.answers["id"].to_list() == ["1", "3", "4"]


def test_an_empty_line_is_no_row_and_counts_as_one(plan: Plan) -> None:
    (part,) = parts(plan, "id,age\n1,15\n\n2,x\n3,16\n")
    assert [reject.row for reject in part.rejects] == [3]
    assert part.answers["id"].to_list() == ["1", "3"]


def test_a_quoted_line_end_is_no_end_of_a_row(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rusvej.caseload.blocks.BLOCK", 40)
    rows = [f'"{n}, or\nso",15\n' for n in range(100)]
    found = parts(plan, "id,age\n" + "".join(rows))
    ids = [name for part in found for name in part.answers["id"]]
    assert ids == [f"{n}, or\nso" for n in range(100)]


def test_no_rows_are_a_file_with_the_columns_of_an_answer(plan: Plan, tmp_path: Path) -> None:
    cases, out = tmp_path / "sager.csv", tmp_path / "svar.parquet"
    cases.write_text("id;age\n", encoding="utf-8")
    assert run(["batch", str(cases), "-o", str(out), "--keep", "id"]) == 0
    assert pl.read_parquet(out).columns == ["id", *plan.offers, "first"]


def test_a_fact_that_is_kept_is_kept_as_it_was_spelled(plan: Plan) -> None:
    text = b"age,level\n15,Misbrug\n,\n16,misbrug\n"
    (part,) = answered(plan, io.BytesIO(text), "csv", ["level"])
    assert part.answers["level"].to_list() == ["Misbrug", None, "misbrug"]


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ("id,navn,age", "1,x,15"),
        ("id,Barnets navn,age", "1,x,15"),
        ("id,cpr_nr,age", "1,x,15"),
        ("id,fødselsdato,age", "1,x,15"),
        ("id,adresse,age", "1,x,15"),
        ("id,tlf,age", "1,x,15"),
        ("id,a,age", "1,140209-1234,15"),
        ("id,a,age", "1,14-02-2009,15"),
        ("id,a,age", "1,Eksempelvej 3,15"),
        ("id,a,age", "1,72 33 50 67,15"),
        ("id,a,age", "1,nogen@eksempel.dk,15"),
    ],
)
def test_columns_about_a_person_are_refused_and_not_repeated(
    plan: Plan, columns: str, row: str
) -> None:
    with pytest.raises(InputError) as refused:
        parts(plan, f"{columns}\n{row}\n")
    told = f"{refused.value} {refused.value.help}"
    assert "Kolonne 2" in told
    for piece in row.split(",")[1:2]:
        assert piece == "x" or piece not in told


def test_small_counts_are_left_out_so_that_no_total_gives_them_away() -> None:
    assert without_small({"a": 100, "b": 3, "c": 50}) == {"a": 100, "b": None, "c": None}
    assert without_small({"a": 100, "b": 3, "c": 2}) == {"a": 100, "b": None, "c": None}
    assert without_small({"a": 100, "b": 0, "c": 5}) == {"a": 100, "b": 0, "c": 5}


def test_the_command_from_file_to_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "sager.csv"
    rows = [f"{n},{10 + n % 20},misbrug" for n in range(200)]
    cases.write_text("id,age,level\n" + "\n".join(rows) + "\n9,x,misbrug\n", encoding="utf-8")
    out, rejects = tmp_path / "svar.parquet", tmp_path / "afvist.csv"
    code = run(
        ["batch", str(cases), "-o", str(out), "--keep", "id", "--summary", "--rejects",
         str(rejects), "--format", "json"]
    )  # fmt: skip
    told = json.loads(capsys.readouterr().out)
    assert (code, told["answered"], told["rejected"]) == (0, 200, 1)
    assert pl.read_parquet(out)["id"].to_list() == [str(n) for n in range(200)]
    assert rejects.read_text(encoding="utf-8").splitlines()[1].startswith("201,")
    assert all(c["rows"] is None or c["rows"] == 0 or c["rows"] > 4 for c in told["counts"])


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("age", pl.Int8),
        ("age", pl.UInt64),
        ("age", pl.Float64),
        ("age", pl.Decimal(10, 2)),
        ("age", pl.String),
        ("level", pl.Categorical()),
        ("level", pl.Enum(["misbrug", "trivsel"])),
        ("motivated", pl.String),
    ],
    ids=str,
)
def test_a_type_of_parquet_says_the_same_as_csv(plan: Plan, column: str, kind: Any) -> None:
    frame = pl.DataFrame(
        {
            "age": [15, 15, None, 25],
            "level": ["misbrug", None, "trivsel", "misbrug"],
            "motivated": [True, False, None, None],
            "id": ["a", "b", "c", "d"],
        }
    )
    stream = io.BytesIO()
    frame.with_columns(pl.col(column).cast(kind)).write_parquet(stream)
    stream.seek(0)
    (given,) = answered(plan, stream, "parquet")
    (told,) = parts(plan, frame.write_csv())
    assert given.rejects == []
    assert given.answers.select(plan.offers).equals(told.answers.select(plan.offers))


@pytest.mark.parametrize("values", [["a"], {"a": 1}], ids=["list", "struct"])
def test_more_than_one_value_in_a_cell_is_refused(plan: Plan, values: Any) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"level": [values]}).write_parquet(stream)
    stream.seek(0)
    with pytest.raises(InputError, match="level"):
        list(answered(plan, stream, "parquet"))


@pytest.mark.parametrize("values", [["a"], {"a": 1}, b"a"], ids=["list", "struct", "binary"])
def test_what_cannot_be_looked_at_is_not_kept(plan: Plan, values: Any) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"id": [values], "age": [15]}).write_parquet(stream)
    stream.seek(0)
    with pytest.raises(InputError, match="Kolonne 1"):
        list(answered(plan, stream, "parquet", ["id"]))


def test_a_number_that_is_none_is_unknown_and_one_without_an_end_is_refused(plan: Plan) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"age": [15.0, float("nan"), float("inf"), None]}).write_parquet(stream)
    stream.seek(0)
    (part,) = answered(plan, stream, "parquet")
    assert [reject.row for reject in part.rejects] == [3]
    rows = part.answers.select(plan.offers).rows()
    assert rows[1] == rows[2] != rows[0]


def test_half_a_sign_is_no_text(plan: Plan) -> None:
    found = parts(plan, '{"id": 1, "age": 15}\n{"id": "\\ud800", "age": 15}\n', "jsonl")
    assert [reject.row for part in found for reject in part.rejects] == [2]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_line_without_an_end_is_not_waited_for(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr("rusvej.caseload.blocks.BLOCK", 1_000)
    with pytest.raises(InputError, match=r"linje har ingen ende|for lang"):
        parts(plan, "x" * 5_000, form)


@pytest.mark.parametrize("name", ["alder", "Age", " age ", "Alder"])
def test_a_column_named_almost_as_a_fact_is_not_left_out_in_silence(plan: Plan, name: str) -> None:
    with pytest.raises(InputError, match="age") as refused:
        parts(plan, f"id,level,{name}\n1,misbrug,15\n")
    assert "Kald den age" in refused.value.help
    # Beside the fact it might be what was meant.
    with pytest.raises(InputError, match="age"):
        parts(plan, f"id,age,{name}\n1,15,16\n")


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (pl.Series([40_112, 9, 311]), None),
        (pl.Series([101901234, 201901234]), "CPR"),
        (pl.Series([1101901234, 4]), "CPR"),
        (pl.Series([date(2010, 1, 2)]), "datoer"),
        (pl.Series(["010190-1234"], dtype=pl.Categorical()), "CPR"),
        (pl.Series(["Nygade 4"], dtype=pl.Enum(["Nygade 4"])), "adresser"),
        (pl.Series([22334455, 61728394]), "telefon"),
        (pl.Series([1, 2]), None),
        (pl.Series([1402091234.0, None]), "CPR"),
        (pl.Series([1402091234.5, float("inf")]), None),
        (pl.Series([Decimal("1402091234.00")]), "CPR"),
        (pl.Series([["140209-1234"]]), None),
    ],
    ids=str,
)
def test_columns_with_types_are_looked_at_too(plan: Plan, values: Any, what: str | None) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"x": values}).with_columns(age=15).write_parquet(stream)
    stream.seek(0)
    if what is None:
        assert len(list(answered(plan, stream, "parquet"))) == 1
        return
    with pytest.raises(InputError, match=what):
        list(answered(plan, stream, "parquet"))


def test_a_number_of_a_person_is_seen_however_far_down(plan: Plan) -> None:
    """Of so many values only some are looked at for every form."""
    rows = [f"nr. {n},15\n" for n in range(5_000)]
    for number in ("140209-1234", "1402091234", "14/02-2009 1234"):
        for at in (0, 2_500, 4_999):
            some = [*rows[:at], f"{number},15\n", *rows[at:]]
            with pytest.raises(InputError, match="CPR"):
                parts(plan, "id,age\n" + "".join(some))


@pytest.mark.parametrize("form", ["{:032x}", "{:.7s}", "uuid"])
def test_numbers_that_a_machine_made_up_are_no_persons(plan: Plan, form: str) -> None:
    """Of 5,000 such numbers some have ten digits in a row that could be a CPR number."""
    chance = random.Random(6)
    some = [chance.getrandbits(128) for _ in range(5_000)]
    if form == "uuid":
        names = [str(uuid.UUID(int=number)) for number in some]
    else:
        names = [form.format(number if "x" in form else str(number)) for number in some]
    (part,) = parts(plan, "id,age\n" + "".join(f"{name},15\n" for name in names))
    assert not part.rejects and len(part.answers) == 5_000


def test_an_engine_that_reads_the_file_itself_refuses_persons_too(tmp_path: Path) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("x,age\n010190-1234,15\n", "utf-8")
    command = ["batch", str(cases), "-o", str(tmp_path / "s.parquet"), "--engine", "duckdb"]
    assert run([*command, "--keep", "x"]) == 2
    assert sorted(tmp_path.iterdir()) == [cases]


@pytest.mark.parametrize("engine", ["duckdb", pytest.param("spark", marks=pytest.mark.slow)])
def test_an_engine_that_reads_the_file_itself_reads_semicolons_too(
    plan: Plan, tmp_path: Path, engine: str
) -> None:
    pytest.importorskip("pyspark" if engine == "spark" else engine)
    if engine == "spark" and not shutil.which("java") and "RUSVEJ_CI" not in os.environ:
        pytest.skip("needs Java")
    from rusvej.caseload.engines import run as run_engine

    cases, out = tmp_path / "sager.csv", tmp_path / "svar"
    cases.write_text("\ufeffid;age;level\n1;15,0;Problematisk\n2;x;misbrug\n", "utf-8")
    assert run_engine(plan, engine, str(cases), "csv", str(out), ["id"]) == (1, 1)
    (part,) = parts(plan, "id;age;level\n1;15;problematisk\n")
    told = pl.read_parquet(out / "*.parquet" if engine == "spark" else out)
    assert told.row(0)[1:] == part.answers.cast(pl.String).drop("row").row(0)[1:]


def test_a_row_that_duckdb_cannot_read_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("duckdb")
    cases = tmp_path / "sager.csv"
    cases.write_text("id,age\n" + "1,15\n" * 300 + "2\n", "utf-8")
    command = ["batch", str(cases), "-o", str(tmp_path / "svar.parquet"), "--engine", "duckdb"]
    assert run(command) == 2
    assert "lige mange felter" in capsys.readouterr().err


@pytest.mark.parametrize("more", [["--summary"], ["--compare"]], ids=lambda more: more[0])
def test_long_counts_cases_and_not_rows(
    tmp_path: Path, data_dir: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("age,level\n" + "15,misbrug\n" * 9 + "x,misbrug\n", "utf-8")
    command = ["batch", str(cases), *more, *([str(data_dir)] if more == ["--compare"] else [])]
    told = []
    for long in ([], ["--long", "-o", str(tmp_path / "svar.csv")]):
        assert run([*command, *long, "--format", "json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1]


def test_a_picture_is_of_the_counts_though_they_are_not_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("age,level\n" + "15,misbrug\n" * 9, "utf-8")
    found = []
    for more in ([], ["--summary"]):
        assert run(["batch", str(cases), *more, "--format", "svg"]) == 0
        found.append(capsys.readouterr().out)
    assert found[0] == found[1]
    assert "9" in found[0]


def test_a_small_group_is_not_given_away_by_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("age,level\n" + "15,misbrug\n" * 9 + "15,trivsel\n" * 3, "utf-8")
    assert run(["batch", str(cases), "--summary", "--format", "json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    assert [group["rows"] for group in groups] == [None, None]


@pytest.mark.parametrize(
    ("cases", "more"),
    [
        ("id,level\n140209\u20131234,misbrug\n", ["--keep", "id"]),
        ("age,level\n15,misbrug\nfemten,misbrug\n", ["--strict"]),
        ("nonsense\n1\n", []),
    ],
    ids=["a number of a person", "a bad row", "no fact"],
)
def test_what_is_refused_leaves_the_former_answers(
    tmp_path: Path, cases: str, more: list[str]
) -> None:
    read, wrote = tmp_path / "sager.csv", tmp_path / "svar.csv"
    read.write_text(cases, "utf-8")
    wrote.write_text("svar fra i går", "utf-8")
    assert run(["batch", str(read), "-o", str(wrote), *more]) == 2
    assert wrote.read_text("utf-8") == "svar fra i går"
    assert sorted(tmp_path.iterdir()) == [read, wrote]


def test_strict_stops_at_the_first_bad_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("age\n15\nx\n", encoding="utf-8")
    assert run(["batch", str(cases), "--strict"]) == 2
    assert "Række 2" in capsys.readouterr().err


def test_compared_with_the_same_rules_nobody_is_touched(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("age,level\n15,misbrug\n25,misbrug\n", encoding="utf-8")
    assert run(["batch", str(cases), "--compare", str(data_dir), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["touched"], told["changed"]) == (0, [])


def test_a_changed_bound_touches_those_between_the_bounds(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bound of [H 439], before only until 18: six are 19, eleven 21, and nobody else is
    touched."""
    before = tmp_path / "foer"
    shutil.copytree(data_dir, before)
    asked = before / "open_questions.yaml"
    text = asked.read_text("utf-8")
    assert "at_least: 8, at_most: 21" in text
    asked.write_text(text.replace("at_least: 8, at_most: 21", "at_least: 8, at_most: 18"), "utf-8")
    cases = tmp_path / "sager.csv"
    ages = [15] * 9 + [18] * 7 + [19] * 6 + [21] * 11 + [22] * 8
    cases.write_text("age,level\n" + "".join(f"{age},problematisk\n" for age in ages), "utf-8")
    command = ["batch", str(cases), "--compare", str(before), "--format"]
    assert run([*command, "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["offer,before,after,rows", "stoettekontaktperson,open,fits,17"]
    assert run([*command, "json"]) == 0
    assert json.loads(capsys.readouterr().out)["touched"] == 17
    assert run([*command, "plain"]) == 0
    assert "17 af rækkerne får en anden status" in capsys.readouterr().out


def summary(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> str:
    """What is said of cases whose first ones have neither the least age nor the first level."""
    cases = folder / "sager.csv"
    rows = ["30,misbrug", "25,trivsel", ",misbrug", "9,trivsel", "15,", "100,trivsel"]
    cases.write_text("age,level\n" + "".join(f"{row}\n" * 5 for row in rows), "utf-8")
    assert run(["batch", str(cases), "--summary", "--format", form]) == 0
    return capsys.readouterr().out


def test_groups_stand_in_the_order_of_the_rulebook_and_of_age(
    rulebook: Rulebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = json.loads(summary(tmp_path, capsys, "json"))["groups"]
    trivsel, misbrug = map(rulebook.vocabulary["level"].in_words, ("trivsel", "misbrug"))
    assert list(dict.fromkeys(group["level"] for group in groups)) == ["", trivsel, misbrug]
    first = [int(each["age"].split("-")[0]) for each in groups if each["level"] == trivsel]
    assert len(first) == 3 and first == sorted(first)
    unknown, known = (each["age"] for each in groups if each["level"] == misbrug)
    assert unknown == "" != known


def test_counts_as_csv_are_by_offer_and_by_group(
    rulebook: Rulebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = list(csv.DictReader(io.StringIO(summary(tmp_path, capsys, "csv"))))
    by_offer = [row for row in read if row["offer"]]
    assert {row["offer"] for row in by_offer} == {offer.id for offer in rulebook.offers}
    for offer in rulebook.offers:
        own = [row["rows"] for row in by_offer if row["offer"] == offer.id]
        assert sum(map(int, own)) == 30
    assert sum(int(row["rows"]) for row in read if not row["offer"]) == 30


def test_the_bars_in_a_terminal_are_the_shares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has twenty marks: as many of one as its share."""
    data = Path(__file__).parent / "rulebooks" / "vesthimmerland"
    cases = tmp_path / "sager.csv"
    cases.write_text("age,asker\n" + "15,ung\n" * 15 + "30,ung\n" * 45, "utf-8")
    assert run(["batch", str(cases), "--summary", "--data", str(data), "--plain"]) == 0
    told = capsys.readouterr().out
    (bar,) = [
        line.split(": ")[1]
        for line in told.split("Ungeteamet")[1].splitlines()[:8]
        if line.startswith("  : ")
    ]
    assert bar == "#####" + "-" * 15
    for mark in ("# kan søges", "+ hvis", "? uklart", "- passer ikke", ". nævnes ikke"):
        assert mark in told


@pytest.mark.parametrize("name", ["vesthimmerland", pytest.param("", marks=pytest.mark.slow)])
@pytest.mark.parametrize("long", [False, True])
def test_kept_tables_are_those_that_were_filled(
    rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, long: bool
) -> None:
    monkeypatch.setenv("RUSVEJ_CACHE", str(tmp_path / "cache"))
    small = Path(__file__).parent / "rulebooks" / name
    book = load_rulebook(small).on(DAY) if name else rulebook
    filled = kept.kept_plan(book, long=long).tables
    monkeypatch.delattr(plans, "tables_of")
    read = kept.kept_plan(book, long=long).tables
    assert read._replace(offers=(), impossible=()) == filled._replace(offers=(), impossible=())
    for was, now in zip(
        filled.offers + filled.impossible, read.offers + read.impossible, strict=True
    ):
        assert was[:3] == now[:3]
        assert all(np.array_equal(one, other) for one, other in zip(was[3:], now[3:], strict=True))


def test_tables_of_another_day_are_filled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSVEJ_CACHE", str(tmp_path / "cache"))
    source = Path(__file__).parent / "rulebooks" / "vesthimmerland" / "rulebook.yaml"
    text = source.read_text("utf-8")
    until = "    document: ungeside\n    valid_until: 2026-06-30\n"
    (tmp_path / "data").mkdir()
    dated = tmp_path / "data" / "rulebook.yaml"
    dated.write_text(text.replace("    document: ungeside\n", until, 1), "utf-8")
    book = load_rulebook(dated.parent)
    said = []
    for day in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 6, 30)):
        told = answer_frame(kept.kept_plan(book.on(day)), pl.DataFrame({"age": [15]}), [])
        said.append(told["ungeteam"].to_list())
    assert said == [["fits"], ["excluded"], ["fits"]]


def columns_of(told: Any) -> dict[str, list[Any]]:
    """An answer's columns as lists, whatever kind of frame it is."""
    found: dict[str, list[Any]] = nw.from_native(told).to_arrow().to_pydict()
    return found


@pytest.fixture(scope="module")
def book() -> rusvej.Rulebook:
    return rusvej.open(on=DAY)


#: A case, one that is wrong, and one of which nothing is known.
MANY = {
    "id": [7, 8, 9],
    "age": [15, 900, None],
    "level": ["problematisk", "misbrug", None],
    "motivated": [True, None, None],
}


@pytest.mark.parametrize("kind", ["polars", "pyarrow", "pandas"])
def test_frames_are_answered_in_their_own_kind(book: rusvej.Rulebook, kind: str) -> None:
    library = pytest.importorskip(kind)
    cases = library.table(MANY) if kind == "pyarrow" else library.DataFrame(MANY)
    told = book.answer_many(cases, keep=["id"])
    assert type(told) is type(cases)
    found = columns_of(told)
    assert found["id"] == [7, 8, 9]
    assert found["fault"][0] is None and found["fault"][2] is None
    assert found["fault"][1].startswith("age ")
    known = book.answer(book.case(age=15, level="problematisk", motivated=True))
    nothing = book.answer(book.case())
    for offer in known:
        expected = [offer.status.id, None, nothing[offer.id].status.id]
        assert found[offer.id] == expected
    assert found["first"] == [known.offers[0].id, None, nothing.offers[0].id]


def test_lazy_frames_of_polars_and_duckdb_stay_lazy(book: rusvej.Rulebook) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs rusvej[duckdb]")
    eager = book.answer_many(pl.DataFrame(MANY), keep=["id"])
    lazy = book.answer_many(pl.LazyFrame(MANY), keep=["id"])
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect().equals(eager)
    relation = duckdb.from_arrow(pl.DataFrame(MANY).to_arrow())
    told = book.answer_many(relation, keep=["id"])
    assert type(told) is type(relation)
    assert told.pl().sort("id").cast(pl.String).equals(eager.cast(pl.String))


def test_a_frame_at_length(book: rusvej.Rulebook) -> None:
    told = book.answer_many(pl.DataFrame(MANY), keep=["id"], long=True)
    assert len(told) == 3 * len(book.records.offers)
    answer = book.answer(book.case(age=15, level="problematisk", motivated=True))
    for row in told.filter(pl.col("id") == 7).iter_rows(named=True):
        assert row["status"] == answer[row["offer"]].status.id
        assert set(row["missing"].split()) == set(answer[row["offer"]].missing)


def test_a_frame_of_categories_and_one_about_persons(book: rusvej.Rulebook) -> None:
    cases = pl.DataFrame({"level": ["misbrug", None]}, schema={"level": pl.Categorical})
    assert book.answer_many(cases)["fault"].to_list() == [None, None]
    for wrong in ({"navn": ["x"], "age": [15]}, {"andet": ["x"]}):
        with pytest.raises(InputError):
            book.answer_many(pl.DataFrame(wrong))
    with pytest.raises(InputError):
        book.answer_many(pl.DataFrame({"age": [15]}), keep=["id"])


@pytest.mark.parametrize("kind", ["polars", "lazy", "pandas", "duckdb"])
@pytest.mark.parametrize("value", ["140209-1234", "Eksempelvej 3", "72 33 50 67", "14-02-2009"])
def test_a_frame_with_persons_in_it_is_refused_as_a_file_is(
    book: rusvej.Rulebook, kind: str, value: str
) -> None:
    frame = pl.DataFrame({"x": [value] * 3, "age": [15, 16, 17]})
    cases: Any = frame
    if kind == "lazy":
        cases = frame.lazy()
    elif kind == "pandas":
        cases = pytest.importorskip("pandas").DataFrame(frame.to_dict(as_series=False))
    elif kind == "duckdb":
        duckdb = pytest.importorskip("duckdb", reason="needs rusvej[duckdb]")
        cases = duckdb.from_arrow(frame.to_arrow())
    for keep in ([], ["x"]):
        with pytest.raises(InputError, match="Kolonne 1") as refused:
            book.answer_many(cases, keep=keep)
        assert value not in f"{refused.value} {refused.value.help}"


def test_what_could_do_harm_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "sager.csv"
    text = "fault,age,mut\n1,15,x\n2,x,x\n"
    cases.write_text(text, encoding="utf-8")
    for more in (["-o", str(cases)], ["-o", "-", "--keep", "fault"], ["-o", "-", "--keep", "mut"]):
        assert run(["batch", str(cases), *more]) == 2
        assert cases.read_text(encoding="utf-8") == text
    cases.write_text("age,age\n15,15\n", encoding="utf-8")
    assert run(["batch", str(cases)]) == 2
    assert "hedder det samme" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["sep=", "sep=x", "sep=\n", "sep=:\r\nage\r\n15"])
def test_a_separator_that_is_none_is_said_to_be(plan: Plan, line: str) -> None:
    with pytest.raises(InputError, match="sep="):
        parts(plan, line)


def test_an_engine_that_reads_the_file_itself_names_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("duckdb")
    cases = tmp_path / "sager.csv"
    cases.write_text("sep=;\nage;level\n15;misbrug\n", "utf-8")
    command = ["batch", str(cases), "-o", str(tmp_path / "svar.parquet"), "--engine", "duckdb"]
    assert run(command) == 2
    assert "sep=" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("age;Age\n15;16\n", "csv", "hedder næsten som"),
        ("age;Alder\n15;16\n", "csv", "hedder næsten som"),
        ("\nage;level\n15;misbrug\n", "csv", "Første linje er tom"),
        ('{"age": 15}\n{"alder": 16}\n', "jsonl", "hedder næsten som"),
        ('{"age": 15}\n{"navn": "x"}\n', "jsonl", "navne"),
    ],
)
def test_what_would_be_left_out_in_silence_is_refused(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, text: str, form: str, why: str
) -> None:
    for rows in (1, 100):
        monkeypatch.setattr("rusvej.caseload.reading.ROWS", rows)
        with pytest.raises(InputError, match=why):
            list(answered(plan, io.BytesIO(text.encode()), form))


def test_what_is_kept_may_be_missing_in_later_lines(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rusvej.caseload.reading.ROWS", 1)
    found = parts(plan, '{"id": 1, "age": 15}\n{"age": 15}\n{"id": 3}\n', "jsonl")
    assert [part.answers["id"].to_list() for part in found] == [["1"], [None], ["3"]]


def test_a_name_that_stands_twice_in_a_line_is_refused(plan: Plan) -> None:
    (part,) = parts(plan, '{"id": 1, "age": 15, "age": 16}\n{"id": 2, "age": 17}\n', "jsonl")
    assert [reject.row for reject in part.rejects] == [1]


def test_columns_that_excel_left_behind_are_no_columns(plan: Plan) -> None:
    (part,) = parts(plan, "id;age;;level;;\n1;15;;misbrug;;\n")
    assert part.answers["id"].to_list() == ["1"]


def test_a_quotation_mark_that_swallows_rows_is_told_of(plan: Plan) -> None:
    (part,) = parts(plan, 'id;age;level\n1;"15;misbrug\n2;16;misbrug\n3;17;misbrug\n')
    ((row, why),) = part.rejects
    assert row == 1 and "anførselstegn" in why and "3 linjer" in why


@pytest.mark.parametrize("option", ["--in-format", "--out-format"])
def test_a_format_that_nobody_knows_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("id;age\n1;15\n", "utf-8")
    out = tmp_path / "svar.csv"
    assert run(["batch", str(cases), "-o", str(out), option, "xls"]) == 2
    assert "format kendes ikke" in capsys.readouterr().err
    assert run(["batch", str(cases), "-o", str(out), "--keep", "id", "--keep", "id"]) == 0
    assert "1 række er besvaret, 0 er afvist." in capsys.readouterr().out
    assert out.read_text("utf-8").startswith("id,")


OTHER_NAMES = ["sager.csv", "./sager.csv", "x/../sager.csv", "SAGER.csv", "link.csv", "hard.csv"]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_the_cases_are_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    cases = tmp_path / "sager.csv"
    cases.write_text("id,age,first\n1,15,x\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("sager.csv")
    (tmp_path / "hard.csv").hardlink_to(cases)
    before = sorted(tmp_path.iterdir())
    for more in (["-o", name], ["-o", "-", "--rejects", name], ["-o", "svar.csv", "--rejects",
                 "SVAR.csv"]):  # fmt: skip
        assert run(["batch", "sager.csv", *more]) == 2
    assert run(["batch", name, "-o", "sager.csv"]) == 2
    assert cases.read_text("utf-8") == "id,age,first\n1,15,x\n"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "form", ["csv", *(pytest.param(form, marks=pytest.mark.slow) for form in ("jsonl", "parquet"))]
)
def test_only_answers_are_replaced_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    cases, out, rejects = (tmp_path / name for name in ("s.csv", f"svar.{form}", "afvist.csv"))
    cases.write_text("id,age\n1,15\n2,x\n", encoding="utf-8")
    command = ["batch", str(cases), "-o", str(out), "--keep", "id", "--rejects", str(rejects)]
    assert run(command) == 0
    assert "erstattet" not in capsys.readouterr().err
    written = out.read_bytes()
    assert run([*command, "--long"]) == 0
    told = capsys.readouterr().err
    assert told.count("fandtes og er erstattet.") == 2
    assert str(out.name) in told and out.read_bytes() != written
    assert run(command) == 0
    assert out.read_bytes() == written
    for content in (b"id,age\n1,15\n", b'{"id": 1, "age": 15}\n', b"[1]\n", b"PAR1", b"\xff"):
        for file in (out, rejects):
            kept = file.read_bytes()
            file.write_bytes(content)
            capsys.readouterr()
            assert run(command) == 2
            assert "findes og er ikke" in capsys.readouterr().err
            assert file.read_bytes() == content
            file.write_bytes(kept)


def test_a_folder_is_only_replaced_where_it_holds_answers(tmp_path: Path) -> None:
    folder = tmp_path / "svar"
    folder.mkdir()
    (folder / ".git").mkdir()
    (folder / "part-0.parquet").touch()
    with pytest.raises(InputError, match="rummer andet"):
        claimed("sager.csv", (str(folder), "parquet"), "")
    (folder / ".git").rmdir()
    (said,) = claimed("sager.csv", (str(folder), "parquet"), "")
    assert said.endswith("er erstattet.")


def test_a_pipe_to_write_in_is_refused_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases, pipe = tmp_path / "sager.csv", tmp_path / "svar.csv"
    cases.write_text("age\n15\n", encoding="utf-8")
    os.mkfifo(pipe)
    for more in (["-o", str(pipe)], ["-o", "-", "--rejects", str(pipe)]):
        assert run(["batch", str(cases), *more]) == 2
        assert "kan ikke skrives til" in capsys.readouterr().err


def test_rows_refused_are_told_beside_a_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "sager.csv"
    cases.write_text("age\n15\nx\n", encoding="utf-8")
    assert run(["batch", str(cases), "-o", "-"]) == 0
    told = capsys.readouterr()
    assert "række 2: age " in told.err
    assert len(told.out.splitlines()) == 2


def test_the_example_of_the_docs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a CSV to a chart, in at most twenty lines."""
    page = Path(__file__).parent.parent / "docs" / "caseload.md"
    text = page.read_text(encoding="utf-8")
    example, compared = (part.split("```")[0] for part in text.split("```python\n")[1:])
    assert len(example.splitlines()) <= 20
    monkeypatch.chdir(tmp_path)
    exec(compile(example, str(page), "exec"), {})
    assert len(pl.read_parquet("svar.parquet")) == 500
    assert "<svg" in capsys.readouterr().out
    exec(compile(compared, str(page), "exec"), {})
    said = capsys.readouterr().out.replace("\r\n", "\n")
    assert said and f"```\n{said}```" in text
