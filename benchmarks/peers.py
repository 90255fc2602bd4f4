"""The same decision in other engines, each as its users would write it: conditions compiled once,
one call a case (OpenFisca and numpy: one call for all cases)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks.decision import STATUSES, Decision, In, Joined, Plain, Span, Without
from rusvej.facts import Value

#: The statuses of every offer, in order, for each of these cases.
Decide = Callable[[Sequence[Mapping[str, Value]]], Sequence[Sequence[str]]]


class Spelling(NamedTuple):
    """How a language writes conditions."""

    all: str
    any: str
    no: str
    of: str = "{}"
    within: str = "({0} >= {1} {all} {0} <= {2})"
    one: str = "{} == {}"
    among: str = "({} in [{}])"
    true: str = "true"
    false: str = "false"
    text: Callable[[str], str] = json.dumps

    def value(self, value: Value) -> str:
        if isinstance(value, bool):
            return self.true if value else self.false
        return self.text(value) if isinstance(value, str) else str(value)

    def __call__(self, part: Plain) -> str:
        if isinstance(part, bool):
            return self.true if part else self.false
        if isinstance(part, Joined):
            word = f" {self.all if part.word == 'all' else self.any} "
            return "(" + word.join([self(each) for each in part.parts]) + ")"
        if isinstance(part, Without):
            return self.no.format(self(part.part))
        name = self.of.format(part.fact)
        if isinstance(part, Span):
            return self.within.format(name, part.low, part.high, all=self.all)
        if len(part.values) == 1:
            return f"({self.one.format(name, self.value(part.values[0]))})"
        return self.among.format(name, ", ".join(map(self.value, part.values)))


PYTHON = Spelling("and", "or", "(not {})", "case[{!r}]", "({1} <= {0} <= {2})",
                  among="({} in ({}))", true="True", false="False", text=repr)  # fmt: skip
ZEN = Spelling("and", "or", "(not ({}))")
CEL = Spelling("&&", "||", "!({})", "{}")
RULE = Spelling("and", "or", "(not {})")
ARRAYS = Spelling("&", "|", "(~{})", "case[{!r}]", "(({0} >= {1}) & ({0} <= {2}))",
                  among="isin({}, [{}])", true="yes", false="(~yes)")  # fmt: skip


def ternary(spelling: Spelling, decision: Decision) -> list[str]:
    """Each offer's status as one expression of a language with `?:`."""
    return [
        f"{spelling(v.listed)} ? ({spelling(v.every)} ? 'fits' :"
        f" ({spelling(v.some)} ? 'open' : 'excluded')) : 'not_listed'"
        for v in decision.verdicts
    ]


def plain_python(decision: Decision) -> Decide:
    """Straight ifs, generated."""
    lines = ["def decide(case):", "    found = []"]
    for v in decision.verdicts:
        lines += [
            f"    if not {PYTHON(v.listed)}: found.append('not_listed')",
            f"    elif {PYTHON(v.every)}: found.append('fits')",
            f"    elif {PYTHON(v.some)}: found.append('open')",
            "    else: found.append('excluded')",
        ]
    names: dict[str, Any] = {}
    exec("\n".join([*lines, "    return found"]), names)  # (the text is this module's own)
    return lambda cases: list(map(names["decide"], cases))


def codes(decision: Decision) -> dict[str, dict[Value, int]]:
    """Words as numbers, for arrays."""
    return {
        f: {value: at for at, value in enumerate(of.choices())}
        for f, of in decision.facts.items()
        if of.type == "choice"
    }


def _as_codes(part: Plain, coded: Mapping[str, Mapping[Value, int]]) -> Plain:
    if isinstance(part, Joined):
        return part._replace(parts=tuple(_as_codes(each, coded) for each in part.parts))
    if isinstance(part, Without):
        return Without(_as_codes(part.part, coded))
    if isinstance(part, In):
        known = coded.get(part.fact, {})
        return In(part.fact, tuple(known.get(value, value) for value in part.values))
    return part


def array_formulas(decision: Decision) -> list[str]:
    """Each offer's status as a number, over arrays."""
    coded = codes(decision)
    return [
        f"where({ARRAYS(_as_codes(v.listed, coded))}, where({ARRAYS(_as_codes(v.every, coded))}, 0,"
        f" where({ARRAYS(_as_codes(v.some, coded))}, 1, 2)), 3)"
        for v in decision.verdicts
    ]


