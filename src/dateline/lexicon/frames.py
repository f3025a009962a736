"""Frames: which words, in which construction, are which event or state. The data lies in `data/en/frames/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path, load_toml, table, tables, words
from dateline.lexicon.ontology import Ontology
from dateline.model.events import EventType, Modality, State

NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
VERB_ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType({"actor": ("subject",), "recipient": ("object",)})
NOUN_ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"actor": ("by", "poss", "support", "modifier"), "recipient": ("on", "against", "to")}
)
KEYS = frozenset(
    (
        *("id", "event_type", "state", "mode", "verbs", "nouns", "adjectives", "roles", "noun_roles", "of", "requires"),
        *("excludes", "by_content", "absorbs", "reciprocal", "noun_needs", "starts", "lasting", "modality"),
        *("example", "expect", "near_misses"),
    )
)

FRAMES, FILLERS = "frames", "fillers.toml"  # of a folder of the user's own
HEADER = re.compile(r"\s*\[\[\s*frame\s*\]\]")
ANY = "*"  # the lemma of a trigger that is whatever verb stands under the auxiliaries that its frame asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Hold the words of one trigger: the lemma of its head, and what must stand with it; in a compound, before it."""

    head: str
    parts: tuple[str, ...] = ()
    is_compound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Hold one frame.

    `roles` and `noun_roles` map a role to the relations its words may stand in, in order of preference; `requires` and
    `excludes` map a relation to the fillers it must or must not have; `by_content` maps the embedded event (`TYPE`,
    `TYPE:mode`) or filler class to the code that results; `absorbs`: the embedded event is not coded on its own.
    `lasting`: what it names goes on while it is told in the present ("has been besieged"). `starts` names the state
    that the event begins. `noun_needs`: what a bare noun must have to be an event ("itself": nothing, where it is
    no mere modifier of another noun). `is_own`: the user's, which goes before all that ship.
    """

    id: str
    event_type: EventType | None = None
    state: State | None = None
    mode: str | None = None
    verbs: tuple[Trigger, ...] = ()
    nouns: tuple[Trigger, ...] = ()
    adjectives: tuple[Trigger, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: VERB_ROLES)
    noun_roles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOUN_ROLES)
    of: str = ""
    requires: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    excludes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    by_content: Mapping[str, str] = field(default_factory=dict[str, str])
    absorbs: bool = False
    reciprocal: bool = False
    noun_needs: str = "participant"
    starts: State | None = None
    lasting: bool = False
    modality: Modality | None = None
    example: str = ""
    expect: Mapping[str, object] = field(default_factory=dict[str, object])
    near_misses: tuple[str, ...] = ()
    source: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Hold a named class of fillers: lemmas, actor sectors, entity labels; `place`: any resolved toponym is one.

    `suffixes`: a common noun that ends in one is of the class, but for those in `unlike`.
    """

    words: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    unlike: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Hold all frames by the head lemma of their triggers, and the classes of fillers they name."""

    frames: tuple[Frame, ...]
    fillers: Mapping[str, Filler]
    verbs: Mapping[str, tuple[tuple[Trigger, Frame], ...]]
    nouns: Mapping[str, tuple[tuple[Trigger, Frame], ...]]
    adjectives: Mapping[str, tuple[tuple[Trigger, Frame], ...]]

    def verbs_of(self, lemma: str) -> tuple[tuple[Trigger, Frame], ...]:
        """Return the frames of a verb, the most particular first, and last those that any verb may bear."""
        return (*self.verbs.get(lemma, ()), *self.verbs.get(ANY, ()))


def load_frames(ontology: Ontology, own: Path | None = None) -> Frames:
    """Load the frames and fillers that ship with the package, and those of the user's folder `own`.

    A frame of the user's with the id of a shipped one takes its place; a class of fillers gains the words given for it.

    Raises: LexiconError naming file, line, frame and fault.
    """
    fillers = _load_fillers(data_path("en", "fillers.toml"), {})
    if own and (own / FILLERS).is_file():
        fillers = _load_fillers(own / FILLERS, fillers)
    frames = _read_folder(data_path("en", "frames"), ontology, fillers)
    if own and (own / FRAMES).is_dir():
        added = [replace(f, is_own=True) for f in _read_folder(own / FRAMES, ontology, fillers)]
        ids = {frame.id for frame in added}
        frames = [*added, *(f for f in frames if f.id not in ids)]
    return Frames(
        frames=tuple(frames),
        fillers=fillers,
        verbs=_index(frames, "verbs"),
        nouns=_index(frames, "nouns"),
        adjectives=_index(frames, "adjectives"),
    )


def _read_folder(folder: Traversable, ontology: Ontology, fillers: Mapping[str, Filler]) -> list[Frame]:
    """Read all files of frames of a folder, in the order of the frames' ids."""
    sources = sorted(
        (s for s in folder.iterdir() if s.name.endswith(".toml") and s.name != "SOURCES.toml"), key=lambda s: s.name
    )
    frames = [frame for source in sources for frame in read_frames(source, ontology, fillers)]
    frames.sort(key=lambda frame: frame.id)
    for left, right in pairwise(frames):
        if left.id == right.id:
            raise LexiconError(f"{right.source}: frame {right.id} stands twice (also in {left.source})")
    return frames


