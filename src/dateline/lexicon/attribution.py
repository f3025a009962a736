"""Load the words by which a text says whose claim a statement is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path, load_toml, words


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionLexicon:
    """Hold verbs (lemmas), nouns, phrases and names of saying, each group as `data/en/attribution.toml` explains it.

    `prepositions` maps a verb to those that lead to its claim; phrases and names are lower case, single-spaced.
    """

    clause: frozenset[str]
    finding: frozenset[str]
    open_clause: frozenset[str]
    object: frozenset[str]
    relaying: frozenset[str]
    declining: frozenset[str]
    quoting: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    before_speaker: frozenset[str]
    owner_prepositions: frozenset[str]
    relaying_prepositions: frozenset[str]
    doubting_marks: frozenset[str]
    claim_nouns: frozenset[str]
    statement_nouns: frozenset[str]
    document_nouns: frozenset[str]
    person_nouns: frozenset[str]
    anonymous_nouns: frozenset[str]
    media_nouns: frozenset[str]
    media_pairs: frozenset[str]
    media_names: frozenset[str]
    anonymity: tuple[str, ...]


def load_attribution() -> AttributionLexicon:
    """Load the words of attribution that ship with the package.

    Raises: LexiconError if the file lacks a group or a group is no list of strings.
    """
    source = data_path("en", "attribution.toml")
    document = load_toml(source)

    def group(table: str, key: str) -> frozenset[str]:
        return frozenset(word.lower() for word in words(_table(document, table).get(key), f"{source}: {table}.{key}"))

    return AttributionLexicon(
        clause=group("verbs", "clause"),
        finding=group("verbs", "finding"),
        open_clause=group("verbs", "open_clause"),
        object=group("verbs", "object"),
        relaying=group("verbs", "relaying"),
        declining=group("verbs", "declining"),
        quoting=group("verbs", "quoting"),
        prepositions={verb: group("prepositions", verb) for verb in _table(document, "prepositions")},
        before_speaker=group("phrases", "before_speaker"),
        owner_prepositions=group("phrases", "owner_prepositions"),
        relaying_prepositions=group("phrases", "relaying_prepositions"),
        doubting_marks=group("phrases", "doubting_marks"),
        claim_nouns=group("nouns", "claim"),
        statement_nouns=group("nouns", "statement"),
        document_nouns=group("nouns", "document"),
        person_nouns=group("nouns", "person"),
        anonymous_nouns=group("nouns", "anonymous"),
        media_nouns=group("nouns", "media"),
        media_pairs=group("nouns", "media_pairs"),
        media_names=group("names", "media"),
        anonymity=tuple(sorted(group("anonymity", "phrases"))),
    )


def _table(document: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = document.get(key)
    if not isinstance(found, dict):
        raise LexiconError(f"attribution.toml: the table [{key}] is missing")
    return cast("dict[str, object]", found)
