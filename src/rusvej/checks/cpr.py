"""No person in the rulebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding
from rusvej.checks.tree import parts
from rusvej.diagnostics import InputError
from rusvej.model import Rulebook
from rusvej.persons import refuse_cpr

_EXAMPLE = """
contacts:
  - {{id: hus, name: Huset, purpose: Værested, telephone: ikke-angivet, address: ikke-angivet, sources: [guide 4], note: {}}}"""


class Cpr(Check):
    """A text that looks like a CPR number is refused and never repeated, wherever it stands."""

    code = "cpr"
    title = "En tekst ligner et CPR-nummer"
    bad = _EXAMPLE.format("'Ring til 010190-1234'") + "  # <-\n"
    good = _EXAMPLE.format("'Ring til 72 33 50 67'")

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, part in parts(rulebook):
            if not isinstance(part, str):
                continue
            for text in (part, path[-1]):
                try:
                    refuse_cpr(str(text))
                except InputError:
                    yield Finding(
                        path,
                        "Her står noget, der ligner et CPR-nummer.",
                        "Slet det; regelsættet må ikke indeholde oplysninger om personer.",
                    )
                    break
