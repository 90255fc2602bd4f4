"""`validate` of a rulebook of 40 kB beside check-jsonschema with the schema that `rusvej schema`
writes, each a process of its own. The rulebook is that of `rusvej init`, its offers repeated. As a
program, `python -m benchmarks.checked`, it tells what of the processor's time each begins with."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks import Figure, Missing, medians

BYTES = 40_000


def quiet(module: str, *words: str) -> None:
    """Runs a module; raises where it finds something to say."""
    subprocess.run([sys.executable, "-m", module, *words], stdout=subprocess.PIPE, check=True)


def grown(folder: Path) -> list[str]:
    """The data files of a folder, after its offers are so many that they fill `BYTES`."""
    yaml = YAML(typ="safe")
    yaml.representer.ignore_aliases = lambda *_: True
    path = folder / "offers.yaml"
    content = yaml.load(path)
    first = list(content["offers"])
    number = 0
    while sum(file.stat().st_size for file in folder.glob("*.yaml")) < BYTES:
        number += 1
        content["offers"] += [
            {**offer, **{key: f"{offer[key]}-{number}" for key in ("id", "name", "short")}}
            for offer in first
        ]
        yaml.dump(content, path)
    return [str(file) for file in sorted(folder.glob("*.yaml"))]


@contextmanager
def jobs() -> Iterator[dict[str, Callable[[], None]]]:
    """Both sides, ready to run."""
    if importlib.util.find_spec("check_jsonschema") is None:
        raise Missing("pip install check-jsonschema")
    with tempfile.TemporaryDirectory() as made:
        data, schema = Path(made, "data"), Path(made, "schema.json")
        quiet("rusvej", "init", str(data))
        quiet("rusvej", "schema", "-o", str(schema))
        files = grown(data)
        yield {
            "ours": partial(quiet, "rusvej", "validate", "--data", str(data)),
            "theirs": partial(quiet, "check_jsonschema", "--schemafile", str(schema), *files),
        }


def figures() -> Iterator[Figure]:
    with jobs() as both:
        taken = medians(5, both)
    ratio = f"{taken['ours'] / taken['theirs']:.2f} ({taken['ours']:.2f} s)"
    yield Figure("`validate` of 40 kB ÷ check-jsonschema", ratio, "≤ 0.15")


def stages() -> None:
    """Prints seconds of the processor, the middle of five, of the wholes and of how they begin."""
    begun: dict[str, Callable[[], None]] = {
        "python": partial(quiet, "this"),
        "rusvej --version": partial(quiet, "rusvej", "--version"),
        "pydantic": partial(quiet, "pydantic.main"),
        "check-jsonschema --version": partial(quiet, "check_jsonschema", "--version"),
    }
    with jobs() as both:
        for name, job in {**begun, **both}.items():
            found = []
            for _ in range(5):
                before = os.times()
                job()
                after = os.times()
                found.append(sum(after[2:4]) - sum(before[2:4]))
            print(f"{name}: {sorted(found)[2]:.2f} s")


if __name__ == "__main__":
    stages()
