"""What else the asker's own task may be: it is asked before what others do."""

from __future__ import annotations

from collections.abc import Mapping

from rusvej.model import Rulebook


def otherwise(book: Rulebook, role: object) -> Mapping[str, tuple[str, ...]]:
    """The caveats that put another text in the place of what the asker does, each with the offers
    that are done where the asker sits."""
    units = next((asker.units for asker in book.askers if asker.role == role), ())
    own = {offer.id for offer in book.offers if {*offer.contact.units[:1]} & {*units}}
    instead = {
        wording.record
        for wording in book.screen
        if wording.of == "caveats" and any(told.instead for told in wording.told)
    }
    return {
        caveat.id: mine
        for caveat in book.caveats
        if caveat.id in instead and (mine := tuple(o for o in caveat.offers if o in own))
    }