def read_frames(source: Traversable, ontology: Ontology, fillers: Mapping[str, Filler]) -> list[Frame]:
    """Read and check one file of frames.

    Raises: LexiconError naming file, line, frame and fault.
    """
    entries = list(tables(load_toml(source), "frame", source))
    lines = [n for n, line in enumerate(source.read_text("utf-8").split("\n"), start=1) if HEADER.match(line)]
    if len(lines) != len(entries):  # written as inline tables, or a header within a string
        lines = [1] * len(entries)
    return [
        _frame(entry, f"{source.name}, line {line}: frame {entry.get('id', '?')}", ontology, fillers)
        for entry, line in zip(entries, lines, strict=True)
    ]


def _frame(entry: Mapping[str, object], where: str, ontology: Ontology, fillers: Mapping[str, Filler]) -> Frame:
    if unknown := sorted(set(entry) - KEYS):
        raise LexiconError(f"{where}: unknown key {unknown[0]!r}")
    if not isinstance(entry.get("id"), str) or not entry.get("example"):
        raise LexiconError(f"{where}: every frame has an id and an example")
    if ("event_type" in entry) == ("state" in entry):
        raise LexiconError(f"{where}: either event_type or state")
    frame = _read_frame(entry, where)
    _check(frame, where, ontology, fillers)
    return frame


def _read_frame(entry: Mapping[str, object], where: str) -> Frame:
    try:
        return Frame(
            id=str(entry["id"]),
            source=where,
            event_type=EventType(entry["event_type"]) if "event_type" in entry else None,
            state=State(entry["state"]) if "state" in entry else None,
            mode=cast("str | None", entry.get("mode")),
            verbs=_triggers(entry, "verbs", where),
            nouns=_triggers(entry, "nouns", where),
            adjectives=_triggers(entry, "adjectives", where),
            roles={**(VERB_ROLES if "event_type" in entry else {}), **_lists(entry, "roles", where)},
            noun_roles={**(NOUN_ROLES if "event_type" in entry else {}), **_lists(entry, "noun_roles", where)},
            of=str(entry.get("of", "")),
            requires=_lists(entry, "requires", where),
            excludes=_lists(entry, "excludes", where),
            by_content={k: str(v) for k, v in table(entry.get("by_content", {}), where).items()},
            absorbs=bool(entry.get("absorbs", False)),
            reciprocal=bool(entry.get("reciprocal", False)),
            lasting=bool(entry.get("lasting", False)),
            noun_needs=str(entry.get("noun_needs", "participant")),
            starts=State(entry["starts"]) if "starts" in entry else None,
            modality=Modality(entry["modality"]) if "modality" in entry else None,
            example=str(entry["example"]),
            expect=cast("Mapping[str, object]", entry.get("expect", {})),
            near_misses=words(entry.get("near_misses", []), where),
        )
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


