"""``rusvej interview``"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from rusvej.cli.asked import Asked
from rusvej.cli.command import command
from rusvej.cli.commands.suggest import Everything, FullSources, answered
from rusvej.cli.printing import Shown, show
from rusvej.cli.typed import Typed
from rusvej.diagnostics import InputError
from rusvej.facts import Fact
from rusvej.model import Rulebook

if TYPE_CHECKING:
    from rusvej.explain.interview import Replies, Step

_BACK = frozenset({"t", "tilbage"})
_REVIEW = frozenset({"r", "ret"})
_WHY = frozenset({"hvorfor", "h"})
_HELP = frozenset({"?", "hjælp", "hjaelp"})
_STOP = frozenset({"s", "slut", "stop"})
_WIDTH = 80


@command(case=True, day=True, law=True)
def interview(
    asked: Asked,
    everything: Everything = False,
    sources: FullSources = False,
) -> Shown:
    """Spørg kun om det, der kan ændre svaret, det letteste at svare på først, og vis så svaret.

    Svarene læses fra standard input, ét pr. linje. “Ved ikke” er altid et svar. Intet gemmes. Med
    --format json eller markdown skrives samtalen på standard error, og kun svaret på standard
    output.

    \b
    Eksempler:
      rusvej interview
      rusvej interview {case}
    """
    from rusvej.app.suggest import suggest
    from rusvej.explain.interview import Reply, known
    from rusvej.render.frame import command_line
    from rusvej.render.interview_words import again

    if asked.given("file") == "-":
        raise InputError(
            "--case - kan ikke bruges her.", "Standard input er til svarene; læg sagen i en fil."
        )
    book, facts = asked.book, asked.case
    given = tuple(Reply(name, facts[name]) for name in book.vocabulary if name in facts)
    out = sys.stderr if asked.form in ("json", "markdown") else sys.stdout
    told = book.case(known(_Talk(book, given, out).run()))
    answer = suggest(book, told, asked.day)
    shown = answered(asked, answer, everything=everything, sources=sources)
    # The answer comes first, then the command for it: both where the conversation was.
    show(shown, asked.form, plain=asked.plain)
    sys.stdout.flush()
    more = ["--as-of", asked.given("as_of")] if asked.given("as_of") else []
    more += ["--data", asked.data] if asked.data else []
    in_order = {name: told[name] for name in book.vocabulary if name in told}
    line = command_line(book.about, in_order, *more)
    out.write("\n".join(again(line)) + "\n")
    return Shown()


class _Talk:
    """The conversation: what is typed, and what is said to it."""

    def __init__(self, book: Rulebook, given: Replies, out: TextIO) -> None:
        from rusvej.explain.interview import Interview
        from rusvej.render import interview_words

        self._words = interview_words
        self._book = book
        self._interview = Interview(book)
        self._given = len(given)
        self._replies = given
        self._out = out
        self._typed = Typed(out)

    def run(self) -> Replies:
        """The replies when everything is asked, or the user has had enough."""
        self._say(self._words.OPENING)
        while (step := self._interview.step(self._replies)).fact is not None:
            number = len(self._replies) - self._given + 1
            if not self._ask(step.fact, number, step):
                return self._replies
        self._say(self._words.the_end(self._book, step, self._replies))
        self._say([self._words.aside()])
        return self._replies

    def _ask(self, fact_id: str, number: int, step: Step) -> bool:
        """Asks until there is a reply or the replies have changed; false at the end of the
        conversation."""
        fact = self._book.vocabulary[fact_id]
        while True:
            line = self._put(fact, self._replies, number, step)
            word = _word(line)
            if line is None or word in _STOP:
                return self._end(line is None)
            if word in _BACK:
                self._back()
                return True
            if word in _REVIEW:
                return self._review(step)
            if word in _HELP or word in _WHY:
                self._typed.understood(True)
            if word in _HELP:
                self._say(self._words.HELP)
            elif word in _WHY:
                self._why(fact)
            elif self._reply(fact, self._replies, line) is not None:
                return True

    def _end(self, of_input: bool) -> bool:
        said = self._words.so_far(self._book, self._replies)
        self._say(["", f"{self._words.END_OF_INPUT} {said}" if of_input else said])
        return False

    def _put(self, fact: Fact, before: Replies, number: int, step: Step) -> str | None:
        """Puts a question and returns the line typed; None at the end of input."""
        from rusvej.app.interview import options

        bans = tuple(self._interview.bans(before, fact.id))
        banned = frozenset(ban.value for ban in bans)
        offered = options(fact, banned)
        self._say(
            self._words.question(
                number, fact, [(option.text, option.note) for option in offered], step, bans
            )
        )
        return self._typed.line(self._words.mark(fact, len(offered), banned))

    def _reply(self, fact: Fact, before: Replies, line: str, after: Replies = ()) -> Replies | None:
        """Takes a reply in between others, or says what is wrong with it."""
        from rusvej.app.interview import options, read
        from rusvej.explain.interview import Reply, known

        banned = frozenset(ban.value for ban in self._interview.bans(before, fact.id))
        try:
            value = read(fact, options(fact, banned), line)
        except InputError as error:
            self._say([f"{error} {error.help}"])
            self._typed.understood(False)
            return None
        self._typed.understood(True)
        case = known(before)
        if value is not None and not self._interview.possible({**case, fact.id: value}):
            self._say([self._words.reason(self._interview.ban(case, fact.id, value))])
            return None
        kept, dropped = self._interview.without_contradiction(
            (*before, Reply(fact.id, value), *after)
        )
        if dropped:
            self._say(
                [self._words.dropped([self._book.vocabulary[reply.fact] for reply in dropped])]
            )
        self._replies = kept
        return kept

    def _back(self) -> None:
        if len(self._replies) == self._given:
            self._say([self._words.FIRST_QUESTION])
            return
        self._say([self._words.taken_back(self._book.vocabulary[self._replies[-1].fact])])
        self._replies = self._replies[:-1]

    def _why(self, fact: Fact) -> None:
        role = self._book.about.roles.level
        level = next((reply.value for reply in self._replies if reply.fact == role), None)
        self._say(
            self._words.why(
                self._book, fact, self._interview.hanging(self._replies, fact.id), level
            )
        )

    def _review(self, step: Step) -> bool:
        """Shows the replies and lets one be changed; false at the end of input."""
        if not self._replies:
            self._say([self._words.NOTHING_SAID])
            return True
        self._say(self._words.said(self._book, self._replies, self._given))
        line = self._typed.line(self._words.WHICH)
        if line is None:
            return self._end(True)
        word = _word(line)
        if not word:
            return True
        place = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
        if not 1 <= place <= len(self._replies):
            self._say([self._words.NO_SUCH_NUMBER])
            self._typed.understood(False)
            return True
        return self._change(place, step)

    def _change(self, place: int, step: Step) -> bool:
        """Asks once more for a reply; the later ones stay as far as they can."""
        before, after = self._replies[: place - 1], self._replies[place:]
        fact = self._book.vocabulary[self._replies[place - 1].fact]
        while True:
            line = self._put(fact, before, place, step)
            if line is None:
                return self._end(True)
            if not _word(line) or _word(line) in _BACK:
                return True
            given = self._given
            if self._reply(fact, before, line, after) is not None:
                self._given = min(given, len(self._replies))
                return True

    def _say(self, lines: Iterable[str]) -> None:
        """Lines, broken for a terminal and left whole for a pipe."""
        wide = min(shutil.get_terminal_size().columns, _WIDTH) if self._out.isatty() else 0
        for line in lines:
            hang = " " * (5 if line.startswith("  ") else 0)
            self._out.write(
                (
                    textwrap.fill(line, max(wide, 20), subsequent_indent=hang)
                    if wide and line
                    else line
                )
                + "\n"
            )


def _word(line: str | None) -> str:
    return line.strip().casefold() if line is not None else ""
