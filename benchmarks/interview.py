"""How many questions `rusvej interview` asks and what they cost, beside other orders, and how long
a question takes to appear.

    python benchmarks/interview.py [DIALOGUES]

All figures are expected values over the answers, each class of a fact that is still possible being
equally likely; cost is that of facts.yaml. Every order stops as soon as no answer can change a
status, so that only the order differs, except "whole form", which asks for every fact that some
offer mentions. They are exact, not sampled: offers that share no fact are worked out for
themselves.

- whole form, form order: the order of facts.yaml, all of it, or only what still matters.
- most missing: the fact that most undecided offers lack, whatever it costs, as Publicodes scores a
  missing variable.
- one ahead: the rule rusvej falls back on when a group of offers is too large to be solved.
- optimum: counted out over every order, without rusvej's short cuts. "-" where there are too many.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from rusvej.engine import Knowledge
from rusvej.engine.asking import Asking
from rusvej.engine.tables import Table, groups
from rusvej.explain.interview import Interview, Replies, Reply
from rusvej.facts import Case
from rusvej.store import data_folder, load_rulebook

Choose = Callable[[tuple[Table, ...]], str]
STARTS: tuple[Case, ...] = (
    {},
    {"age": 15},
    {"level": "misbrug"},
    {"age": 14, "level": "trivsel"},
    {"age": 15, "level": "eksperimenterende"},
    {"age": 15, "level": "problematisk"},
    {"age": 17, "level": "misbrug"},
    {"age": 17, "level": "afhaengighed"},
    {"age": 25, "level": "problematisk"},
    {"age": 25, "level": "misbrug"},
    {"age": 25, "level": "afhaengighed"},
    {"age": 25, "level": "misbrug", "substance": "stoffer"},
    {"age": 25, "level": "misbrug", "substance": "stoffer", "motivated": False},
)
#: More facts than this in one group are not counted out.
WIDEST = 9


class Expected:
    """The expected (cost, number) of questions under one way of choosing."""

    def __init__(self, asking: Asking, choose: Choose) -> None:
        self.asking, self.choose = asking, choose
        self.kept: dict[tuple[Table, ...], tuple[float, float]] = {}

    def total(self, tables: tuple[Table, ...]) -> tuple[float, float]:
        found = [
            self.group(tuple(sorted(t for t in tables if t in group)))
            for group in groups(frozenset(tables))
        ]
        return sum(cost for cost, _ in found), sum(count for _, count in found)

    def group(self, group: tuple[Table, ...]) -> tuple[float, float]:
        if group not in self.kept:
            self.kept[group] = self.after(group, self.choose(group))
        return self.kept[group]

    def after(self, group: tuple[Table, ...], fact: str) -> tuple[float, float]:
        later = [self.total(each) for each in outcomes(self.asking, group, fact)]
        cost = self.asking.knowledge.vocabulary[fact].cost + statistics.fmean(
            cost for cost, _ in later
        )
        return cost, 1 + statistics.fmean(count for _, count in later)


class Optimum(Expected):
    """The least expected cost, every question tried at every turn."""

    def __init__(self, asking: Asking) -> None:
        super().__init__(asking, lambda group: "")

    def group(self, group: tuple[Table, ...]) -> tuple[float, float]:
        key = tuple(sorted(set(group)))
        if key not in self.kept:
            self.kept[key] = min(
                self.after(key, fact)
                for fact in sorted({fact for table in key for fact in table.facts})
            )
        return self.kept[key]


def outcomes(asking: Asking, tables: tuple[Table, ...], fact: str) -> list[tuple[Table, ...]]:
    """What is left after each possible answer, offer by offer."""
    left = [
        asking.after(t, fact) if fact in t.facts else (t,) * len(asking.classes(fact))
        for t in tables
    ]
    return [
        tuple(t for t in column if t is not None and not asking.settled(t))
        for column in zip(*left, strict=True)
        if None not in column
    ]


def policies(asking: Asking) -> dict[str, Choose]:
    form = {fact: place for place, fact in enumerate(asking.knowledge.vocabulary)}

    def in_order(group: tuple[Table, ...]) -> str:
        return min(asking.hanging(group), key=lambda fact: form[fact])

    def most_missing(group: tuple[Table, ...]) -> str:
        counted = asking.hanging(group)
        return min(counted, key=lambda fact: (-counted[fact], form[fact]))

    def one_ahead(group: tuple[Table, ...]) -> str:
        return asking.ahead(frozenset(group), asking.hanging(group))

    def rusvej(group: tuple[Table, ...]) -> str:
        fact = asking.first(group)
        assert fact is not None
        return fact

    return {
        "form order": in_order,
        "most missing": most_missing,
        "one ahead": one_ahead,
        "rusvej": rusvej,
    }


def orders(knowledge: Knowledge) -> None:
    asking = Asking(knowledge)
    named = policies(asking)
    ways = {name: Expected(asking, choose) for name, choose in named.items()}
    optimum = Optimum(asking)
    form = Interview(knowledge).form
    print(
        f"{'expected cost (number) of questions':52}"
        + "".join(f"{name:>15}" for name in ("whole form", *named, "optimum"))
    )
    for case in STARTS:
        tables = tuple(
            t
            for t in (asking.table(offer, case) for offer in knowledge.rulebook.offers)
            if not asking.settled(t)
        )
        asked = [fact for fact in form if fact not in case]
        cells = [(float(sum(knowledge.vocabulary[fact].cost for fact in asked)), float(len(asked)))]
        cells += [way.total(tables) for way in ways.values()]
        widest = max(
            (len({fact for t in group for fact in t.facts}) for group in groups(frozenset(tables))),
            default=0,
        )
        row = "".join(f"{f'{cost:.2f} ({count:.1f})':>15}" for cost, count in cells)
        best = f"{optimum.total(tables)[0]:.2f}" if widest <= WIDEST else "-"
        label = " ".join(f"{fact}={value}" for fact, value in case.items()) or "nothing known"
        print(f"{label:52}{row}{best:>15}")


def waiting(knowledge: Knowledge, dialogues: int) -> None:
    """The time from an answer to the next question, over random dialogues with one "do not know" in
    ten."""
    rnd = random.Random(1)
    for until_first in (False, True):
        times = []
        counts = []
        for _ in range(dialogues):
            interview = Interview(knowledge, until_first=until_first)
            replies: Replies = ()
            while True:
                begin = time.perf_counter()
                step = interview.step(replies)
                times.append((time.perf_counter() - begin) * 1000)
                if step.fact is None:
                    break
                banned = {ban.value for ban in interview.bans(replies, step.fact)}
                allowed = [
                    value for value in interview.asking.classes(step.fact) if value not in banned
                ]
                replies = (
                    *replies,
                    Reply(step.fact, None if rnd.random() < 0.1 else rnd.choice(allowed)),
                )
            counts.append(len(replies))
        until = "the best offer is settled" if until_first else "the list is settled"
        print(
            f"until {until}: {statistics.fmean(counts):.1f} questions, at most {max(counts)}; a"
            f" question appears after {statistics.median(times):.1f} ms (median), {max(times):.1f}"
            " ms (longest)"
        )


if __name__ == "__main__":
    KNOWLEDGE = Knowledge(load_rulebook(data_folder()))
    orders(KNOWLEDGE)
    print()
    waiting(KNOWLEDGE, int(sys.argv[1]) if len(sys.argv) > 1 else 200)
