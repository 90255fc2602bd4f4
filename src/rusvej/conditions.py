"""Conditions as data: one fact against constants, joined by all, any and not.

What a condition says of a case is asked of its node: see `rusvej.compiled`. Here are the readings
of the tree that say nothing of anybody: `facts_of`, `questions_of`, `cut_points`, `in_words`. There
is no operator for "is unknown": with one, an answer could change although nothing was learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rusvej.facts import NONE, Fact, Value
from rusvej.foreign import quoted
from rusvej.records import record


class Condition:
    """Base of the kinds of node."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        # Only pydantic calls this, when data is validated; an ordinary run never imports it.
        from pydantic_core import PydanticCustomError, core_schema

        def read(raw: object) -> Condition:
            try:
                return parse(raw, written=True)
            except ConditionError as error:
                raise PydanticCustomError(
                    "condition", "{problem}", {"problem": str(error), "at": error.path}
                ) from None

        return core_schema.no_info_plain_validator_function(read)


@record
class Always(Condition):
    """Yes, whatever the case."""


@record
class Compare(Condition):
    """One fact against constants: one of `values`, or a number from `low` to `high`, both
    inclusive.

    A number whose value is "ingen" is not in any span. `judged` marks a professional judgement.
    """

    fact: str
    values: tuple[Value, ...] = ()
    low: int | None = None
    high: int | None = None
    judged: bool = False

    def holds(self, value: Value) -> bool:
        """Whether a known value meets the comparison."""
        if self.values:
            return any(
                value == wanted and isinstance(value, bool) is isinstance(wanted, bool)
                for wanted in self.values
            )
        if isinstance(value, (bool, str)):
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@record
class Reading(Condition):
    """What the reading chosen for an open question says."""

    question: str


@record
class All(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]


@record
class Named(All):
    """A condition that is told by a name of its own: a named condition, or a derived fact."""

    id: str = ""
    text: str = ""


@record
class Pending(Condition):
    """What only the whole rulebook can read: a named condition, or an order of words. Data that is
    in order has none left: see `rusvej.store.expand`."""

    name: str


@record
class AnyOf(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]


@record
class Not(Condition):
    """The part does not hold."""

    part: Condition


ALWAYS = Always()


class ConditionError(ValueError):
    """A mapping that is no condition; `path` leads to the part at fault."""

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.path = path


FORMS = ("all", "any", "not", "fact", "judgement", "question", "condition", "always")
_COMPARISONS = frozenset({"is", "in", "at_least", "at_most"})


def parse(raw: object, path: tuple[str | int, ...] = (), *, written: bool = False) -> Condition:
    """The tree that plain data describes. Raises `ConditionError` with the path of the first
    fault. `written`: by a person, who cannot write what `rusvej.store.expand` puts in."""
    if not isinstance(raw, Mapping):
        raise ConditionError(
            "en betingelse er en nøgle med indhold, fx {fact: age, at_least: 18}", path
        )
    if "named" in raw and not written:
        return Named((parse(raw["when"], (*path, "when")),), raw["named"], raw["text"])
    forms = [key for key in FORMS if key in raw]
    if len(forms) != 1:
        raise ConditionError(f"en betingelse har netop én af nøglerne {', '.join(FORMS)}", path)
    form = forms[0]
    allowed = {form} | (_COMPARISONS if form == "fact" else set())
    extra = sorted(str(key) for key in raw if key not in allowed)
    if extra:
        raise ConditionError(
            f"nøglen {quoted(extra[0], 'her')} hører ikke hjemme ved “{form}”", (*path, extra[0])
        )
    content = raw[form]
    here = (*path, form)
    if form in ("all", "any"):
        if not isinstance(content, list) or not content:
            raise ConditionError(f"“{form}” skal have en liste med mindst én betingelse", here)
        parts = tuple(
            parse(part, (*here, index), written=written) for index, part in enumerate(content)
        )
        return All(parts) if form == "all" else AnyOf(parts)
    if form == "not":
        return Not(parse(content, here, written=written))
    if form == "always":
        if content is not True:
            raise ConditionError("“always” kan kun være true", here)
        return ALWAYS
    if not isinstance(content, str):
        raise ConditionError(f"“{form}” skal være navnet på det, der menes", here)
    if form == "question":
        return Reading(content)
    if form == "condition":
        return Pending(content)
    if form == "judgement":
        return Compare(content, (True,), judged=True)
    return _compare(content, raw, path)


