"""YAML files read and written again with their comments, quotation marks and order."""

from __future__ import annotations

import io
import re
from typing import Any

_SIMPLE = re.compile(r"(?:--)?[\w./-]+(?: [\w./-]+)*")


def read(content: bytes) -> Any:
    """The data of a file that is sound YAML, with what belongs to its looks."""
    return _yaml().load(content.decode())


def write(data: Any) -> bytes:
    """The file anew. What is new in it is written on one line where it is a record in a list or a
    list of words."""
    out = io.BytesIO()
    _yaml().dump(_plain_on_one_line(data), out)
    return out.getvalue()


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _plain_on_one_line(value: Any) -> Any:
    """Python's own lists and mappings, which no file held before, as ruamel's in flow style."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, (CommentedMap, CommentedSeq)):
        for key in value if isinstance(value, CommentedMap) else range(len(value)):
            if type(value[key]) in (dict, list):
                value[key] = _plain_on_one_line(value[key])
            elif isinstance(value[key], (CommentedMap, CommentedSeq)):
                _plain_on_one_line(value[key])
        return value
    if isinstance(value, dict):
        mapping = CommentedMap({key: _plain_on_one_line(part) for key, part in value.items()})
        if all(not isinstance(part, dict) for part in value.values()):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq([_plain_on_one_line(part) for part in value])
        if all(not isinstance(part, (dict, list)) for part in value):
            sequence.fa.set_flow_style()
        return sequence
    # On one line a mark of punctuation could end the text.
    marked = isinstance(value, str) and not _SIMPLE.fullmatch(value)
    return DoubleQuotedScalarString(value) if marked else value
