"""The first screen as records: what is said in which group, before anybody draws it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from rusvej.facts import Value
from rusvej.model import Sources
from rusvej.records import record


@record
class Line:
    """One thing said, and the record of the rulebook it comes from (`kind` and `id`).

    `number` counts the offers on the screen, 0 where there is none; `notes` are caveats that belong
    to the line; `reach` says whom to ask for a number where none is known; `law` marks what is not
    from the documents, `own_number` a telephone number that is the municipality's own, `assumed` an
    open question that is answered one way for now. `about` are the offers it is about; what is
    worth knowing says nothing without them.
    """

    kind: Literal["offer", "action", "caveat", "deadline", "note", "question", "level", "asker"]
    id: str
    text: str
    label: str = ""
    sources: Sources = ()
    number: int = 0
    condition: str = ""
    notes: tuple[str, ...] = ()
    telephone: str = ""
    reach: str = ""
    own_number: bool = False
    law: bool = False
    assumed: bool = False
    about: tuple[str, ...] = ()


@record
class Door:
    """The offers behind one door: the unit one turns to, or that decides. `unit` and `name` are
    empty where the documents name nobody; `own` says that the asker sits there, `others` that the
    documents name others than the asker, who asks for herself, as those who turn to it."""

    unit: str
    name: str
    telephone: str
    lines: tuple[Line, ...]
    own: bool = False
    others: bool = False


@record
class First:
    """The door to call first: the unit that decides on what a deadline runs for. `granted` are the
    offers it can decide on, `deadlines` what runs from the first call."""

    unit: str
    name: str
    telephone: str
    text: str
    sources: Sources
    granted: tuple[Line, ...]
    deadlines: tuple[Line, ...]


@record
class Ask:
    """A question worth answering. `settles` are the offers that hang on it, `numbers` those of them
    that have a number on the screen; `values` are the words that can be answered."""

    fact: str
    question: str
    settles: tuple[str, ...]
    numbers: tuple[int, ...]
    values: tuple[str, ...]


@record
class More:
    """What the answer holds and the screen does not show, counted; `hanging` are those that
    `if_` counts, `online` where there is help that everybody can turn to."""

    must: int = 0
    deadlines: int = 0
    can: int = 0
    if_: int = 0
    hanging: tuple[Line, ...] = ()
    online: tuple[str, ...] = ()
    unclear: int = 0
    excluded: int = 0
    open: int = 0
    who: int = 0
    caveats: int = 0
    questions: int = 0
    law: int = 0


@record
class Screen:
    """One screen. The groups stand in the order in which they are read. `case` says what is known
    in a few words each, of which the first `least` are not left out for want of room; `person` is
    what the person is called; `self_` says that it is the asker; `unnumbered` is what the asker can
    do where no number is printed; `call` is help that everybody can ring, where nothing else on the
    screen can be rung; `deadlines` are those of the offers shown, where no door is to be called
    first; `know` is worth knowing for this asker; `levels` are the levels' stories while the level
    is not known; `apart` is the number of empty lines between groups, `heads` that of the lines for
    the case; `owed` is how many of `unclear` there are up to one that decides whether something is
    to be done; `spare` says that there is no room for what a question decides (1), nor to name more
    than one of what hangs on something (2); `cited` is how many of UKLART, HVIS and FØRST say where
    it stands, told by names or not; `prepared` says that there is a list of what to do before a
    duty is done; `given` is what the case says."""

    case: tuple[str, ...]
    as_of: date
    person: str
    self_: bool
    unnumbered: str = ""
    acute: tuple[Line, ...] = ()
    must: tuple[Line, ...] = ()
    call: tuple[Line, ...] = ()
    first: First | None = None
    deadlines: tuple[Line, ...] = ()
    now: tuple[Door, ...] = ()
    decision: tuple[Door, ...] = ()
    if_: tuple[Line, ...] = ()
    not_: tuple[Line, ...] = ()
    unclear: tuple[Line, ...] = ()
    know: tuple[Line, ...] = ()
    levels: tuple[Line, ...] = ()
    ask: tuple[Ask, ...] = ()
    next_age: int | None = None
    more: More = More()
    apart: int = 0
    spare: int = 0
    cited: int = 0
    heads: int = 1
    owed: int = 0
    least: int = 0
    prepared: bool = False
    given: Mapping[str, Value] = MappingProxyType({})

    @property
    def no_telephone(self) -> tuple[str, ...]:
        """The units on the screen for which the documents print no number."""
        doors = (*self.now, *self.decision)
        own = {door.name for door in doors if door.own}
        names = (d.name for d in doors if d.name not in own and not d.telephone)
        return tuple(filter(None, dict.fromkeys(names)))
