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
class Constructions:
    """Hold the words of `constructions.toml`.

    `support`: verbs whose subject does what their object noun names ("launch an attack"); `occurrence`: verbs whose
    subject noun happens ("fighting broke out"); `transparent`: nouns that only measure or frame ("a wave of").
    `changes` maps a type to what it becomes under a modality: a planned AID is AGREE.
    """

    support: frozenset[str]
    occurrence: frozenset[str]
    transparent: frozenset[str]
    operators: Mapping[str, Operator]
    auxiliaries: Mapping[str, Modality]
    negations: frozenset[str]
    conditionals: frozenset[str]
    doubts: Mapping[str, Modality]
    changes: Mapping[tuple[Modality, EventType], tuple[EventType, str | None]]


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

    operators: dict[str, Operator] = {}
    for entry in tables(document, "operator", source.name):
        operator = Operator(id=str(entry["id"]), sets=Modality(entry["sets"]) if entry.get("sets") else None)
        for word in words(entry["words"], f"{source.name}: {operator.id}"):
            operators[word] = operator
    changes: dict[tuple[Modality, EventType], tuple[EventType, str | None]] = {}
    for entry in tables(document, "change", source.name):
        event_type, _, mode = str(entry["to"]).partition(":")
        for name in words(entry["from"], f"{source.name}: change"):
            for modality in words(entry["under"], f"{source.name}: change"):
                changes[Modality(modality), EventType(name)] = (EventType(event_type), mode or None)
    return Constructions(
        support=listed("support"), occurrence=listed("occurrence"), transparent=listed("transparent"),
        operators=operators, auxiliaries=modal("auxiliaries"), negations=listed("negations"),
        conditionals=listed("conditionals"), doubts=modal("doubts"), changes=changes,
    )
