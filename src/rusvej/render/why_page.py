"""Why offers stand as they do, as a page and as JSON: the tree of conditions, what decides, and
what would make them fit."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from rusvej.answer import Answer, Reason, Status
from rusvej.conditions import Compare, in_words
from rusvej.explain.outlook import Certainty, Kind, Setting
from rusvej.explain.why import Branch, How, Node, Way, Why
from rusvej.render import words
from rusvej.render.answer_page import in_force, known
from rusvej.render.as_json import picked
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Item, Page
from rusvej.render.unbroken import sentence, whole_cites
from rusvej.truth import Truth

_SYMBOLS = {Truth.YES: "✓", Truth.NO: "✗", Truth.UNKNOWN: "?"}
_FORMS = {
    "all": "alle disse",
    "any": "mindst én af disse",
    "not": "det følgende er ikke tilfældet",
}
_ASCII = {Truth.YES: "[+]", Truth.NO: "[-]", Truth.UNKNOWN: "[?]"}
_GROUPS: dict[How, str] = {
    "time": "Det kommer med tiden",
    "choice": "Det kan et valg eller en indsats ændre, personens egen eller andres",
    "fixed": "Det kan personen ikke ændre",
    "learn": "Er ikke oplyst, men skal gælde",
}
#: What must be learned where something has to change first: before that it changes nothing.
_THEN = "Så skal også gælde"
#: A terminal's usual 80 columns less the margin.
_WIDTH = 76
#: Alternatives worth listing; the rest are counted.
_SHOWN = 3


def why_page(answer: Answer, why: Why, ascii_marks: bool, whole_lines: bool) -> Page:
    """The page for `why`. The tree is drawn with `ascii_marks` or signs, in lines of a terminal's
    usual width or in `whole_lines`."""
    page = Page(f"Hvorfor: {why.result.offer.name}")
    page.say(known(answer))
    said = words.status_word(answer.rulebook, why.result)
    page.say(f"Status: {said}. {sentence(words.why(answer, why.result))}")
    page.say(certainty_text(answer, why.certainty))
    page.heading("Betingelserne, én for én")
    page.code("\n".join(_drawn(answer, why, ascii_marks, whole_lines)))
    page.say(_deciding(answer, why))
    _ways(page, answer, why)
    closing(page, answer.rulebook, in_force(answer))
    return page


def why_section(
    answer: Answer, explained: tuple[Why, ...], ascii_marks: bool, whole_lines: bool
) -> Page:
    """The part that `suggest --why` adds: for each offer what is certain, and the tree."""
    page = Page()
    for why in explained:
        status = words.status_word(answer.rulebook, why.result)
        page.heading(f"Hvorfor {why.result.offer.name}: {status}")
        page.say(certainty_text(answer, why.certainty))
        page.code("\n".join(_drawn(answer, why, ascii_marks, whole_lines)))
    if explained:
        page.say(
            "rusvej why TILBUD med de samme oplysninger viser også, hvad der afgør det, og hvad der"
            " ville få det til at passe.",
            "quiet",
        )
    return page


def certainty_text(answer: Answer, found: Certainty) -> str:
    """What is certain, in one or two sentences."""
    told = "; ".join(_answered(answer, setting) for setting in found.witness or ())
    condition = words.subordinate(told)
    match found.kind:
        case Kind.CERTAIN:
            return "Sikkert: betingelserne er opfyldt, uanset hvad der ellers bliver oplyst."
        case Kind.RULED_OUT:
            return (
                "Udelukket: tilbuddet passer ikke eller nævnes ikke, uanset hvad der ellers bliver"
                " oplyst."
            )
        case Kind.POSSIBLE if condition:
            return f"Muligt, hvis {condition}."
        case Kind.POSSIBLE:
            return "Muligt i nogle tilfælde og ikke i andre."
        case _ if found.seen == (Status.OPEN,):
            return (
                "Hverken sikkert eller udelukket: uanset hvad der ellers bliver oplyst, afhænger"
                " det af, hvordan dokumenterne læses."
            )
        case _:
            return (
                "Kan ikke blive sikkert: i bedste fald afhænger det af, hvordan dokumenterne læses"
                f"{f', nemlig hvis {condition}' if condition else ''}; ellers er det udelukket."
            )


def setting_text(answer: Answer, setting: Setting) -> str:
    """``alder fra 18 år``."""
    return words.class_text(answer.rulebook, setting.values)


def _answered(answer: Answer, setting: Setting) -> str:
    """The same as a clause, of most of the answers to a question by those that are left."""
    fact = answer.rulebook.vocabulary[setting.values.fact]
    left = [c for c in fact.values if c.id not in setting.values.values]
    if len(left) * 2 >= len(fact.values):
        return setting_text(answer, setting)
    others = words.listed((f"“{choice.label}”" for choice in left), "eller")
    return f"der på “{fact.question}” svares andet end {others}"


def _drawn(answer: Answer, why: Why, ascii_marks: bool, whole_lines: bool) -> Iterator[str]:
    for depth, text in _lines(answer, why, _ASCII if ascii_marks else _SYMBOLS):
        if whole_lines:
            yield "  " * depth + text
        else:
            mark = text.partition(" ")[0]
            hang = "  " * depth + " " * (len(mark) + 1)
            yield from textwrap.wrap(
                whole_cites(text),
                _WIDTH,
                initial_indent="  " * depth,
                subsequent_indent=hang,
                break_long_words=False,
                break_on_hyphens=False,
            )


Lines = Iterator[tuple[int, str]]


def _lines(answer: Answer, why: Why, marks: dict[Truth, str]) -> Lines:
    offer, book = why.result.offer, answer.rulebook
    met = f"{marks[Truth.YES]} opfyldt:"
    if offer.levels:
        named = words.levels(book, (entry.level for entry in offer.levels))
        entry = offer.entry(str(answer.level))
        at = entry.sources if entry else tuple(each.sources[0] for each in offer.levels)
        said = words.VERDICT[why.listed]
        if why.listed is Truth.UNKNOWN:
            said = f"{book.words.the_level} er ikke oplyst"
        told = f"{marks[why.listed]} {said}: {book.guide} nævner tilbuddet ved {named}"
        yield 0, words.cited(book, told, at)
    elif book.levels:
        document = f"{book.document_name(offer.document)}, som har tilbuddet,"
        told = f"{met} {document} er ikke delt i {book.words.levels}"
        yield 0, words.cited(book, told, offer.entry_lines)
    for branch in why.branches:
        yield from _branch(answer, branch, marks)
    if not why.branches:
        yield 0, f"{met} der er ikke trykt andre betingelser på personen"


def _branch(answer: Answer, branch: Branch, marks: dict[Truth, str]) -> Lines:
    book, reason = answer.rulebook, branch.reason
    criterion = reason.criterion
    text = words.lower_first(criterion.text).rstrip(".")
    if criterion.levels:
        text += f" (trykt ved {words.levels(book, criterion.levels)})"
    if own := _given(answer, branch.tree.leaf) if branch.tree.leaf else "":
        text += f" ({own})"
    told = f"{_head(reason, marks)}{text}"
    yield 0, words.cited(book, told, book.sources_at(criterion.sources, answer.level))
    if not branch.tree.leaf:
        yield from _node(answer, branch.tree, marks, 1)


def _head(held: Node | Reason, marks: dict[Truth, str]) -> str:
    return f"{marks[held.verdict]} {words.verdict_word(held.verdict, held.missing)}: "


def _given(answer: Answer, leaf: Compare) -> str:
    book, value = answer.rulebook, answer.case.get(leaf.fact)
    said = "" if value is None else f"oplyst: {words.given_text(book, leaf.fact, value)}"
    judge = book.vocabulary[leaf.fact].judged_by
    return "; ".join(filter(None, (said, judge and f"vurderes af: {judge}")))


def _leaf(answer: Answer, leaf: Compare) -> str:
    own = _given(answer, leaf)
    return in_words(leaf, answer.rulebook.vocabulary, {}) + (f" ({own})" if own else "")


def _node(answer: Answer, node: Node, marks: dict[Truth, str], depth: int) -> Lines:
    head = _head(node, marks)
    match node.form:
        case "leaf":
            assert node.leaf is not None
            yield depth, head + _leaf(answer, node.leaf)
        case "all" | "any" | "not":
            yield depth, head + _FORMS[node.form]
            for part in node.parts:
                yield from _node(answer, part, marks, depth + 1)
        case "question":
            yield from _question(answer, node, marks, depth)
        case _:
            yield depth, head + "gælder altid"


def _question(answer: Answer, node: Node, marks: dict[Truth, str], depth: int) -> Lines:
    assert node.question is not None
    question, head = node.question, _head(node, marks)
    if node.verdict is not Truth.UNKNOWN and {part.verdict for part in node.parts} == {
        node.verdict
    }:
        leaves = (leaf.fact for part in node.parts for leaf in _leaves(part))
        facts = (fact for fact in dict.fromkeys(leaves) if fact in answer.case)
        because = "; ".join(_known(answer, facts))
        same = f"alle læsninger af “{question.title}” siger det samme"
        yield depth, f"{head}{same}{f' ({because})' if because else ''}"
        return
    used = "ingen læsning er valgt"
    if question.used is not None:
        used = words.used_reading(question, question.used)
    told = f"{head}{question.question} ({used})"
    yield depth, words.cited(answer.rulebook, told, question.sources)
    for part in node.parts:
        assert part.reading is not None
        used = "bruges her, " if part.used else ""
        inner = part.parts[0] if part.parts else None
        verdict = words.verdict_word(part.verdict, part.missing)
        text = f"{marks[part.verdict]} {used}{verdict}: læsningen “{part.reading.text}”"
        if inner is not None and inner.leaf is not None:
            text += f": {_leaf(answer, inner.leaf)}"
        yield depth + 1, text
        if inner is not None and inner.leaf is None:
            yield from _node(answer, inner, marks, depth + 2)


def _leaves(node: Node) -> Iterator[Compare]:
    if node.leaf is not None:
        yield node.leaf
    for part in node.parts:
        yield from _leaves(part)


def _deciding(answer: Answer, why: Why) -> str:
    if not why.deciding:
        return "Det oplyste afgør ikke status endnu."
    if why.deciding == ((),):
        return "Status er den samme for enhver sag."
    sets = [words.listed(_known(answer, kept)) for kept in why.deciding]
    rest = len(sets) - _SHOWN
    more = f" ({rest} andre sæt af samme størrelse gør det også)" if rest > 0 else ""
    return f"Status er allerede afgjort af: {', eller alene af: '.join(sets[:_SHOWN])}{more}."


def _known(answer: Answer, facts: Iterable[str]) -> Iterator[str]:
    return (words.given_text(answer.rulebook, fact, answer.case[fact]) for fact in facts)


def _ways(page: Page, answer: Answer, why: Why) -> None:
    if why.certainty.kind is Kind.CERTAIN:
        return
    if not why.ways:
        open_ = (use.question.title for use in why.result.questions if use.used is None)
        titles = words.listed(open_)
        page.heading("Hvad ville få det til at passe?")
        about = f", før dette er afgjort: {titles}" if titles else ""
        page.say(f"Ingen ændring i sagen får tilbuddet til at passe{about}.")
        return
    if why.certainty.kind is Kind.POSSIBLE and all(
        step.how == "learn" for way in why.ways for step in way
    ):
        told = ["; ".join(setting_text(answer, step.setting) for step in way) for way in why.ways]
        page.points("Betingelserne er opfyldt, hvis", map(Item, told) if len(told) > 1 else ())
        return
    if len(why.ways) == 1:
        items = [Item(line) for line in way_lines(answer, why.ways[0])]
    else:
        items = [
            Item("", f"Mulighed {number}", way_lines(answer, way))
            for number, way in enumerate(why.ways, start=1)
        ]
    if why.without_fixed is not None:
        otherwise = "Uden at ændre det, personen ikke kan ændre"
        items.append(Item("", otherwise, way_lines(answer, why.without_fixed)))
    page.points("Den nærmeste ændring, der ville få det til at passe", items)
    if why.without_fixed is None and any(step.how == "fixed" for way in why.ways for step in way):
        page.say("Der er ingen vej uden at ændre noget, personen ikke kan ændre.")
    page.say(
        "Det siger noget om reglerne og er ikke et råd om, hvad nogen skal gøre eller oplyse.",
        "quiet",
    )


def way_lines(answer: Answer, way: Way) -> tuple[str, ...]:
    """What one way changes, a line for each kind of change."""
    grouped: dict[How, list[str]] = {}
    for step in way:
        found = step.setting.values
        turns = step.how == "time" and step.setting.fact == answer.rulebook.about.roles.age
        grouped.setdefault(step.how, []).append(
            f"personen fylder {found.low} år" if turns else words.class_text(answer.rulebook, found)
        )
    labels = _GROUPS if grouped.keys() == {"learn"} else {**_GROUPS, "learn": _THEN}
    return tuple(f"{labels[how]}: {'; '.join(grouped[how])}" for how in labels if how in grouped)


def certainty_json(answer: Answer, found: Certainty) -> dict[str, Any]:
    """``certainty`` of one offer: what is certain, the statuses the completions have, and the
    witness or null."""
    witness = found.witness
    told = None if witness is None else [_setting_json(answer, setting) for setting in witness]
    shape = "verdict=kind.value statuses=seen witness"
    return picked(answer.rulebook, found, shape, witness=told)


def _setting_json(answer: Answer, setting: Setting) -> dict[str, Any]:
    text = words.class_text(answer.rulebook, setting.values)
    return {"fact": setting.fact, "text": text, **words.bounds(setting.values)}


def why_json(answer: Answer, why: Why) -> dict[str, Any]:
    """Plain data: ``rusvej/why/1``."""
    without = why.without_fixed
    shape = (
        "case offer=result.offer.id name=result.offer.name status=result.status listed certainty"
        " criteria=branches(id=reason.criterion.id text=reason.criterion.text"
        " sources=reason.criterion.sources verdict=reason.verdict missing=reason.missing"
        " open_questions=reason.questions tree) decided_by=deciding nearest nearest_without_fixed"
        " guidance"
    )
    return json_document(
        "why/1",
        answer.rulebook,
        why,
        shape,
        answer.as_of,
        case=answer.case,
        certainty=certainty_json(answer, why.certainty),
        tree=lambda branch: _node_json(answer, branch.tree),
        nearest=[_way_json(answer, way) for way in why.ways],
        nearest_without_fixed=without and _way_json(answer, without),
        guidance=answer.rulebook.about.guidance,
    )


def _way_json(answer: Answer, way: Way) -> list[dict[str, Any]]:
    return [{"how": step.how, **_setting_json(answer, step.setting)} for step in way]


def _node_json(answer: Answer, node: Node) -> dict[str, Any]:
    book = answer.rulebook
    found = picked(book, node, "form verdict missing")
    if node.leaf is not None:
        found |= picked(book, node.leaf, "fact text=.")
    if node.form == "question":
        found |= picked(book, node.question, "question=id used")
    if node.reading is not None:
        found |= picked(book, node, "reading=reading.id used text=reading.text")
    if node.parts:
        found["parts"] = [_node_json(answer, part) for part in node.parts]
    return found
