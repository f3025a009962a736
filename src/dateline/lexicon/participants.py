"""Where the parties of an event stand when its frame names no words for them. The data is `participants.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path, load_toml, words
from dateline.model.events import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Participants:
    """Hold the words of `participants.toml`.

    `aside`: prepositions that lead to no other party; `below`: types whose other party may stand anywhere in what the
    trigger governs, with the prepositions of `aside` that lead there for them; `apart`: more that lead to none from a
    trigger of a type; `told`: types whose other party only these prepositions tell; `mutual`: lemmas of violence that
    has no other party; `harm`: nouns whose own words tell whose harm it is. `authority` gives the sectors of those who
    alone do what a `TYPE` or `TYPE:mode` says, `opposed` of those against whom it is done, where the text leaves them
    unsaid.
    """

    aside: frozenset[str]
    mutual: frozenset[str]
    harm: frozenset[str]
    below: Mapping[EventType, frozenset[str]]
    apart: Mapping[EventType, frozenset[str]]
    told: Mapping[EventType, frozenset[str]]
    authority: Mapping[str, tuple[str, ...]]
    opposed: Mapping[str, tuple[str, ...]]


def load_participants() -> Participants:
    """Load the words that ship with the package.

    Raises: LexiconError naming the fault.
    """
    source = data_path("en", "participants.toml")
    document = load_toml(source)

    def by_type(key: str) -> dict[EventType, frozenset[str]]:
        table = cast("Mapping[str, object]", document.get(key, {}))
        try:
            return {EventType(name): frozenset(words(v, f"{source.name}: {key}.{name}")) for name, v in table.items()}
        except ValueError as error:
            raise LexiconError(f"{source.name}: {key}: {error}") from error

    def sectors(key: str) -> dict[str, tuple[str, ...]]:
        table = cast("Mapping[str, object]", document.get(key, {}))
        return {name: words(value, f"{source.name}: {key}.{name}") for name, value in table.items()}

    return Participants(
        aside=frozenset(words(document.get("aside", []), f"{source.name}: aside")),
        mutual=frozenset(words(document.get("mutual", []), f"{source.name}: mutual")),
        harm=frozenset(words(document.get("harm", []), f"{source.name}: harm")),
        below=by_type("below"),
        apart=by_type("apart"),
        told=by_type("told"),
        authority=sectors("authority"),
        opposed=sectors("opposed"),
    )
