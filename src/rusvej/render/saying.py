"""What can be said when one turns to somebody, and what comes of it: composed of the case and of
texts of the data, in the voice of the one who asks."""

from __future__ import annotations

from collections.abc import Iterator

from rusvej.answer import Answer
from rusvej.compose import Screen, Voice
from rusvej.compose.screen import case_words
from rusvej.model import Sources
from rusvej.page.sheet import Point
from rusvej.records import changed
from rusvej.render import words
from rusvej.render.unbroken import phones, sentence
from rusvej.truth import Truth

#: So many units or offers are given words to turn to them with.
_TURNED_TO = 4
#: So many things that the documents leave open are asked about.
_ASKED = 2
#: So much that is known beside the age and the level is said at once.
_KNOWN = 3


def saying(answer: Answer, whole: Screen, voice: Voice) -> tuple[list[Point], Screen]:
    """What to say and ask, and the screen without what it then asks about."""
    book = answer.rulebook
    points = [*_opening(answer, voice), *_texts(answer, whole, voice, "say")[:_TURNED_TO]]
    asked = [line for line in whole.unclear if line.kind == "question" and not line.assumed]
    asked = [line for line in asked if line.text.startswith("Om ")][:_ASKED]
    for line in asked if points else ():
        number = f" ({line.telephone})" if line.telephone else ""
        text = f"Spørg, {words.lower_first(line.text)}{number}; det er uklart i "
        points.append(Point(phones(f"{text}{book.words.documents}."), book.cite(line.sources[:3])))
    rest = tuple(line for line in whole.unclear if line not in asked) if points else whole.unclear
    return points, changed(whole, unclear=rest)


def following(answer: Answer, whole: Screen, voice: Voice) -> list[Point]:
    """What the documents say that others do, where it is known to apply, and what comes of turning
    to those on the screen."""
    found = []
    for each in answer.actions:
        action = each.action
        if each.applies is not Truth.YES or action.must or voice.silent("actions", action.id):
            continue
        told = voice.spoken("actions", action.id, "then")
        # To the person itself what names it needs words of its own.
        if not (told or voice.asker.self_):
            found.append(Point(sentence(voice.say(action.text)), answer.cite(action.sources, 2)))
        elif told:
            own = answer.rulebook.cite(told.sources)
            found.append(Point(sentence(told.text), own or answer.cite(action.sources, 2)))
    return [*found, *_texts(answer, whole, voice, "then")]


def _opening(answer: Answer, voice: Voice) -> Iterator[Point]:
    """Who calls, about whom, and what it looks like, in the words in which it was chosen."""
    book, case = answer.rulebook, answer.case
    roles, facts = book.roles, book.vocabulary
    said = [sentence(voice.asker.opening)] if voice.asker.opening else []
    sources: Sources = ()
    if roles.age in case:
        who = "Jeg" if voice.asker.self_ else words.capital(voice.person)
        said.append(f"{who} er {facts[roles.age].in_words(case[roles.age])}.")
    for level in facts[roles.level].values if roles.level in case else ():
        if level.id == case[roles.level]:
            name = f"{book.words.level} {words.lower_first(level.label)}"
            story = words.lower_first(level.help.partition(". ")[0].rstrip("."))
            said.append(f"Det ligner mest {name}{': ' if story else ''}{story}.")
            sources = next((x.sources for x in book.levels if x.id == level.id), ())
    if said:
        yield Point(f"“{' '.join(said)}”", book.cite(sources))
    first = (roles.age, roles.level, roles.asker)
    rest = {fact: value for fact, value in case.items() if fact not in first}
    if known := case_words(changed(answer, case=rest), voice, every=True)[0][:_KNOWN]:
        yield Point(f"Sig også det, du ved: {'; '.join(known)}.")


def _texts(answer: Answer, whole: Screen, voice: Voice, which: str) -> list[Point]:
    """The texts on the door to ring first and on what else can be turned to, each once."""
    found: dict[str, Sources] = {}
    if whole.first and (told := voice.spoken("contacts", whole.first.unit, which)):
        found[told.text] = told.sources or whole.first.sources
    for line in (line for door in whole.now if not door.own for line in door.lines):
        if told := voice.spoken("offers", line.id, which):
            found.setdefault(told.text, told.sources or line.sources)
    return [
        Point(phones(text if text.endswith("”") else sentence(text)), answer.rulebook.cite(sources))
        for text, sources in found.items()
    ]
