"""The one file: texts and rules, looks and scripts, put together by a template; and a handout in
the same looks."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from datetime import date
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from rusvej.calendar import day_in_words
from rusvej.model import Rulebook
from rusvej.page.book import page_data
from rusvej.page.sheet import Sheet

#: In the order in which they build on each other.
SCRIPTS = (
    "walk.js", "answer.js", "voice.js", "compose.js", "days.js", "deadline_check.js",
    "deadline_notes.js", "dom.js", "app.js", "interview.js", "answer_view.js", "lookup_views.js",
    "deadline_view.js", "calendar_file.js", "begin.js",
)  # fmt: skip
#: A page larger than this no longer travels by mail to a telephone.
MOST_BYTES = 300_000


def build_page(book: Rulebook, day: date, step: Callable[[], None] = lambda: None) -> str:
    """The page of a rulebook valid on a day. `step` is called for each piece of the rules."""
    style, script = own_file("style.css"), scripts()
    return _template("page.html.j2").render(
        name=book.about.name,
        owner=book.about.municipality.name or book.about.name,
        version=book.about.version,
        guidance=book.about.guidance,
        day=day_in_words(day),
        # These are the program's own; nothing of the rulebook is in them.
        style=Markup(style),
        script=Markup(script),
        rules=packed(page_data(book, day, step)),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def packed(data: dict[str, Any]) -> str:
    """The data as JSON, compressed (RFC 1951) and in signs that can stand in an element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(text.encode()) + deflate.flush()).decode()


def scripts() -> str:
    """All scripts as one, without comments and indentation."""
    lines = "\n".join(own_file(f"scripts/{name}") for name in SCRIPTS).splitlines()
    told = (line.strip() for line in lines if not line.lstrip().startswith("//"))
    return '"use strict";\n' + "\n".join(line for line in told if line) + "\n"


def own_file(name: str) -> str:
    """A file of this package, as text."""
    return resources.files(__package__ or "rusvej.page").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def handout(sheet: Sheet) -> str:
    """The sheet as one HTML file that fetches nothing."""
    # These are the program's own; nothing of the rulebook is in them.
    style = Markup(own_file("style.css") + own_file("handout.css"))
    return _template("handout.html.j2").render(sheet=sheet, style=style)


def _template(name: str) -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(own_file(name))
