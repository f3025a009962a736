"""Constructions that carry or change an event: support verbs, transparent nouns, operators on modality."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from dateline.lexicon.files import data_path, load_toml, tables, words
from dateline.model.events import EventType, Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Hold words that set the modality of what they govern; `parts` as in a frame's trigger."""

    id: str
    sets: Modality | None
    actor_moves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold what a type becomes under a modality; `modality` is the new one, null where it stays."""

    event_type: EventType
    mode: str | None
    modality: Modality | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constructions:
    """Hold the words of `constructions.toml`.

    `support`: verbs whose subject does what their object noun names ("launch an attack"); `occurrence`: verbs whose
    subject noun happens ("fighting broke out"); `transparent`: nouns that only measure or frame ("a wave of").
    `changes` maps a modality (or "refused": negated in the future, "will not") and a `TYPE` or `TYPE:mode` to what it
    becomes: a planned AID is AGREE. `instruments` gives the mode of a type by what it is done with ("with drones").
    `beside`: prepositions whose phrase tells when or despite what, not what about. `works` and `tells`: what tells a
    story of its own, and the verbs of telling; `mentions`: nouns that speak of a word; `sports`: words of sport alone.
    """

    support: frozenset[str]
    occurrence: frozenset[str]
    transparent: frozenset[str]
    operators: Mapping[str, Operator]
    auxiliaries: Mapping[str, Modality]
    negations: frozenset[str]
    conditionals: frozenset[str]
    doubts: Mapping[str, Modality]
    changes: Mapping[tuple[str, str], Change]
    instruments: Mapping[tuple[EventType, str], str]
    beside: frozenset[str]
    works: frozenset[str]
    tells: frozenset[str]
    mentions: frozenset[str]
    sports: frozenset[str]

    def change(self, under: str, event_type: EventType, mode: str | None) -> Change | None:
        """Return what a type and mode become under a modality, the rule for the mode before the rule for the type."""
        return self.changes.get((under, f"{event_type}:{mode}")) or self.changes.get((under, f"{event_type}"))


def load_constructions() -> Constructions:
    """Load the constructions that ship with the package.

    Raises: LexiconError naming the fault.
    """
    source = data_path("en", "constructions.toml")
    document = load_toml(source)

    def listed(key: str) -> frozenset[str]:
        return frozenset(words(document.get(key, []), f"{source.name}: {key}"))

    def modal(key: str) -> dict[str, Modality]:
        table = cast("Mapping[str, str]", document.get(key, {}))
        return {word: Modality(value) for word, value in table.items()}

    return Constructions(
        support=listed("support"),
        occurrence=listed("occurrence"),
        transparent=listed("transparent"),
        operators=_operators(document, source.name),
        auxiliaries=modal("auxiliaries"),
        negations=listed("negations"),
        conditionals=listed("conditionals"),
        doubts=modal("doubts"),
        changes=_changes(document, source.name),
        instruments=_instruments(document, source.name),
        beside=listed("beside"),
        works=listed("works"),
        tells=listed("tells"),
        mentions=listed("mentions"),
        sports=listed("sports"),
    )


def _operators(document: Mapping[str, object], where: str) -> dict[str, Operator]:
    operators: dict[str, Operator] = {}
    for entry in tables(document, "operator", where):
        operator = Operator(id=str(entry["id"]), sets=Modality(entry["sets"]) if entry.get("sets") else None)
        for word in words(entry["words"], f"{where}: {operator.id}"):
            operators[word] = operator
    return operators


def _changes(document: Mapping[str, object], where: str) -> dict[tuple[str, str], Change]:
    changes: dict[tuple[str, str], Change] = {}
    for entry in tables(document, "change", where):
        event_type, _, mode = str(entry["to"]).partition(":")
        modality = Modality(entry["modality"]) if "modality" in entry else None
        change = Change(event_type=EventType(event_type), mode=mode or None, modality=modality)
        for name in words(entry["from"], f"{where}: change"):
            for under in words(entry["under"], f"{where}: change"):
                changes[under, name] = change
    return changes


def _instruments(document: Mapping[str, object], where: str) -> dict[tuple[EventType, str], str]:
    return {
        (EventType(entry["event_type"]), word): str(entry["mode"])
        for entry in tables(document, "instrument", where)
        for word in words(entry["words"], f"{where}: instrument")
    }
