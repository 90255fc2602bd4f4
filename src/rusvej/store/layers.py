"""Layers: sets of records that come with the program and belong to every rulebook that names them.

What is the same in the whole country is written once. A record of the rulebook's own with the same
id takes the place of the layer's, and has of it whatever it does not say itself. What lies in a
layer's folder `named` belongs to a rulebook only where one of its records has that id.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from rusvej.store.shipped import shipped

_FOLDER = shipped("layers")
#: The records of layers that a rulebook has by naming them.
_NAMED = "named"

Records = dict[str, dict[str, dict[str, Any]]]


def known() -> tuple[str, ...]:
    """The names of the layers that come with the program."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if path.is_dir()))


def contents(layer: str) -> list[tuple[str, bytes]]:
    """The files of a layer that belong to every rulebook naming it, by ``layer/file``. Raises
    `KeyError` for one that does not exist."""
    if layer not in known():
        raise KeyError(layer)
    return [
        (f"{layer}/{path.name}", path.read_bytes())
        for path in sorted((_FOLDER / layer).glob("*.yaml"))
    ]


@cache
def records(layer: str) -> Records:
    """Every record of a layer by section and id, those that have to be named among them."""
    from rusvej.store.yaml import YamlFile

    found: Records = {}
    for path in sorted((_FOLDER / layer).glob("**/*.yaml")):
        data = YamlFile(path.name, path.read_bytes()).data
        for section, written in (data if isinstance(data, dict) else {}).items():
            found.setdefault(section, {}).update({record["id"]: record for record in written})
    return found


def lent(named: Any) -> Records:
    """What the layers have that a rulebook's `layers` names; what is no layer lends nothing."""
    found: Records = {}
    for layer in named if isinstance(named, list) else ():
        for section, by_id in records(layer).items() if layer in known() else ():
            found.setdefault(section, {}).update(by_id)
    return found


def ids(section: str) -> list[str]:
    """The ids of all layers' records in a section."""
    return sorted(each for layer in known() for each in records(layer).get(section, {}))
