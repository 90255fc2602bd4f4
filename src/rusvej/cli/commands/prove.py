"""``rusvej prove``"""

from __future__ import annotations

from time import perf_counter

from rusvej.cli.command import Asked, Shown, command
from rusvej.cli.guard import ANSWERED, FINDINGS
from rusvej.cli.progress import watched


@command(here=True, day=True)
def prove(asked: Asked) -> Shown:
    """Bevis, at regelsættet holder det, det lover, i alle sager.

    Egenskaberne står i properties.yaml; dertil kommer dem, ethvert regelsæt holdes op på. Hver sag,
    der modsiger en egenskab, vises som den mindste, der gør det, og som en kommando. Slutkoden er
    1, når noget ikke holder.

    \b
    Eksempler:
      rusvej prove
      rusvej prove --data mit-regelsaet --format markdown
      rusvej prove --format json
    """
    from rusvej.analysis.prove import count
    from rusvej.analysis.prove import prove as proofs_of
    from rusvej.render.prove_page import prove_json, prove_page

    started = perf_counter()
    book = asked.book
    proving = proofs_of(book, book.properties, book.known_gaps, asked.day)
    proofs = list(watched(proving, count(book.properties), "Beviser"))
    seconds = perf_counter() - started
    return Shown(
        lambda: prove_page(book, proofs, seconds, asked.data),
        lambda: prove_json(book, proofs, seconds, asked.data),
        code=FINDINGS if any(proof.findings for proof in proofs) else ANSWERED,
    )