def _compare(fact: str, raw: Mapping[str, object], path: tuple[str | int, ...]) -> Condition:
    given = [key for key in raw if key in _COMPARISONS]
    if given == ["is"]:
        if not isinstance(raw["is"], (bool, int, str)):
            raise ConditionError("“is” skal være én værdi", (*path, "is"))
        return Compare(fact, (raw["is"],))
    if given == ["in"]:
        values = raw["in"]
        if (
            not isinstance(values, list)
            or not values
            or not all(isinstance(v, (bool, int, str)) for v in values)
        ):
            raise ConditionError("“in” skal være en liste af værdier", (*path, "in"))
        return Compare(fact, tuple(values))
    if not given or not set(given) <= {"at_least", "at_most"}:
        raise ConditionError(
            "sammenlign med netop én af is, in eller at_least og/eller at_most", path
        )
    if all(isinstance(raw[key], str) for key in given):
        return Pending(fact)
    for key in given:
        if isinstance(raw[key], bool) or not isinstance(raw[key], int):
            raise ConditionError(f"“{key}” skal være et helt tal", (*path, key))
    low, high = raw.get("at_least"), raw.get("at_most")
    assert isinstance(low, int | None) and isinstance(high, int | None)
    return Compare(fact, (), low, high)


def children(condition: Condition) -> tuple[Condition, ...]:
    """The direct parts of a node."""
    if isinstance(condition, (All, AnyOf)):
        return condition.parts
    return (condition.part,) if isinstance(condition, Not) else ()


def walk(condition: Condition) -> Iterator[Condition]:
    """The node and everything below it, from the top; readings are not followed."""
    yield condition
    for part in children(condition):
        yield from walk(part)


#: The conditions of the readings of each question.
Readings = Mapping[str, tuple[Condition, ...]]


def walk_through(condition: Condition, readings: Readings) -> Iterator[Condition]:
    """As `walk`, and behind each question everything in its readings."""
    for node in walk(condition):
        yield node
        for reading in readings[node.question] if isinstance(node, Reading) else ():
            yield from walk_through(reading, readings)


def facts_of(condition: Condition, readings: Readings) -> frozenset[str]:
    """Every fact that can matter, under any reading of the questions named."""
    nodes = walk_through(condition, readings)
    return frozenset(node.fact for node in nodes if isinstance(node, Compare))


def questions_of(condition: Condition, readings: Readings) -> frozenset[str]:
    """Every open question named, also inside the readings of another one."""
    nodes = walk_through(condition, readings)
    return frozenset(node.question for node in nodes if isinstance(node, Reading))


def cut_points(condition: Condition) -> Iterator[tuple[str, int]]:
    """(fact, n) for every n such that the condition may tell n - 1 from n; readings are not
    followed."""
    for node in walk(condition):
        if isinstance(node, Compare):
            if node.low is not None:
                yield node.fact, node.low
            if node.high is not None:
                yield node.fact, node.high + 1
            for value in node.values:
                if isinstance(value, int) and not isinstance(value, bool):
                    yield node.fact, value
                    yield node.fact, value + 1


def in_words(
    condition: Condition, vocabulary: Mapping[str, Fact], titles: Mapping[str, str]
) -> str:
    """The condition as a Danish clause; `titles` gives the name of each open question."""
    match condition:
        case Named():
            return condition.text
        case Compare():
            return _compare_in_words(condition, vocabulary[condition.fact])
        case All():
            parts = [_grouped(part, vocabulary, titles) for part in condition.parts]
            loose = any(" eller " in part and not part.startswith("(") for part in parts)
            return (", og " if loose else " og ").join(parts)
        case AnyOf():
            return " eller ".join(_grouped(part, vocabulary, titles) for part in condition.parts)
        case Not():
            return f"ikke ({in_words(condition.part, vocabulary, titles)})"
        case Reading():
            return f"efter læsningen af “{titles[condition.question]}”"
        case _:
            return "altid"


def _grouped(part: Condition, vocabulary: Mapping[str, Fact], titles: Mapping[str, str]) -> str:
    words = in_words(part, vocabulary, titles)
    several = isinstance(part, (All, AnyOf)) and not isinstance(part, Named)
    return f"({words})" if several else words


#: A value's phrase that begins so is a clause; others go on from the person.
_CLAUSE = ("der ", "det ")


def _compare_in_words(node: Compare, fact: Fact) -> str:
    if fact.type == "bool":
        return fact.in_words(node.values[0])
    if node.values:
        phrases = [c.phrase for c in fact.values if c.id in node.values and c.phrase]
        if len(phrases) == len(node.values) and all(p.startswith(_CLAUSE) for p in phrases):
            return " eller ".join(phrases)
        return f"{fact.label}: " + " eller ".join(fact.in_words(value) for value in node.values)
    if node.low is not None and node.high is not None:
        return f"{fact.label} fra {node.low} til og med {fact.in_words(node.high)}"
    if node.low is not None:
        return f"{fact.label} mindst {fact.in_words(node.low)}"
    assert node.high is not None
    return f"{fact.label} højst {fact.in_words(node.high)}"


def classes(fact: Fact, cuts: frozenset[int]) -> tuple[Value, ...]:
    """One value for each class of values that conditions with these cut points cannot tell apart,
    in order.

    For a number it is the lowest of each class; every value of the other types is a class of its
    own.
    """
    if fact.type == "bool":
        return (False, True)
    if fact.type == "choice":
        return fact.choices()
    assert fact.min is not None and fact.max is not None
    starts = sorted({fact.min} | {cut for cut in cuts if fact.min < cut <= fact.max})
    return (*starts, NONE) if fact.none else tuple(starts)
