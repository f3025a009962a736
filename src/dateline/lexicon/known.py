"""Gather what all lexicons know of a word or name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.lexicon.actor_entries import Entry
from dateline.lexicon.actors import ACTORS, load_actors
from dateline.lexicon.frames import Frame, Frames, Trigger, load_frames
from dateline.lexicon.gazetteer import Candidate, load_gazetteer
from dateline.lexicon.ontology import load_ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Hold one thing that is known: in which layer ("verb", "filler", "actor", "place"), what, and the details."""

    layer: str
    what: str
    details: str


def known_of(words: str, own: Path | None = None) -> list[Known]:
    """Return what frames, classes of fillers, lists of actors and gazetteer know of `words`, in that order.

    `own` is a folder of the user's own lexicons, which are asked with the shipped ones.

    Raises: LexiconError if a lexicon is at fault.
    """
    frames = load_frames(load_ontology(), own)
    actors = load_actors([own / ACTORS] if own else []).names.named(words)
    places = load_gazetteer(own).candidates(words)
    return [
        *_frames(words.lower(), frames),
        *_fillers(words.lower(), frames),
        *(_actor(entry) for entry in actors),
        *(_place(candidate) for candidate in places),
    ]


def _frames(words: str, frames: Frames) -> Iterator[Known]:
    """Yield the frames that a trigger opens: those headed by the last word, or by the first with particles."""
    head, *parts = words.split() or [words]
    layers: Mapping[str, Mapping[str, tuple[tuple[Trigger, Frame], ...]]] = {
        "verb": frames.verbs,
        "noun": frames.nouns,
        "adjective": frames.adjectives,
    }
    for layer, index in layers.items():
        for trigger, frame in index.get(head if layer == "verb" or not parts else words.split()[-1], ()):
            said = [*trigger.parts, trigger.head] if trigger.is_compound else [trigger.head, *trigger.parts]
            if not parts or " ".join(said) == words:
                code = ":".join(filter(None, (str(frame.event_type or f"state {frame.state}"), frame.mode)))
                yield Known(layer=layer, what=" ".join(said), details=f"{code}  {frame.id}  “{frame.example}”")


def _fillers(words: str, frames: Frames) -> Iterator[Known]:
    for name, filler in sorted(frames.fillers.items()):
        if words in filler.words:
            yield Known(layer="filler", what=words, details=f"@{name.removeprefix('@')}")


def _actor(entry: Entry) -> Known:
    code = " ".join((entry.country or "no country", *entry.sectors))
    told = (code, entry.kind, _time(entry.since, entry.until), entry.id or "")
    return Known(layer="actor", what=entry.name, details="  ".join(filter(None, told)))


def _place(candidate: Candidate) -> Known:
    place = candidate.place
    at = (
        f"{place.latitude:.2f}, {place.longitude:.2f}"
        if place.latitude is not None and place.longitude is not None
        else ""
    )
    number = f"geonames {place.geonames_id}" if place.geonames_id else ""
    people = f"population {place.population:,}" if place.population else ""
    told = (place.country or "no country", str(place.precision), at, people, number)
    time = _time(candidate.valid_from, candidate.valid_to)
    return Known(layer="place", what=place.name, details="  ".join(filter(None, (*told, time))))


def _time(since: date | None, until: date | None) -> str:
    return f"{since or ''}..{until or ''}" if since or until else ""
