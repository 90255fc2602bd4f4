"""The questions of the first screen, and what to type to answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rusvej.compose import Ask, Screen, lower_name
from rusvej.facts import Value
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.render.frame import command_line
from rusvej.render.page import Para
from rusvej.render.unbroken import HARD, hard, sentence

#: What is typed has at most so many characters; further values are left out.
_TYPED = 70
#: So many offers without a number are named with the question they hang on.
_NAMED = 2


def asks(screen: Screen, book: Rulebook) -> Iterator[Para]:
    """The next questions; while the level is not known, with the levels' stories."""
    left = list(screen.ask)
    if screen.levels and left and left[0].fact == book.roles.level:
        yield Para("group", left.pop(0).question)
        for place, line in enumerate(screen.levels, start=1):
            yield Para("row", sentence(f"{line.label}: {line.text}"), number=place)
        example = hard(_example(book, screen.given))
        spoken = hard("rusvej interview")
        yield Para("group", f"Skriv fx {example}, eller bliv spurgt: {spoken}")
    for ask in left:
        why = "" if screen.spare else _why(ask, book)
        yield Para("group", f"{ask.question}{why} {option(book, ask.fact, ask.values)}")


def _why(ask: Ask, book: Rulebook) -> str:
    if ask.fact == book.roles.asker:
        return " Så taler svaret til dig."
    if ask.numbers:
        return f" Det afgør nr.{HARD}{words.listed(str(number) for number in ask.numbers)}."
    if not ask.settles:
        return ""
    if len(ask.settles) > _NAMED:
        return f" Det gælder {len(ask.settles)} tilbud."
    named = (lower_name(o.short or o.name) for o in book.offers if o.id in ask.settles)
    return f" Det gælder {words.listed(named)}."


def _example(book: Rulebook, given: Mapping[str, Value]) -> str:
    """The command with what is given, and for the rest what the rulebook gives as an example."""
    facts = {option: fact for fact, option in book.about.options_by_fact.items()}
    words = book.about.examples.case.split()
    more = [
        word
        for option, value in zip(words[::2], words[1::2], strict=False)
        if option in facts and facts[option] not in given
        for word in (option, value)
    ]
    known = {fact: given[fact] for fact in book.vocabulary if fact in given}
    return command_line(book.about, known, *more)


def option(book: Rulebook, fact: str, values: tuple[str, ...]) -> str:
    """What to type to answer, as one unbroken word."""
    own = next(
        (
            name
            for name, each in book.about.options.items()
            if each.facts[:1] == (fact,)
            # An option that takes nothing can say one thing only.
            and not each.value
            and (not each.only or "suggest" in each.only)
        ),
        book.about.options_by_fact.get(fact),
    )
    number = "TAL" if book.vocabulary[fact].type == "int" else ""
    choices = [number, *values] if number else list(values)
    start = f"{own} " if own else f"--fact {fact}="
    kept = len(choices)
    while kept > 1 and len(start) + len("|".join(choices[:kept])) > _TYPED:
        kept -= 1
    choices = [*choices[:kept], *(["…"] if kept < len(choices) else [])]
    return hard(start + "|".join(choices))
