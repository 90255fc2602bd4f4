"""What changes by itself, as a page and as JSON. A birth date is in neither."""

from __future__ import annotations

from typing import Any

from rusvej.analysis.timeline import Ending
from rusvej.answer import Answer
from rusvej.render import words
from rusvej.render.answer_json import sources
from rusvej.render.answer_page import closing, known, period
from rusvej.render.page import Item, Page
