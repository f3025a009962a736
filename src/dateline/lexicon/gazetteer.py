"""Look up what places a name may mean: countries, subdivisions and cities of the world, and the geography of conflicts.

Three layers answer: `countries.csv`, the curated `conflict.csv`, and `places.sqlite`, which
`tools/build_gazetteer.py` makes.
"""

import math
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.errors import GazetteerError
from dateline.lexicon.countries import Countries, Country, fold, is_initialism, load_countries
from dateline.lexicon.files import data_path
from dateline.lexicon.rows import day, listed, load_rows, number
from dateline.model.places import Place, Precision

SCHEMA_VERSION = 1
PLACES = "places.csv"  # of a folder of the user's own
REGION_COLUMNS = (
    "name",
    "variants",
    "country",
    "parent",
    "latitude",
    "longitude",
    "radius_km",
    "precision",
    "valid_from",
    "valid_to",
    "geonames_id",
    "source",
)
POLE, HALF_TURN = 90, 180
EARTH_RADIUS_KM = 6371.0
CACHED_NAMES = 20_000
CITY_RADIUS_KM, DISTRICT_RADIUS_KM, PROVINCE_RADIUS_KM = 10.0, 40.0, 150.0


class Layer(IntEnum):
    """Tell from where in the gazetteer a candidate comes."""

    COUNTRY = 0
    REGION = 1
    ADMIN1 = 2
    CITY = 3
    ADMIN2 = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold one place that a name may mean, with what ranks it.

    `is_main` says that the name is the place's own rather than a variant; `admin1` and `admin2` are GeoNames ids of the
    subdivisions around it; `radius_km` says how far it reaches; `parent` names what a curated place lies in.
    """

    place: Place
    layer: Layer
    is_main: bool = True
    admin1: int | None = None
    admin2: int | None = None
    radius_km: float = CITY_RADIUS_KM
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def held(self, on: date | None) -> bool:
        """Tell whether the place existed on a day; without a day, always."""
        return on is None or ((self.valid_from or on) <= on <= (self.valid_to or on))

    def distance_km(self, other: "Candidate") -> float | None:
        """Return the distance between both points, or null where one has none."""
        return distance_km(self.place, other.place)

    def contains(self, other: "Candidate") -> bool:
        """Tell whether `other` lies within this place, by subdivision, country or reach."""
        own = self.place.geonames_id
        if own is not None and own in {other.admin1, other.admin2}:
            return True
        if self.layer is Layer.COUNTRY:
            return other.layer is not Layer.COUNTRY and self.place.country == other.place.country
        apart = self.distance_km(other)
        return self.layer is Layer.REGION and apart is not None and other.radius_km < self.radius_km >= apart


def distance_km(a: Place, b: Place) -> float | None:
    """Return the great-circle distance of two places, or null where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    low, high = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((high - low) / 2) ** 2
    half += math.cos(low) * math.cos(high) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


class Gazetteer:
    """Answer what places a name may mean; names match under `fold`, initialisms in capitals only."""

    def __init__(
        self, countries: Countries, regions: Iterable[tuple[str, Candidate]], database: sqlite3.Connection
    ) -> None:
        """Take the three layers; each of `regions` comes with one of its names."""
        self.countries = countries
        self._regions: dict[str, list[tuple[str, Candidate]]] = {}
        for words, candidate in regions:
            self._regions.setdefault(fold(words), []).append((words, candidate))
        self._database = database
        self._cities = lru_cache(CACHED_NAMES)(self._read_cities)

    def candidates(self, words: str) -> tuple[Candidate, ...]:
        """List what `words` may mean: country, curated places, subdivisions, then cities by falling population."""
        found = [*self._countries(words), *self._curated(words), *self._seats(words)]
        ids = {c.place.geonames_id for c in found if c.place.geonames_id}
        return (*found, *(c for c in self._cities(fold(words)) if c.place.geonames_id not in ids))

    def country(self, code: str | None) -> Candidate | None:
        """Return the country with this alpha-3 key."""
        found = self.countries.by_alpha3(code) if code else None
        return _country_candidate(found, is_main=True) if found else None

    def by_geonames_id(self, geonames_id: int) -> Candidate | None:
        """Return the city or subdivision with this GeoNames id."""
        row: Row | None = self._database.execute(BY_ID, (geonames_id,)).fetchone()
        return self._city(row, is_main=True) if row else None

    def _countries(self, words: str) -> list[Candidate]:
        found = self.countries.by_name(words)
        if found is None or found.sector is not None:
            return []
        return [_country_candidate(found, is_main=fold(found.name) == fold(words))]

    def _curated(self, words: str) -> list[Candidate]:
        found = self._regions.get(fold(words), ())
        return [c for name, c in found if not is_initialism(name) or is_initialism(words)]

    def _seats(self, words: str) -> list[Candidate]:
        seat = self.countries.seat(words)
        if seat is None or seat.latitude is None or seat.geonames_id is not None:  # a city is among the cities
            return []
        country = self.countries.by_alpha3(seat.country)
        place = Place(
            id=f"seat:{fold(seat.name).replace(' ', '-')}",
            name=seat.name,
            country=country.coded_as if country else None,
            latitude=seat.latitude,
            longitude=seat.longitude,
            precision=Precision.SUB_CITY,
            geonames_id=seat.geonames_id,
        )
        return [Candidate(place=place, layer=Layer.REGION, is_main=fold(seat.name) == fold(words))]

    def _read_cities(self, key: str) -> tuple[Candidate, ...]:
        found = [self._city(row[:-1], is_main=bool(row[-1])) for row in self._database.execute(BY_NAME, (key,))]
        return tuple(sorted(found, key=lambda c: (c.layer, -c.place.population, c.place.id)))

    def _city(self, row: "Row", *, is_main: bool) -> Candidate:
        number_, name, kind, code, admin1, admin2, latitude, longitude, population, province = row
        layer, precision, radius_km = KINDS[kind]
        country = self.countries.by_alpha3(code)
        place = Place(
            id=f"geonames:{number_}",
            name=name,
            country=country.coded_as if country else None,
            latitude=latitude / 1e4,
            longitude=longitude / 1e4,
            precision=precision,
            geonames_id=number_,
            admin1=province,
            population=population,
        )
        return Candidate(place=place, layer=layer, is_main=is_main, admin1=admin1, admin2=admin2, radius_km=radius_km)


