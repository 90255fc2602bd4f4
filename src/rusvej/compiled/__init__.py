"""The rulebook compiled: every condition of every piece of an answer as a node of one shared
decision diagram. Whatever asks what the rules say reads these nodes."""

from rusvej.compiled.compiled import Compiled, compile_rulebook, possible_groups, variables_of
from rusvej.compiled.held import Held
from rusvej.compiled.kept import checked_case, compiled, stored
from rusvej.compiled.nodes import Conditions
from rusvej.compiled.pieces import Kind, Piece
