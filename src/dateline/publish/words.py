"""Say records in short words for people: one wording that the table, the chronology and the explanation share."""

import re

from dateline.coding.explain import Coded
from dateline.model.actors import Actor, ActorMention
from dateline.model.dates import EventDate
from dateline.model.events import Attribution, EventRecord, Qualifier, Quantity, Record, Under
from dateline.model.places import PlaceMention
from dateline.model.text import Evidence

UNSEEN = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
HEDGES = {
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.AT_MOST: "at most ",
    Qualifier.NEARLY: "nearly ",
}


def visible(text: str) -> str:
    """Blank out what could steer a terminal or turn the reading order; the length stays the same."""
    return UNSEEN.sub(" ", text)


def quoted(evidence: Evidence) -> str:
    """Quote the words of a report on one line."""
    return f"“{visible(evidence.text)}”"


def code_words(record: Record) -> str:
    """Name the code of a record: `RETREAT:withdraw`, `deployment`."""
    if isinstance(record, EventRecord):
        return f"{record.event_type}:{record.mode}" if record.mode else str(record.event_type)
    return str(record.state)


def actor_words(mention: ActorMention) -> str:
    """Name an actor with its country and sectors: `Russia (RUS MIL)`."""
    return _named(mention.actor)


def _named(actor: Actor) -> str:
    codes = " ".join(filter(None, (actor.country, *actor.sectors)))
    return visible(f"{actor.name} ({codes})" if codes else actor.name)


def place_words(mention: PlaceMention) -> str:
    """Name a place with country and precision, or say why there is none."""
    place = mention.place
    if place is None:
        return f"unresolved: {mention.reason}" if mention.reason else "unresolved"
    return visible(f"{place.name} ({', '.join(filter(None, (place.country, place.precision)))})")


def date_words(date: EventDate) -> str:
    """Give a date in EDTF, or say that the text gives none."""
    return date.edtf or (f"no later than {date.latest}" if date.latest else "undated")


def quantity_words(quantity: Quantity) -> str:
    """Count in words: `nearly 2,000 people (personnel)`."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if quantity.qualifier is Qualifier.RANGE and low is not None and high is not None:
        amount = f"{low:,g} to {high:,g}"
    else:
        known = next((n for n in (best, low, high) if n is not None), None)
        amount = HEDGES.get(quantity.qualifier, "") + (str(quantity.qualifier) if known is None else f"{known:,g}")
    return visible(f"{amount} {quantity.unit} ({quantity.kind})")


def attribution_words(attribution: Attribution) -> str:
    """Name the speaker and the manner."""
    return f"{_named(attribution.speaker)}, {attribution.kind}"


def coded_words(value: Coded) -> str:
    """Say what was coded for one field."""
    match value:
        case ActorMention():
            words = actor_words(value)
        case PlaceMention():
            words = place_words(value)
        case EventDate():
            words = date_words(value)
        case Quantity():
            words = quantity_words(value)
        case Attribution():
            words = attribution_words(value)
        case Under():
            words = visible(value.name)
        case Evidence():
            words = visible(value.text)
    return words
