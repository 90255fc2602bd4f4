"""What was proved, and what was not, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rusvej.analysis.prove import Collision, Finding, FoundGap, Proof
from rusvej.facts import Value
from rusvej.model import Rulebook, Sources
from rusvej.render import words
from rusvej.render.as_json import picked
from rusvej.render.frame import command_line, head, named
from rusvej.render.page import Column, Item, Page

BUILT_IN = {
    "offers-reachable": "Hvert tilbud kan fås af nogen",
    "criteria-matter": "Hver betingelse på et tilbud afgør noget for nogen",
    "statements-matter": "Hver oplysning med betingelse bliver sagt til nogen, tilbuddet vises for",
    "nothing-shadowed": "Intet første skridt og ingen henvisning står i skyggen af en anden",
    "caveats-matter": "Hvert opmærksomhedspunkt vises for nogen på hvert niveau, hvor det er trykt",
    "actions-matter": "Hver handling gælder for nogen på hvert niveau, hvor den er trykt",
    "deadlines-matter": "Hver frist, undtagelse og umulig kombination betyder noget",
    "readings-differ": "To læsninger af et spørgsmål gør en forskel for nogen",
    "order-irrelevant": "Svaret afhænger ikke af, i hvilken rækkefølge posterne står",
    "gaps": "De grupper, hvor intet kan søges, er kendte huller",
}
_STATES = {
    **{status.id: said for status, said in words.STATUS.items()},
    "first": "nummer ét",
    "later": "ikke nummer ét",
    "applies": "gælder",
    "may-apply": "gælder måske",
    "absent": "vises ikke",
    "yes": "opfyldt",
    "no": "ikke opfyldt",
    "unknown": "ikke oplyst",
}
_SENTENCES = {
    "never": "“{name}” er her: {state}.",
    "always": "Intet af det krævede er her i den tilstand, egenskaben kræver.",
    "only-if": "“{name}” er her: {state}, uden at betingelsen vides at være opfyldt.",
    "learned": "“{name}” går fra “{state}” til “{after}”, når man får at vide: {value}.",
    "monotone": "“{name}” går fra “{state}” til “{after}”, når oplysningen bliver: {value}.",
    "exclusive": "“{name}” og “{other_name}” er her begge: {state} og {other_state}.",
    "caveat-missing": "“{name}” vises her uden opmærksomhedspunktet “{other_name}”.",
    "caveat-elsewhere": "Opmærksomhedspunktet “{other_name}” er slet ikke knyttet til “{name}”.",
    "deadline-missing": "“{name}” vises her uden fristen {deadline}.",
    "deadline-long": "Fristen {deadline} er på {days} dage; egenskaben siger højst {most}.",
    "before": "“{name}” ({state}) står her ikke foran “{other_name}” ({other_state}).",
    "unknown-name": "Egenskaben nævner “{name}”, som ikke findes i regelsættet.",
    "misshapen": (
        "Posten mangler det, dens slags kræver (kilde eller grund, og hvad den handler om)."
    ),
    "vacuous": "Ingen sag er en, egenskaben handler om, så den kan ikke svigte og siger intet.",
    "offer-unreachable": (
        "Ingen sag kan få tilbuddet {offer}: betingelserne kan ikke være opfyldt på et niveau, hvor"
        " det er nævnt."
    ),
    "criterion-idle": "Betingelsen {criterion} på {offer} afgør aldrig noget.",
    "criterion-shadowed": (
        "Betingelsen {criterion} på {offer} afgør aldrig noget: {by} kræver mindst det samme."
    ),
    "statement-idle": "Oplysningen {path} på {offer} bliver aldrig sagt, hvor tilbuddet vises.",
    "step-shadowed": (
        "Det første skridt {path} på {offer} bliver aldrig vist: et tidligere tager altid dets"
        " plads."
    ),
    "pointer-shadowed": (
        "Hvor {path} på {offer} gælder, peger dokumenterne altid også videre fra tilbuddet."
    ),
    "caveat-idle": "Opmærksomhedspunktet {caveat} vises aldrig på niveauet {level}.",
    "caveat-stress-idle": "Opmærksomhedspunktet {caveat} bliver aldrig fremhævet.",
    "caveat-alone": "Intet af de tilbud, {caveat} hører til, er nævnt på niveauet {level}.",
    "action-idle": "Handlingen {action} gælder aldrig på niveauet {level}.",
    "action-alone": "Intet af de tilbud, {action} hører til, er nævnt på handlingens niveauer.",
    "deadline-idle": "Fristen {deadline} gælder aldrig for nogen, som et af dens tilbud vises for.",
    "exception-idle": (
        "Undtagelsen {exception} kan aldrig ændre noget: ingen frist, der gælder for nogen, nævner"
        " den."
    ),
    "impossible-idle": "Den umulige kombination {rule} er allerede udelukket af de andre.",
    "readings-alike": "To læsninger af {question} gør aldrig en forskel: {readings}.",
    "id-twice": "{id} står to gange i {section}; rækkefølgen afgør, hvilken der tæller.",
    "level-twice": (
        "{id} i {section} har niveauet {level} to gange; rækkefølgen afgør, hvilken tekst der"
        " tæller."
    ),
    "gap": "Intet af vejledningens tilbud kan søges her for alle: {classes}.",
    "gap-gone": "Hullet {gap} er noteret som kendt, men findes ikke (mere){classes}.",
}
_COLUMNS = (
    Column("Egenskab", share=3),
    Column("Holder", width=12),
    Column("Største spørgsmål", width=17, align="right"),
)


def sentence(finding: Finding) -> str:
    """What does not hold, in one Danish sentence."""
    data = {
        key: words.listed(value) if isinstance(value, tuple) else _STATES.get(value, value)
        for key, value in finding.data.items()
    }
    # Of a gap the data hold its own id and the class on each axis.
    classes = ", ".join(each for key, each in data.items() if key != "gap")
    if finding.kind == "gap-gone":
        classes = f": {classes}" if classes else ""
    return _SENTENCES[finding.kind].format(**{**data, "classes": classes})


def _command(book: Rulebook, case: Mapping[str, Value], data: str | None) -> str:
    """`data` is the folder the rulebook was read from, if another one."""
    return command_line(book.about, case, "--all", *(["--data", data] if data else []))


def prove_page(
    book: Rulebook, proofs: Sequence[Proof], seconds: float, data: str | None = None
) -> Page:
    """The page for `rusvej prove`."""
    page = Page("Bevis over alle sager")
    broken = [proof for proof in proofs if proof.findings]
    if broken:
        page.say(f"{len(broken)} af {len(proofs)} beviser holder ikke.", "warning")
    else:
        empty = sum(proof.empty for proof in proofs)
        said = f"; {len(proofs) - empty} af dem har noget at handle om her" if empty else ""
        page.say(f"Alle {len(proofs)} beviser holder{said}.")
    for proof in broken:
        page.heading(_title(proof))
        if proof.property is not None:
            page.say(
                f"{_basis(book, proof.property.sources, proof.property.reason)}"
                f" (egenskaben {proof.id})"
            )
        for finding in proof.findings:
            _finding(page, book, finding, data)
    gaps = [gap for proof in proofs for gap in proof.known]
    if gaps:
        page.heading("Kendte huller i dokumenterne")
        for gap in gaps:
            _gap(page, book, gap, data)
    page.heading("Hvad der er bevist")
    rows = [(_title(proof), _holds(proof), about(proof.cases)) for proof in proofs]
    page.table(_COLUMNS, rows, styles=["red" if proof.findings else "" for proof in proofs])
    page.heading("Sådan er det afgjort")
    widest = max((proof.cases for proof in proofs), default=0)
    page.say(
        f"Det tog {f'{seconds:.2f}'.replace('.', ',')} sekunder. Det største enkelte spørgsmål"
        f" dækker {about(widest)} klasser af sager. Alle klasser er med, også dem hvor"
        " oplysninger er ukendte. Hvert bevis ser kun på de oplysninger, det afhænger af; det er en"
        " nøjagtig beskæring, og der er ikke taget stikprøver."
    )
    page.say(named(book), "quiet")
    page.say(words.legend(book), "quiet")
    return page


_SIZES = (
    (10**18, "trillioner"),
    (10**15, "billiarder"),
    (10**12, "billioner"),
    (10**9, "milliarder"),
)


def about(value: int) -> str:
    """A number of cases; from a billion on only its size is worth reading."""
    for size, name in _SIZES:
        if value >= size:
            return f"{words.thousands(value // size)} {name}"
    return words.thousands(value)


def _holds(proof: Proof) -> str:
    return "nej" if proof.findings else "uden indhold" if proof.empty else "ja"


def _title(proof: Proof) -> str:
    return proof.property.text if proof.property is not None else BUILT_IN[proof.id]


def _basis(book: Rulebook, sources: Sources, reason: str) -> str:
    return " ".join(part for part in (book.cite(sources), reason and f"Grund: {reason}") if part)


def _finding(page: Page, book: Rulebook, finding: Finding, data: str | None) -> None:
    page.say(sentence(finding))
    if finding.case is not None:
        page.say(
            "Den mindste sag, der viser det:"
            if finding.after is None
            else "De mindste sager, der viser det, før og efter:"
        )
    for case in _cases(finding):
        page.code(_command(book, case, data), "sh")
    page.points("", [_collision(book, collision) for collision in finding.collisions])


def _cases(finding: Finding) -> list[Mapping[str, Value]]:
    return [case for case in (finding.case, finding.after) if case is not None]


def _collision(book: Rulebook, collision: Collision) -> Item:
    standing = (
        f" ({_STATES.get(collision.standing, collision.standing)})" if collision.standing else ""
    )
    text = words.cited(book, f"{collision.text}{standing}", collision.sources)
    return Item(text, collision.label)


def _gap(page: Page, book: Rulebook, gap: FoundGap, data: str | None) -> None:
    text = f"{gap.text} {_basis(book, gap.sources, gap.reason)}"
    page.points("", [Item(text, gap.id, gap.classes)])
    page.code(_command(book, gap.case, data), "sh")


def prove_json(
    book: Rulebook, proofs: Sequence[Proof], seconds: float, data: str | None = None
) -> dict[str, Any]:
    """Plain data for other programs."""
    return {
        **head("prove/1", book),
        "holds": not any(proof.findings for proof in proofs),
        "seconds": round(seconds, 3),
        "largest_question": max((proof.cases for proof in proofs), default=0),
        "proofs": [_proof(book, proof, data) for proof in proofs],
    }


def _proof(book: Rulebook, proof: Proof, data: str | None) -> dict[str, Any]:
    promise = proof.property
    return picked(
        book,
        proof,
        "id kind text holds empty largest_question=cases sources reason findings"
        " known_gaps=known(id text classes case command sources reason)",
        kind=promise.kind if promise else "built-in",
        text=_title(proof),
        holds=not proof.findings,
        sources=promise.sources if promise else (),
        reason=promise.reason if promise else "",
        findings=[_finding_json(book, finding, data) for finding in proof.findings],
        command=lambda gap: _command(book, gap.case, data),
    )


def _finding_json(book: Rulebook, finding: Finding, data: str | None) -> dict[str, Any]:
    return picked(
        book,
        finding,
        "kind text data cases commands records=collisions",
        text=sentence(finding),
        cases=_cases(finding),
        commands=[_command(book, case, data) for case in _cases(finding)],
    )
