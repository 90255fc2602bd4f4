"""The compiled rulebook, kept: with the rulebook it is of, and as plain data beside the rulebook's
own, since reading it back takes a fifth of the time of compiling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rusvej.compiled.compiled import Compiled, Meaning, compile_rulebook
from rusvej.compiled.variables import Variables
from rusvej.diagnostics import InputError
from rusvej.diagram import from_plain, to_plain
from rusvej.facts import read_case
from rusvej.model import Case, Rulebook
from rusvej.model.case import checked
from rusvej.model.derived import refuse_derived


def compiled(book: Rulebook) -> Compiled:
    """The rulebook compiled, once. What is dated counts as it is: ask `Rulebook.on` first.

    Raises `rusvej.diagram.TooLarge`, naming the piece, where no order keeps the diagrams small.
    """
    kept: Compiled | None = book.__dict__.get("_compiled")
    if kept is None:
        nodes, whole = book.__dict__.get("_nodes"), book.__dict__.get("_whole")
        if whole is not None and not whole.change_days:
            # Nothing is dated: every day has the same nodes, and what cases left of them.
            same = compiled(whole)
            kept = same.telling(book, same.meanings)
            kept.rests = same.rests
        else:
            kept = compile_rulebook(book) if nodes is None else restored(book, nodes)
        book.__dict__["_compiled"] = kept
    return kept


def stored(compiled: Compiled) -> dict[str, Any]:
    """The facts in their order with their cut points, the nodes, and what every piece means."""
    roots = {node for each in compiled.meanings.values() for node in each[:2]}
    nodes, number = to_plain(compiled.diagrams, roots.union(compiled.possible_nodes))
    return {
        "facts": {
            fact: [at for at in found[1:] if isinstance(at, int)]
            for fact, found in compiled.variables.classes.items()
        },
        "nodes": nodes,
        "meanings": [
            [*key, number[each.node], number[each.plain], each.facts]
            for key, each in compiled.meanings.items()
        ],
        "possible": [number[node] for node in compiled.possible_nodes],
    }


def restored(book: Rulebook, plain: Mapping[str, Any]) -> Compiled:
    """The compiled form of the rulebook that `stored` described.

    Raises `ValueError` or `KeyError` where it is that of another one.
    """
    vocabulary = book.vocabulary
    facts = [vocabulary[fact] for fact in plain["facts"]]
    variables = Variables(facts, plain["facts"], book.questions)
    diagrams = from_plain(plain["nodes"])
    if diagrams.sizes != variables.sizes:
        raise ValueError("the nodes are over other variables")
    meanings = {
        (kind, owner, name): Meaning(node, alone, tuple(named))
        for kind, owner, name, node, alone, named in plain["meanings"]
    }
    return Compiled(book, variables, diagrams, meanings, plain["possible"])


def checked_case(book: Rulebook, facts: Mapping[str, object]) -> Case:
    """A checked case from facts by id; None and "ukendt" are unknown.

    Raises `InputError` for a fact that does not exist, a value that is not possible, and facts that
    cannot be true of one person.
    """
    for name in facts.keys() - book.vocabulary.keys() if book.derived else ():
        refuse_derived(book.derived, name)
    known = read_case(facts, book.vocabulary)
    kept = compiled(book)
    if not kept.possible(known):
        rule = kept.contradiction(known)
        if rule is not None:
            raise InputError(rule.text, rule.help)
        raise InputError(
            "Oplysningerne kan ikke alle passe på én person.", "Ret eller udelad en af dem."
        )
    return checked(known, book.digest)
