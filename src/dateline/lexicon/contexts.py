"""Load the words that set PLOVER's contexts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.lexicon.files import data_path, load_toml, tables, words

SOURCE = "contexts.toml"
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextLexicon:
    """Hold the words of contexts, lower case.

    `phrases` maps the first word of a phrase (a lemma or the word as written) to the phrases it begins and their
    contexts, the longest first; `records` maps an event type, or type and mode ("COERCE:curfew"), to contexts.
    """

    phrases: Mapping[str, tuple[tuple[Phrase, str], ...]]
    records: Mapping[str, tuple[str, ...]]


def load_contexts() -> ContextLexicon:
    """Load the contexts' words that ship with the package.

    Raises: LexiconError naming the context whose words are no list of strings.
    """
    document = load_toml(data_path("en", SOURCE))
    phrases: dict[str, list[tuple[Phrase, str]]] = {}
    records: dict[str, list[str]] = {}
    for entry in tables(document, "context", SOURCE):
        name = str(entry.get("name"))
        for phrase in _phrases(entry, name):
            phrases.setdefault(phrase[0], []).append((phrase, name))
        for record in words(entry.get("records", []), f"{SOURCE}: {name}: records"):
            records.setdefault(record, []).append(name)
    return ContextLexicon(
        phrases={first: tuple(sorted(listed, key=_longest_first)) for first, listed in phrases.items()},
        records={record: tuple(sorted(names)) for record, names in records.items()},
    )


def _phrases(entry: Mapping[str, object], name: str) -> Iterator[Phrase]:
    listed = words(entry.get("words"), f"{SOURCE}: {name}: words")
    for phrase in (*listed, *words(entry.get("phrases"), f"{SOURCE}: {name}: phrases")):
        yield tuple(phrase.lower().split())


def _longest_first(entry: tuple[Phrase, str]) -> tuple[int, Phrase, str]:
    return -len(entry[0]), entry[0], entry[1]
