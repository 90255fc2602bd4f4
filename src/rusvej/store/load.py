"""From a folder to a rulebook: the short way through the compiled form, the long way through YAML
and pydantic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rusvej import model
from rusvej.diagnostics import Diagnostic, Position, RulebookError, did_you_mean
from rusvej.foreign import quoted
from rusvej.model.about import FORMAT, full_form
from rusvej.store import compiled, layers, schema
from rusvej.store.decode import decoder
from rusvej.store.expand import expand
from rusvej.store.folder import ABOUT, fingerprint, read_folder

if TYPE_CHECKING:
    from rusvej.store.yaml import YamlFile

Where = dict[tuple[str | int, ...], Position]
_ID = re.compile(rb"\bid: *[\"']?([A-Za-z0-9_-]{1,80})")
#: Among the ids that are lost: it may be any.
ANY = "*"
#: After so many mistakes of form no more are looked for: nobody mends more at a time, and a hostile
#: file has no end of them.
MOST = 1000
#: The shipped rulebook has some 25,000 parts.
MAX_ALL_NODES = 200_000


class Loaded:
    """Everything found in a folder. `rulebook` holds the records that could be read, also when
    others could not.

    `positions` leads from a path such as ("offers", 3, "criteria", 0) to its place in a file;
    `lost` names the ids of the records that have mistakes of form ("?" for one without, `ANY` where
    a whole file is empty), so that nobody reports a reference to them as one to nothing. What is
    sound in such a record is kept; `faulty` are the paths of the parts that are not.
    """

    def __init__(self, rulebook: model.Rulebook, plain: dict[str, Any]) -> None:
        self.rulebook = rulebook
        self.plain = plain
        self.positions: Where = {}
        self.diagnostics: list[Diagnostic] = []
        self.lost: set[str] = set()
        self.faulty: set[tuple[str | int, ...]] = set()
        self.about: Any = None
        self.about_unread = False
        self.lent: layers.Records = {}

    def tell(self, code: str, message: str, position: Position, help: str = "") -> None:
        """Adds a mistake."""
        self.diagnostics.append(Diagnostic(code, message, position, help))

    def where(self, path: tuple[str | int, ...]) -> Position:
        """The place of a path, or of the nearest part of the data that holds it."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, Position("rulebook"))


#: Looks for mistakes of content in what could be read.
Judge = Callable[[Loaded], list[Diagnostic]]


def digest_of(contents: list[tuple[str, bytes]]) -> str:
    """A fingerprint of the files' names and content."""
    return fingerprint(part for name, content in contents for part in (name.encode(), content))


def load_rulebook(folder: Path, judge: Judge | None = None) -> model.Rulebook:
    """The rulebook of a folder. Raises `RulebookError` with every mistake found, `InputError` when
    there are no files.

    `judge` looks for mistakes of content; only what it has passed is compiled.
    """
    plain, digest = plain_data(folder, judge)
    return build(plain, digest)


def plain_data(folder: Path, judge: Judge | None = None) -> tuple[dict[str, Any], str]:
    """(valid plain data, digest of the files), from the compiled form where there is one."""
    contents, faults = read_folder(folder)
    digest = digest_of(contents)
    plain = None if faults else compiled.fetch(digest)
    if plain is None:
        loaded = inspect_contents(contents, digest, faults=faults)
        found = [each for each in loaded.diagnostics if each.severity == "error"]
        found = found or (judge(loaded) if judge else [])
        if found:
            raise RulebookError(found)
        plain = loaded.plain
        if judge:
            plain["nodes"] = _nodes(loaded.rulebook)
            compiled.keep(digest, plain)
    return plain, digest


def inspect_folder(folder: Path) -> Loaded:
    """The rulebook with the place of every part and every mistake of form; never the compiled
    one."""
    contents, faults = read_folder(folder)
    return inspect_contents(contents, digest_of(contents), folder, faults)


def _ids_in(content: bytes) -> set[str]:
    """What look like ids in a file whose records cannot be read; "?" stands for those that cannot
    be seen."""
    return {"?", *(found.decode() for found in _ID.findall(content))}


def _sections_in(content: bytes) -> set[str]:
    """What look like sections in a file that cannot be read, each as it is written: ``facts:``."""
    return {f"{name}:" for name in schema.SECTIONS if f"\n{name}:".encode() in b"\n" + content}


