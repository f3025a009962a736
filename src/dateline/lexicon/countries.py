"""Know the countries: their names, their people's names, their capitals and the seats that stand for their governments.

`load_countries()` gives a `Countries`. Each lookup takes words as they stand in a text and gives a `Country` or null:

    countries.by_name("the U.S.")        names and variants, also of the past ("Zaire")
    countries.by_demonym("Azeris")       adjectives and words for the people
    countries.by_capital("Yerevan")      the capital or the seat of government, by the city's name
    countries.by_alpha3("GRL")           the list's own key; `coded_as` is the code that records carry ("DNK")
    countries.seat("the Kremlin")        a building, street or quarter that stands for a government, ministry or army

Words match without regard to case, diacritics, apostrophes, hyphens and a leading "the"; only initialisms ("US", "CAR")
must stand in capitals. Given `on`, a name or entity that did not exist on that day is not found.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Generic, TypeVar

from dateline.errors import LexiconError
from dateline.lexicon.files import data_path
from dateline.lexicon.rows import day, listed, load_rows, number

T = TypeVar("T")
DROPPED = "'’‘ʼ`´."  # noqa: RUF001 - every shape of the apostrophe
JOINING = "-\u2010\u2011\u2012\u2013\u2014_"
SPELT_OUT = {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}  # noqa: RUF001
KEY = str.maketrans({**dict.fromkeys(DROPPED, ""), **dict.fromkeys(JOINING, " "), **SPELT_OUT})
LONGEST_INITIALISM = 5
COLUMNS = ("alpha3", "coded_as", "name", "variants", "adjectives", "demonyms", "capitals", "latitude", "longitude")
SEAT_COLUMNS = ("name", "variants", "country", "sectors", "latitude", "longitude", "geonames_id")


def fold(words: str) -> str:
    """Return the key under which names are compared.

    It has one case, no diacritics, apostrophes, full stops or leading "the", and a space for each hyphen.

    >>> fold("The  Côte d’Ivoire")
    'cote divoire'
    """
    plain = words.casefold().translate(KEY)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    key = " ".join(plain.split())
    return key.removeprefix("the ") or key


def is_initialism(words: str) -> bool:
    """Tell whether a name is written in capitals only because it is a row of initials ("US", "D.R.C.", "the CAR")."""
    letters = words.removeprefix("the ").removeprefix("The ").replace(".", "").strip()
    return letters.isupper() and len(letters) <= LONGEST_INITIALISM and " " not in letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Hold one name with the days between which it was in use, both inclusive, null where open."""

    text: str
    valid_from: date | None = None
    valid_to: date | None = None

    def held(self, on: date | None) -> bool:
        """Tell whether the name was in use on a day; without a day, always."""
        return on is None or ((self.valid_from or on) <= on <= (self.valid_to or on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Hold one country, dependency or partially recognised entity.

    `alpha3` is the list's key: ISO 3166-1 alpha-3, or X.. for an entity that ISO does not list. `coded_as` is the code
    that records carry: the controlling state of a dependency, the claiming state of a partially recognised entity.
    `sector` is PRE for the latter. `area_km2` is 0 where unknown.
    """

    alpha3: str
    coded_as: str
    names: tuple[Name, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[Name, ...]
    latitude: float
    longitude: float
    geonames_id: int | None = None
    population: int = 0
    area_km2: float = 0.0
    sector: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def name(self) -> str:
        """Return the English short name."""
        return self.names[0].text

    def held(self, on: date | None) -> bool:
        """Tell whether the entity existed on a day; without a day, always."""
        return Name(text="", valid_from=self.valid_from, valid_to=self.valid_to).held(on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Hold a building, street, quarter or city whose name stands for those who sit there."""

    name: str
    variants: tuple[str, ...]
    country: str
    sectors: tuple[str, ...]
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


class _Index(Generic[T]):
    """Find values by folded name; a name that is an initialism is found in capitals only."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._found: dict[str, list[tuple[str, T]]] = {}
        for words, value in entries:
            self._found.setdefault(fold(words), []).append((words, value))

    def all(self, words: str) -> Iterator[T]:
        for name, value in self._found.get(fold(words), ()):
            if not is_initialism(name) or is_initialism(words):
                yield value


class Countries:
    """Find countries by the words of a text; see the module for the lookups."""

    def __init__(self, countries: Iterable[Country], seats: Iterable[Seat]) -> None:
        """Index the entries under all their names."""
        self.all = tuple(countries)
        self.seats = tuple(seats)
        self._by_alpha3 = {c.alpha3: c for c in self.all}
        self._names = _Index((n.text, (n, c)) for c in self.all for n in c.names)
        self._capitals = _Index((n.text, (n, c)) for c in self.all for n in c.capitals)
        self._people = _Index((words, c) for c in self.all for words in (*c.adjectives, *c.demonyms))
        self._seats = _Index((words, s) for s in self.seats for words in (s.name, *s.variants))

    def by_alpha3(self, code: str) -> Country | None:
        """Return the entry with this key."""
        return self._by_alpha3.get(code)

    def by_name(self, words: str, on: date | None = None) -> Country | None:
        """Return the country of this name, today's own before one that only once bore it."""
        found = [(n, c) for n, c in self._names.all(words) if n.held(on) and c.held(on)]
        return next((c for n, c in found if n.valid_to is None), found[0][1] if found else None)

    def by_demonym(self, words: str) -> Country | None:
        """Return the country whose adjective or people this is ("Azeri", "Dutch", "Filipinos")."""
        return next(self._people.all(words), None)

    def by_capital(self, words: str, on: date | None = None) -> Country | None:
        """Return the country whose capital or seat of government this city is, or once was if none is today."""
        found = [(n, c) for n, c in self._capitals.all(words) if n.held(on) and c.held(on)]
        return next((c for n, c in found if n.valid_to is None), found[0][1] if found else None)

    def seat(self, words: str) -> Seat | None:
        """Return the seat of this name ("the Kremlin", "Foggy Bottom")."""
        return next(self._seats.all(words), None)


@cache
def load_countries() -> Countries:
    """Load the countries and seats that come with the package.

    Raises: LexiconError naming file, line and fault.
    """
    rows = load_rows(data_path("gazetteer", "countries.csv"), COLUMNS)
    seats = load_rows(data_path("gazetteer", "seats.csv"), SEAT_COLUMNS)
    return Countries((_country(row, where) for where, row in rows), (_seat(row, where) for where, row in seats))


def _country(row: Mapping[str, str], where: str) -> Country:
    latitude, longitude = number(row["latitude"], where), number(row["longitude"], where)
    if latitude is None or longitude is None or len(row["coded_as"]) != 3:  # noqa: PLR2004 - alpha-3
        raise LexiconError(f"{where}: a country needs coordinates and a code of three letters")
    return Country(
        alpha3=row["alpha3"],
        coded_as=row["coded_as"],
        names=(Name(text=row["name"]), *(_name(n, where) for n in listed(row["variants"]))),
        adjectives=listed(row["adjectives"]),
        demonyms=listed(row["demonyms"]),
        capitals=tuple(_name(n, where) for n in listed(row["capitals"])),
        latitude=latitude,
        longitude=longitude,
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        population=int(number(row["population"], where) or 0),
        area_km2=number(row["area_km2"], where) or 0.0,
        sector=row["sector"] or None,
        valid_from=day(row["valid_from"], where),
        valid_to=day(row["valid_to"], where),
    )


def _name(cell: str, where: str) -> Name:
    """Read `name`, `name@until` or `name@from-until`, as in `Zaire@1971-10-27-1997-05-17`."""
    text, _, years = cell.partition("@")
    since, until = (years[:10], years[11:]) if len(years) > 11 else ("", years.removeprefix("-"))  # noqa: PLR2004 - YYYY-MM-DD
    return Name(text=text, valid_from=day(since, where), valid_to=day(until, where))


def _seat(row: Mapping[str, str], where: str) -> Seat:
    return Seat(
        name=row["name"],
        variants=listed(row["variants"]),
        country=row["country"],
        sectors=listed(row["sectors"]),
        latitude=number(row["latitude"], where),
        longitude=number(row["longitude"], where),
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
    )
