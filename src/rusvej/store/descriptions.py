"""The Danish descriptions of the data format: the string under each field of a record class.

Python drops them when it compiles a class, so an answer pays nothing for them; the schema, the
manual and the help of a diagnostic read them from the source.
"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from types import ModuleType


@cache
def descriptions(kind: type) -> dict[str, str]:
    """What belongs in each field of a record class, by the field's key in the data; a field that
    nobody described is left out."""
    found: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if hasattr(base, "__record__"):
            found |= _in_module(sys.modules[base.__module__]).get(base.__name__, {})
    return found


@cache
def _in_module(module: ModuleType) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(module))
    return {node.name: _below_fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _below_fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for part, following in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(part, ast.AnnAssign)
            and isinstance(part.target, ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
            and isinstance(following.value.value, str)
        ):
            # A field whose name is a word of Python's own ends in "_"; its key does not.
            found[part.target.id.rstrip("_")] = " ".join(following.value.value.split())
    return found
