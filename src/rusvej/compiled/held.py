"""One case held against the pieces of a rulebook.

What a case says of a condition is what all its completions say together: the terminals that can
still be reached, each unknown fact free, IMPOSSIBLE left out. An open question without a reading
counted with is read in every way; one with such a reading is read in that way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar, cast

from rusvej.answer import Status
from rusvej.compiled.compiled import Compiled
from rusvej.compiled.pieces import POINTERS, Key
from rusvej.compiled.rests import Rests, rests_of
from rusvej.diagram import Diagrams, Partial
from rusvej.facts import Case
from rusvej.truth import Truth

_Found = TypeVar("_Found")


class _Left(dict[int, int]):
    """What a case leaves of nodes, found when it is asked for."""

    def __init__(self, nodes: Diagrams, known: Partial, left: Mapping[int, int]) -> None:
        super().__init__(left)
        self._nodes, self._known = nodes, known

    def __missing__(self, node: int) -> int:
        found = self[node] = self._nodes.restrict(node, self._known, self)
        return found


class Held:
    """A case, checked and possible, held against the pieces. It is for one answer: it is dropped
    with it, while what is left of the nodes says nothing of whose case left it."""

    def __init__(
        self,
        compiled: Compiled,
        case: Case,
        rests: Rests | None = None,
        left: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        """`left`: what the case is known to leave of some nodes, as nodes of `rests`."""
        self.compiled = compiled
        self.case = case
        self.rests = rests or rests_of(compiled)
        #: The case's level; None while it is unknown or the rulebook has none.
        self.level = case.get(compiled.rulebook.about.roles.level)
        #: The classes known.
        self.known = compiled.variables.partial(case)
        self._left = _Left(self.rests.nodes, self.known, left)
        self._look_up()

    def _look_up(self) -> None:
        """What is read for nearly every piece."""
        self._meanings = self.compiled.meanings
        self._verdicts, self._kept = self.rests.verdicts, self.rests.known

    def against(self, compiled: Compiled) -> Held:
        """The same case held against another rulebook over the same nodes and variables."""
        new = object.__new__(Held)
        new.__dict__.update(self.__dict__)
        new.compiled, new.rests = compiled, rests_of(compiled)
        new._look_up()
        return new

    def ask_all(self, nodes: Iterable[int]) -> None:
        """Looks at these nodes in one go, which is faster than one by one."""
        self.rests.nodes.restrict_each(nodes, self.known, self._left)

    def left(self, node: int) -> int:
        """What the case leaves of one of the rulebook's nodes."""
        return self._left[node]

    def kept(self, key: Hashable, nodes: Iterable[int], make: Callable[[], _Found]) -> _Found:
        """What hangs on nothing of the case but what it leaves of these nodes, and on what the key
        says; made once. The key names records by identity, which the rests of several rulebooks
        may share; what is made holds them, or is None."""
        full = (key, *map(self._left.__getitem__, nodes))
        try:
            return cast(_Found, self._kept[full])
        except KeyError:
            return self.rests.kept(full, make)

    def verdict(self, key: Key) -> Truth:
        """Whether the piece holds: yes or no where every completion and every reading counted with
        says so."""
        return self._verdicts[self._left[self._meanings[key].node]]

    def status(self, offer: str) -> Status:
        """The status of an offer; see `Status`. Under several choices of readings it is open where
        one excludes and another does not, otherwise what is least sure among them."""
        return self.rests.status(self._left[self._meanings["standing", offer, ""].node])

    def questions(self, key: Key) -> tuple[str, ...]:
        """The open questions that matter to the piece, by id: with another reading of one of them,
        the others as counted with, it would come to something else for this case. A pointer moves
        an offer only where it is certain, so it rests on those that make it so or not."""
        rests = self.rests
        read = rests.questions_of_certainty if key[0] in POINTERS else rests.questions
        return read[self._left[self._meanings[key].node]]

    def missing(self, key: Key) -> tuple[str, ...]:
        """The unknown facts that could still turn the piece, in the order in which its condition
        mentions them.

        A fact is named if the condition itself hangs on it, under a reading counted with, and
        learning it can tell something: two of its values leave different verdicts, all facts that
        impossible combinations do not tie to it being the same.
        """
        meaning = self._meanings[key]
        rest = self._left[meaning.node]
        if not self.rests.nodes.depends[rest] & self.compiled.variables.fact_bits:
            return ()
        named = self.rests.missing(rest, self._left[meaning.plain])
        return tuple([fact for fact in meaning.facts if fact in named])

    def may_be_sure(self, key: Key) -> bool:
        """Whether some answer to what is missing makes the piece hold under every reading left."""
        asked = self.compiled.variables.bits(self.missing(key))
        return self.rests.may_be_sure(self._left[self._meanings[key].node], asked)