def columns(decision: Decision, cases: Sequence[Mapping[str, Value]]) -> dict[str, Any]:
    """The cases as arrays."""
    import numpy as np

    coded = codes(decision)
    return {
        f: np.array(
            [coded[f][case[f]] if f in coded else case[f] for case in cases],
            bool if of.type == "bool" else np.int32,
        )
        for f, of in decision.facts.items()
    }


def in_words(numbers: Any) -> list[list[str]]:
    """Rows of statuses from one array an offer."""
    return [[STATUSES[n] for n in row] for row in zip(*(a.tolist() for a in numbers), strict=True)]


def numpy_arrays(decision: Decision) -> Callable[[dict[str, Any]], list[Any]]:
    """The statuses of all cases as one array an offer, from columns."""
    import numpy as np

    formulas = [compile(text, "formula", "eval") for text in array_formulas(decision)]
    first = next(iter(decision.facts))

    def decide(columns: dict[str, Any]) -> list[Any]:
        names = {
            "case": columns, "where": np.where, "isin": np.isin,
            "yes": np.ones(len(columns[first]), bool),
        }  # fmt: skip
        return [eval(formula, names) for formula in formulas]

    return decide


def openfisca(decision: Decision) -> Callable[[dict[str, Any]], list[Any]]:
    """The same as variables with formulas of a tax and benefit system."""
    from importlib import import_module

    import numpy as np

    entities, periods, simulations, systems, variables = (
        import_module(f"openfisca_core.{name}")
        for name in ("entities", "periods", "simulations", "taxbenefitsystems", "variables")
    )

    person = entities.Entity("person", "persons", "", "")
    system = systems.TaxBenefitSystem([person])
    year = periods.DateUnit.YEAR
    this_year = periods.period(2026)
    for fact, of in decision.facts.items():
        kind = bool if of.type == "bool" else int
        members = {"value_type": kind, "entity": person, "definition_period": year}
        system.add_variable(type(fact, (variables.Variable,), members))

    class Values(dict):  # type: ignore[type-arg]
        """The facts of the persons, asked for as a formula asks."""

        def __init__(self, persons: Any, period: Any) -> None:
            super().__init__()
            self.persons, self.period = persons, period

        def __missing__(self, fact: str) -> Any:
            return self.persons(fact, self.period)

    for verdict, text in zip(decision.verdicts, array_formulas(decision), strict=True):
        code = compile(text, "formula", "eval")

        def formula(persons: Any, period: Any, parameters: Any, code: Any = code) -> Any:
            names = {"case": Values(persons, period), "where": np.where, "isin": np.isin,
                     "yes": np.ones(persons.count, bool)}  # fmt: skip
            return eval(code, names)

        name = _name(verdict.offer)
        members = {"value_type": int, "entity": person, "definition_period": year}
        system.add_variable(type(name, (variables.Variable,), {**members, "formula": formula}))

    def decide(columns: dict[str, Any]) -> list[Any]:
        count = len(next(iter(columns.values())))
        simulation = simulations.SimulationBuilder().build_default_simulation(system, count)
        for fact, values in columns.items():
            simulation.set_input(fact, this_year, values)
        return [simulation.calculate(_name(v.offer), this_year) for v in decision.verdicts]

    return decide


def _name(offer: str) -> str:
    return "offer_" + offer.replace("-", "_")


def zen_table(decision: Decision) -> dict[str, Any]:
    """The decision as one expression node of zen-engine's own format."""
    expressions = [
        {"id": v.offer, "key": _name(v.offer), "value": text}
        for v, text in zip(decision.verdicts, ternary(ZEN, decision), strict=True)
    ]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "it", "type": "expressionNode", "name": "it",
         "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]  # fmt: skip
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b}
        for a, b in (("in", "it"), ("it", "out"))
    ]
    return {"nodes": nodes, "edges": edges}


def zen(decision: Decision) -> Decide:
    import zen as engine

    made = engine.ZenEngine().create_decision(json.dumps(zen_table(decision)))
    names = [_name(v.offer) for v in decision.verdicts]

    def decide(cases: Sequence[Mapping[str, Value]]) -> list[list[str]]:
        results = (made.evaluate(dict(case))["result"] for case in cases)
        return [[found[name] for name in names] for found in results]

    return decide


