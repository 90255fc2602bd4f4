"""The nodes, and the operations that make new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence


class TooLarge(Exception):
    """A diagram passed the bound on nodes or on steps; `building` says what was being built."""

    def __init__(self, building: str, nodes: int, steps: int) -> None:
        super().__init__(f"{building}: {nodes} nodes, {steps} steps")
        self.building, self.nodes, self.steps = building, nodes, steps


def members(bits: int) -> tuple[int, ...]:
    """The numbers whose bits are set, ascending."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return tuple(found)


class Partial:
    """Values of some variables. `values` has one place for each variable, -1 where it is not
    given; `given` is the same as a set of bits."""

    __slots__ = ("given", "values")

    def __init__(self, variables: int, values: Mapping[int, int]) -> None:
        known, given = [-1] * variables, 0
        for variable, value in values.items():
            known[variable] = value
            given |= 1 << variable
        self.values, self.given = known, given

    def also(self, values: Mapping[int, int]) -> Partial:
        """These values and others; the others win."""
        new = Partial(0, {})
        new.values, new.given = self.values.copy(), self.given
        for variable, value in values.items():
            new.values[variable] = value
            new.given |= 1 << variable
        return new

    def without(self, variables: int) -> Partial:
        """These values but for the variables of a set of bits."""
        new = Partial(0, {})
        new.values = [-1 if variables >> at & 1 else value for at, value in enumerate(self.values)]
        new.given = self.given & ~variables
        return new


class Operation:
    """A function of two terminals, to be applied to two diagrams.

    `commutes`: the order of the two makes no difference, which halves what has to be remembered.
    """

    def __init__(self, function: Callable[[int, int], int], commutes: bool = False) -> None:
        self._function = function
        self.commutes = commutes
        self._values: dict[tuple[int, int], int] = {}
        self._early: dict[tuple[int, int, bool], int | None] = {}

    def of(self, left: int, right: int) -> int:
        """The value for two terminals."""
        key = (left, right)
        if key not in self._values:
            self._values[key] = self._function(left, right)
        return self._values[key]

    def early(self, terminal: int, reach: int, left: bool) -> int | None:
        """The result where one side is a terminal and the other can only reach some terminals: a
        terminal, -1 for the other side itself, or None where it must be worked out."""
        key = (terminal, reach, left)
        if key not in self._early:
            seen = [at for at in range(reach.bit_length()) if reach >> at & 1]
            to = [self.of(terminal, at) if left else self.of(at, terminal) for at in seen]
            self._early[key] = to[0] if len(set(to)) == 1 else -1 if to == seen else None
        return self._early[key]


