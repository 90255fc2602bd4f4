"""One case and one day in, one answer out. Pure: no files, no clock, no terminal, no network."""

from rusvej.engine.answering import answer
from rusvej.engine.knowledge import Knowledge

__all__ = ["Knowledge", "answer"]
