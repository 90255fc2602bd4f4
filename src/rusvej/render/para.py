"""A paragraph with a margin: what a screen is drawn out of."""

from __future__ import annotations

from typing import Literal, NamedTuple

#: Stands where a citation would, by what is not from the documents.
LAW = "[*]"

Tone = Literal["", "danger", "must", "first", "can", "if", "not", "unclear", "know", "ask"]


class Para(NamedTuple):
    """One paragraph. `label` stands in the margin, `number` before the text, `mark` at the right
    end of its last line. A head has at its right the municipality (`label`) and the day (`mark`);
    its facts are cut where they do not fit in its `number` of lines, but for the first `least`."""

    kind: Literal["head", "group", "row", "foot", "blank"]
    text: str = ""
    label: str = ""
    number: int = 0
    least: int = 0
    mark: str = ""
    tone: Tone = ""