class Diagrams:
    """Nodes over ordered variables: the variable v has the values 0 … sizes[v] - 1, and 0 …
    `terminals` - 1 are the terminals. A node's number is greater than those of its children.

    `building` names what is being built, for `TooLarge`; setting it anew begins the count of steps
    anew (a step is a node, or a pair of nodes, that an operation has to look at).
    """

    def __init__(
        self,
        sizes: Sequence[int],
        terminals: int = 4,
        most_nodes: int = 200_000,
        most_steps: int = 2_000_000,
    ) -> None:
        self.sizes = tuple(sizes)
        self.terminals = terminals
        self.most_nodes, self.most_steps = most_nodes, most_steps
        self._building, self._steps = "", 0
        #: For every node the variable it tests (past the last for a terminal), its children, and as
        #: sets of bits the terminals it can reach and the variables it depends on.
        self.variable = [len(self.sizes)] * terminals
        self.children: list[tuple[int, ...]] = [()] * terminals
        self.reach = [1 << terminal for terminal in range(terminals)]
        self.depends = [0] * terminals
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._applied: dict[Operation, dict[tuple[int, int], int]] = {}

    @property
    def building(self) -> str:
        """What is being built."""
        return self._building

    @building.setter
    def building(self, what: str) -> None:
        self._building, self._steps = what, 0

    def __len__(self) -> int:
        return len(self.variable)

    def copy(self) -> Diagrams:
        """The same nodes under the same numbers; what is made of them there is not made here."""
        new = Diagrams(self.sizes, self.terminals, self.most_nodes, self.most_steps)
        new.variable, new.children = self.variable.copy(), self.children.copy()
        new.reach, new.depends = self.reach.copy(), self.depends.copy()
        new._known = self._known.copy()
        return new

    def partial(self, values: Mapping[int, int]) -> Partial:
        """Values of some variables."""
        return Partial(len(self.sizes), values)

    # Making nodes.

    def node(self, variable: int, children: tuple[int, ...]) -> int:
        """The function that tests `variable` and goes on with one of these, all of which test later
        variables only."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (variable, children)
        found = self._known.get(key)
        if found is None:
            found = len(self.variable)
            if found >= self.most_nodes:
                raise TooLarge(self._building, found, self._steps)
            reach, depends = 0, 1 << variable
            for child in children:
                reach |= self.reach[child]
                depends |= self.depends[child]
            self.variable.append(variable)
            self.children.append(children)
            self.reach.append(reach)
            self.depends.append(depends)
            self._known[key] = found
        return found

    def compare(self, variable: int, values: Iterable[int], yes: int, no: int) -> int:
        """`yes` where the variable has one of these values, else `no`."""
        wanted = set(values)
        return self.node(
            variable, tuple(yes if at in wanted else no for at in range(self.sizes[variable]))
        )

    def apply(self, operation: Operation, left: int, right: int) -> int:
        """The function whose value everywhere is the operation on those of the two."""
        done = self._applied.setdefault(operation, {})
        start = (right, left) if operation.commutes and right < left else (left, right)
        if (early := self._early(operation, start)) is not None:
            return early
        waiting = [start]
        order: dict[tuple[int, int], tuple[int, list[int | tuple[int, int]]]] = {}
        while waiting:
            pair = waiting.pop()
            if pair not in done and pair not in order:
                order[pair] = parts = self._pairs(operation, pair)
                waiting += [part for part in parts[1] if isinstance(part, tuple)]
        self._count(len(order))
        # Children have smaller numbers, so sorting puts every pair after those it is made of.
        for pair in sorted(order):
            variable, found = order[pair]
            children = tuple([part if isinstance(part, int) else done[part] for part in found])
            done[pair] = self.node(variable, children)
        return done[start]

    def _early(self, operation: Operation, pair: tuple[int, int]) -> int | None:
        left, right = pair
        if left < self.terminals:
            if right < self.terminals:
                return operation.of(left, right)
            found = operation.early(left, self.reach[right], True)
            return right if found == -1 else found
        if right < self.terminals:
            found = operation.early(right, self.reach[left], False)
            return left if found == -1 else found
        return None

    def _pairs(
        self, operation: Operation, pair: tuple[int, int]
    ) -> tuple[int, list[int | tuple[int, int]]]:
        """The variable to test first, and for each value the result or the pair still to do."""
        left, right = pair
        variable = min(self.variable[left], self.variable[right])
        size = self.sizes[variable]
        lefts = self.children[left] if self.variable[left] == variable else (left,) * size
        rights = self.children[right] if self.variable[right] == variable else (right,) * size
        parts: list[int | tuple[int, int]] = []
        for a, b in zip(lefts, rights, strict=True):
            each = (b, a) if operation.commutes and b < a else (a, b)
            early = self._early(operation, each)
            parts.append(each if early is None else early)
        return variable, parts

    def join(self, operation: Operation, nodes: Iterable[int]) -> int:
        """The operation over all of these (at least one), the smaller diagrams first."""
        left = sorted(nodes, reverse=True)
        while len(left) > 1:
            left.append(self.apply(operation, left.pop(), left.pop()))
        return left[0]

    def map(self, mapping: Sequence[int], node: int) -> int:
        """The function with every value replaced."""
        terminals = self.terminals
        if node < terminals:
            return mapping[node]
        done: dict[int, int] = {}
        for each in self._work(node):
            if each >= terminals:
                children = tuple(
                    [
                        mapping[child] if child < terminals else done[child]
                        for child in self.children[each]
                    ]
                )
                done[each] = self.node(self.variable[each], children)
        return done[node]

    def forget(self, operation: Operation, variables: int, node: int) -> int:
        """The function without some variables (a set of bits): its value is the operation over
        those of all their values. The operation must not mind order or grouping."""
        if not self.depends[node] & variables:
            return node
        done: dict[int, int] = {}
        for each in self._work(node):
            if not self.depends[each] & variables:
                done[each] = each
                continue
            children = tuple([done[child] for child in self.children[each]])
            variable = self.variable[each]
            done[each] = (
                self.join(operation, set(children))
                if variables >> variable & 1
                else self.node(variable, children)
            )
        return done[node]

    def restrict(self, node: int, known: Partial, done: dict[int, int] | None = None) -> int:
        """The function with these values put in. `done` keeps what was found with the very same
        values, so that nodes below several others are looked at once."""
        given, values = known.given, known.values
        depends, variable, children = self.depends, self.variable, self.children
        while depends[node] & given:
            value = values[variable[node]]
            if value < 0:
                break
            # What is known is followed first: most cases know what is tested at the top.
            node = children[node][value]
        else:
            return node
        done = {} if done is None else done
        if node in done:
            return done[node]
        before = len(done)
        waiting = [node]
        while waiting:
            each = waiting[-1]
            if each in done:
                waiting.pop()
                continue
            below, value = children[each], values[variable[each]]
            if value >= 0:
                below = below[value : value + 1]
            if left := [c for c in below if depends[c] & given and c not in done]:
                waiting += left
                continue
            found = tuple([done.get(child, child) for child in below])
            done[each] = found[0] if value >= 0 else self.node(variable[each], found)
            waiting.pop()
        self._count(len(done) - before)
        return done[node]

    def restrict_each(self, nodes: Iterable[int], known: Partial, done: dict[int, int]) -> None:
        """What `restrict` finds for each of these nodes, put into `done`."""
        given, values = known.given, known.values
        depends, variable, children = self.depends, self.variable, self.children
        for node in nodes:
            at = node
            while depends[at] & given:
                value = values[variable[at]]
                if value < 0:
                    at = self.restrict(at, known, done)
                    break
                at = children[at][value]
            done[node] = at

    # Looking.

    def below(self, node: int) -> list[int]:
        """The nodes that can be met from here, itself among them, children before parents."""
        seen = {node}
        waiting = [node]
        while waiting:
            for child in self.children[waiting.pop()]:
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return sorted(seen)

    def reachable(self, node: int, known: Partial) -> int:
        """The terminals that can still be reached, as a set of bits."""
        values, given = known.values, known.given
        children, variable, depends = self.children, self.variable, self.depends
        while depends[node] & given:
            value = values[variable[node]]
            if value < 0:
                break
            node = children[node][value]
        else:
            return self.reach[node]
        found = 0
        seen = {node}
        waiting = [node]
        while waiting:
            each = waiting.pop()
            if not depends[each] & given:
                found |= self.reach[each]
                continue
            value = values[variable[each]]
            for child in children[each] if value < 0 else (children[each][value],):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return found

    def value(self, node: int, known: Partial) -> int:
        """The terminal that a path leads to; every variable that the path tests must be given."""
        while node >= self.terminals:
            node = self.children[node][known.values[self.variable[node]]]
        return node

    def support(self, node: int) -> tuple[int, ...]:
        """The variables on which the function depends, in their order."""
        return members(self.depends[node])

    def _work(self, node: int) -> list[int]:
        order = self.below(node)
        self._count(len(order))
        return order

    def _count(self, steps: int) -> None:
        self._steps += steps
        if self._steps > self.most_steps:
            raise TooLarge(self._building, len(self.variable), self._steps)
