"""The rulebook's version can be compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rusvej.checks.check import Check, Finding, quoted
from rusvej.model import Rulebook

_VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}")


class Version(Check):
    """Every answer names the version it rests on, so the versions must have an order."""

    code = "version-form"
    title = "Regelsættets version er ikke skrevet som tre tal"
    bad = """
rulebook: {name: Et eksempel, version: "2024"}  # <-
"""
    good = """
rulebook: {name: Et eksempel, version: 1.0.0}
"""

    def check(self, rulebook: Rulebook, ids_lost: Collection[str]) -> Iterator[Finding]:
        if not _VERSION.fullmatch(rulebook.about.version):
            yield Finding(
                ("rulebook", "version"),
                f"Versionen {quoted(rulebook.about.version)} er ikke tre tal med punktum imellem.",
                "Fx 1.0.0.",
            )
