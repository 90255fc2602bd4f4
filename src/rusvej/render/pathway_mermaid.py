"""A level's pathway as a Mermaid flowchart."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rusvej.analysis.pathways import PlacedStrand
from rusvej.model import Level

#: Signs that mean something inside a quoted label, as the entities Mermaid itself reads.
_ENTITIES = {sign: f"#{ord(sign)};" for sign in '#"`<>&'}
_WIDTH = 32


def flowchart(level: Level | None, strands: Sequence[PlacedStrand]) -> str:
    """The diagram's source. Labels are quoted and escaped; a strand is a subgraph."""
    start = label(level.name if level else "begyndelsen")
    lines = ["flowchart TD", f'    niveau(["{start}"])']
    for place, strand in enumerate(strands, start=1):
        lines.append(f'    subgraph spor{place}["{label(strand.title)}"]')
        lines += [
            f'        trin{step.number}["{label(step.title)}<br/>{label(step.who)}"]'
            for step in strand.steps
        ]
        lines.append("    end")
    reached = {way.number for strand in strands for step in strand.steps for way in step.ways}
    for strand in strands:
        for step in strand.steps:
            if step.number not in reached:
                lines.append(f"    niveau --> trin{step.number}")
            for way in step.ways:
                arrow = f'-->|"{label(way.text)}"|' if way.text else "-->"
                lines.append(f"    trin{step.number} {arrow} trin{way.number}")
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """The text inside quotation marks: special signs as entities, long lines broken."""
    pieces = textwrap.wrap(" ".join(text.split()), _WIDTH, break_long_words=False) or [""]
    return "<br/>".join("".join(_ENTITIES.get(sign, sign) for sign in piece) for piece in pieces)
