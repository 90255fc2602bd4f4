"""What a change weighs in a version number ``major.minor.patch``."""

from __future__ import annotations

import re

from rusvej.analysis.diff.records import Difference, Step, heaviest
from rusvej.records import record

Number = tuple[int, int, int]

_FORM = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")


def number(version: str) -> Number | None:
    """The three numbers; None for a version that is not written so."""
    match = _FORM.fullmatch(version.strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def least(version: Number, step: Step) -> Number:
    """The lowest version that may follow with a change of this weight."""
    major, minor, patch = version
    if step == "major":
        return major + 1, 0, 0
    if step == "minor":
        return major, minor + 1, 0
    return (major, minor, patch + 1) if step == "patch" else version


@record
class Verdict:
    """Whether the new version is raised far enough: `least` is the lowest that is, empty when a
    version cannot be read."""

    step: Step
    old: str
    new: str
    least: str
    enough: bool


def verdict(difference: Difference, *, beside: bool) -> Verdict:
    """The step a difference calls for; `beside` says that sections no answer rests on differ as
    well."""
    step = heaviest([difference.step, "patch" if beside else "none"])
    old, new = number(difference.old.version), number(difference.new.version)
    if old is None or new is None:
        return Verdict(step, difference.old.version, difference.new.version, "", False)
    wanted = least(old, step)
    return Verdict(
        step,
        difference.old.version,
        difference.new.version,
        ".".join(map(str, wanted)),
        new >= wanted,
    )