Row = tuple[int, str, int, str, int | None, int | None, int, int, int, str | None]
KINDS = (
    (Layer.CITY, Precision.CITY, CITY_RADIUS_KM),
    (Layer.ADMIN1, Precision.PROVINCE, PROVINCE_RADIUS_KM),
    (Layer.ADMIN2, Precision.DISTRICT, DISTRICT_RADIUS_KM),
)
COLUMNS = "p.id, p.name, p.kind, p.country, p.admin1, p.admin2, p.latitude, p.longitude, p.population, a.name"
BY_ID = f"SELECT {COLUMNS} FROM place p LEFT JOIN place a ON a.id = p.admin1 WHERE p.id = ?"  # noqa: S608 - constants
BY_NAME = f"SELECT {COLUMNS}, n.is_main FROM name n JOIN place p ON p.id = n.place LEFT JOIN place a ON a.id = p.admin1 WHERE n.key = ?"  # noqa: S608, E501


@cache
def load_gazetteer(own: Path | None = None) -> Gazetteer:
    """Open the gazetteer that comes with the package, with the places of the user's folder `own` before its own.

    A place of the user's with the name of a curated one takes its place.

    Raises: GazetteerError if a file is missing, damaged or built for another schema version; LexiconError naming file
    and line of what is wrong in a list.
    """
    added = _regions(own / PLACES) if own and (own / PLACES).is_file() else []
    ids = {candidate.place.id for _, candidate in added}
    shipped = _regions(data_path("gazetteer", "conflict.csv"))
    regions = [*added, *((name, c) for name, c in shipped if c.place.id not in ids)]
    with as_file(data_path("gazetteer", "places.sqlite")) as path:
        return Gazetteer(load_countries(), regions, open_places(path))


def open_places(path: Path) -> sqlite3.Connection:
    """Open a file that `tools/build_gazetteer.py` made, to read only.

    Raises: GazetteerError if it is missing, damaged or built for another schema version.
    """
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        with closing(database.execute("PRAGMA user_version")) as cursor:
            version = cursor.fetchone()[0]
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: cannot be read: {error}. Reinstall dateline.") from error
    if version != SCHEMA_VERSION:
        raise GazetteerError(f"{path} has schema version {version}, {SCHEMA_VERSION} is wanted. Reinstall dateline.")
    return database


def _country_candidate(country: Country, *, is_main: bool) -> Candidate:
    place = Place(
        id=f"country:{country.alpha3}",
        name=country.name,
        country=country.coded_as,
        latitude=country.latitude,
        longitude=country.longitude,
        precision=Precision.COUNTRY,
        geonames_id=country.geonames_id,
        population=country.population,
    )
    radius_km = math.sqrt(country.area_km2 / math.pi) or PROVINCE_RADIUS_KM
    return Candidate(place=place, layer=Layer.COUNTRY, is_main=is_main, radius_km=radius_km)


def _regions(source: Traversable) -> list[tuple[str, Candidate]]:
    return [named for where, row in load_rows(source, REGION_COLUMNS) for named in _region(row, where)]


def _region(row: Mapping[str, str], where: str) -> list[tuple[str, Candidate]]:
    if row["precision"] not in Precision.__members__.values():
        raise GazetteerError(f"{where}: precision is one of {', '.join(Precision)}")
    place = Place(
        id=f"place:{fold(row['name']).replace(' ', '-')}",
        name=row["name"],
        country=row["country"] or None,
        latitude=number(row["latitude"], where),
        longitude=number(row["longitude"], where),
        precision=Precision(row["precision"]),
        geonames_id=int(number(row["geonames_id"], where) or 0) or None,
    )
    if abs(place.latitude or 0) > POLE or abs(place.longitude or 0) > HALF_TURN:
        raise GazetteerError(f"{where}: no point of the globe")
    entry = Candidate(
        place=place,
        layer=Layer.REGION,
        radius_km=number(row["radius_km"], where) or CITY_RADIUS_KM,
        parent=row["parent"],
        valid_from=day(row["valid_from"], where),
        valid_to=day(row["valid_to"], where),
    )
    return [(name, entry) for name in (row["name"], *listed(row["variants"]))]
