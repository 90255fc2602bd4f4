"""``rusvej prove``"""

from __future__ import annotations

from time import perf_counter

from rusvej.cli.asked import Asked
from rusvej.cli.command import command
from rusvej.cli.guard import ANSWERED, FINDINGS
from rusvej.cli.printing import Shown
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
    from rusvej.app.prove import proving
    from rusvej.render.prove_page import prove_json, prove_page

    started = perf_counter()
    work = proving(asked.folder, asked.day)
    proofs = list(watched(work.proofs, work.count, "Beviser"))
    seconds = perf_counter() - started
    return Shown(
        lambda: prove_page(work.rulebook, proofs, seconds, asked.data),
        lambda: prove_json(work.rulebook, proofs, seconds, asked.data),
        code=FINDINGS if any(proof.findings for proof in proofs) else ANSWERED,
    )
