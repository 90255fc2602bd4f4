"""The conversation of ``rusvej interview``: what is typed, and what is said to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from string import ascii_lowercase, digits
from typing import TextIO

from rusvej.app.interview import (
    UNKNOWN_WORDS,
    Option,
    heard,
    options,
    read,
    without_direction,
)
from rusvej.app.named import acute_notes, alarming
from rusvej.cli.typed import BACK, HELP, REVIEW, STOP, WHY, Typed, key, say
from rusvej.compose import Voice
from rusvej.diagnostics import InputError
from rusvej.explain.interview import Interview, Replies, Reply, Step, known
from rusvej.facts import NO_WORDS, YES_WORDS, Fact, Value, fold
from rusvej.model import Rulebook
from rusvej.render import interview_words as words

#: What counts as not knowing whether anybody is in danger, besides yes.
_UNSURE = UNKNOWN_WORDS | {"1", "3", "måske", "maaske"}
#: After so many questions nobody is left without an answer.
_FIRST = 8
#: What is typed for who asks: the numbers are the levels' and the ages', and one of these, told
#: before it is asked for, must not be taken for a role.
_LETTERS = [each for each in ascii_lowercase if each not in STOP | BACK | REVIEW | WHY | {"v"}]


class Talk:
    """Asks who it is, whether anybody is in danger, and what the answer hangs on, one question at a
    time. After `_FIRST` of them the answer so far is shown (`screen`), and whoever wants it sharper
    goes on."""

    def __init__(
        self, book: Rulebook, given: Replies, out: TextIO, screen: Callable[[Replies], None]
    ) -> None:
        self._book = book
        self._interview = Interview(book)
        self._given = len(given)
        self._replies = given
        self._out = out
        self._typed = Typed(out)
        self._screen = screen
        self._acute = acute_notes(book)
        #: How many replies there were when it was said whether anybody is in danger; None before.
        self._danger_after: int | None = None
        #: Whether somebody may be in danger, as far as is known.
        self.in_danger = False
        self._on = False
        #: The replies of which the answer has been shown last.
        self.shown: Replies | None = None

    def run(self) -> Replies:
        """The replies when everything is asked, or the user has had enough."""
        self._say(words.OPENING)
        while True:
            step = self._interview.step(self._replies)
            asked = self._danger_after is not None
            number = len(self._replies) - self._given + asked + 1
            if self._acute and not asked and step.fact != self._book.roles.asker:
                on = self._danger(number)
            elif step.fact is None:
                waiting = self._facts(self._interview.waiting(self._replies))
                others = self._facts(self._interview.left_to_others(self._replies))
                self._say(words.the_end(self._book, step, self._replies, waiting, others))
                self._say([words.ASIDE])
                return self._replies
            elif not self._on and (number > _FIRST or without_direction(self._book, self._replies)):
                on = self._sharper(step)
            else:
                on = self._ask(step.fact, number, step)
            if not on:
                return self._replies

    # The questions that are no facts.

    def _danger(self, number: int) -> bool:
        """Asks whether anybody is in danger, and says at once whom to call; false at the end."""
        while True:
            line = self._line(words.danger(number), words.ONE_TO_THREE)
            word = key(line)
            if line is None or word in STOP:
                return self._stopped(line)
            if word in BACK:
                self._back()
                return True
            # A no with a question mark is none.
            safe = word in NO_WORDS | {"2"} and "?" not in line
            if word in YES_WORDS | NO_WORDS | _UNSURE | {"2"}:
                self._danger_after = len(self._replies)
                self.in_danger = not safe
                self._typed.understood(True)
                self._say([] if safe else words.acute(self._acute))
                return True
            if self._alarm(line) or self._early(line):
                return True
            self._unclear(word, words.DANGER_HELP)

    def _alarm(self, line: str) -> bool:
        """Says at once whom to call where a line has a word of danger in it, whatever was asked."""
        if not alarming(self._book, line):
            return False
        self._danger_after = len(self._replies)
        self.in_danger = True
        self._typed.understood(True)
        self._say(words.acute(self._acute))
        return True

    def _sharper(self, step: Step) -> bool:
        """Shows the answer so far, and asks whether more questions are wanted."""
        if self.shown != self._replies:
            self.shown = self._replies
            self._screen(self._replies)
        while True:
            line = self._line(words.sharper(self._book, step), words.YES_NO)
            word = key(line)
            if line is None or word in STOP | NO_WORDS | UNKNOWN_WORDS | {"", "2"}:
                return False
            if word in YES_WORDS | {"1"}:
                self._typed.understood(True)
                self._on = True
                return True
            if word in BACK:
                self._back()
                return True
            if self._alarm(line) or self._early(line):
                return True
            self._unclear(word, words.may_be_asked(self._book, step))

    def _unclear(self, word: str, help: Iterable[str]) -> None:
        asked = word in HELP | WHY
        self._typed.understood(asked)
        self._say(help if asked else [words.YES_OR_NO])

    # The facts.

    def _ask(self, fact_id: str, number: int, step: Step) -> bool:
        """Asks until there is a reply or the replies have changed; false at the end of the
        conversation."""
        fact = self._book.vocabulary[fact_id]
        while True:
            line = self._put(fact, self._replies, number, step)
            word = key(line)
            if line is None or word in STOP:
                return self._stopped(line)
            if word in BACK:
                self._back()
                return True
            if word in REVIEW:
                return self._review(step)
            if self._alarm(line):
                return True
            if word in HELP | WHY:
                self._typed.understood(True)
                self._say(words.HELP if word in HELP else self._why(fact))
            elif self._reply(fact, self._replies, line) is not None:
                return True

    def _put(self, fact: Fact, before: Replies, number: int, step: Step) -> str | None:
        """Puts a question and returns the line typed; None at the end of input."""
        bans = tuple(self._interview.bans(before, fact.id))
        offered = self._offered(fact, before)
        voice = Voice(self._book, known(before))
        notes = [(o.key, o.text, "" if voice.names(o.note) else voice.say(o.note)) for o in offered]
        more = len(step.left) if self._on and step.fact in step.left else None
        return self._line(
            words.question(number, fact, voice.question(fact), notes, more, bans),
            words.mark(fact, [o.key for o in offered], frozenset(ban.value for ban in bans)),
        )

    def _offered(self, fact: Fact, before: Replies) -> tuple[Option, ...]:
        banned = frozenset(ban.value for ban in self._interview.bans(before, fact.id))
        keys = (
            _LETTERS
            if fact.id == self._book.roles.asker and len(fact.values) < len(_LETTERS)
            else ()
        )
        return options(fact, banned, keys)

    def _early(self, line: str, lettered: bool = False) -> bool:
        """Takes what a line says of the case, whatever was asked; what was said before stays until
        it is corrected. A digit alone is a slip, unless the replies are letters."""
        case = known(self._replies)
        slip = not lettered and fold(line) in {*digits}
        told = {} if slip else heard(self._book, line) or {}
        new = {fact: value for fact, value in told.items() if case.get(fact) != value}
        before = {fact: case[fact] for fact in new or told if fact in case}
        vain = (reply.fact in new for reply in self._replies if reply.value is None)
        # A number beside the replies is a slip, and no second level.
        if not told or any(vain) or (before and key(line).isdigit()):
            return False
        if not before and not self._interview.possible({**case, **new}):
            return False
        if not before:
            self._replies = (*self._replies, *(Reply(*each) for each in new.items()))
        self._typed.understood(True)
        self._say([words.noted(self._book, self._replies, before or new, again=bool(before))])
        return True

    def _reply(self, fact: Fact, before: Replies, line: str, after: Replies = ()) -> Replies | None:
        """Takes a reply in between others, or says what is wrong with it."""
        try:
            value = read(fact, self._offered(fact, before), line)
        except InputError as error:
            lettered = any(option.key.isalpha() for option in self._offered(fact, before))
            if before == self._replies and self._early(line, lettered):
                return self._replies
            self._say([f"{error} {error.help}"])
            self._typed.understood(False)
            return None
        self._typed.understood(True)
        return self._take(fact, before, value, after)

    def _take(
        self, fact: Fact, before: Replies, value: Value | None, after: Replies = ()
    ) -> Replies | None:
        case = known(before)
        if value is not None and not self._interview.possible({**case, fact.id: value}):
            self._say([words.reason(self._interview.ban(case, fact.id, value))])
            return None
        kept, dropped = self._interview.without_contradiction(
            (*before, Reply(fact.id, value), *after)
        )
        if dropped:
            self._say([words.dropped([self._book.vocabulary[reply.fact] for reply in dropped])])
        self._replies = kept
        return kept

    def _back(self) -> None:
        if self._danger_after == len(self._replies):
            self._say([words.taken_back(words.IN_DANGER)])
            self._danger_after, self.in_danger = None, False
            return
        if len(self._replies) == self._given:
            self._say([words.FIRST_QUESTION])
            return
        self._say([words.taken_back(self._book.vocabulary[self._replies[-1].fact].label)])
        self._replies = self._replies[:-1]

    def _why(self, fact: Fact) -> list[str]:
        level: Value | None = known(self._replies).get(self._book.roles.level)
        return words.why(self._book, fact, self._interview.hanging(self._replies, fact.id), level)

    def _review(self, step: Step) -> bool:
        """Shows the replies and lets one be changed; false at the end of input."""
        if not self._replies:
            self._say([words.NOTHING_SAID])
            return True
        line = self._line(words.said(self._book, self._replies, self._given), words.WHICH)
        if line is None:
            return self._stopped(None)
        word = key(line)
        if not word:
            return True
        place = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
        if not 1 <= place <= len(self._replies):
            self._say([words.NO_SUCH_NUMBER])
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
                return self._stopped(None)
            if not key(line) or key(line) in BACK:
                return True
            given = self._given
            if self._reply(fact, before, line, after) is not None:
                self._given = min(given, len(self._replies))
                return True

    def _facts(self, ids: Iterable[str]) -> list[Fact]:
        return [self._book.vocabulary[each] for each in ids]

    def _stopped(self, line: str | None) -> bool:
        said = words.so_far(self._book, self._replies)
        self._say(["", said if line is not None else f"{words.END_OF_INPUT} {said}"])
        return False

    def _line(self, lines: Iterable[str], mark: str) -> str | None:
        self._say(lines)
        return self._typed.line(mark)

    def _say(self, lines: Iterable[str]) -> None:
        say(self._out, lines)
