"""Records: coded statements, each pinned to one sentence."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.actors import Actor, ActorMention
from dateline.model.dates import EventDate
from dateline.model.places import PlaceMention
from dateline.model.report import Report
from dateline.model.text import Evidence


class EventType(StrEnum):
    """Name the sixteen PLOVER event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class State(StrEnum):
    """Name the six states: how things stood, not what happened."""

    DEPLOYMENT = "deployment"
    CONTROL = "control"
    DISPLACEMENT = "displacement"
    AGREEMENT = "agreement"
    MANDATE = "mandate"
    RECOGNITION = "recognition"


class Modality(StrEnum):
    """Tell how a text stands to what it reports."""

    ASSERTED = "asserted"
    ONGOING = "ongoing"
    PLANNED = "planned"
    ORDERED = "ordered"
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    DENIED = "denied"
    NEGATED = "negated"
    HISTORICAL = "historical"


class AttributionKind(StrEnum):
    """Tell in what manner a statement is attributed."""

    DIRECT_QUOTE = "direct_quote"
    INDIRECT = "indirect"
    OFFICIAL_STATEMENT = "official_statement"
    ANONYMOUS = "anonymous"
    OTHER_MEDIA = "other_media"


class QuantityKind(StrEnum):
    """Tell what a quantity counts."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    ARRESTED = "arrested"
    MISSING = "missing"
    DISPLACED = "displaced"
    DEPLOYED = "deployed"
    PERSONNEL = "personnel"
    CAPTURED = "captured"
    RELEASED = "released"
    PARTICIPANTS = "participants"
    VEHICLES = "vehicles"
    WEAPONS = "weapons"
    SETTLEMENTS = "settlements"
    AREA = "area"
    MONEY = "money"
    OTHER = "other"


class Qualifier(StrEnum):
    """Tell how the text hedges a number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NEARLY = "nearly"
    DOZENS = "dozens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Count something: `low <= best <= high` as far as each is given; "nearly 2,000" has no `low`."""

    evidence: Evidence
    kind: QuantityKind
    low: float | None
    best: float | None
    high: float | None
    qualifier: Qualifier
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Tell according to whom: `evidence` quotes the speaker's words, `cue` the verb or phrase of saying."""

    evidence: Evidence
    speaker: Actor
    kind: AttributionKind
    cue: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedBy:
    """Say which coder and which rule made a record."""

    name: str
    version: str
    rule: str
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """Name the agreement or authority that a deployment or a mandate stands under."""

    kind: str
    evidence: Evidence
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """Code one thing that one sentence says happened (or did not, or will)."""

    id: str
    report: Report
    sentence: Evidence
    trigger: Evidence
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    score: float | None
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    place: PlaceMention | None
    date: EventDate | None
    quantities: tuple[Quantity, ...]
    modality: Modality
    attribution: Attribution | None
    confidence: float
    coder: CodedBy
    actor_implicit: bool = False
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRecord:
    """Code one thing that one sentence says held for a time; which members apply depends on `state` (CONTRACT)."""

    id: str
    report: Report
    sentence: Evidence
    trigger: Evidence
    state: State
    modality: Modality
    attribution: Attribution | None
    confidence: float
    coder: CodedBy
    holder: ActorMention | None = None
    from_holder: ActorMention | None = None
    place: PlaceMention | None = None
    from_place: PlaceMention | None = None
    to_place: PlaceMention | None = None
    people: ActorMention | None = None
    cause: Evidence | None = None
    parties: tuple[ActorMention, ...] = ()
    name: str | None = None
    provisions: tuple[Evidence, ...] = ()
    as_part_of: ActorMention | None = None
    by: ActorMention | None = None
    quantities: tuple[Quantity, ...] = ()
    since: EventDate | None = None
    until: EventDate | None = None
    signed: EventDate | None = None
    under: Under | None = None
    steps: tuple[str, ...] = ()


Record = EventRecord | StateRecord
