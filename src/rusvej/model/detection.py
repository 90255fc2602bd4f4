"""The detection model as records: boxes, the ways between them, and what was lost when the chart
became text."""

from __future__ import annotations

from rusvej.model import Sources, Statement
from rusvej.records import record


@record
class Exit:
    """A way out of a box. `why` gives the reason for drawing it so; `printed` is false for an
    answer the chart does not have."""

    answer: str
    to: str
    sources: Sources
    why: str
    label: str = ""
    printed: bool = True


@record
class Node:
    """A box of the chart: what to do, and the question that it asks if it asks one. Without exits
    the chart ends here."""

    id: str
    name: str
    sources: Sources
    steps: tuple[Statement, ...] = ()
    question: str = ""
    exits: tuple[Exit, ...] = ()
    level: str = ""
    level_note: str = ""


@record
class Link:
    """A printed address, and the box it is taken to belong to."""

    url: str
    node: str
    sources: Sources


@record
class DetectionModel:
    """The chart. `nodes` begin with the start; `fragments` are the pieces of text in the order in
    which they stand."""

    id: str
    title: str
    reconstructed: str
    link_note: str
    link_sources: Sources
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    doubts: tuple[Statement, ...]
    fragments: tuple[Statement, ...]
    sources: Sources

    def node(self, node_id: str) -> Node:
        """Raises `KeyError` for a box the chart does not have."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
