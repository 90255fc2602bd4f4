"""Conditions written out: named conditions, derived facts and orders of words become comparisons of
facts with constants, which is all that anything else knows.

What a name stood for is kept beside it (``{named: …}``), so that it is told by its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from rusvej.diagnostics import did_you_mean
from rusvej.model.derived import ANY

Plain = dict[str, Any]
Path = tuple[str | int, ...]
#: A condition written out is at most so many conditions long: points are tried one after another,
#: so that their number doubles with every one that no threshold decides.
MOST = 4000
_ORDER = ("at_least", "at_most")
_NUMBER = "et helt tal, uden anførselstegn"
_NEVER: Plain = {"not": {"always": True}}


class Problem(NamedTuple):
    """Something that cannot be written out: where, a sentence, and what to do."""

    path: Path
    message: str
    help: str


def expand(plain: Plain) -> tuple[Plain, list[Problem]]:
    """The same data with every condition written out, and what could not be. The data must have
    been held against the record classes."""
    writing = _Writing(plain)
    return {section: writing.data(section, (section,)) for section in plain}, writing.problems


class _TooLong(Exception):
    pass


class _Writing:
    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.problems: list[Problem] = []
        self.facts = _by_id(plain, "facts")
        self.named = _by_id(plain, "conditions")
        self.derived = _by_id(plain, "derived")
        self._open: list[str] = []
        self._room = 0

    def data(self, section: str, path: Path) -> Any:
        return self._part(self.plain[section], path)

    def _part(self, part: Any, path: Path) -> Any:
        if isinstance(part, list):
            return [self._part(each, (*path, at)) for at, each in enumerate(part)]
        if not isinstance(part, dict):
            return part
        return {
            key: self._whole(value, (*path, key))
            if isinstance(value, dict) and (key == "when" or str(key).endswith("_when"))
            else self._part(value, (*path, key))
            for key, value in part.items()
        }

    def _whole(self, condition: Plain, path: Path) -> Plain:
        self._room = MOST
        try:
            return self._condition(condition, path)
        except _TooLong:
            self.problems.append(
                Problem(
                    path,
                    f"Betingelsen bliver mere end {MOST} betingelser lang, når den skrives ud.",
                    "Brug færre pointgivende svar, eller del dem i flere udledte oplysninger.",
                )
            )
            return {"always": True}

    def _condition(self, condition: Plain, path: Path) -> Plain:
        self._room -= 1
        if self._room < 0:
            raise _TooLong
        for key in ("all", "any"):
            if key in condition:
                parts = condition[key]
                return {
                    key: [self._condition(part, (*path, key, at)) for at, part in enumerate(parts)]
                }
        if "not" in condition:
            return {"not": self._condition(condition["not"], (*path, "not"))}
        if "condition" in condition:
            return self._by_name(condition["condition"], path)
        if "fact" in condition:
            return self._compare(condition, path)
        return condition

    def _by_name(self, name: str, path: Path) -> Plain:
        found = self.named.get(name)
        if found is None:
            return self._problem(
                (*path, "condition"),
                f"Betingelsen “{name[:60]}” findes ikke.",
                did_you_mean(name[:60], self.named) or "Tilføj den under conditions.",
            )
        with self._into(name) as fresh:
            if not fresh:
                return self._circle(path, name)
            inner = self._condition(found["when"], path)
        return {"named": name, "text": found["text"], "when": inner}

    def _compare(self, condition: Plain, path: Path) -> Plain:
        name = condition["fact"]
        derived = self.derived.get(name)
        about = derived or self.facts.get(name)
        if about is None or not (derived or any(isinstance(condition.get(k), str) for k in _ORDER)):
            return condition
        values = [value["id"] for value in about.get("values", ())]
        wanted = self._wanted(condition, about, values, path)
        if wanted is None:
            return {"always": True}
        if derived is None:
            return {"fact": name, "in": wanted} if wanted else _NEVER
        with self._into(name) as fresh:
            if not fresh:
                return self._circle(path, name)
            inner = self._derived(derived, set(wanted), path)
        labels = {value["id"]: value["label"] for value in derived["values"]}
        text = f"{derived['label']}: {' eller '.join(labels[value] for value in wanted)}"
        return {"named": name, "text": text, "when": inner}

    def _wanted(
        self, condition: Plain, about: Plain, values: list[str], path: Path
    ) -> list[str] | None:
        """The values of a choice that the comparison allows, in their order."""
        given = [condition[key] for key in ("is", *_ORDER) if key in condition]
        given += condition.get("in", [])
        for value in given:
            if value not in values:
                self._problem(
                    path,
                    f"“{str(value)[:60]}” er ikke en værdi af {about['id']}.",
                    did_you_mean(str(value)[:60], values)
                    or f"Skriv {', '.join(values) or _NUMBER}.",
                )
                return None
        if not any(key in condition for key in _ORDER):
            return [value for value in values if value in given]
        if not about.get("ordered"):
            self._problem(
                path,
                f"Værdierne af {about['id']} har ingen rækkefølge.",
                f"Tilføj ordered: true ved {about['id']}, eller skriv in: [...].",
            )
            return None
        low = values.index(condition.get("at_least", values[0]))
        high = values.index(condition.get("at_most", values[-1]))
        return values[low : high + 1]

    def _derived(self, derived: Plain, wanted: set[str], path: Path) -> Plain:
        if derived.get("rows"):
            rows = [row for row in derived["rows"] if row["then"] in wanted]
            return _any([self._row(derived, row, path) for row in rows])
        steps = [(each["when"], each["points"]) for each in derived.get("points", ())]
        thresholds = sorted(derived.get("thresholds", ()), key=lambda each: int(each["from"]))
        ranges: list[list[float]] = []
        for at, each in enumerate(thresholds):
            if each["then"] in wanted:
                low = each["from"] if at else -float("inf")
                high = thresholds[at + 1]["from"] if at + 1 < len(thresholds) else float("inf")
                if ranges and ranges[-1][1] == low:
                    ranges[-1][1] = high
                else:
                    ranges.append([low, high])
        return _any([self._sum(steps, low, high, path) for low, high in ranges])

    def _row(self, derived: Plain, row: Plain, path: Path) -> Plain:
        parts = []
        for fact, cell in zip(derived["inputs"], row["if"], strict=False):
            if cell != ANY:
                parts.append(self._condition({"fact": fact, **_comparison(cell)}, path))
        return _all(parts)

    def _sum(
        self, steps: Sequence[tuple[Plain, int]], low: float, high: float, path: Path
    ) -> Plain:
        """That the points of these steps sum to at least `low` and less than `high`."""
        least = sum(min(points, 0) for _, points in steps)
        most = sum(max(points, 0) for _, points in steps)
        if low <= least and most < high:
            return {"always": True}
        if most < low or least >= high:
            return _NEVER
        (when, points), rest = steps[0], steps[1:]
        return _any(
            [
                _all(
                    [
                        self._condition(when, path),
                        self._sum(rest, low - points, high - points, path),
                    ]
                ),
                _all([{"not": self._condition(when, path)}, self._sum(rest, low, high, path)]),
            ]
        )

    @contextmanager
    def _into(self, name: str) -> Iterator[bool]:
        """While a name is written out; false where it is being written out already."""
        fresh = name not in self._open
        self._open.append(name)
        try:
            yield fresh
        finally:
            self._open.pop()

    def _circle(self, path: Path, name: str) -> Plain:
        return self._problem(
            path,
            f"{name} fører tilbage til sig selv.",
            "Fjern det led, der gør henvisningerne til en ring.",
        )

    def _problem(self, path: Path, message: str, help: str) -> Plain:
        self.problems.append(Problem(path, message, help))
        return {"always": True}


def _by_id(plain: Plain, section: str) -> dict[str, Plain]:
    return {each["id"]: each for each in plain.get(section, ()) if "id" in each}


def _comparison(cell: Any) -> Plain:
    if isinstance(cell, Mapping):
        return dict(cell)
    return {"in": list(cell)} if isinstance(cell, list) else {"is": cell}


def _all(parts: list[Plain]) -> Plain:
    if _NEVER in parts:
        return _NEVER
    kept = [part for part in parts if part != {"always": True}]
    return kept[0] if len(kept) == 1 else {"all": kept} if kept else {"always": True}


def _any(parts: list[Plain]) -> Plain:
    if {"always": True} in parts:
        return {"always": True}
    kept = [part for part in parts if part != _NEVER]
    return kept[0] if len(kept) == 1 else {"any": kept} if kept else _NEVER
