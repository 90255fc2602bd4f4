"""Layers: sets of records that come with the program and belong to every rulebook that names them.

What is the same in the whole country is written once. A record of the rulebook's own with the same
id takes the place of the layer's.
"""

from __future__ import annotations

from rusvej.store.shipped import shipped

_FOLDER = shipped("layers")


def known() -> tuple[str, ...]:
    """The names of the layers that come with the program."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if path.is_dir()))


def contents(layer: str) -> list[tuple[str, bytes]]:
    """The files of a layer, by ``layer/file``. Raises `KeyError` for one that does not exist."""
    if layer not in known():
        raise KeyError(layer)
    return [
        (f"{layer}/{path.name}", path.read_bytes())
        for path in sorted((_FOLDER / layer).glob("*.yaml"))
    ]
