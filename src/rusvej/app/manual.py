"""The manual of the data format, made from the record classes, their descriptions, the checks and
the template: each field with what it holds, an example, and the check that watches it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from rusvej import checks
from rusvej.analysis.expectations import Expectation, ExpectedCase, ExpectedDeadlines
from rusvej.app.init import TEMPLATE
from rusvej.app.manual_texts import CONDITIONS, INTRO
from rusvej.checks.check import Check
from rusvej.checks.examples import ABOUT, BASE, every_section
from rusvej.checks.references import TABLE
from rusvej.conditions import Condition
from rusvej.model import About, Citation, Rulebook
from rusvej.store import schema, shape
from rusvej.store.descriptions import descriptions
from rusvej.store.load import inspect_contents
from rusvej.store.yaml import YamlFile

#: A longer example is told by its form.
_LONGEST = 60
#: These checks watch every text or every id, wherever it stands.
_EVERYWHERE = ("tekst-", "id-", "kilde-baglaens", "kilde-uden-for", "kilde-mangler")

Field = tuple[type, str]


def manual() -> str:
    """The manual as Markdown."""
    kinds = {schema.ABOUT: About, **{name: schema.kind(name) for name in schema.SECTIONS}}
    told = {schema.ABOUT: "Regelsættets egen post.", **descriptions(Rulebook)}
    overview = [(f"[`{name}`](#{name})", told[name]) for name in kinds]
    parts = [INTRO, "## Sektioner\n", _table(("sektion", "hvad der står"), overview)]
    parts.append(CONDITIONS)
    places = _places(kinds)
    for kind, where in places.items():
        section = next((name for name, record in kinds.items() if record is kind), "")
        parts.append(f"## `{where[0]}`\n" if section else f"### `{where[0]}`\n")
        if section:
            parts.append(f"{told[section]}\n")
        elif len(where) > 1:
            others = ", ".join(f"`{place}`" for place in where[1:])
            parts.append(f"Skrives på samme måde i {others}.\n")
        rows = [_row(kind, key, part, places) for key, part in shape.keys(kind).items()]
        parts.append(_table(("felt", "skal", "slags", "hvad det er", "eksempel", "kontrol"), rows))
    return "\n".join((*parts, _cases(), _all_checks()))


def _places(kinds: dict[str, type]) -> dict[type, list[str]]:
    """Every record class in the order of the manual, and where it is written."""
    found: dict[type, list[str]] = {}
    waiting = [(kind, name) for name, kind in kinds.items()]
    while waiting:
        kind, place = waiting.pop(0)
        found.setdefault(kind, []).append(place)
        if len(found[kind]) == 1:
            inside = [(_held(part.hint), key) for key, part in shape.keys(kind).items()]
            waiting[:0] = [(held, f"{place}.{key}") for held, key in inside if held]
    return found


def _held(hint: Any) -> type | None:
    """The record class that a value of the type is or holds."""
    for branch in shape.branches(hint):
        inner = shape.item(branch)
        if shape.is_record(branch):
            found: type = branch
            return found
        if inner is not None and (held := _held(inner)):
            return held
    return None


def _row(
    kind: type, key: str, part: shape.Key, places: dict[type, list[str]]
) -> tuple[str, str, str, str, str, str]:
    codes = ", ".join(f"`{code}`" for code in _watching().get((kind, key), ()))
    written = _examples().get((kind, key)) or shape.sketch(part.hint)
    shown = f"`{written}`" if written not in ("…", "1") else ""
    must = "ja" if part.required else ""
    return f"`{key}`", must, _in_danish(part.hint, places), descriptions(kind)[key], shown, codes


def _in_danish(hint: Any, places: dict[type, list[str]]) -> str:
    return " eller ".join(_branch(branch, places) for branch in shape.branches(hint))


def _branch(hint: Any, places: dict[type, list[str]]) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Citation:
        return "kilde"
    if hint is Condition:
        return "[betingelse](#betingelser)"
    if origin is Literal:
        words = ", ".join(f"`{word}`" for word in inner if word != "")
        return words if len(inner) == 1 else f"et af: {words}"
    if shape.is_record(hint):
        return f"post: `{places[hint][0]}`"
    if origin is tuple and inner[1:] == (Ellipsis,):
        one = _in_danish(inner[0], places)
        return f"liste af {one}" if one not in _MANY else f"liste af {_MANY[one]}"
    if origin is tuple:
        return "to linjenumre"
    if shape.item(hint) is not None:
        return f"nøgler med {_in_danish(shape.item(hint), places)}"
    return {bool: "`true` eller `false`", int: "helt tal", NoneType: ""}.get(hint, "tekst")


_MANY = {"tekst": "tekster", "kilde": "kilder", "helt tal": "hele tal"}


@cache
def _examples() -> dict[Field, str]:
    """How the field is written, first in the template and else in an example of the checks."""
    found: dict[Field, str] = {}
    files = [path.read_bytes() for path in sorted(TEMPLATE.glob("*.yaml"))]
    for content in (*files, *(text.encode() for text in (every_section(), BASE, ABOUT))):
        data = YamlFile("", content).data
        for section, records in data.items():
            kind = About if section == schema.ABOUT else schema.kind(section)
            for record in records if isinstance(records, list) else [records]:
                _collect(kind, record, found)
    return found


def _collect(hint: Any, value: Any, found: dict[Field, str]) -> None:
    for branch in shape.branches(hint):
        if shape.is_record(branch) and isinstance(value, dict):
            for key, part in shape.keys(branch).items():
                if key in value:
                    text = _flow(value[key])
                    if len(text) <= _LONGEST:
                        found.setdefault((branch, key), text)
                    _collect(part.hint, value[key], found)
        elif (inner := shape.item(branch)) is not None and isinstance(value, (dict, list)):
            for held in value.values() if isinstance(value, dict) else value:
                _collect(inner, held, found)


def _flow(value: Any) -> str:
    """Plain data as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    quoted = isinstance(value, str) and (text[:1].isdigit() or any(c in text for c in ",:{}[]#"))
    return f'"{text}"' if quoted or not text else text