def rule_engine(decision: Decision) -> Decide:
    import rule_engine as engine

    rules = [
        tuple(engine.Rule(RULE(part)) for part in (v.listed, v.every, v.some))
        for v in decision.verdicts
    ]

    def status(rule: Sequence[Any], case: Mapping[str, Value]) -> str:
        listed, every, some = rule
        if not listed.matches(case):
            return "not_listed"
        return "fits" if every.matches(case) else "open" if some.matches(case) else "excluded"

    return lambda cases: [[status(rule, case) for rule in rules] for case in cases]


def json_logic(decision: Decision) -> Decide:
    import datalogic_py as engine

    made = engine.Engine()
    compiled = [
        made.compile(
            {"if": [{"!": [_logic(v.listed)]}, "not_listed", _logic(v.every), "fits",
                    _logic(v.some), "open", "excluded"]}
        )
        for v in decision.verdicts
    ]  # fmt: skip
    return lambda cases: [[rule.evaluate(case) for rule in compiled] for case in cases]


def _logic(part: Plain) -> Any:
    if isinstance(part, bool):
        return part
    if isinstance(part, Joined):
        return {"and" if part.word == "all" else "or": [_logic(each) for each in part.parts]}
    if isinstance(part, Without):
        return {"!": [_logic(part.part)]}
    if isinstance(part, Span):
        return {"<=": [part.low, {"var": part.fact}, part.high]}
    return {"in": [{"var": part.fact}, list(part.values)]}


def cel(decision: Decision) -> Decide:
    import cel as engine

    programs = [engine.compile(text) for text in ternary(CEL, decision)]
    return lambda cases: [[each.execute(dict(case)) for each in programs] for case in cases]


def clips(decision: Decision) -> Decide:
    """One fact for the case, and for each status of each offer a rule that asserts it."""
    import clips as engine

    slots = " ".join(f"(slot {fact})" for fact in decision.facts)
    bound = " ".join(f"({fact} ?{fact})" for fact in decision.facts)
    built = [
        f"(deftemplate case {slots})",
        "(deftemplate status (slot offer) (slot is))",
    ]
    for v in decision.verdicts:
        listed, every, some = map(_clips, (v.listed, v.every, v.some))
        for status, test in (
            ("not_listed", f"(not {listed})"),
            ("fits", f"(and {listed} {every})"),
            ("open", f"(and {listed} (not {every}) {some})"),
            ("excluded", f"(and {listed} (not {some}))"),
        ):
            built.append(
                f"(defrule {v.offer}-{status} (case {bound}) (test {test})"
                f" => (assert (status (offer {v.offer}) (is {status}))))"
            )

    def decide(cases: Sequence[Mapping[str, Value]]) -> list[list[str]]:
        found = []
        for number, case in enumerate(cases):
            # It gets slower with every case that it has seen: a new one now and then.
            if number % 500 == 0:
                world = engine.Environment()
                for text in built:
                    world.build(text)
                template, told = world.find_template("case"), world.find_template("status")
            world.reset()
            template.assert_fact(**{f: _symbol(engine, value) for f, value in case.items()})
            world.run()
            said = {str(fact["offer"]): str(fact["is"]) for fact in told.facts()}
            found.append([said[v.offer] for v in decision.verdicts])
        return found

    return decide


def _symbol(engine: Any, value: Value) -> Any:
    if isinstance(value, bool):
        return engine.Symbol("yes" if value else "no")
    return engine.Symbol(value) if isinstance(value, str) else value


def _clips(part: Plain) -> str:
    if isinstance(part, bool):
        return "TRUE" if part else "FALSE"
    if isinstance(part, Joined):
        return f"({'and' if part.word == 'all' else 'or'} {' '.join(map(_clips, part.parts))})"
    if isinstance(part, Without):
        return f"(not {_clips(part.part)})"
    if isinstance(part, Span):
        return f"(<= {part.low} ?{part.fact} {part.high})"
    words = {True: "yes", False: "no"}
    tests = [f"(eq ?{part.fact} {words[v] if isinstance(v, bool) else v})" for v in part.values]
    return tests[0] if len(tests) == 1 else f"(or {' '.join(tests)})"


#: One call a case. The name is that of the package.
ONE_BY_ONE: dict[str, Callable[[Decision], Decide]] = {
    "plain Python": plain_python,
    "zen-engine": zen,
    "rule-engine": rule_engine,
    "datalogic-py (json-logic)": json_logic,
    "common-expression-language": cel,
    "clipspy": clips,
}
#: One call for all, from columns to columns.
AT_ONCE: dict[str, Callable[[Decision], Callable[[dict[str, Any]], list[Any]]]] = {
    "numpy": numpy_arrays,
    "OpenFisca-Core": openfisca,
}