def inspect_contents(
    contents: list[tuple[str, bytes]],
    digest: str,
    folder: Path | None = None,
    faults: Sequence[Diagnostic] = (),
) -> Loaded:
    """As `inspect_folder`, for files already read; `folder` is put before the names in
    positions, `faults` are the files that could not be read."""
    from rusvej.store.yaml import YamlFile

    plain: dict[str, Any] = {name: [] for name in schema.SECTIONS}
    loaded = Loaded(model.Rulebook(model.About("?", "0.0.0")), plain=plain)
    if faults:
        loaded.diagnostics += faults
        loaded.lost.add(ANY)
        loaded.about_unread = True
    nodes = 0
    own = [(YamlFile(str(folder / name) if folder else name, raw), raw) for name, raw in contents]
    about = _about_in(read for read, _ in own)
    # Where the rulebook's own record is lost, nothing is said of what it may have named.
    loaded.lent = layers.lent(about.get("layers") if about else list(layers.known()))
    # The layers that the rulebook names follow its own files.
    others = ((YamlFile(name, raw), raw) for name, raw in _lent(loaded))
    for at, (read, content) in enumerate(chain(own, others)):
        lent = at >= len(contents)
        loaded.diagnostics += read.diagnostics[:MOST]
        nodes += read.nodes
        if nodes > MAX_ALL_NODES:
            message = f"Filerne har tilsammen mere end {MAX_ALL_NODES} dele; resten er ikke læst."
            loaded.tell("yaml-for-stor", message, Position(read.name), "Er det de rigtige filer?")
            break
        if isinstance(read.data, dict):
            _take_sections(loaded, read, content, lent=lent)
            continue
        if read.data is not None:
            loaded.tell(
                "sektion-form",
                "Filen skal bestå af sektioner (nøgler yderst).",
                read.positions[()],
                "Fx offers: med en liste under.",
            )
        elif not read.diagnostics:
            help = "Er den tømt ved et uheld, så hent den tilbage; ellers slet den."
            loaded.tell("fil-tom", "Filen er tom.", read.positions[()], help)
            loaded.lost.add(ANY)
            loaded.about_unread = True
        loaded.lost |= _ids_in(content) | _sections_in(content)
        loaded.about_unread = loaded.about_unread or ABOUT.search(content) is not None
    if _too_new(loaded.about):
        loaded.diagnostics = []
        loaded.tell(
            "format-nyere",
            f"Regelsættet er skrevet i format {loaded.about['format']}, og denne rusvej kender kun"
            f" til {FORMAT}.",
            loaded.where((schema.ABOUT, "format")),
            "Hent en nyere rusvej.",
        )
        loaded.faulty.add((schema.ABOUT,))
        return loaded
    _first_roles(loaded, plain)
    first = contents[0][0] if contents else "rulebook"
    _judge_about(loaded, Position(str(folder / first) if folder else first))
    loaded.plain, problems = expand(plain)
    for each in problems:
        loaded.tell("betingelse-navn", each.message, loaded.where(each.path), each.help)
    loaded.rulebook = build(loaded.plain, digest)
    return loaded


def _about_in(files: Iterable[YamlFile]) -> dict[str, Any]:
    """The rulebook's own record as it is written; empty where there is none."""
    data = (read.data for read in files if isinstance(read.data, dict))
    about = next((each[schema.ABOUT] for each in data if schema.ABOUT in each), None)
    return about if isinstance(about, dict) else {}


def _take_sections(loaded: Loaded, read: YamlFile, content: bytes, *, lent: bool) -> None:
    places = _by_record(read.positions)
    for key, content_of in read.data.items():
        place = read.positions.get((key,), read.positions[()])
        if key == schema.ABOUT and loaded.about is not None:
            other = loaded.where((schema.ABOUT,))
            message = f"rulebook står to gange: også i {Path(other.file).name} linje {other.line}."
            loaded.tell("sektion-dobbelt", message, place, "Lad den stå i én fil.")
        elif key == schema.ABOUT:
            loaded.about = full_form(content_of)
            loaded.positions.update(
                {path: at for path, at in read.positions.items() if path[:1] == (key,)}
            )
        elif key not in schema.SECTIONS:
            loaded.tell(
                "sektion-ukendt",
                f"Sektionen {quoted(key, 'med det navn', 60)} kendes ikke.",
                place,
                did_you_mean(key[:60], [*schema.SECTIONS, schema.ABOUT])
                or f"Sektionerne er {', '.join(schema.SECTIONS)}.",
            )
            loaded.lost |= _ids_in(content)
        elif not isinstance(content_of, list):
            message = f"Sektionen {quoted(key, 'her')} skal være en liste."
            loaded.tell("sektion-form", message, place, "Hver post begynder med en bindestreg.")
        else:
            _take(loaded, key, content_of, places, lent=lent)


def _first_roles(loaded: Loaded, plain: dict[str, Any]) -> None:
    """In the first format facts played their parts by their names."""
    about = loaded.about
    if isinstance(about, dict) and about.get("format", 1) == 1 and "roles" not in about:
        from rusvej.store.migrations.first_format import roles

        loaded.about = {**about, "roles": roles(fact["id"] for fact in plain["facts"])}


def _judge_about(loaded: Loaded, first: Position) -> None:
    """The rulebook's own record, which is missed in the `first` file where there is none."""
    if loaded.about is not None:
        faults = list(schema.problems(model.About, loaded.about))
        for fault in faults:
            at = loaded.where((schema.ABOUT, *fault.path))
            loaded.tell(fault.code, fault.message, at, fault.help)
        kept, replaced = schema.mended(model.About, loaded.about) if faults else (loaded.about, [])
        if kept is not None:
            loaded.plain["about"] = kept
        loaded.faulty |= {(schema.ABOUT, *path) for path in replaced}
    elif not loaded.about_unread:
        loaded.tell(
            "felt-mangler",
            "Regelsættet har intet navn og ingen version.",
            first,
            "Tilføj rulebook: {name: …, version: 1.0.0} i en af filerne.",
        )
    if "about" not in loaded.plain:
        loaded.faulty.add((schema.ABOUT,))


