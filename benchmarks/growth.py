"""How cost grows with offers: the shipped rulebook's files with copies of its offers, each copy
with facts of its own for what is not level, age or tied to other facts. Every command is a process
of its own, told by the seconds of the processor."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from math import log10
from pathlib import Path
from shutil import copytree
from typing import Any

from ruamel.yaml import YAML

from benchmarks import Figure
from rusvej.cli import main
from rusvej.compiled import compiled
from rusvej.store import data_folder, load_rulebook
from rusvej.store import folder as store_folder
from rusvej.store import load as store_load
from rusvej.store import yaml as store_yaml

SIZES = (28, 250, 2_500)
#: A command that takes longer is stopped and told to.
MOST_SECONDS = 600
CHART = Path(__file__).parents[1] / "docs" / "growth.svg"
COLOURS = (
    "#555",
    "#1f6f43",
    "#8a5a00",
    "#b3261e",
    "#0b5394",
    "#6a329f",
    "#134f5c",
    "#7f6000",
    "#222",
)
#: What an offer tells of itself; the rest names other records.
OWN = ("summary", "document", "levels", "entry_lines", "criteria", "access", "contact", "details")
CASE = ("suggest", "--age", "17", "--level", "misbrug")
COMMANDS = {
    "first start": CASE,
    "warm start": CASE,
    "validate": ("validate",),
    "prove": ("prove",),
    "diff": ("diff",),
    "page": ("page", "-o"),
}


def grow(folder: Path, offers: int) -> None:
    """Makes the files of the shipped rulebook, in a folder, have so many offers."""
    yaml = YAML(typ="safe")
    yaml.representer.ignore_aliases = lambda *_: True
    paths = [folder / f"{name}.yaml" for name in ("offers", "quality_standard", "facts")]
    held = [yaml.load(path) for path in paths]
    facts = {fact["id"]: fact for fact in held[-1]["facts"]}
    shared = {"level", "age", *_facts_in(held[-1]["impossible"])}
    shipped = [offer for content in held[:-1] for offer in content["offers"]]
    more: dict[str, Any] = {}
    for number in range(len(shipped), offers):
        copy, at = divmod(number, len(shipped))
        offer = {key: shipped[at][key] for key in OWN if key in shipped[at]}
        names = {fact: f"{fact}_{copy}" for fact in _facts_in(offer["criteria"]) - shared}
        offer["criteria"] = _renamed(offer["criteria"], names)
        more |= {new: {**facts[old], "id": new} for old, new in names.items()}
        named = {"id": f"{shipped[at]['id']}-{copy}", "name": f"{shipped[at]['name']} {copy}"}
        held[0]["offers"].append({**named, **offer})
    held[-1]["facts"] += more.values()
    for path, content in zip(paths, held, strict=True):
        yaml.dump(content, path)


def _facts_in(part: Any) -> set[str]:
    if isinstance(part, list):
        return {fact for each in part for fact in _facts_in(each)}
    if not isinstance(part, dict):
        return set()
    return {part["fact"]} if "fact" in part else _facts_in(list(part.values()))


def _renamed(part: Any, names: dict[str, str]) -> Any:
    if isinstance(part, list):
        return [_renamed(each, names) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: names.get(value, value) if key == "fact" else _renamed(value, names)
        for key, value in part.items()
    }


def seconds(words: list[str], cache: Path) -> float | None:
    """Of the processor, until a command is through; none where it takes too long or fails."""
    command = [sys.executable, "-m", "benchmarks.growth", *words]
    before = os.times()
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "RUSVEJ_CACHE": str(cache)},
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    # 1 is what `diff` and `prove` end with where they find something.
    if done.returncode > 1:
        return None
    after = os.times()
    return (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )


def figures() -> Iterator[Figure]:
    drawn: dict[str, list[tuple[int, float]]] = {}
    for size in SIZES:
        for what, number, unit in _grown(size):
            if number is None:
                yield Figure(f"{size:,} offers: {what}", f"not within {MOST_SECONDS} s")
                continue
            drawn.setdefault(f"{what} ({unit})" if unit else what, []).append((size, number))
            value = f"{number:,.1f} s" if unit == "s" else f"{number:,.0f} {unit}".strip()
            yield Figure(f"{size:,} offers: {what}", value)
    CHART.write_text(chart(drawn), "utf-8")


def _grown(size: int) -> Iterator[tuple[str, float | None, str]]:
    with tempfile.TemporaryDirectory() as made:
        data, page, cache = (Path(made, name) for name in ("data", "page.html", "cache"))
        copytree(data_folder(), data)
        grow(data, size)
        _without_bounds()
        book = load_rulebook(data)
        yield "facts", len(book.facts), ""
        yield "nodes", len(compiled(book).diagrams), ""
        others = {"diff": [str(data_folder()), str(data)], "page": [str(page)]}
        for name, command in COMMANDS.items():
            words = [*command, *others.get(name, [])]
            words += [] if name == "diff" else ["--data", str(data)]
            yield name, seconds(words, cache), "s"
        if page.exists():
            yield "size of the page", page.stat().st_size / 1000, "kB"


def chart(series: dict[str, list[tuple[int, float]]]) -> str:
    """Lines over the sizes as SVG, both axes in powers of ten: a slope of one is linear."""
    least, most = -1, 5

    def x(size: int) -> float:
        return 70 + 420 * (log10(size) - 1) / 2.5

    def y(number: float) -> float:
        return 360 - 340 * (log10(max(number, 10.0**least)) - least) / (most - least)

    parts = ["<title>What grows with the offers; both axes in powers of ten</title>"]
    parts.append('<rect width="660" height="400" fill="#fff"/>')
    for power in range(least, most + 1):
        at = y(10.0**power)
        parts.append(f'<text x="60" y="{at + 4:.0f}" text-anchor="end">{10.0**power:,g}</text>')
        parts.append(f'<path d="M70 {at:.0f}H490" stroke="#ddd"/>')
    for size in SIZES:
        where = f'x="{x(size):.0f}" y="385" text-anchor="middle"'
        parts.append(f"<text {where}>{size:,} offers</text>")
    for (name, points), colour in zip(series.items(), COLOURS, strict=False):
        line = " ".join(f"{x(size):.0f},{y(number):.0f}" for size, number in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        size, number = points[-1]
        where = f'x="{x(size) + 6:.0f}" y="{y(number) + 4:.0f}"'
        parts.append(f'<text {where} fill="{colour}">{name}</text>')
    head = 'viewBox="0 0 660 400" role="img" font-family="system-ui,sans-serif" font-size="13"'
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>\n{body}\n</svg>\n'


def _without_bounds() -> None:
    """A rulebook of thousands of offers is none that a municipality has; the bounds refuse it."""
    most = 1 << 28
    store_yaml.MAX_NODES = store_load.MAX_ALL_NODES = most
    store_folder.MAX_BYTES = store_folder.MAX_ALL_BYTES = most
    setattr(store_yaml, "MAX_BYTES", most)  # noqa: B010  (the name is that of another module)


if __name__ == "__main__":
    _without_bounds()
    main()
