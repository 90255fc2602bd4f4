"""One case and one day in, one answer out. Pure: no files, no clock, no terminal, no network."""

from rusvej.engine.answering import answer
