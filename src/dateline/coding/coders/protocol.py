"""The seam between recognising and resolving: what any coder says of a sentence, and nothing more.

What follows (dates, places, actors, quantities, states, records) does not know which coder spoke.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dateline.coding.parsed import Parsed
from dateline.model.actors import ActorMention
from dateline.model.dates import DateMention
from dateline.model.events import EventType, Modality, State
from dateline.model.places import PlaceMention
from dateline.model.text import Span


class Role(StrEnum):
    """Name the parts that words play around a trigger."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    PLACE = "place"
    FROM_PLACE = "from_place"
    TO_PLACE = "to_place"
    DATE = "date"
    UNTIL = "until"
    QUANTITY = "quantity"
    HOLDER = "holder"
    FROM_HOLDER = "from_holder"
    PEOPLE = "people"
    PARTY = "party"
    AS_PART_OF = "as_part_of"
    BY = "by"
    UNDER = "under"
    CAUSE = "cause"
    PROVISION = "provision"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Say that the words of `span`, headed by token `head`, play `role`; `step` tells by which path they were found."""

    role: Role
    span: Span
    head: int
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Hold what a coder says of one trigger: exactly one of `event_type` and `state` is set.

    `coder` says who decided (frames, model, or both alike). `starts` names the state that the event begins.
    `head` is the trigger's head token;
    `steps` is the path from words to code that `dateline explain` prints.
    """

    trigger: Span
    head: int
    sentence: int
    event_type: EventType | None = None
    mode: str | None = None
    state: State | None = None
    starts: State | None = None
    arguments: tuple[Argument, ...] = ()
    modality: Modality = Modality.ASSERTED
    rule: str = ""
    coder: str = "frames"
    confidence: float = 0.5
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """Hold what was found in a whole report before any coder speaks."""

    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()


class Coder(Protocol):
    """Code a parsed report sentence by sentence, each with the one before it in reach; deterministic."""

    name: str
    version: str

    def code_report(self, parsed: Parsed, mentions: Mentions) -> tuple[tuple[Finding, ...], ...]:
        """Return the findings of each sentence, in text order."""
        ...
