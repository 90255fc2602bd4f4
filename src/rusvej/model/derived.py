"""What follows from the facts of a case: named conditions, and facts that nobody is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Literal

from rusvej.conditions import Compare, Condition, walk
from rusvej.diagnostics import InputError
from rusvej.facts import Choice, fold
from rusvej.model.citing import Sources
from rusvej.records import record

#: A cell that holds for every value.
ANY = "-"


@record
class NamedCondition:
    """A condition that several records share, used as ``{condition: id}``. It is told by `text`."""

    id: str
    """Betingelsens id, som andre betingelser bruger: {condition: id}."""
    text: str
    """Betingelsen i ord, som den siges i et svar."""
    when: Condition
    """Betingelsen selv."""
    sources: Sources
    """Linjerne, der siger det."""


@record
class Span:
    """The numbers of a cell, from and to, both inclusive."""

    at_least: int | None = None
    """Det mindste tal; det tæller selv med."""
    at_most: int | None = None
    """Det største tal; det tæller selv med."""


Cell = bool | int | str | tuple[bool | int | str, ...] | Span


@record
class Row:
    """A row of a decision table: one cell for each input, and the value where all of them hold."""

    if_: tuple[Cell, ...]
    """En celle for hver af inputs: en værdi, en liste, {at_least: 18} eller "-" (alle)."""
    then: str
    """Værdien, når alle celler passer: et id fra values."""
    sources: Sources = ()
    """Linjerne, der siger det, hvis de er rækkens egne."""


@record
class Points:
    """So many points where the condition holds. Negative ones count down."""

    when: Condition
    """Hvornår der gives point."""
    points: int
    """Hvor mange."""


@record
class Threshold:
    """From so many points on, up to the next threshold, the value is `then`."""

    from_: int
    """Det laveste antal point."""
    then: str
    """Værdien fra det antal: et id fra values."""


@record
class Derived:
    """A choice that follows from other facts, by a table or by a sum of points. Conditions use it
    as they use a fact; it is asked of nobody and given by nobody.

    `hit` says what a table promises: ``exactly-one`` row holds of every case, or ``any`` number of
    rows at least one, which then agree. A table that does not keep its promise is refused. The
    lowest threshold holds for everything below it too.
    """

    id: str
    """Den udledte oplysnings id; bruges som en oplysning: {fact: id, is: vaerdi}."""
    label: str
    """Hvad den kaldes i et svar."""
    values: tuple[Choice, ...]
    """De værdier, den kan få."""
    sources: Sources
    """Linjerne med tabellen eller pointene."""
    ordered: bool = False
    """true: værdierne står fra lavest til højest, så at_least og at_most kan bruges."""
    inputs: tuple[str, ...] = ()
    """Tabellens kolonner: oplysninger, også udledte."""
    hit: Literal["exactly-one", "any", ""] = ""
    """Hvad tabellen lover: exactly-one = netop én række passer; any = flere kan, men er enige."""
    rows: tuple[Row, ...] = ()
    """Tabellens rækker."""
    points: tuple[Points, ...] = ()
    """Point i stedet for en tabel; de lægges sammen."""
    thresholds: tuple[Threshold, ...] = ()
    """Hvor mange point der giver hvilken værdi, fra lavest til højest."""


def refuse_derived(derived: Iterable[Derived], name: str) -> None:
    """Raises `InputError` where the name is that of something that follows from facts."""
    word = fold(name)
    for each in derived:
        if word in (fold(each.id), fold(each.label)):
            nodes = chain.from_iterable(walk(points.when) for points in each.points)
            counted = (node.fact for node in nodes if isinstance(node, Compare))
            rests = dict.fromkeys((*each.inputs, *counted))
            raise InputError(
                f"{each.id} ({each.label}) oplyses ikke; den følger af andre oplysninger.",
                f"Oplys i stedet: {', '.join(rests)}.",
            )
