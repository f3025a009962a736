"""Cut a sentence into stretches of capitalised words, and a stretch into the longest names that the gazetteer knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.countries import is_initialism
from dateline.lexicon.gazetteer import Candidate, Gazetteer, Layer
from dateline.lexicon.placewords import PlaceWords

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
JOINERS = POSSESSIVES | {
    "of",
    "the",
    "de",
    "del",
    "la",
    "las",
    "los",
    "el",
    "al",
    "le",
    "les",
    "du",
    "da",
    "do",
    "dos",
    "das",
    "des",
    "der",
    "den",
    "di",
    "e",
    "y",
    "and",
    "&",
    "-",
    "–",
    "an",
    "ar",
    "as",
    "ash",
    "ul",
    "bin",
    "sur",
    "on",
    "upon",
    "em",
    "au",
    "aux",
    "sous",
}
LONGEST_NAME_TOKENS = 7
SPELT_IN_CAPITALS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Hold the tokens `first` to `last` (exclusive) that may name a place, and what the gazetteer has under them."""

    first: int
    last: int
    words: str
    candidates: tuple[Candidate, ...]
    is_abbreviation: bool = False


def is_capitalised(token: Token) -> bool:
    """Tell whether a token can begin or end a name; an article cannot."""
    return token.text[:1].isupper() and token.lower != "the"


def stretches(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the longest runs of capitalised tokens and the small words between them."""
    start: int | None = None
    end = 0
    for at, token in enumerate(tokens):
        if is_capitalised(token):
            start = at if start is None else start
            end = at + 1
        elif start is not None and token.lower not in JOINERS:
            yield tokens[start:end]
            start = None
    if start is not None:
        yield tokens[start:end]


def names_in(stretch: Sequence[Token], parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Name]:
    """Yield the longest known names of a stretch from left to right; they do not overlap."""
    at = 0
    while at < len(stretch):
        name = _longest(stretch[at : at + LONGEST_NAME_TOKENS], parsed, gazetteer, words)
        if name:
            yield name
        at += name.last - name.first if name else 1


def _longest(window: Sequence[Token], parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> Name | None:
    first = window[0]
    if not is_capitalised(first):
        return None
    for size in range(len(window), 0, -1):
        last = window[size - 1]
        if not is_capitalised(last):
            continue
        text = parsed.text[first.start : last.end]
        short = _abbreviated(text, last, parsed, words)
        if short is not None and (place := gazetteer.by_geonames_id(short)):
            return Name(first=first.i, last=last.i + 1, words=text, candidates=(place,), is_abbreviation=True)
        found = known_places(text, gazetteer)
        if found:
            return Name(first=first.i, last=last.i + 1, words=text, candidates=found)
    return None


def _abbreviated(text: str, last: Token, parsed: Parsed, words: PlaceWords) -> int | None:
    """Return the GeoNames id of an abbreviated state or province, whose full stop may be a token of its own."""
    if text in words.abbreviations:
        return words.abbreviations[text]
    dotted = parsed.text[last.end : last.end + 1] == "." and not text.endswith(".")
    return words.abbreviations.get(f"{text}.") if dotted else None


def known_places(text: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """List what a name may mean; a row of initials names no town but a large one."""
    if len(text) < 2:  # noqa: PLR2004 - one letter names nothing
        return ()
    found = gazetteer.candidates(text)
    if not is_initialism(text):
        return found
    dotted = "." in text
    return tuple(
        c
        for c in found
        if c.layer in {Layer.COUNTRY, Layer.REGION}
        or (not dotted and c.is_main and c.place.population >= SPELT_IN_CAPITALS)
    )
