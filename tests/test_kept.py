"""The compiled rulebook that is kept says the same as the one that is compiled anew."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusvej.compiled import compile_rulebook, compiled, stored
from rusvej.compiled.kept import restored
from rusvej.model import Rulebook
from rusvej.records import changed
from strategies import rulebooks


@given(st.data())
def test_what_is_kept_is_read_back_the_same(data: st.DataObject) -> None:
    book = data.draw(rulebooks())
    plain = stored(compile_rulebook(book))
    again = restored(book, json.loads(json.dumps(plain)))
    assert json.dumps(stored(again)) == json.dumps(plain)
    assert again.meanings.keys() == compile_rulebook(book).meanings.keys()


def test_that_of_another_rulebook_is_refused(rulebook: Rulebook) -> None:
    plain = stored(compile_rulebook(rulebook))
    with pytest.raises((ValueError, KeyError)):
        restored(changed(rulebook, facts=rulebook.facts[1:]), plain)


def test_a_changed_rulebook_is_compiled_anew(rulebook: Rulebook) -> None:
    """What was kept is of the rulebook as it was read: a change must not inherit it."""
    kept = changed(rulebook)
    kept.__dict__["_nodes"] = stored(compile_rulebook(rulebook))
    assert compiled(kept).meanings.keys() == compiled(rulebook).meanings.keys()
    assert "_nodes" not in changed(kept, offers=()).__dict__
    assert not any(key[1] == "mut" for key in compiled(changed(kept, offers=())).meanings)
    assert "_nodes" in kept.on(date(2026, 3, 2)).__dict__
    dated = changed(kept, offers=(changed(kept.offers[0], valid_until="2020-01-01"),))
    dated.__dict__["_nodes"] = kept.__dict__["_nodes"]
    assert "_nodes" not in dated.on(date(2026, 3, 2)).__dict__
