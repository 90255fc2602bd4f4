"""The municipality's record names facts that exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, Path, dangling
from rusvej.model import Rulebook


class AboutFacts(Check):
    """A role or an option of a fact that does not exist would do nothing."""

    code = "post-oplysning"
    title = "Regelsættets egen post nævner en oplysning, der ikke findes"
    bad = """
rulebook:
  name: Et eksempel
  version: 1.0.0
  roles: {age: alder}  # <-
"""
    good = """
rulebook:
  name: Et eksempel
  version: 1.0.0
  roles: {age: age}
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        for path, fact in _named(rulebook):
            known = rulebook.vocabulary
            yield from dangling(("rulebook", *path), "Oplysningen", fact, known, ids_lost)


def _named(rulebook: Rulebook) -> Iterator[tuple[Path, str]]:
    about = rulebook.about
    for role in ("age", "level", "asker", "anonymity", "grade"):
        if fact := getattr(about.roles, role):
            yield ("roles", role), fact
    for name, option in about.options.items():
        for i, fact in enumerate(option.facts):
            yield ("options", name, "facts", i), fact
    for i, fact in enumerate(about.gap_axes):
        yield ("gap_axes", i), fact
