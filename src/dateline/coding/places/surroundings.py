"""Read what the words beside a toponym say of it: what it lies in, and what kind of thing it is."""

from collections.abc import Sequence

from dateline.coding.parsed import Parsed, Token
from dateline.coding.places.names import POSSESSIVES
from dateline.coding.places.sides import kind_before
from dateline.coding.places.toponyms import Toponym
from dateline.lexicon.gazetteer import Gazetteer
from dateline.lexicon.placewords import PlaceWords
from dateline.model.places import Precision

REACH = 9
OPENING = frozenset({",", "(", "-", "–", "—"})


def container_of(toponyms: Sequence[Toponym], at: int, parsed: Parsed, words: PlaceWords) -> int | None:
    """Return the index of the toponym that the words say holds toponym `at` ("X, Y", "X, a town in Y", "Y's X")."""
    here = toponyms[at]
    if at + 1 < len(toponyms):
        after = toponyms[at + 1]
        between = parsed.tokens[here.last : after.first]
        if len(between) <= REACH and _same_sentence(here, after, parsed) and _leads_outward(between, words):
            return at + 1
    if at:
        before = toponyms[at - 1]
        between = parsed.tokens[before.last : here.first]
        if _same_sentence(before, here, parsed) and _leads_inward(between, words):
            return at - 1
    return None


def listed_with(toponyms: Sequence[Toponym], at: int, parsed: Parsed) -> tuple[int, ...]:
    """Return the indices of the neighbours that "and" or "or" joins to toponym `at`."""
    found: list[int] = []
    for first in (at - 1, at):
        if first < 0 or first + 1 >= len(toponyms):
            continue
        between = parsed.tokens[toponyms[first].last : toponyms[first + 1].first]
        if between and between[-1].lower in {"and", "or"} and all(t.text == "," for t in between[:-1]):
            found.append(first + 1 if first == at else first)
    return tuple(found)


def _same_sentence(a: Toponym, b: Toponym, parsed: Parsed) -> bool:
    return parsed.tokens[a.first].sentence == parsed.tokens[b.first].sentence


def _leads_outward(between: Sequence[Token], words: PlaceWords) -> bool:
    """Tell whether the words go from a place to what holds it: a comma, or nouns of place up to a preposition."""
    if not between:
        return False
    rest = [t for t in between if t.lower not in words.directions and t.pos not in {"DET", "ADJ", "ADV", "NUM"}]
    if len(rest) == 1 and rest[0].text in OPENING:
        return True
    if not rest or rest[-1].lower not in words.containing:
        return False
    return all(t.text in OPENING or t.lower in words.kinds_of_place or t.lower in words.containing for t in rest)


def _leads_inward(between: Sequence[Token], words: PlaceWords) -> bool:
    """Tell whether the words go from a place to one in it: a possessive, adjectives, a kind of place, "of"."""
    if not between or between[0].lower not in POSSESSIVES or len(between) > REACH:
        return False
    return all(
        t.lower in words.kinds_of_place or t.lower in words.directions or t.lower == "of" or t.pos in {"ADJ", "PUNCT"}
        for t in between[1:]
    )


def kind_named(toponym: Toponym, parsed: Parsed, words: PlaceWords) -> Precision | None:
    """Return how exact a place the words beside the name make it ("the X region", "the town of X"), or null."""
    tokens = parsed.tokens
    inside = words.features.get(tokens[toponym.last - 1].lower)
    if inside and toponym.last - toponym.first > 1:
        return inside
    after = tokens[toponym.last] if toponym.last < len(tokens) else None
    if after and after.sentence == tokens[toponym.first].sentence and after.lower in words.features:
        return words.features[after.lower]
    first = toponym.first
    if first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in words.kinds_of_place:
        return words.features.get(tokens[first - 2].lower)
    return None


def land_named(toponym: Toponym, parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> str | None:
    """Return the country whose adjective stands before the noun for a name ("the Nigerian village of X"), or null."""
    noun = kind_before(parsed.tokens, toponym.first, words)
    adjectives = parsed.children(noun.i, "amod", "compound", "nmod") if noun else []
    found = (gazetteer.countries.by_demonym(t.text) for t in adjectives if t.text[:1].isupper())
    return next((country.alpha3 for country in found if country), None)
