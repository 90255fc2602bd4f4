"""Multi-valued decision diagrams: functions of finitely many variables, each shared and reduced.

A diagram is a node. A *terminal* is a node that is a value of the function; every other node tests
one variable and has one child for each of its values. Variables are tested in one fixed order, no
node has only equal children, and no two nodes are the same. So every function has exactly one node
(Bryant, *Graph-based algorithms for Boolean function manipulation*, 1986, for two values; Kam,
Villa, Brayton and Sangiovanni-Vincentelli, *Multi-valued decision diagrams*, 1998, for many):
**two functions are equal if and only if their nodes are**, and a function depends on a variable if
and only if its diagram tests it.

Nodes, variables and values are small numbers; what they stand for is the caller's. A `Diagrams`
holds the nodes; they are never changed or removed, so reading is safe while others read. Whoever
asks about a passing case restricts in a copy of its own.

Costs, with n nodes in a diagram (m in a second one) and k values at the largest variable: `compare`
k; `apply` at most n m k and in practice near n + m; `map`, `restrict`, `boxes` (per box), `count`,
`shortest` n k; `support` and `reachable` without a restriction 1. How large n becomes hangs on the
order of the variables and can be exponential in their number; `Diagrams` therefore has bounds on
nodes and on steps, beyond which it raises `TooLarge`. No function recurses, so the number of
variables is bounded by memory alone.
"""

from rusvej.diagram.diagrams import Diagrams, Operation, Partial, TooLarge, members
from rusvej.diagram.plain import from_plain, to_plain
from rusvej.diagram.reading import boxes, count, reachable_within, shortest

__all__ = [
    "Diagrams",
    "Operation",
    "Partial",
    "TooLarge",
    "boxes",
    "count",
    "from_plain",
    "members",
    "reachable_within",
    "shortest",
    "to_plain",
]
