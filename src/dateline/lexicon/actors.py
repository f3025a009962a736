"""Load who acts: office holders, armed groups, organisations, peoples, role words, and the words that point back.

The lists are CSV files in `data/actors/`; `load_actors(extra=[folder])` adds files of the same names and columns from
other folders, whose entries come first. Terms are dated: what a name means depends on the day of the report.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.actor_entries import Entry, Kind, Strength
from dateline.lexicon.actor_lists import (
    first_come,
    read_countries,
    read_groups,
    read_organisations,
    read_persons,
    read_roles,
)
from dateline.lexicon.attribution import load_attribution
from dateline.lexicon.countries import Countries, fold, load_countries
from dateline.lexicon.files import data_path, load_toml, words
from dateline.lexicon.phrases import PhraseIndex, atoms

__all__ = ["ACTORS", "ActorLexicon", "Entry", "Kind", "Strength", "load_actors"]
ACTORS = "actors"  # of a folder of the user's own
FORMER_YEARS = 25  # a surname alone still means a holder who left office this long ago


@dataclass(frozen=True, kw_only=True)
class ActorLexicon:
    """Hold the lists and the word groups of `data/en/actors.toml`."""

    names: PhraseIndex[Entry]
    surnames: Mapping[str, tuple[Entry, ...]]
    countries: Countries
    groups: Mapping[str, frozenset[str]]
    portfolios: Mapping[str, str]
    saying: frozenset[str]
    lands: frozenset[str]
    checked_on: date

    def surname(self, word: str, on: date) -> Entry | None:
        """Return the holder of a high office whom a surname alone means on a day: in office, else lately so.

        Null where the surname would mean holders of two countries.
        """
        listed_holders = self.surnames.get(fold(word), ())
        current = [e for e in listed_holders if e.held(on)]
        past = [e for e in listed_holders if e.until and e.until <= on and on.year - e.until.year <= FORMER_YEARS]
        found = current or past
        if not found or len({e.country for e in found}) > 1:
            return None
        return max(found, key=lambda e: e.since or date.min)

    def country_name(self, code: str | None) -> str | None:
        """Return the English short name of a country."""
        country = self.countries.by_alpha3(code) if code else None
        return country.name if country else None


def load_actors(extra: Sequence[Traversable] = ()) -> ActorLexicon:
    """Load the actors that ship with the package, those of the folders in `extra` before them.

    Raises: LexiconError naming file, line and fault.
    """
    source = data_path("en", "actors.toml")
    document = load_toml(source)
    folders = [*extra, data_path("actors")]
    groups = dict(_word_groups(document, source))
    famous = list(read_persons(folders, "offices.csv", is_known=True))
    persons = [
        *famous,
        *read_persons(folders, "office_holders.csv", is_known=True),
        *read_persons(folders, "officials_to_2014.csv", is_known=False),
    ]
    countries = load_countries()
    names = [
        *read_countries(countries),
        *first_come(persons),
        *read_groups(folders),
        *read_organisations(folders),
        *read_roles(folders),
    ]
    return ActorLexicon(
        names=PhraseIndex(names),
        surnames=_surnames(famous, groups),
        countries=countries,
        groups=groups,
        portfolios={k: str(v) for k, v in _table(document, "portfolios", source).items()},
        saying=load_attribution().clause,
        lands=frozenset(
            entry.name for _, entry, _ in read_groups(folders) if entry.kind is Kind.PEOPLE and entry.country
        ),
        checked_on=_checked_on(data_path("actors", "SOURCES.toml")),
    )


def _table(document: Mapping[str, object], key: str, where: object) -> Mapping[str, object]:
    table = document.get(key)
    if not isinstance(table, dict):
        raise LexiconError(f"{where}: no table [{key}]")
    return cast("dict[str, object]", table)


def _word_groups(document: Mapping[str, object], where: object) -> Iterator[tuple[str, frozenset[str]]]:
    for section, content in document.items():
        if section != "portfolios" and isinstance(content, dict):
            for key, value in cast("dict[str, object]", content).items():
                yield f"{section}.{key}", frozenset(words(value, f"{where}: {section}.{key}"))


def _checked_on(source: Traversable) -> date:
    files = cast("list[Mapping[str, object]]", load_toml(source).get("source", []))
    days = [f["retrieved"] for f in files if isinstance(f.get("retrieved"), date)]
    if not days:
        raise LexiconError(f"{source}: no file has a `retrieved` date")
    return max(cast("list[date]", days))


def _surnames(
    persons: Iterable[tuple[str, Entry]], groups: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for name, entry in persons:
        parts = [a for a in atoms(name) if a.key not in groups["phrases.generation_marks"]]
        first = bool(parts) and entry.country in groups["phrases.family_name_first"] and len(parts) > 1
        if parts:
            found.setdefault((parts[0] if first else parts[-1]).key, []).append(entry)
    return {key: tuple(dict.fromkeys(entries)) for key, entries in found.items()}
