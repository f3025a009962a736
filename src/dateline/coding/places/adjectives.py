"""Find the adjectives and peoples' names that come from places: no toponyms, but some corpora count them as such."""

from collections.abc import Iterator

from dateline.coding.parsed import Parsed, Token
from dateline.coding.places.names import is_capitalised
from dateline.lexicon.gazetteer import Candidate, Gazetteer
from dateline.lexicon.placewords import PlaceWords, load_place_words
from dateline.model.places import PlaceMention

LONGEST = 3


def find_adjectives(parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords | None = None) -> tuple[PlaceMention, ...]:
    """Return the adjectives and demonyms of a report with the places they come from ("Turkish", "Kurdish", "Azeris").

    They are kept apart from `find_places`, since they name people and governments; `is_government` is set.
    """
    words = words or load_place_words()
    return tuple(_mentions(parsed, gazetteer, words))


def _mentions(parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[PlaceMention]:
    at, tokens = 0, parsed.tokens
    while at < len(tokens):
        size, found = _longest(tokens[at : at + LONGEST], parsed, gazetteer, words)
        if found:
            evidence = parsed.evidence(range(at, at + size))
            reason = f"adjective or people of {found.place.name}"
            yield PlaceMention(evidence=evidence, place=found.place, reason=reason, is_government=True)
        at += size


def _longest(
    window: tuple[Token, ...], parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[int, Candidate | None]:
    for size in range(len(window), 0, -1):
        if not is_capitalised(window[0]) or window[size - 1].sentence != window[0].sentence:
            continue
        text = parsed.text[window[0].start : window[size - 1].end]
        country = gazetteer.countries.by_demonym(text)
        if country is not None and gazetteer.countries.by_name(text) is None:
            return size, gazetteer.country(country.alpha3)
        if text.lower() in words.adjectives:
            named = gazetteer.candidates(words.adjectives[text.lower()])
            return size, named[0] if named else None
    return 1, None
