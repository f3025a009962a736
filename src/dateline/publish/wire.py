"""The printed form of records and annotations: one declaration that the writers, the types and the JSON Schema share.

Spans are code points of the report's text, `start` inclusive, `end` exclusive; a span the text does not give is null.
Every member is always written; those marked `NotRequired` came after the contract's, or belong to some states only.
"""

from typing import Annotated, Literal, NotRequired, TypedDict

from dateline.model.dates import DateBasis, TimexType
from dateline.model.events import AttributionKind, EventType, Modality, Qualifier, QuantityKind, State
from dateline.model.places import Precision

SCHEMA_VERSION = 1

Offset = Annotated[int, ("minimum", 0)]
Country = Annotated[
    str | None, ("pattern", "^[A-Z]{3}$"), ("description", "ISO 3166-1 alpha-3 or a non-state code of PLOVER")
]
Edtf = Annotated[str | None, ("description", "EDTF (ISO 8601-2), as precise as the text and no finer")]
Day = Annotated[str | None, ("format", "date")]
Sectors = Annotated[list[str], ("description", "PLOVER sectors, the primary one first")]
Latitude = Annotated[float | None, ("minimum", -90), ("maximum", 90), ("description", "WGS 84 degrees north")]
Longitude = Annotated[float | None, ("minimum", -180), ("maximum", 180), ("description", "WGS 84 degrees east")]


class SpanJson(TypedDict):
    """Quote a stretch of the report's text."""

    start: Offset
    end: Offset
    text: str


class ReportJson(TypedDict):
    """Name the report that a record came from; `sha256` is of the UTF-8 bytes of its text."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    agency: str | None
    published: str | None
    sha256: str


class SpeakerJson(TypedDict):
    """Identify who speaks."""

    name: str
    country: Country
    sectors: Sectors
    id: NotRequired[str | None]


class ActorMentionJson(SpanJson):
    """Identify an actor by the words that name it; `inferred_from` quotes the antecedent of a pronoun or noun."""

    name: str
    country: Country
    sectors: Sectors
    id: str | None
    inferred_from: NotRequired[SpanJson | None]


class ImplicitActorJson(TypedDict):
    """Stand for an actor that the text leaves unsaid: no words, no country, the sector UAF for violence, else UNK."""

    start: None
    end: None
    text: None
    name: str
    country: None
    sectors: Sectors
    id: None


class PlaceJson(SpanJson):
    """Locate a toponym; the members after `text` are null where it was not resolved, and `reason` says why."""

    name: str | None
    country: Country
    latitude: Latitude
    longitude: Longitude
    geonames_id: int | None
    precision: Precision | None
    reason: NotRequired[str | None]


class DateJson(TypedDict):
    """Date a record; with `publication_fallback` the text gives no words for it and the span is null."""

    start: Offset | None
    end: Offset | None
    text: str | None
    edtf: Edtf
    earliest: Day
    latest: Day
    basis: DateBasis
    reason: NotRequired[str | None]


class QuantityJson(SpanJson):
    """Count something; a bound that the words do not give is null."""

    kind: QuantityKind
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    unit: str


class AttributionJson(SpanJson):
    """Tell according to whom; `start`, `end` and `text` quote the words for the speaker."""

    speaker: SpeakerJson
    kind: AttributionKind
    cue: NotRequired[SpanJson | None]


class UnderJson(SpanJson):
    """Name the agreement or authority that a deployment or mandate stands under."""

    kind: str
    name: str


class CoderJson(TypedDict):
    """Say which coder, rule and language model made the record."""

    name: str
    version: str
    rule: str
    model: NotRequired[str]


class RecordJson(TypedDict):
    """Hold what events and states have in common."""

    id: Annotated[str, ("description", "the same for the same report, span and version")]
    report: ReportJson
    sentence: SpanJson
    trigger: SpanJson
    modality: Modality
    attribution: AttributionJson | None
    confidence: Annotated[float, ("minimum", 0), ("maximum", 1)]
    coder: CoderJson


class EventJson(RecordJson):
    """Tell one thing that a sentence says happened; `actor_implicit` marks an actor that the text leaves unsaid."""

    kind: Literal["event"]
    event: EventType
    mode: str | None
    contexts: list[str]
    quad: Annotated[int, ("minimum", 1), ("maximum", 4)]
    score: Annotated[float | None, ("minimum", -10), ("maximum", 10)]
    actors: list[ActorMentionJson | ImplicitActorJson]
    recipients: list[ActorMentionJson]
    place: PlaceJson | None
    date: DateJson | None
    quantities: list[QuantityJson]
    actor_implicit: NotRequired[bool]


class StateJson(RecordJson):
    """Tell one thing that a sentence says held for a time; `STATE_MEMBERS` says which members each state always has."""

    kind: Literal["state"]
    state: State
    holder: NotRequired[ActorMentionJson | None]
    from_holder: NotRequired[ActorMentionJson | None]
    people: NotRequired[ActorMentionJson | None]
    parties: NotRequired[list[ActorMentionJson]]
    name: NotRequired[str | None]
    place: NotRequired[PlaceJson | None]
    from_place: NotRequired[PlaceJson | None]
    to_place: NotRequired[PlaceJson | None]
    as_part_of: NotRequired[ActorMentionJson | None]
    by: NotRequired[ActorMentionJson | None]
    quantities: NotRequired[list[QuantityJson]]
    cause: NotRequired[SpanJson | None]
    since: NotRequired[DateJson | None]
    until: NotRequired[DateJson | None]
    signed: NotRequired[DateJson | None]
    provisions: NotRequired[list[SpanJson]]
    under: NotRequired[UnderJson | None]


STATE_MEMBERS: dict[State, tuple[str, ...]] = {
    State.DEPLOYMENT: ("holder", "place", "quantities", "since", "until", "under"),
    State.CONTROL: ("holder", "place", "from_holder", "since", "until"),
    State.DISPLACEMENT: ("people", "from_place", "to_place", "quantities", "cause"),
    State.AGREEMENT: ("parties", "name", "signed", "provisions"),
    State.MANDATE: ("holder", "place", "until", "under"),
    State.RECOGNITION: ("place", "as_part_of", "by"),
}


class TimexJson(SpanJson):
    """Mark a time expression with its TIMEX3 type and value."""

    type: TimexType
    value: str
    edtf: Edtf


class QuoteJson(SpanJson):
    """Mark quoted or reported words, who says them and by which words of saying."""

    speaker: SpanJson | None
    cue: SpanJson | None
    kind: AttributionKind


class AnnotationJson(TypedDict, total=False):
    """Hold the mentions of one report, by layer."""

    id: str
    dates: list[TimexJson]
    places: list[PlaceJson]
    actors: list[ActorMentionJson]
    quotes: list[QuoteJson]
