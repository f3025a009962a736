"""Write records and annotations as JSON: one object a line, members in a fixed order, absence as null."""

import json
from collections.abc import Mapping
from typing import cast

from dateline.model.actors import Actor, ActorMention
from dateline.model.dates import EventDate
from dateline.model.events import Attribution, CodedBy, EventRecord, EventType, Quantity, Record, StateRecord, Under
from dateline.model.places import PlaceMention
from dateline.model.report import Report
from dateline.model.text import Evidence
from dateline.publish.wire import (
    STATE_MEMBERS,
    ActorMentionJson,
    AttributionJson,
    CoderJson,
    DateJson,
    EventJson,
    ImplicitActorJson,
    PlaceJson,
    QuantityJson,
    ReportJson,
    SpanJson,
    SpeakerJson,
    StateJson,
    UnderJson,
)


def to_line(value: Mapping[str, object]) -> str:
    """Write one JSON object without a line end; text stays readable, a lone surrogate is escaped."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return line if line.isascii() or _is_encodable(line) else json.dumps(value, allow_nan=False)


def _is_encodable(line: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in line)


def record_to_json(record: Record) -> EventJson | StateJson:
    """Return the printed form of a record."""
    return _event(record) if isinstance(record, EventRecord) else _state(record)


def _event(record: EventRecord) -> EventJson:
    return {
        "kind": "event",
        "id": record.id,
        "report": _report(record.report),
        "sentence": span_to_json(record.sentence),
        "trigger": span_to_json(record.trigger),
        "event": record.event_type,
        "mode": record.mode,
        "contexts": list(record.contexts),
        "quad": record.quad,
        "score": record.score,
        "actors": [actor_to_json(a) for a in record.actors] or [_implicit(record)],
        "recipients": [actor_to_json(a) for a in record.recipients],
        "place": record.place and place_to_json(record.place),
        "date": record.date and _date(record.date),
        "quantities": [_quantity(q) for q in record.quantities],
        "modality": record.modality,
        "attribution": record.attribution and _attribution(record.attribution),
        "confidence": record.confidence,
        "coder": _coder(record.coder),
        "actor_implicit": record.actor_implicit,
    }


def _state(record: StateRecord) -> StateJson:
    held: dict[str, object] = {
        "holder": record.holder and actor_to_json(record.holder),
        "from_holder": record.from_holder and actor_to_json(record.from_holder),
        "people": record.people and actor_to_json(record.people),
        "parties": [actor_to_json(a) for a in record.parties],
        "name": record.name,
        "place": record.place and place_to_json(record.place),
        "from_place": record.from_place and place_to_json(record.from_place),
        "to_place": record.to_place and place_to_json(record.to_place),
        "as_part_of": record.as_part_of and actor_to_json(record.as_part_of),
        "by": record.by and actor_to_json(record.by),
        "quantities": [_quantity(q) for q in record.quantities],
        "cause": record.cause and span_to_json(record.cause),
        "since": record.since and _date(record.since),
        "until": record.until and _date(record.until),
        "signed": record.signed and _date(record.signed),
        "provisions": [span_to_json(p) for p in record.provisions],
        "under": record.under and _under(record.under),
    }
    always = STATE_MEMBERS[record.state]
    written = {
        "kind": "state",
        "id": record.id,
        "report": _report(record.report),
        "sentence": span_to_json(record.sentence),
        "trigger": span_to_json(record.trigger),
        "state": record.state,
        **{name: value for name, value in held.items() if name in always or value},
        "modality": record.modality,
        "attribution": record.attribution and _attribution(record.attribution),
        "confidence": record.confidence,
        "coder": _coder(record.coder),
    }
    return cast("StateJson", written)


def _report(report: Report) -> ReportJson:
    return {
        "id": report.id,
        "title": report.title,
        "url": report.url,
        "publisher": report.publisher,
        "agency": report.agency,
        "published": report.published,
        "sha256": report.sha256,
    }


def span_to_json(evidence: Evidence) -> SpanJson:
    """Return the printed form of quoted words."""
    return {"start": evidence.span.start, "end": evidence.span.end, "text": evidence.text}


def actor_to_json(mention: ActorMention) -> ActorMentionJson:
    """Return the printed form of a mention of an actor."""
    actor = mention.actor
    return {
        **span_to_json(mention.evidence),
        "name": actor.name,
        "country": actor.country,
        "sectors": list(actor.sectors),
        "id": actor.id,
        "inferred_from": mention.inferred_from and span_to_json(mention.inferred_from),
    }


def _implicit(record: EventRecord) -> ImplicitActorJson:
    """Return the entry for an actor that the text leaves unsaid."""
    is_violent = record.event_type is EventType.ASSAULT
    return {
        "start": None,
        "end": None,
        "text": None,
        "name": "unidentified armed actor" if is_violent else "unidentified actor",
        "country": None,
        "sectors": ["UAF" if is_violent else "UNK"],
        "id": None,
    }


def place_to_json(mention: PlaceMention) -> PlaceJson:
    """Return the printed form of a toponym and the place it was resolved to."""
    place = mention.place
    return {
        **span_to_json(mention.evidence),
        "name": place and place.name,
        "country": place and place.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "geonames_id": place and place.geonames_id,
        "precision": place and place.precision,
        "reason": mention.reason or None,
    }


def _date(date: EventDate) -> DateJson:
    return {
        "start": date.evidence and date.evidence.span.start,
        "end": date.evidence and date.evidence.span.end,
        "text": date.evidence and date.evidence.text,
        "edtf": date.edtf,
        "earliest": date.earliest and date.earliest.isoformat(),
        "latest": date.latest and date.latest.isoformat(),
        "basis": date.basis,
        "reason": date.reason or None,
    }


def _quantity(quantity: Quantity) -> QuantityJson:
    return {
        **span_to_json(quantity.evidence),
        "kind": quantity.kind,
        "low": _number(quantity.low),
        "best": _number(quantity.best),
        "high": _number(quantity.high),
        "qualifier": quantity.qualifier,
        "unit": quantity.unit,
    }


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


def _attribution(attribution: Attribution) -> AttributionJson:
    return {
        **span_to_json(attribution.evidence),
        "speaker": _speaker(attribution.speaker),
        "kind": attribution.kind,
        "cue": attribution.cue and span_to_json(attribution.cue),
    }


def _speaker(actor: Actor) -> SpeakerJson:
    return {"name": actor.name, "country": actor.country, "sectors": list(actor.sectors), "id": actor.id}


def _under(under: Under) -> UnderJson:
    return {"kind": under.kind, **span_to_json(under.evidence), "name": under.name}


def _coder(coder: CodedBy) -> CoderJson:
    return {"name": coder.name, "version": coder.version, "rule": coder.rule, "model": coder.model}
