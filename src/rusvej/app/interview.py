"""Reading a reply, and the command that gives the same answer again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from rusvej.answer import Answer
from rusvej.compose import Voice, compose
from rusvej.diagnostics import InputError
from rusvej.explain.interview import Interview, Replies, Reply
from rusvej.explain.law_notes import for_answer
from rusvej.facts import (
    DENIED,
    DOUBTED,
    NO_WORDS,
    NONE,
    YES_WORDS,
    Fact,
    Value,
    fold,
    qualified,
)
from rusvej.model import Rulebook
from rusvej.persons import refuse_cpr
from rusvej.records import changed, record

T = TypeVar("T")
UNKNOWN_WORDS = frozenset(
    {"v", "ved", "ved ikke", "vedikke", "ukendt", "ved det ikke", "ved jeg ikke"}
    | {"det ved jeg ikke", "jeg ved ikke", "jeg ved det ikke", "ingen anelse"}
)
_MAYBE = frozenset({"måske", "maaske", "både og", "lidt", "nogle gange"})
#: The beginning of a word is enough from here on.
_ENOUGH = 3
#: A name among other words has no more words.
_LONGEST = 8


@record
class Option:
    """A reply and what is typed for it; None is "do not know"."""

    key: str
    value: Value | None
    text: str
    note: str = ""


def options(fact: Fact, banned: frozenset[Value], keys: Iterable[str] = ()) -> tuple[Option, ...]:
    """The replies, "do not know" last, with numbers to type where no `keys` are given; those that
    contradict earlier ones are left out.

    A number is typed, so it has none.
    """
    if fact.type == "int":
        return ()
    offered: list[tuple[Value | None, str, str]]
    if fact.type == "bool":
        phrases = fact.phrases
        offered = [(True, "ja", phrases.get("yes", "")), (False, "nej", phrases.get("no", ""))]
    else:
        offered = [(choice.id, choice.label, choice.help) for choice in fact.values]
    kept = [*(each for each in offered if each[0] not in banned), (None, "ved ikke", "")]
    typed = keys or map(str, range(1, len(kept) + 1))
    return tuple(Option(key, *each) for key, each in zip(typed, kept, strict=False))


def read(fact: Fact, offered: tuple[Option, ...], text: str) -> Value | None:
    """The value that was typed, None for "do not know". Raises `InputError`, which never repeats
    what was typed."""
    refuse_cpr(text)
    word = _bare(fact, text)
    if word in UNKNOWN_WORDS:
        return None
    if not offered:
        return _number(fact, word)
    for option in offered:
        if word == option.key:
            return option.value
    doubted = qualified(word) or word in _MAYBE
    if fact.type == "bool" and not doubted:
        if word in YES_WORDS | NO_WORDS:
            return word in YES_WORDS
        if said := list(_values_named(fact, fold(word))):
            return said[0]
    if doubted:
        raise InputError(
            "Det kan læses som flere svar.", "Skriv et af dem, eller v for “ved ikke”."
        )
    if word:
        wanted = fold(word)
        own = {choice.id: tuple(map(fold, choice.words)) for choice in fact.values}
        names = {
            option.value: own.get(str(option.value), (option.text,))
            for option in offered
            if option.value is not None
        }
        found = meant(wanted, names)
        if len(found) == 1:
            return found[0]
    last = offered[-1]
    unknown = f", hvor {last.key} er “ved ikke”" if last.value is None else ""
    raise InputError(
        "Det er ikke et af svarene.", f"Skriv {offered[0].key} til {last.key}{unknown}."
    )


def facts_told(book: Rulebook, words: Sequence[str]) -> dict[str, Value]:
    """What words that stand alone say of a case. Among others they say nothing of who asks: "min
    far drikker"; nor of what may be denied or is doubted."""
    words = [word for word in words if not word.startswith("-")]
    said = fold(" ".join(words))
    if len(said) > 1 and (whole := heard(book, " ".join(words))) is not None:
        return whole
    if not (DENIED | DOUBTED).isdisjoint(said.split()):
        return {}
    # A digit, alone or among other words, is no level.
    found = (heard(book, word) or {} for word in words if len(fold(word)) > 1)
    told = {each for one in found for each in one.items()}
    facts = [fact for fact, _ in told]
    # Of two values neither is guessed.
    sure = (each for each in told if facts.count(each[0]) == 1 and each[0] != book.roles.asker)
    return dict(sorted(sure))


def heard(book: Rulebook, text: str) -> dict[str, Value] | None:
    """What a line says of a case in the very words of its facts, none of which could be another's;
    None where any word of it says something else: nothing is guessed."""
    alone = _named(book, text)
    if alone:
        return dict([alone])
    words = [word for word in re.split(r"[\s,;]+", text.casefold()) if word not in ("", "og")]
    # How far a denial reaches is not said among other words: "ikke gravid og anonym".
    parts = (part for part in re.split("[,;]", text) if not DENIED.isdisjoint(fold(part).split()))
    if not all(_named(book, part) for part in parts):
        return None
    told: dict[str, Value] = {}
    while words:
        # The longest name first: "2. g" is no 2.
        starts = range(min(len(words), _LONGEST), 0, -1)
        one = next(((n, each) for n in starts if (each := _named(book, *words[:n]))), None)
        digit = one and one[0] == 1 and len(words[0]) == 1
        if one is None or digit or told.setdefault(*one[1]) != one[1][1]:
            return None
        words = words[one[0] :]
    return told or None


