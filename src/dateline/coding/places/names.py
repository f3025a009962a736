"""Cut a sentence into stretches of capitalised words, and a stretch into the longest names that the gazetteer knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.parsed import Parsed, Token
from dateline.lexicon.gazetteer import Candidate, Gazetteer
from dateline.lexicon.placewords import PlaceWords

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
JOINERS = frozenset(
    "of the de del la las los el al le les du da do dos das des der den di e y and & - – ' ’ 's ’s an ar as ash ul bin sur on upon em".split()  # noqa: RUF001, SIM905
)
LONGEST_NAME_TOKENS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Hold the tokens `first` to `last` (exclusive) that may name a place, and what the gazetteer has under them."""

    first: int
    last: int
    words: str
    candidates: tuple[Candidate, ...]


def is_capitalised(token: Token) -> bool:
    """Tell whether a token can begin or end a name."""
    return token.text[:1].isupper() and token.text[-1:] != "@"


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
        name = (
            _longest(stretch[at : at + LONGEST_NAME_TOKENS], parsed, gazetteer, words)
            if is_capitalised(stretch[at])
            else None
        )
        if name:
            yield name
        at += name.last - name.first if name else 1


def _longest(window: Sequence[Token], parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> Name | None:
    for size in range(len(window), 0, -1):
        if not is_capitalised(window[size - 1]):
            continue
        text = parsed.text[window[0].start : window[size - 1].end]
        found = candidates(text, gazetteer, words)
        if found:
            return Name(first=window[0].i, last=window[size - 1].i + 1, words=text, candidates=found)
    return None


def candidates(text: str, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Candidate, ...]:
    """List what a name may mean, abbreviations of states and provinces included."""
    short = words.abbreviations.get(text)
    if short is not None:
        found = gazetteer.by_geonames_id(short)
        return (found,) if found else ()
    return gazetteer.candidates(text) if len(text) > 1 else ()
