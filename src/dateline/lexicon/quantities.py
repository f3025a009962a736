"""Load the words by which a text counts: numerals, hedges, and what is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, cast

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path, load_toml, words
from dateline.model.events import EventType, Qualifier, QuantityKind, State

Phrase = tuple[str, ...]
Member = TypeVar("Member", bound=StrEnum)
SOURCE = "quantities.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mass:
    """Say what a plural without a number counts: "dozens" are at least 24."""

    low: float
    qualifier: Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKinds:
    """Say which kinds a record takes, as what it counts people (also by mode), which it renames or counts alone."""

    kinds: frozenset[QuantityKind]
    people: QuantityKind | None
    modes: Mapping[str, QuantityKind]
    turns: Mapping[QuantityKind, QuantityKind]
    singles: frozenset[QuantityKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityLexicon:
    """Hold the words of counting, lower case; verbs and nouns are lemmas mapped to the kind they tell.

    `before` and `after` map the words of a hedge to its qualifier; `records` is keyed by event type or state.
    """

    numerals: Mapping[str, float]
    scales: Mapping[str, float]
    fractions: Mapping[str, float]
    masses: Mapping[str, Mass]
    before: Mapping[Phrase, Qualifier]
    after: Mapping[Phrase, Qualifier]
    vague: frozenset[str]
    articles: frozenset[str]
    transparent: frozenset[str]
    part_pronouns: frozenset[str]
    part_prepositions: frozenset[str]
    people: frozenset[str]
    totals: frozenset[str]
    ages: frozenset[str]
    square: frozenset[str]
    excluded: frozenset[str]
    objects: Mapping[str, QuantityKind]
    subjects: Mapping[str, QuantityKind]
    adjectives: Mapping[str, QuantityKind]
    deeds: Mapping[str, QuantityKind]
    nouns: Mapping[str, QuantityKind]
    currencies: Mapping[str, str]
    records: Mapping[EventType | State, RecordKinds]


def load_quantities() -> QuantityLexicon:
    """Load the words of counting that ship with the package.

    Raises: LexiconError naming the table that is missing or not as its comment says.
    """
    document = load_toml(data_path("en", SOURCE))
    listed = _table(document, "words")

    def group(key: str) -> frozenset[str]:
        return frozenset(words(listed.get(key), f"{SOURCE}: words.{key}"))

    return QuantityLexicon(
        numerals=_numbers(document, "numerals"),
        scales=_numbers(document, "scales"),
        fractions=_numbers(document, "fractions"),
        masses={word: _mass(word, entry) for word, entry in _table(document, "masses").items()},
        before={tuple(p.split()): q for p, q in _inverted(document, "qualifiers", Qualifier).items()},
        after={tuple(p.split()): q for p, q in _inverted(document, "qualifiers_after", Qualifier).items()},
        vague=group("vague"),
        articles=group("articles"),
        transparent=group("transparent"),
        part_pronouns=group("part_pronouns"),
        part_prepositions=group("part_prepositions"),
        people=group("people"),
        totals=group("totals"),
        ages=group("ages"),
        square=group("square"),
        excluded=frozenset(words(_table(document, "excluded").get("nouns"), f"{SOURCE}: excluded.nouns")),
        objects=_inverted(document, "objects", QuantityKind),
        subjects=_inverted(document, "subjects", QuantityKind),
        adjectives=_inverted(document, "adjectives", QuantityKind),
        deeds=_inverted(document, "deeds", QuantityKind),
        nouns=_inverted(document, "nouns", QuantityKind),
        currencies={word: str(code) for word, code in _table(document, "currencies").items()},
        records={_record_key(key): _record_kinds(key, entry) for key, entry in _table(document, "records").items()},
    )


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = document.get(key)
    if not isinstance(found, dict):
        raise LexiconError(f"{SOURCE}: the table [{key}] is missing")
    return cast("dict[str, object]", found)


def _numbers(document: Mapping[str, object], key: str) -> Mapping[str, float]:
    return {word: _number(value, f"{key}.{word}") for word, value in _table(document, key).items()}


def _number(value: object, where: str) -> float:
    if not isinstance(value, int | float):
        raise LexiconError(f"{SOURCE}: {where} must be a number")
    return float(value)


def _mass(word: str, entry: object) -> Mass:
    known = _table({word: entry}, word)
    return Mass(low=_number(known.get("low"), f"{word}.low"), qualifier=_member(Qualifier, known.get("qualifier")))


def _inverted(document: Mapping[str, object], key: str, enum: type[Member]) -> Mapping[str, Member]:
    """Turn a table of lists, each named by a member of `enum`, into word -> member."""
    listed = _table(document, key)
    return {w: _member(enum, name) for name in listed for w in words(listed[name], f"{SOURCE}: {key}.{name}")}


def _member(enum: type[Member], value: object) -> Member:
    try:
        return enum(value)
    except ValueError as error:
        raise LexiconError(f"{SOURCE}: {value!r} is no {enum.__name__}") from error


def _record_key(key: str) -> EventType | State:
    return _member(EventType, key) if key.isupper() else _member(State, key)


def _record_kinds(key: str, entry: object) -> RecordKinds:
    known = _table({key: entry}, key)
    turns = cast("Mapping[str, str]", known.get("turns", {}))
    modes = cast("Mapping[str, str]", known.get("modes", {}))
    return RecordKinds(
        kinds=frozenset(_member(QuantityKind, kind) for kind in words(known.get("kinds"), f"{SOURCE}: {key}.kinds")),
        people=_member(QuantityKind, known["people"]) if "people" in known else None,
        modes={mode: _member(QuantityKind, kind) for mode, kind in modes.items()},
        turns={_member(QuantityKind, kind): _member(QuantityKind, other) for kind, other in turns.items()},
        singles=frozenset(
            _member(QuantityKind, k) for k in words(known.get("singles", []), f"{SOURCE}: {key}.singles")
        ),
    )
