"""The PLOVER ontology: which modes an event type has, its quad and its score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from dateline.lexicon.files import data_path, load_toml, words
from dateline.model.events import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFacts:
    """Hold the facts of one event type: `scores` maps each mode (and "" for none) to its score on -10..+10, or null."""

    quad: int
    scores: Mapping[str, float | None]
    contexts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Hold PLOVER's types, modes, contexts, sectors and non-state codes."""

    types: Mapping[EventType, TypeFacts]
    contexts: tuple[str, ...]
    sectors: tuple[str, ...]
    nonstate_codes: tuple[str, ...]

    def score(self, event_type: EventType, mode: str | None) -> float | None:
        """Return the conflict-cooperation score of a type and mode; null where the manual gives none."""
        return self.types[event_type].scores[mode or ""]


def load_ontology() -> Ontology:
    """Load the ontology that ships with the package."""
    source = data_path("plover", "plover.toml")
    document = load_toml(source)
    listed = cast("Mapping[str, Mapping[str, object]]", document["event_types"])
    return Ontology(
        types={EventType(name): _type_facts(facts) for name, facts in listed.items()},
        contexts=words(document["contexts"], f"{source}: contexts"),
        sectors=words(document["sectors"], f"{source}: sectors"),
        nonstate_codes=words(document["nonstate_codes"], f"{source}: nonstate_codes"),
    )


def _type_facts(facts: Mapping[str, object]) -> TypeFacts:
    modes = cast("Mapping[str, Mapping[str, object]]", facts.get("modes", {}))
    scores: dict[str, float | None] = {"": float(cast("float", facts["score"]))}
    for mode, known in modes.items():
        scores[mode] = float(cast("float", known["score"])) if "score" in known else None
    contexts = {mode: str(known["adds_context"]) for mode, known in modes.items() if "adds_context" in known}
    return TypeFacts(quad=int(cast("int", facts["quad"])), scores=scores, contexts=contexts)
