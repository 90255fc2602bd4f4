"""What the comparison of two rulebooks finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from rusvej.explain.classes import FactClass
from rusvej.facts import Fact, Value
from rusvej.model import About
from rusvej.records import record

#: How much a change weighs in the version number, the lightest first.
Step = Literal["none", "patch", "minor", "major"]
STEPS: tuple[Step, ...] = ("none", "patch", "minor", "major")


@record
class Span:
    """The classes of one fact that a group of cases has; `unknown`: also, or only, those where the
    fact is not known."""

    fact: str
    classes: tuple[FactClass, ...]
    unknown: bool = False


@record
class Bit:
    """A piece of a state: `what` says how to read `value` (a status, a statement, a period such as
    ``14 days`` …).

    `verdict` is ``yes`` where it holds, ``unknown`` where it may, ``no`` where only another reading
    has it hold.
    """

    what: str
    value: str
    verdict: str = "yes"


@record
class Effect:
    """What a change of the rules does to somebody: `before` and `after` hold what differs and
    nothing else.

    `id` names the record of `section`; `about` is the id of the offer at which a deadline is gained
    or lost.
    """

    kind: str
    section: str
    id: str
    step: Step
    before: tuple[Bit, ...]
    after: tuple[Bit, ...]
    about: str = ""


@record
class Witness:
    """The smallest case found that shows some effects (by their places in the group); `confirmed`
    by both engines."""

    case: Mapping[str, Value]
    effects: tuple[int, ...]
    confirmed: bool


@record
class Group:
    """The same effects for the same people: `cells` of the `of` possible combinations of the
    classes of `facts`.

    Where `partial` is true, some fact is unknown in every one of the cells, and no completion of
    them changes.
    """

    people: tuple[Span, ...]
    effects: tuple[Effect, ...]
    cells: int
    of: int
    facts: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    partial: bool = False

    @property
    def step(self) -> Step:
        """The heaviest of the effects'."""
        return heaviest(effect.step for effect in self.effects)


Kind = Literal["wording", "citation", "question", "vocabulary", "detail", "rule"]


@record
class FieldChange:
    """A part of a record that was changed, added (`before` is empty) or taken away (`after` is
    empty).

    `kind`: wording, citation, question, vocabulary, detail (said beside the answer), or rule: what
    a change of a rule does to somebody stands in the groups. `told`: an effect on the same record
    stands there.
    """

    kind: Kind
    section: str
    id: str
    path: tuple[str, ...]
    before: str
    after: str
    step: Step
    told: bool = False


@record
class Difference:
    """Everything that differs between two rulebooks. `names` holds what each record of a section is
    called."""

    old: About
    new: About
    groups: tuple[Group, ...]
    fields: tuple[FieldChange, ...]
    step: Step
    names: Mapping[tuple[str, str], str]
    vocabulary: Mapping[str, Fact]


def heaviest(steps: Iterable[Step]) -> Step:
    """The heaviest of some steps; ``none`` of nothing."""
    return max(("none", *steps), key=STEPS.index)