@cache
def _watching() -> dict[Field, list[str]]:
    """The codes of the checks that watch a field: by the table of references, and by what a check
    finds in its own example."""
    found: defaultdict[Field, dict[str, None]] = defaultdict(dict)
    for code, kind, field, _ in TABLE:
        found[kind, field][code] = None
    for check in checks.CHECKS:
        if not check.code.startswith(_EVERYWHERE):
            for path in _paths(check):
                found[_field(path)][check.code] = None
    return {field: list(codes) for field, codes in found.items()}


def _paths(check: Check) -> Iterator[checks.Path]:
    files = [("base.yaml", BASE.encode()), ("example.yaml", check.bad.encode())]
    if "\nrulebook:" not in check.bad:
        files.append(("about.yaml", ABOUT.encode()))
    loaded = inspect_contents(files, "")
    index = checks.Index(loaded.rulebook, loaded.lost)
    yield from (finding.path for finding in check.find(index))


def _field(path: checks.Path) -> Field:
    kind = About if path[0] == schema.ABOUT else schema.kind(str(path[0]))
    inside = path[1:] if path[0] == schema.ABOUT else path[2:]
    while inside and (
        isinstance(inside[-1], int)
        or not (held := shape.holder(kind, inside))
        or inside[-1] not in shape.keys(held)
    ):
        inside = inside[:-1]
    return (shape.holder(kind, inside), str(inside[-1])) if inside else (kind, "id")


def _cases() -> str:
    return "\n".join(
        (
            "## Sager\n",
            "Sager ligger i mappen `cases` i filer, der kun har nøglen `cases` med en liste under."
            " `rusvej test` holder dem op mod regelsættet. Skriv det ventede svar ud fra"
            " dokumentet, aldrig ud fra det, rusvej viser.\n",
            _table(("felt", "hvad det er"), _pairs(ExpectedCase)),
            "### `expect`\n",
            "Det, der ikke nævnes, må være hvad som helst.\n",
            _table(("felt", "hvad der skrives"), _pairs(Expectation)),
            "### `deadline`\n",
            _table(("felt", "hvad der skrives"), _pairs(ExpectedDeadlines)),
        )
    )


def _pairs(kind: type) -> list[tuple[str, str]]:
    return [
        (f"`{key}`", f"`{text}`" if text[0] in "{[" and text[-1] in "}]" else text)
        for key, text in descriptions(kind).items()
    ]


def _all_checks() -> str:
    rows = [(f"`{check.code}`", check.title) for check in sorted(checks.CHECKS)]
    return "## Kontrollerne\n\n" + _table(("kode", "hvad der er galt"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines
    )
