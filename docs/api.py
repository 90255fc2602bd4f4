"""Writes docs/api.md from the docstrings and signatures of the public library.

python docs/api.py           write it
python docs/api.py --check   exit 1 when it is not what would be written
"""

from __future__ import annotations

import enum
import inspect
import re
import sys
from pathlib import Path
from typing import Any

import rusvej

FILE = Path(__file__).with_name("api.md")
HEAD = """# The library

Written by `python docs/api.py` from the docstrings; do not edit. The names below are the
public ones. Everything else may change without notice.

"""


def text_of(thing: Any) -> str:
    """The docstring with reST's double backquotes as Markdown's single ones."""
    return re.sub(r"``([^`]+)``", r"`\1`", inspect.getdoc(thing) or "")


def signature(name: str, thing: Any) -> str:
    """`name(parameters) -> result`, as written in the source; only the name where there is none."""
    try:
        written = str(inspect.signature(thing))
    except (TypeError, ValueError):
        return name
    return re.sub(r"<function \S+ at 0x[0-9a-f]+>", "…", written.replace("'", "")).join((name, ""))


def members(kind: type) -> list[str]:
    """Public fields, properties and methods that the class itself defines."""
    lines = []
    for name, annotation in vars(kind).get("__annotations__", {}).items():
        if not name.startswith("_"):
            lines.append(f"- `{name}: {annotation}`")
    for name, member in vars(kind).items():
        if name.startswith("_") or name in vars(kind).get("__annotations__", {}):
            continue
        if isinstance(member, enum.Enum):
            lines.append(f"- `{name}`")
        elif isinstance(member, staticmethod | classmethod):
            lines.append(f"- `{signature(name, getattr(kind, name))}` {first(member.__func__)}")
        elif isinstance(member, property):
            lines.append(f"- `{name}` {first(member.fget)}")
        elif inspect.isfunction(member):
            lines.append(f"- `{signature(name, member)}` {first(member)}")
        elif hasattr(member, "func"):  # a cached property
            lines.append(f"- `{name}` {first(member.func)}")
    return lines


def first(thing: Any) -> str:
    """The docstring in one line."""
    return " ".join(text_of(thing).split())


def entry(name: str) -> str:
    """One public name: heading, signature, docstring, members."""
    thing = getattr(rusvej, name)
    parts = [f"## `{name}`"]
    if inspect.isclass(thing):
        if not issubclass(thing, BaseException | enum.Enum):
            parts.append(f"```python\nclass {name}\n```")
        parts += [text_of(thing), "\n".join(members(thing))]
    elif callable(thing):
        parts += [f"```python\n{signature(name, thing)}\n```", text_of(thing)]
    else:
        parts.append(f"`{type(thing).__name__}`")
    return "\n\n".join(part for part in parts if part)


def written() -> str:
    """The whole page."""
    public: list[str] = getattr(rusvej, "__all__", [])
    names = [name for name in public if name != "__version__"]
    intro = text_of(rusvej)
    return HEAD + intro + "\n\n" + "\n\n".join(entry(name) for name in names).rstrip() + "\n"


if __name__ == "__main__":
    page = written()
    if "--check" in sys.argv:
        sys.exit(FILE.read_text(encoding="utf-8") != page)
    FILE.write_text(page, encoding="utf-8")
