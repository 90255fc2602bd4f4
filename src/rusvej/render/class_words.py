"""Facts and classes of facts in Danish."""

from __future__ import annotations

from typing import Any

from rusvej.explain.classes import FactClass
from rusvej.facts import Fact, Value
from rusvej.model import Rulebook
from rusvej.render import words
from rusvej.truth import Truth


def given_text(book: Rulebook, fact_id: str, value: Value) -> str:
    """``alder 17 år``, ``personen er selv motiveret``."""
    fact = book.vocabulary[fact_id]
    return _labelled(fact, fact.in_words(value))


def _labelled(fact: Fact, text: str) -> str:
    if fact.type == "bool":
        return text
    return f"{fact.label}{':' if fact.type == 'choice' else ''} {text}"


def class_text(book: Rulebook, each: FactClass) -> str:
    """``alder 8-17 år``, ``alder fra 30 år``, ``alder højst 17 år``, ``rusmiddel: kun stoffer eller
    både alkohol og stoffer``."""
    fact = book.vocabulary.get(each.fact)
    if fact is None:
        return each.fact
    if each.low is None or each.high is None:
        return _labelled(fact, words.listed(map(fact.in_words, each.values), "eller"))
    low, high = fact.in_words(each.low), fact.in_words(each.high)
    if (each.low, each.high) == (fact.min, fact.max):
        return f"{fact.label} fra {low} til {high}"
    if each.high == fact.max and each.low != each.high:
        return f"{fact.label} fra {low}"
    if each.low == fact.min and each.low != each.high:
        return f"{fact.label} højst {high}"
    return f"{fact.label} {span_text(fact, each.low, each.high)}"


def span_text(fact: Fact, low: int, high: int) -> str:
    """``8-17 år``, ``7.-8. klasse``, ``17 år``."""
    if low == high:
        return fact.in_words(low)
    return f"{low}{'.' if fact.unit.startswith('.') else ''}-{fact.in_words(high)}"


def bounds(each: FactClass) -> dict[str, Any]:
    """A class as plain data: its values, or from where to where it goes."""
    if each.low is None:
        return {"values": list(each.values)}
    return {"from": each.low, "to": each.high}


def verdict_word(verdict: Truth, missing: tuple[str, ...]) -> str:
    """The word for a verdict; unknown with nothing missing is what the documents leave open."""
    if verdict is Truth.UNKNOWN and not missing:
        return "uklart i dokumenterne"
    return words.VERDICT[verdict]
