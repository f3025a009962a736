"""Take a record apart: each coded field, the words it came from, and why it was decided so."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.actors import ActorMention
from dateline.model.dates import EventDate
from dateline.model.events import Attribution, EventRecord, Quantity, Record, StateRecord, Under
from dateline.model.places import Place, PlaceMention
from dateline.model.text import Evidence

Coded = ActorMention | PlaceMention | EventDate | Quantity | Attribution | Under | Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Hold one coded field of a record: the role it plays and what was coded."""

    role: str
    value: Coded

    @property
    def evidence(self) -> Evidence | None:
        """Return the words it came from; null where the text gives none."""
        return self.value if isinstance(self.value, Evidence) else self.value.evidence


def fields_of(record: Record) -> Iterator[Field]:
    """Yield the coded fields in the order a reader asks for them: who, whom, where, when, how many, says who."""
    single = _event_fields(record) if isinstance(record, EventRecord) else _state_fields(record)
    shared = (("quantity", record.quantities), ("speaker", (record.attribution,)))
    for role, values in (*single, *shared):
        yield from (Field(role=role, value=value) for value in values if value)


Fields = tuple[tuple[str, tuple[Coded | None, ...]], ...]


def _event_fields(record: EventRecord) -> Fields:
    return (
        ("actor", record.actors),
        ("recipient", record.recipients),
        ("place", (record.place,)),
        ("date", (record.date,)),
    )


def _state_fields(record: StateRecord) -> Fields:
    return (
        ("holder", (record.holder,)),
        ("from holder", (record.from_holder,)),
        ("people", (record.people,)),
        ("party", record.parties),
        ("as part of", (record.as_part_of,)),
        ("by", (record.by,)),
        ("place", (record.place,)),
        ("from place", (record.from_place,)),
        ("to place", (record.to_place,)),
        ("since", (record.since,)),
        ("until", (record.until,)),
        ("signed", (record.signed,)),
        ("under", (record.under,)),
        ("cause", (record.cause,)),
        ("provision", record.provisions),
    )


def reasons_for(value: Coded) -> Iterator[str]:
    """Yield why a field was decided so, as its stage wrote it down."""
    if isinstance(value, ActorMention) and value.inferred_from:
        yield f"stands for “{value.inferred_from.text}”"
    if isinstance(value, EventDate):
        yield str(value.basis).replace("_", " ")
    if isinstance(value, Attribution) and value.cue:
        yield f"words of saying: “{value.cue.text}”"
    if isinstance(value, ActorMention | PlaceMention | EventDate) and value.reason:
        yield value.reason


def rejected_for(value: Coded) -> Iterator[str]:
    """Yield the other places that a toponym could have meant, the likeliest first."""
    if isinstance(value, PlaceMention):
        yield from (_described(place) for place in value.rejected)


def _described(place: Place) -> str:
    within = ", ".join(filter(None, (place.admin1, place.country)))
    people = f", {place.population:,} people" if place.population else ""
    return f"{place.name} ({within or place.precision}{people})"
