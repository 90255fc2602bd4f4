"""The one file: texts and rules, looks and scripts, put together by a template."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import date
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from rjsmin import jsmin

from rusvej.model import Rulebook
from rusvej.page.book import page_data

#: In the order in which they build on each other.
SCRIPTS = (
    "walk.js", "answer.js", "voice.js", "compose.js", "dom.js", "app.js", "interview.js",
    "answer_view.js", "lookup_views.js", "deadline_view.js",
)  # fmt: skip
#: A page larger than this no longer travels by mail to a telephone.
MOST_BYTES = 300_000


def build_page(book: Rulebook, day: date, step: Callable[[], None] = lambda: None) -> str:
    """The page of a rulebook valid on a day. `step` is called for each piece of the rules."""
    style, script = _file("style.css"), scripts()
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        _file("page.html.j2")
    )
    return template.render(
        name=book.about.name,
        owner=book.about.municipality.name or book.about.name,
        version=book.about.version,
        guidance=book.about.guidance,
        day=day.isoformat(),
        # These are the program's own, and the rules are data that a script reads as text: "<" is
        # the only sign that could end it.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        rules=Markup(rules_text(book, day, step)),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def rules_text(book: Rulebook, day: date, step: Callable[[], None] = lambda: None) -> str:
    """The page's data as JSON that can stand inside an element."""
    text = json.dumps(page_data(book, day, step), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def scripts() -> str:
    """All scripts as one, without comments and needless blanks."""
    whole: str = jsmin("\n".join(_file(f"scripts/{name}") for name in SCRIPTS))
    return f'"use strict";{whole}\n'


def _file(name: str) -> str:
    return resources.files(__package__ or "rusvej.page").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
