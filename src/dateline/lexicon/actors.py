"""Load who acts: office holders, armed groups, organisations, peoples, role words, and the words that point back.

The lists are CSV files in `data/actors/`; `load_actors(extra=[folder])` adds files of the same names and columns from other
folders, whose entries come first. Terms and years are dated: what a name means depends on the day of the report.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import cast

from dateline.errors import LexiconError
from dateline.lexicon.attribution import load_attribution
from dateline.lexicon.countries import Countries, load_countries
from dateline.lexicon.files import data_path, load_toml, words
from dateline.lexicon.phrases import PhraseIndex, atoms, fold
from dateline.lexicon.rows import day, listed, load_rows

STATELESS = frozenset({"IGO", "NGO", "MNC", "ISM", "IMG", "UNO", "EUR"})
FORMER_YEARS = 12  # a surname alone still means a holder who left office this long ago


class Kind(StrEnum):
    """Tell what sort of thing a listed name or word names."""

    COUNTRY = "country"
    PEOPLE = "people"
    SEAT = "seat"
    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    ROLE = "role"


class Strength(StrEnum):
    """Tell how a role word shares the meaning of its phrase with its modifiers.

    STRONG decides, WEAK yields to a modifier that says more ("Hamas fighters"), MODIFIER never stands alone,
    FORMER makes of a holder one who was, EMPTY names no actor.
    """

    STRONG = "strong"
    WEAK = "weak"
    MODIFIER = "modifier"
    FORMER = "former"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold what a name or word means for a time; `since` and `until` are inclusive, null where open.

    `shape` is what a pronoun sees: person, group, organisation, country or thing. `is_known` marks offices whose holder's
    surname alone is enough.
    """

    kind: Kind
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    id: str | None = None
    strength: Strength = Strength.STRONG
    shape: str = "organisation"
    is_known: bool = False

    def held(self, on: date) -> bool:
        """Tell whether it held on a day."""
        return (self.since or on) <= on <= (self.until or on)


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
        """Return the holder of a high office whom a surname alone means on a day: in office, else lately so; null where two would."""
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
    persons = [*_persons(folders, "offices.csv", is_known=True), *_persons(folders, "officials_to_2014.csv", is_known=False)]
    countries = load_countries()
    names = [*_geographic(countries), *_first_come(persons), *_groups(folders), *_organisations(folders), *_role_names(_roles(folders))]
    return ActorLexicon(
        names=PhraseIndex(names),
        surnames=_surnames(((n, e) for n, e in persons if e.is_known), groups),
        countries=countries,
        groups=groups,
        portfolios={k: str(v) for k, v in _table(document, "portfolios", source).items()},
        saying=load_attribution().clause,
        lands=frozenset(e.name for n, e, _ in _groups(folders) if e.kind is Kind.PEOPLE and e.country),
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


def _rows(folders: Sequence[Traversable], name: str, *columns: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for folder in folders:
        file = folder.joinpath(name)
        if file.is_file():
            yield from load_rows(file, columns)


def _names_of(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    return (row[column], *listed(row["aliases"]))


def _persons(folders: Sequence[Traversable], file: str, *, is_known: bool) -> Iterator[tuple[str, Entry]]:
    for where, row in _rows(folders, file, "person", "aliases", "country", "sectors", "from", "to"):
        entry = Entry(
            kind=Kind.PERSON,
            name=row["person"],
            country=row["country"] or None,
            sectors=listed(row["sectors"]),
            since=day(row["from"], where),
            until=day(row["to"], where),
            id=row.get("wikidata") or None,
            shape="person",
            is_known=is_known,
        )
        for name in _names_of(row, "person"):
            yield name, entry


def _first_come(persons: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, Entry, bool]]:
    """Leave out a person of a later list who bears a name of an earlier one."""
    known: dict[str, bool] = {}
    for name, entry in persons:
        if known.setdefault(" ".join(a.key for a in atoms(name)), entry.is_known) is entry.is_known:
            yield name, entry, False


def _groups(folders: Sequence[Traversable]) -> Iterator[tuple[str, Entry, bool]]:
    taken: set[str] = set()
    for file in ("armed_groups.csv", "armed_groups_to_2013.csv", "peoples.csv"):
        kind = Kind.PEOPLE if file == "peoples.csv" else Kind.GROUP
        fresh: set[str] = set()
        for where, row in _rows(folders, file, "name", "aliases", "country", "sectors", "from", "to"):
            entry = Entry(
                kind=kind,
                name=row["name"],
                country=row["country"] or None,
                sectors=listed(row["sectors"]),
                since=day(row["from"], where),
                until=day(row["to"], where),
            )
            for name in _names_of(row, "name"):
                if name not in taken:
                    fresh.add(name)
                    yield name, entry, False
        taken |= fresh


def _organisations(folders: Sequence[Traversable]) -> Iterator[tuple[str, Entry, bool]]:
    for where, row in _rows(folders, "organisations.csv", "name", "aliases", "kind", "country", "sectors", "from", "to"):
        entry = Entry(
            kind=Kind.ORGANISATION,
            name=row["name"],
            country=row["country"] or None,
            sectors=listed(row["sectors"]),
            since=day(row["from"], where),
            until=day(row["to"], where),
        )
        for name in _names_of(row, "name"):
            yield name, entry, False


def _geographic(countries: Countries) -> Iterator[tuple[str, Entry, bool]]:
    for country in countries.all:
        sectors = (country.sector,) if country.sector else ()
        for name in country.names:
            own = Entry(
                kind=Kind.COUNTRY, name=country.name, country=country.coded_as, sectors=sectors, shape="country",
                since=name.valid_from or country.valid_from, until=name.valid_to or country.valid_to,
            )
            yield name.text, own, False
        people = Entry(kind=Kind.PEOPLE, name=country.name, country=country.coded_as, sectors=sectors, shape="group")
        for name in dict.fromkeys((*country.adjectives, *country.demonyms)):
            yield name, people, False
        for name in country.capitals:
            seat = Entry(
                kind=Kind.SEAT, name=country.name, country=country.coded_as, sectors=("GOV", *sectors), shape="country",
                since=name.valid_from or country.valid_from, until=name.valid_to or country.valid_to,
            )
            yield name.text, seat, False
    for seat in countries.seats:
        code = countries.by_alpha3(seat.country)
        entry = Entry(kind=Kind.SEAT, name=code.name if code else seat.name, country=seat.country, sectors=seat.sectors, shape="country")
        for name in (seat.name, *seat.variants):
            yield name, entry, False


def _roles(folders: Sequence[Traversable]) -> Iterator[Entry]:
    taken: set[str] = set()
    for where, row in _rows(folders, "roles.csv", "phrase", "sectors", "strength", "kind"):
        if row["strength"] not in {*Strength}:
            raise LexiconError(f"{where}: strength is one of {', '.join(Strength)}")
        taken |= {row["phrase"], *plural_forms(row["phrase"])}
        strength = Strength(row["strength"])
        yield _role(row, strength, row["kind"])
    for _, row in _rows(folders, "roles_plover.csv", "phrase", "sectors"):
        if row["phrase"] not in taken:
            yield _role(row, Strength.STRONG, "person")


def _role(row: Mapping[str, str], strength: Strength, shape: str) -> Entry:
    """Make a role word's entry; a code of no state among its sectors ("NGO") is its country."""
    codes = listed(row["sectors"])
    country = next((c for c in codes if c in STATELESS), None)
    sectors = tuple("SOC" if c == "NGO" else c for c in codes if c not in STATELESS - {"NGO"})
    return Entry(kind=Kind.ROLE, name=row["phrase"], country=country, sectors=sectors, strength=strength, shape=shape)


def _role_names(roles: Iterable[Entry]) -> Iterator[tuple[str, Entry, bool]]:
    for role in roles:
        for name in (role.name, *plural_forms(role.name)):
            yield name, role, True


def plural_forms(phrase: str) -> tuple[str, ...]:
    """Return the plural of a phrase's last word.

    >>> plural_forms("police officer"), plural_forms("army"), plural_forms("gunman")
    (('police officers',), ('armies',), ('gunmen',))
    """
    if phrase.endswith("man"):
        return (phrase[:-3] + "men",)
    if phrase.endswith(("s", "men", ".", "people")):
        return ()
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return (phrase[:-1] + "ies",)
    return (phrase + ("es" if phrase.endswith(("ch", "sh", "x")) else "s"),)


def _surnames(persons: Iterable[tuple[str, Entry]], groups: Mapping[str, frozenset[str]]) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for name, entry in persons:
        parts = [a for a in atoms(name) if a.key not in groups["phrases.generation_marks"]]
        first = bool(parts) and entry.country in groups["phrases.family_name_first"] and len(parts) > 1
        if parts:
            found.setdefault((parts[0] if first else parts[-1]).key, []).append(entry)
    return {key: tuple(dict.fromkeys(entries)) for key, entries in found.items()}
