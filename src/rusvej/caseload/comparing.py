"""Whom a change of rules touches on this very caseload."""

from __future__ import annotations

from collections import Counter

import polars as pl

from rusvej.caseload.plan import Plan
from rusvej.caseload.running import ROW, Part, answer_frame


class Comparing:
    """Counts, chunk by chunk, the rows that another rulebook answers otherwise."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self.before, self.after = before, after
        #: (offer, status before, status after) of rows that differ; "" where one has no such offer.
        self.changed: Counter[tuple[str, str, str]] = Counter()
        self.touched = 0

    def add(self, part: Part) -> None:
        """Holds a chunk that the rulebook of `after` has answered against that of `before`."""
        if not len(part.answers):
            return
        old = answer_frame(self.before, part.cases, [ROW])
        both = part.answers.join(old, on=ROW, how="inner", suffix=" before")
        differing = pl.lit(False)
        for offer in dict.fromkeys((*self.before.offers, *self.after.offers)):
            was, now = self._status(offer, both.columns)
            differs = was != now
            differing = differing | differs
            rows = both.select(was.alias("was"), now.alias("now")).filter(
                pl.col("was") != pl.col("now")
            )
            for one, other, count in rows.group_by("was", "now").len().iter_rows():
                self.changed[offer, one, other] += count
        self.touched += both.select(differing.sum()).item()

    def _status(self, offer: str, columns: list[str]) -> tuple[pl.Expr, pl.Expr]:
        none = pl.lit("")
        was = f"{offer} before" if f"{offer} before" in columns else offer
        return (
            pl.col(was).cast(pl.String) if offer in self.before.offers else none,
            pl.col(offer).cast(pl.String) if offer in self.after.offers else none,
        )