def _named(book: Rulebook, *words: str) -> tuple[str, Value] | None:
    """The fact with that name for one of its values: who asks, the level or the age first; else the
    only one, where it is no name of somebody to turn to either."""
    roles, name = book.roles, " ".join(words)
    if qualified(name):
        return None
    basics = [f for f in book.vocabulary.values() if f.id in (roles.asker, roles.age, roles.level)]
    if basic := _first_told(basics, name):
        return basic[0].id, basic[1]
    wanted = fold(name)
    called = (other for unit in book.contacts for other in (unit.id, unit.name, *unit.aliases))
    if wanted in {"", NONE, *YES_WORDS, *NO_WORDS, *map(fold, called)}:
        return None
    found = [(f.id, value) for f in book.facts for value in _values_named(f, wanted)]
    return found[0] if len(found) == 1 else None


def _values_named(fact: Fact, wanted: str) -> Iterator[Value]:
    """The values that people call that; an id is a name for programs."""
    number, _, unit = wanted.rpartition(" ")
    if fact.judged_by:
        return
    if fact.type == "bool":
        bare = wanted.removeprefix("ikke ")
        if bare in map(fold, (fact.label, *fact.synonyms)):
            yield bare == wanted
    elif fact.type == "choice":
        said = ((c.id, (c.label, *c.synonyms)) for c in fact.values)
        yield from (value for value, words in said if wanted in map(fold, words))
    elif number.isdecimal() and unit == fold(fact.unit) and fact.allows(int(number)):
        yield int(number)


def _bare(fact: Fact, text: str) -> str:
    """What was typed, without what people say before it: "jeg er lærer", "niveau 4"."""
    word = " ".join(text.casefold().split()).rstrip(".")
    for before in ("jeg er", "vi er", "en", "et", fact.label.casefold()):
        word = word.removeprefix(f"{before} ")
    return word


def _first_told(facts: Iterable[Fact], text: str) -> tuple[Fact, Value] | None:
    """The fact that has this very word for one of its values, where one of these has. A choice can
    have a number for a word, so those come first; another digit alone is sooner a slip than an age.
    """
    digit = re.fullmatch(r"\s*[0-9]\s*", text)
    for fact in sorted(facts, key=lambda fact: fact.type == "int"):
        if digit and fact.type == "int":
            continue
        said = _bare(fact, text)
        own = (fold(word) for choice in fact.values for word in choice.words)
        # A refusal would look for what else may have been meant, which takes long.
        if fact.type == "choice" and fold(said) not in own:
            continue
        try:
            value = fact.parse(said)
        except InputError:
            continue
        return None if value is None else (fact, value)
    return None


def meant(word: str, names: Mapping[T, Iterable[str]]) -> list[T]:
    """What has the word, as `fold` gives it, for a name; else what has one that begins with it."""
    exact = [each for each, known in names.items() if word in known]
    begun = (each for each, known in names.items() if any(name.startswith(word) for name in known))
    return exact or (list(begun) if len(word) >= _ENOUGH else [])


def _number(fact: Fact, word: str) -> Value:
    number = word.removesuffix(fact.unit).strip().rstrip(".") if fact.unit else word
    if fact.none and word in (NONE, fact.none.casefold()):
        return NONE
    if re.fullmatch(r"[0-9]{1,6}", number) and fact.allows(int(number)):
        return int(number)
    raise InputError(
        "Det er ikke et muligt svar.",
        f"Skriv {fact.domain()}, eller v for “ved ikke”. {fact.help}".rstrip(),
    )


def without_direction(book: Rulebook, replies: Replies) -> bool:
    """Whether neither the level nor the age is known by anybody, on which every offer hangs."""
    basics = {book.roles.level, book.roles.age} - {""}
    return bool(basics) and basics <= {reply.fact for reply in replies if reply.value is None}


def names_nobody(answer: Answer, replies: Replies) -> bool:
    """Whether the level was asked for in vain, and without it nothing can or must be done."""
    book = answer.rulebook
    level = Reply(book.roles.level, None)
    screen = compose(answer, Voice(book, answer.case), for_answer(book.law_notes, answer))
    return level in replies and not (screen.must or screen.first or screen.now or screen.decision)


def asked_on(answer: Answer, interview: Interview, replies: Replies) -> Answer:
    """The answer that asks for what the conversation would ask next, and nothing else: who has said
    "ved ikke" is not asked the same again, nor what waits for it."""
    step = interview.step(replies)
    tried = {reply.fact for reply in replies}
    voice = Voice(answer.rulebook, answer.case)
    left = {fact for fact in (step.fact, *step.left) if fact and voice.asked(fact) not in tried}

    def open_of(missing: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fact for fact in missing if fact in left)

    return changed(
        answer,
        next_questions=tuple(each for each in answer.next_questions if each.fact in left),
        caveats=tuple(changed(each, missing=open_of(each.missing)) for each in answer.caveats),
        actions=tuple(changed(each, missing=open_of(each.missing)) for each in answer.actions),
    )
