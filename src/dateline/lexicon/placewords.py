"""Load the words by which English reports give their places."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path, load_toml, words
from dateline.model.places import Precision

LISTS = (
    "directions",
    "locatives",
    "event_locatives",
    "containing",
    "organisation_heads",
    "titles",
    "honorifics",
    "kinds_of_place",
    "common",
    "place_taking_verbs",
    "acting_nouns",
    "backing",
    "thoroughfares",
    "located_nouns",
    "leading_heads",
    "talking",
    "filed_from",
    "settlements",
    "departing_verbs",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Hold the words of `places.toml`; single words are lower case.

    `features` and `definite` give the precision of a name or a definite noun; `preferred` (folded names),
    `abbreviations` (as written) and `postal` (as written) give GeoNames ids, `adjectives` the names of their places.
    """

    features: Mapping[str, Precision]
    definite: Mapping[str, Precision]
    directions: frozenset[str]
    locatives: frozenset[str]
    event_locatives: frozenset[str]
    containing: frozenset[str]
    organisation_heads: frozenset[str]
    titles: frozenset[str]
    honorifics: frozenset[str]
    kinds_of_place: frozenset[str]
    common: frozenset[str]
    place_taking_verbs: frozenset[str]
    acting_nouns: frozenset[str]
    backing: frozenset[str]
    thoroughfares: frozenset[str]
    located_nouns: frozenset[str]
    leading_heads: frozenset[str]
    talking: frozenset[str]
    filed_from: frozenset[str]
    settlements: frozenset[str]
    departing_verbs: frozenset[str]
    preferred: Mapping[str, int]
    abbreviations: Mapping[str, int]
    postal: Mapping[str, int]
    adjectives: Mapping[str, str]

    def is_kind(self, lower: str, lemma: str) -> bool:
        """Tell whether a noun, in the singular or plural, names a kind of place."""
        return any(w in self.kinds_of_place or w in self.features for w in (lower, lemma))


@cache
def load_place_words() -> PlaceWords:
    """Load the words that come with the package.

    Raises: LexiconError naming file, entry and fault.
    """
    source = data_path("en", "places.toml")
    document = load_toml(source)
    given = _table(document, "words")
    lists = {key: frozenset(words(given.get(key), f"{source.name}: words.{key}")) for key in LISTS}
    return PlaceWords(
        features=_precisions(document, "features"),
        definite=_precisions(document, "definite"),
        preferred=_ids(document, "preferred"),
        abbreviations=_ids(document, "abbreviations"),
        postal=_ids(document, "postal"),
        adjectives=_names(document, "adjectives"),
        **lists,
    )


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    table = document.get(key)
    if not isinstance(table, dict):
        raise LexiconError(f"places.toml: no table [{key}]")
    return cast("dict[str, object]", table)


def _precisions(document: Mapping[str, object], key: str) -> dict[str, Precision]:
    """Turn lists of words under precisions around; the first list that has a word holds it."""
    found: dict[str, Precision] = {}
    for name, listed in _table(document, key).items():
        if name not in Precision.__members__.values():
            raise LexiconError(f"places.toml: {key}.{name}: a precision is one of {', '.join(Precision)}")
        for word in words(listed, f"places.toml: {key}.{name}"):
            found.setdefault(word, Precision(name))
    return found


def _ids(document: Mapping[str, object], key: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, value in _table(document, key).items():
        if not isinstance(value, int):
            raise LexiconError(f"places.toml: {key}.{name} must be a GeoNames id")
        found[name] = value
    return found


def _names(document: Mapping[str, object], key: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _table(document, key).items():
        if not isinstance(value, str):
            raise LexiconError(f"places.toml: {key}.{name} must be a place's name")
        found[name] = value
    return found