def _too_new(about: Any) -> bool:
    format = about.get("format") if isinstance(about, dict) else None
    return isinstance(format, int) and format > FORMAT


def _by_record(positions: Where) -> dict[tuple[str | int, ...], Where]:
    """The positions of a file's parts sorted by record, so that each record costs only its own."""
    heaps: dict[tuple[str | int, ...], Where] = {}
    for path, at in positions.items():
        if len(path) >= 2:
            heaps.setdefault(path[:2], {})[path] = at
    return heaps


def _lent(loaded: Loaded) -> Iterator[tuple[str, bytes]]:
    """The files of the layers that the rulebook's own record names. A layer never fills a section
    that the rulebook says it has itself: its file is gone."""
    record = loaded.about if isinstance(loaded.about, dict) else {}
    said, named = (
        found if isinstance(found := record.get(key), list) else []
        for key in ("sections", "layers")
    )
    for at, section in enumerate(said if ANY not in loaded.lost else ()):
        if isinstance(section, str) and section in loaded.lent and not loaded.plain.get(section):
            loaded.tell(
                "sektion-mangler",
                f"Sektionen {quoted(section, 'med det navn')} har kun det, et lag låner ud.",
                loaded.where((schema.ABOUT, "sections", at)),
                "Hent filen tilbage, eller slet navnet under sections i rulebook.",
            )
    for at, layer in enumerate(named):
        if layer in layers.known():
            yield from layers.contents(layer)
            continue
        loaded.tell(
            "lag-ukendt",
            f"Laget {quoted(layer, 'med det navn', 60)} findes ikke.",
            loaded.where((schema.ABOUT, "layers", at)),
            f"Skriv et af dem, der følger med: {', '.join(layers.known())}.",
        )


def _take(
    loaded: Loaded,
    section: str,
    records: list[Any],
    places: dict[tuple[str | int, ...], Where],
    *,
    lent: bool = False,
) -> None:
    """Takes the records of a section. One of the rulebook's own has from a layer's record of the
    same id what it does not say; of a layer's (`lent`) those are then left out."""
    kind = schema.kind(section)
    own = {record.get("id") for record in loaded.plain[section]} if lent else set()
    for index, written in enumerate(records):
        if lent and isinstance(written, dict) and written.get("id") in own:
            continue
        record = written
        if not lent and isinstance(written, dict):
            base = loaded.lent.get(section, {}).get(str(written.get("id")), {})
            record = {**base, **written}
        here = (section, index)
        at_here = places[here]
        if len(loaded.diagnostics) >= MOST:
            message = f"Der er mindst {MOST} fejl; resten er ikke undersøgt."
            loaded.tell("for-mange", message, at_here[here], "Ret de første, og prøv igen.")
            loaded.lost.add("?")
            return
        faults = list(schema.problems(kind, record))
        kept = len(loaded.plain[section])
        if faults:
            for fault in faults:
                at = _nearest(at_here, (*here, *fault.path))
                loaded.tell(fault.code, fault.message, at, fault.help)
            named = record.get("id") if isinstance(record, dict) else None
            loaded.lost.add(named if isinstance(named, str) else "?")
            record, replaced = schema.mended(kind, record)
            if record is None:
                continue
            loaded.faulty |= {(section, kept, *path) for path in replaced}
        loaded.plain[section].append(record)
        for path, at in at_here.items():
            loaded.positions[(section, kept, *path[2:])] = at


def _nearest(positions: Where, path: tuple[str | int, ...]) -> Position:
    while path not in positions:
        path = path[:-1]
    return positions[path]


def build(plain: dict[str, Any], digest: str) -> model.Rulebook:
    """The rulebook of valid plain data. Its records are decoded when they are touched."""
    about = decoder(model.About)(plain["about"]) if "about" in plain else model.About("?", "0.0.0")
    book = model.Rulebook(about, digest=digest)
    book.__dict__.update(_waiting=_Sections(plain), _nodes=plain.get("nodes"))
    return book


def _nodes(book: model.Rulebook) -> dict[str, Any] | None:
    """The rulebook's compiled form; None where its diagrams would be too large."""
    from rusvej.compiled import compile_rulebook, stored
    from rusvej.diagram import TooLarge

    try:
        return stored(compile_rulebook(book))
    except TooLarge:
        return None


class _Sections(Mapping[str, tuple[Any, ...]]):
    """The records of every section in plain data, read once whatever the day they are asked for."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self._plain = plain
        self._read: dict[str, tuple[Any, ...]] = {}

    def __getitem__(self, section: str) -> tuple[Any, ...]:
        if section not in self._read:
            read = decoder(schema.kind(section))
            self._read[section] = tuple([read(record) for record in self._plain[section]])
        return self._read[section]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain.keys() & schema.SECTIONS.keys())

    def __len__(self) -> int:
        return len(list(iter(self)))