def _triggers(entry: Mapping[str, object], key: str, where: str) -> tuple[Trigger, ...]:
    found: list[Trigger] = []
    for text in words(entry.get(key, []), f"{where}: {key}"):
        parts = text.split()
        if not parts:
            raise LexiconError(f"{where}: {key}: an empty trigger")
        is_compound = key == "nouns" and "of" not in parts
        if is_compound:  # "peace talk": the head stands last, in "exchange of fire" first
            parts = parts[::-1]
        found.append(Trigger(head=parts[0], parts=tuple(parts[1:]), is_compound=is_compound))
    return tuple(found)


def _lists(entry: Mapping[str, object], key: str, where: str) -> dict[str, tuple[str, ...]]:
    return {name: words(value, f"{where}: {key}.{name}") for name, value in table(entry.get(key, {}), where).items()}


def _check(frame: Frame, where: str, ontology: Ontology, fillers: Mapping[str, Filler]) -> None:
    if frame.event_type and frame.mode and frame.mode not in ontology.types[frame.event_type].scores:
        raise LexiconError(f"{where}: {frame.event_type} has no mode {frame.mode!r}")
    if not (frame.verbs or frame.nouns or frame.adjectives):
        raise LexiconError(f"{where}: no trigger")
    for name in (n for listed in (*frame.requires.values(), *frame.excludes.values()) for n in listed):
        if name.startswith("@") and name[1:] not in fillers:
            raise LexiconError(f"{where}: no filler class {name!r}")
    for key, code in frame.by_content.items():
        if key.startswith("@") and key[1:] not in fillers:
            raise LexiconError(f"{where}: no filler class {key!r}")
        event_type, _, mode = code.partition(":")
        if event_type not in EventType.__members__.values() or mode not in ontology.types[EventType(event_type)].scores:
            raise LexiconError(f"{where}: by_content gives {code!r}, which PLOVER has not")


def _load_fillers(source: Traversable, known: Mapping[str, Filler]) -> dict[str, Filler]:
    """Read classes of fillers; what a file says of a class that is `known` is added to it."""
    found = dict(known)
    for name, content in load_toml(source).items():
        where = f"{source.name}: {name}"
        entry = table(content, where)
        before = known.get(name, Filler())
        others = words(entry.get("includes", []), where)
        if unknown := [other for other in others if other not in found]:
            raise LexiconError(f"{where}: no filler class {unknown[0]!r} stands before it")
        included = [before, *(found[other] for other in others)]
        found[name] = Filler(
            words=frozenset(words(entry.get("words", []), where)).union(*(f.words for f in included)),
            sectors=frozenset(words(entry.get("sectors", []), where)).union(*(f.sectors for f in included)),
            entities=frozenset(words(entry.get("entities", []), where)).union(*(f.entities for f in included)),
            suffixes=(*words(entry.get("suffixes", []), where), *before.suffixes),
            unlike=frozenset(words(entry.get("unlike", []), where)) | before.unlike,
            place=bool(entry.get("place", False)) or any(f.place for f in included),
        )
    return found


def _index(frames: list[Frame], key: str) -> dict[str, tuple[tuple[Trigger, Frame], ...]]:
    listed: dict[str, list[tuple[Trigger, Frame]]] = {}
    for frame in frames:
        for trigger in cast("tuple[Trigger, ...]", getattr(frame, key)):
            listed.setdefault(trigger.head, []).append((trigger, frame))
    for pairs in (
        listed.values()
    ):  # the user's own first, then the most particular: more words, then its auxiliaries, then more conditions
        pairs.sort(
            key=lambda p: (
                not p[1].is_own, -len(p[0].parts), "marks" not in p[1].requires, -len(p[1].requires),
                -len(p[1].by_content), p[1].id,
            )
        )  # fmt: skip
    return {head: tuple(pairs) for head, pairs in listed.items()}
