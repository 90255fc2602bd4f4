"""A handout of one or two pages, in the looks of the offline page."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from rusvej.page.build import own_file
from rusvej.page.sheet import Sheet


def handout(sheet: Sheet) -> str:
    """The sheet as one HTML file that fetches nothing."""
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        own_file("handout.html.j2")
    )
    # These are the program's own; nothing of the rulebook is in them.
    style = Markup(own_file("style.css") + own_file("handout.css"))
    return template.render(sheet=sheet, style=style)
