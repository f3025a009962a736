"""Read the lists of actors: who bears which name, and which word means which role.

Each reader yields (name, entry, whether capitals do not matter), the names of folders that come first first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable

from dateline.errors import LexiconError
from dateline.lexicon.actor_entries import Entry, Kind, Strength
from dateline.lexicon.countries import Countries
from dateline.lexicon.phrases import atoms
from dateline.lexicon.rows import day, listed, load_rows

STATELESS = frozenset({"IGO", "NGO", "MNC", "ISM", "IMG", "UNO", "EUR"})
Listed = tuple[str, Entry, bool]


def _rows(folders: Sequence[Traversable], name: str, *columns: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for folder in folders:
        file = folder.joinpath(name)
        if file.is_file():
            yield from load_rows(file, columns)


def _names_of(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    return (row[column], *listed(row["aliases"]))


def read_persons(folders: Sequence[Traversable], file: str, *, is_known: bool) -> Iterator[tuple[str, Entry]]:
    """Yield holders of offices, a row for each term."""
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


def first_come(persons: Iterable[tuple[str, Entry]]) -> Iterator[Listed]:
    """Leave out a person of a later list who bears a name of an earlier one."""
    known: dict[str, bool] = {}
    for name, entry in persons:
        if known.setdefault(" ".join(a.key for a in atoms(name)), entry.is_known) is entry.is_known:
            yield name, entry, False


def read_groups(folders: Sequence[Traversable]) -> Iterator[Listed]:
    """Yield armed groups and peoples; a name of an earlier list is not taken from a later one."""
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


def read_organisations(folders: Sequence[Traversable]) -> Iterator[Listed]:
    """Yield organisations, missions, media, parties, services and de facto authorities."""
    for where, row in _rows(
        folders, "organisations.csv", "name", "aliases", "kind", "country", "sectors", "from", "to"
    ):
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


def read_countries(countries: Countries) -> Iterator[Listed]:
    """Yield countries, their peoples, their capitals and the seats of their governments."""
    for country in countries.all:
        sectors = (country.sector,) if country.sector else ()
        for name in country.names:
            own = Entry(
                kind=Kind.COUNTRY,
                name=country.name,
                country=country.coded_as,
                sectors=sectors,
                shape="country",
                since=name.valid_from or country.valid_from,
                until=name.valid_to or country.valid_to,
            )
            yield name.text, own, False
        people = Entry(kind=Kind.PEOPLE, name=country.name, country=country.coded_as, sectors=sectors, shape="group")
        for name in dict.fromkeys((*country.adjectives, *country.demonyms)):
            yield name, people, False
        for name in country.capitals:
            seat = Entry(
                kind=Kind.SEAT,
                name=country.name,
                country=country.coded_as,
                sectors=("GOV", *sectors),
                shape="country",
                since=name.valid_from or country.valid_from,
                until=name.valid_to or country.valid_to,
            )
            yield name.text, seat, False
    for seat in countries.seats:
        code = countries.by_alpha3(seat.country)
        entry = Entry(
            kind=Kind.SEAT,
            name=code.name if code else seat.name,
            country=seat.country,
            sectors=seat.sectors,
            shape="country",
        )
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


def read_roles(folders: Sequence[Traversable]) -> Iterator[Listed]:
    """Yield role words and their plurals."""
    for role in _roles(folders):
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
