"""The detection model: the questions of its dialogue, where that ends, and the chart as a page, as
Mermaid and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from rusvej.model import Rulebook, Sources, Statement
from rusvej.model.detection import DetectionModel, Exit, Node
from rusvej.render import words
from rusvej.render.frame import closing, json_document
from rusvej.render.page import Column, Item, Page
from rusvej.render.pathway_page import label

HANDS_ON = "Kopiér linjen for at se, hvilke tilbud der kan komme på tale:"


def _links(book: Rulebook, model: DetectionModel) -> list[Item]:
    after = " (efter rækkefølgen)" if model.reconstructed else ""
    items = [
        Item(words.cited(book, link.url, link.sources), f"{model.node(link.node).name}{after}")
        for link in model.links
    ]
    if items and model.link_note:
        items.append(Item(words.cited(book, model.link_note, model.link_sources), "Forbehold"))
    return items


def opening(model: DetectionModel) -> Page:
    """What is said before the first question."""
    page = Page(model.title)
    if model.reconstructed:
        page.say(model.reconstructed, "warning")
    page.say("Svar med tallet ud for svaret. t går et spørgsmål tilbage, s slutter. Intet gemmes.")
    return page


def prompt_page(
    book: Rulebook,
    model: DetectionModel,
    number: int,
    question: str,
    choices: Sequence[tuple[str, str]],
    do: Sequence[Statement],
    sources: Sources,
) -> Page:
    """A question with its numbered answers; `do` is what the chart wants done first, and then the
    links are needed.

    `choices` are (text, note) pairs. A question without sources is rusvej's own and says so.
    """
    page = Page()
    page.heading(f"Spørgsmål {number}")
    if do:
        page.points(
            "Gør først", [Item(words.said(book, statement)) for statement in do], numbered=True
        )
        page.points("Links", _links(book, model))
        page.heading("Svar så på")
    own = "" if sources else " (rusvejs eget spørgsmål, ikke modellens)"
    page.say(words.cited(book, f"{question}{own}", sources))
    for place, (text, note) in enumerate(choices, start=1):
        page.say(f"{place}. {text}" + (f" ({note.rstrip('.')})" if note else ""))
    return page


def end_page(
    book: Rulebook,
    model: DetectionModel,
    passed: Sequence[tuple[Node, Exit]],
    end: Node | None,
    facts: Sequence[str],
    command: str,
) -> Page:
    """Where the dialogue ended, or what is known when it broke off (`end` is None); `facts` are in
    words."""
    page = Page("Resultat" if end else "Her sluttede svarene")
    way = [
        Item(f"{taken.label or taken.answer}. {book.cite(taken.sources)}", node.question)
        for node, taken in passed
    ]
    told = [Item(f"{fact}.", "Oplyst til rusvej") for fact in facts]
    page.points("Svarene indtil nu", way + told)
    if not way:
        page.say("Der er ikke svaret på noget endnu.")
    if end:
        page.points(
            f"Gør nu (boksen {end.name})", [Item(words.said(book, step)) for step in end.steps]
        )
        page.points("Links", _links(book, model))
        if end.level_note:
            page.say(end.level_note, "note")
    else:
        page.say("Modellen er ikke ført til ende. rusvej detect begynder forfra.")
    page.heading("Videre")
    page.say(HANDS_ON)
    page.code(command)
    if end is None or "--level" not in command:
        page.say(f"Tilføj {book.words.the_level} og alderen, når de er kendt.", "quiet")
    return closing(page, book, more=filter(None, [model.reconstructed]), guidance=False)


def chart_page(book: Rulebook, model: DetectionModel, *, diagram: bool = False) -> Page:
    """The whole chart as a page; `diagram` puts the Mermaid text into it as well."""
    page = Page(model.title)
    about = f"{model.reconstructed} {book.cite(model.sources)}".strip()
    page.say(about, "warning" if model.reconstructed else "quiet")
    for node in model.nodes:
        page.points(f"Boks: {node.name} {book.cite(node.sources)}", _box(book, model, node))
    if diagram:
        page.heading("Diagram")
        page.code(mermaid(book, model), "mermaid")
    page.points("Links", _links(book, model))
    page.points(
        "Det, teksten ikke siger", [Item(words.said(book, doubt)) for doubt in model.doubts]
    )
    if model.fragments:
        page.heading("Stumperne, som de står i teksten (gengivet)")
        columns = (Column("Linjer", width=10), Column("Indhold"))
        page.table(columns, [(_span(book, each.sources), each.text) for each in model.fragments])
    return closing(page, book, guidance=False)


def _span(book: Rulebook, sources: Sources) -> str:
    return book.cite(sources).strip("[]")


def _box(book: Rulebook, model: DetectionModel, node: Node) -> list[Item]:
    items = [Item(words.said(book, step), "Gør") for step in node.steps]
    if node.question:
        ways = tuple(
            f"{_answer(each)}: videre til {model.node(each.to).name} (rekonstrueret). {each.why}"
            f" {book.cite(each.sources)}"
            for each in node.exits
        )
        items.append(Item("", node.question, ways))
    if not node.exits:
        end = "Diagrammet viser ingen vej herfra. rusvej fortsætter med rusvej suggest."
        items.append(Item(end, "Herefter"))
    return items


def _answer(taken: Exit) -> str:
    if taken.printed:
        return taken.answer.capitalize()
    return f"{taken.label.capitalize()} (ikke i diagrammet)"


def mermaid(book: Rulebook, model: DetectionModel) -> str:
    """The chart as Mermaid. Every way is dashed, since every way is reconstructed; only printed
    answers are drawn."""
    title = f"{model.title} - rekonstrueret" if model.reconstructed else model.title
    lines = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        "---",
        "flowchart TD",
    ]
    lines += [f"    %% {line}" for line in textwrap.wrap(model.reconstructed, 100)]
    lines += [
        f"    %% {_span(book, doubt.sources)}: {' '.join(doubt.text.split())}"
        for doubt in model.doubts
    ]
    for node in model.nodes:
        parts = [step.text for step in node.steps] + ([node.question] if node.question else [])
        text = "<br/>".join(map(label, (*parts, f"({_span(book, node.sources)})")))
        left, right = ("{{", "}}") if node.exits else ("[", "]")
        lines.append(f'    {_name(node.id)}{left}"{text}"{right}')
    for node in model.nodes:
        lines += [
            f'    {_name(node.id)} -. "{label(each.answer.capitalize())}'
            f' ({_span(book, each.sources)})" .-> {_name(each.to)}'
            for each in node.exits
            if each.printed
        ]
    return "\n".join(lines)


def _name(node_id: str) -> str:
    # "end" and names with hyphens mean something else to Mermaid.
    return f"boks_{node_id.replace('-', '_')}"


def detection_json(book: Rulebook, model: DetectionModel) -> dict[str, Any]:
    """Plain data for `json.dumps`."""
    shape = (
        "id title link_note doubts fragments reconstruction=reconstructed reconstructed start"
        " nodes(id name steps sources question? exits(answer label to printed why sources))"
        " links(url node sources certain)"
    )
    start = model.nodes[0].id
    more: dict[str, Any] = {"reconstructed": True, "start": start, "certain": lambda _: False}
    return json_document("detection/1", book, model, shape, **more)
