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
    """Svaret, der fører denne vej."""
    to: str
    """Id'et på den næste boks."""
    sources: Sources
    """Linjerne, hvor vejen står."""
    why: str
    """Hvorfor vejen er tegnet sådan."""
    label: str = ""
    """Svaret, som brugeren ser det."""
    printed: bool = True
    """Om svaret er trykt i modellen."""


@record
class Node:
    """A box of the chart: what to do, and the question that it asks if it asks one. Without exits
    the chart ends here."""

    id: str
    """Boksens id."""
    name: str
    """Boksens navn."""
    sources: Sources
    """Linjerne, hvor boksen står."""
    steps: tuple[Statement, ...] = ()
    """Hvad man gør i boksen."""
    question: str = ""
    """Spørgsmålet i boksen."""
    exits: tuple[Exit, ...] = ()
    """Vejene ud; uden nogen slutter modellen her."""
    level: str = ""
    """Id'et på det niveau, boksen fører til."""
    level_note: str = ""
    """En bemærkning om niveauet."""


@record
class Link:
    """A printed address, and the box it is taken to belong to."""

    url: str
    """Den trykte adresse."""
    node: str
    """Id'et på den boks, adressen hører til."""
    sources: Sources
    """Linjerne, hvor adressen står."""


@record
class DetectionModel:
    """The chart. `nodes` begin with the start; `fragments` are the pieces of text in the order in
    which they stand."""

    id: str
    """Modellens id."""
    title: str
    """Modellens titel."""
    nodes: tuple[Node, ...]
    """Boksene; den første er begyndelsen."""
    sources: Sources
    """Linjerne, hvor modellen står."""
    reconstructed: str = ""
    """Hvad der er genskabt, hvis modellen er gået i stykker som tekst; ellers udeladt."""
    links: tuple[Link, ...] = ()
    """De trykte adresser."""
    link_note: str = ""
    """En bemærkning om adresserne."""
    link_sources: Sources = ()
    """Linjerne med adresserne."""
    doubts: tuple[Statement, ...] = ()
    """Hvad der er tvivl om."""
    fragments: tuple[Statement, ...] = ()
    """Tekststumperne i den rækkefølge, de står."""

    def node(self, node_id: str) -> Node:
        """Raises `KeyError` for a box the chart does not have."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
