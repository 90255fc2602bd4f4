"""The library that `import rusvej` gives; see its docstring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from rusvej import answer as answers
from rusvej.answer import NextQuestion, Status
from rusvej.deadlines import DeadlineAnswer
from rusvej.diagnostics import Diagnostic, needing
from rusvej.model import Case
from rusvej.model import Rulebook as Records

#: A data frame of Polars, pandas, PyArrow, DuckDB or PySpark.
Frame = TypeVar("Frame")


class Offer:
    """One offer held against one case.

    `rank` counts from 1. `why` is the one line, in Danish, that says what the status rests on.
    `missing` are the ids of the facts that could still change it.
    """

    def __init__(self, answer: answers.Answer, result: answers.OfferResult) -> None:
        self._answer = answer
        self.result = result
        self.id: str = result.offer.id
        self.name: str = result.offer.name
        self.rank: int = result.rank
        self.status: Status = result.status
        self.missing: tuple[str, ...] = result.missing

    @cached_property
    def why(self) -> str:
        from rusvej.render import words

        return words.why(self._answer, self.result)

    def __repr__(self) -> str:
        return f"<{self.rank}. {self.name}: {self.status.id}>"


class Answer:
    """What a rulebook says of a case on a day. ``answer["mut"]`` is the offer with that id; it
    raises `KeyError` where there is none."""

    def __init__(self, result: answers.Answer) -> None:
        self.result = result
        #: Every offer of the rulebook, in the order of their rank.
        self.offers: tuple[Offer, ...] = tuple(Offer(result, each) for each in result.offers)

    @property
    def shown(self) -> tuple[Offer, ...]:
        """The offers that fit, depend on something, or are open: those of the short list."""
        return tuple(offer for offer in self.offers if offer.status.shown)

    @property
    def next_question(self) -> NextQuestion | None:
        """The fact most worth asking for, and the offers that hang on it; None when no fact could
        change the status of an offer."""
        return next(iter(self.result.next_questions), None)

    def __getitem__(self, offer_id: str) -> Offer:
        for offer in self.offers:
            if offer.id == offer_id:
                return offer
        raise KeyError(offer_id)

    def __iter__(self) -> Iterator[Offer]:
        return iter(self.offers)

    def __len__(self) -> int:
        return len(self.offers)


class Rulebook:
    """A rulebook, read, checked, and as it is on a day. `rusvej.open` makes one.

    It holds no case and is never changed, so it may be kept and shared between threads.
    """

    def __init__(self, records: Records, day: date) -> None:
        self.records = records
        self.day = day
        self.name: str = records.about.name
        self.version: str = records.about.version
        self.digest: str = records.digest
        self._plans: dict[bool, Any] = {}

    def case(self, facts: Mapping[str, object] | None = None, /, **more: object) -> Case:
        """A case of facts by id, as in a case file; None and "ukendt" are unknown, as is every fact
        left out.

        Raises `InputError` for a fact that does not exist, a value that is not possible, and facts
        that cannot all be true of one person.
        """
        from rusvej.compiled import checked_case

        return checked_case(self.records, {**(facts or {}), **more})

    def answer(self, case: Case) -> Answer:
        """The answer to a case of this rulebook's, on its day. Raises `TypeError` for anything
        else: nothing is answered that has not been checked."""
        from rusvej.engine import answer

        return Answer(answer(self.records, self._own(case), self.day))

    def answer_many(self, cases: Frame, *, keep: Sequence[str] = (), long: bool = False) -> Frame:
        """Many cases at once: a frame of Polars, pandas, PyArrow, DuckDB or PySpark in, one of the
        same kind out, rows and order kept (the lazy ones promise no order).

        Columns named after facts are read, in every spelling that a case file takes; null is
        unknown, as is a fact without a column. Out come the columns to `keep`, ``fault`` (what is
        wrong with the row, else null; a faulty row has no statuses), a column an offer with its
        status, and ``first``, the offer that ranks first. With `long` there is a row for every case
        and offer instead: ``offer``, ``status``, ``missing``, ``open_questions`` (ids with blanks
        between) and whether it is ``first``.

        The first call makes tables of the rulebook, which takes a second or two. Needs the extra
        ``rusvej[batch]``. Raises `InputError` where no column is a fact, for a column to `keep`
        that is not there, and for columns that look as if they were about a person, by their names
        or by what stands in them (of a lazy frame the first rows), as ``rusvej batch`` does.
        """
        with needing("batch", "Mange sager på én gang kræver nogle biblioteker"):
            from rusvej.caseload import frames, kept
        if long not in self._plans:
            self._plans[long] = kept.kept_plan(self.records, long=long)
        answers: Frame = frames.answer_many(self._plans[long], cases, keep)
        return answers

    def deadlines(
        self, case: Case, exceptions: tuple[str, ...] = (), **days: date
    ) -> DeadlineAnswer:
        """The verdict on every deadline that the days allow, reckoned from the rulebook's day.

        `days` are those of events by id, with underscores for hyphens; they are whole days, and a
        last day is inclusive. An event that is not given has not been told of, which is not the
        same as never. Raises `InputError` for an unknown event or exception and for days that
        cannot be right, and `TypeError` as `answer` does.
        """
        from rusvej.deadlines import check

        dates = {name.replace("_", "-"): day for name, day in days.items()}
        return check(self.records, dates, self._own(case), exceptions, self.day)

    def _own(self, case: Case) -> Case:
        if not isinstance(case, Case) or case.digest != self.digest:
            raise TypeError("only a case that this rulebook has made is answered: book.case(…)")
        return case

    def __repr__(self) -> str:
        return f"<{self.name} {self.version} ({self.digest}) on {self.day}>"


def open(folder: str | PathLike[str] | None = None, *, on: date | None = None) -> Rulebook:
    """The rulebook of a folder or the name of an installed one; without either that of RUSVEJ_DATA,
    else the one that came with rusvej.

    `on` is the day it is valid for, today where none is given. The first opening after a change
    reads and judges the YAML files, about a second; later ones read a compiled form. Raises
    `RulebookError` with every diagnostic, and `InputError` where there is no such folder.
    """
    from rusvej.app.rulebook import open_rulebook

    day = date.today() if on is None else on  # noqa: DTZ011  (a date in the user's own place)
    return Rulebook(open_rulebook(_folder(folder), day), day)


def validate(folder: str | PathLike[str] | None = None) -> tuple[Diagnostic, ...]:
    """Every mistake and warning in a rulebook's files, in reading order; empty where all is in
    order. The folder is found as by `open`."""
    from rusvej.app.validate import look_through

    return look_through(_folder(folder)).diagnostics


def to_json(result: Answer | DeadlineAnswer) -> dict[str, Any]:
    """Plain data by the contract ``rusvej/answer/1`` or ``rusvej/deadline/1``, for `json.dumps`."""
    if isinstance(result, Answer):
        from rusvej.render.answer_json import answer_json

        return answer_json(result.result)
    from rusvej.render.deadline_page import deadline_json

    return deadline_json(result)


def _folder(named: str | PathLike[str] | None) -> Path:
    from rusvej.store import data_folder

    return data_folder(None if named is None else str(named))
