"""Load the words by which the readers tell a report's header, captions, links and page furniture from its body."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path, load_toml, words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLexicon:
    """Hold the words of `data/en/read.toml`, each group as that file explains it.

    `agencies` and `photo_agencies` map a lower-case alias to the agency's name, `hosts` a host to its publisher,
    `labels` a lower-case label to the field of the report it announces, `months` a lower-case name to 1..12.
    """

    weekdays: frozenset[str]
    date_line_words: frozenset[str]
    updated_cues: tuple[str, ...]
    byline_cues: tuple[str, ...]
    byline_roles: frozenset[str]
    name_particles: frozenset[str]
    dangling: frozenset[str]
    photo_cues: frozenset[str]
    related_cues: tuple[str, ...]
    original_cues: frozenset[str]
    furniture: frozenset[str]
    furniture_openings: tuple[str, ...]
    not_datelines: frozenset[str]
    region_openers: frozenset[str]
    place_openers: frozenset[str]
    place_particles: frozenset[str]
    domain_words: frozenset[str]
    second_level: frozenset[str]
    photo_agencies: Mapping[str, str]
    agencies: Mapping[str, str]
    hosts: Mapping[str, str]
    labels: Mapping[str, str]
    months: Mapping[str, int]

    def agency(self, words_: str) -> str | None:
        """Return the news agency that `words_` name exactly, punctuation around them aside."""
        return self.agencies.get(words_.strip(" .,:;/-–—()[]*").lower())


@cache
def load_reading() -> ReadingLexicon:
    """Load the readers' words that ship with the package.

    Raises: LexiconError if the file lacks a group or a group has another form than asked for.
    """
    source = data_path("en", "read.toml")
    document = load_toml(source)

    def listed(key: str) -> tuple[str, ...]:
        return words(document.get(key), f"{source}: {key}")

    def inverted(key: str) -> dict[str, str]:
        table = _table(document, key, str(source))
        groups = ((name, words(aliases, f"{source}: {key}.{name}")) for name, aliases in table.items())
        return {alias.lower(): name for name, aliases in groups for alias in aliases}

    return ReadingLexicon(
        weekdays=frozenset(listed("weekdays")),
        date_line_words=frozenset(listed("date_line_words")),
        updated_cues=_longest_first(listed("updated_cues")),
        byline_cues=_longest_first(listed("byline_cues")),
        byline_roles=frozenset(listed("byline_roles")),
        name_particles=frozenset(listed("name_particles")),
        dangling=frozenset(listed("dangling")),
        photo_cues=frozenset(listed("photo_cues")),
        related_cues=_longest_first(listed("related_cues")),
        original_cues=frozenset(listed("original_cues")),
        furniture=frozenset(listed("furniture")),
        furniture_openings=listed("furniture_openings"),
        not_datelines=frozenset(listed("not_datelines")),
        region_openers=frozenset(listed("region_openers")),
        place_openers=frozenset(listed("place_openers")),
        place_particles=frozenset(listed("place_particles")),
        domain_words=frozenset(listed("domain_words")),
        second_level=frozenset(listed("second_level")),
        photo_agencies={name.lower(): name for name in listed("photo_agencies")},
        agencies=inverted("agencies"),
        hosts=_texts(document, "hosts", str(source)),
        labels=inverted("labels"),
        months=_months(document, str(source)),
    )


def _longest_first(cues: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(cues, key=lambda cue: (-len(cue), cue)))


def _table(document: Mapping[str, object], key: str, source: str) -> dict[str, object]:
    table = document.get(key)
    if not isinstance(table, dict):
        raise LexiconError(f"{source}: {key} must be a table")
    return cast("dict[str, object]", table)


def _texts(document: Mapping[str, object], key: str, source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _table(document, key, source).items():
        if not isinstance(value, str):
            raise LexiconError(f"{source}: {key}.{name} must be a string")
        found[name] = value
    return found


def _months(document: Mapping[str, object], source: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, value in _table(document, "months", source).items():
        if not isinstance(value, int) or value not in range(1, 13):
            raise LexiconError(f"{source}: months.{name} must be a number from 1 to 12")
        found[name] = value
    return found
