"""Hold what the places of a report say so far, for choosing among the places of one name."""

from collections.abc import Mapping

from dateline.lexicon.gazetteer import Candidate, Layer

CONTEXT_NAMES = 60
SMOOTHING = 3.0  # a report that names little says little
OWN_WEIGHT = 2.0  # a country or province named itself, beside a town in it
WIDEST_POINT_KM = 160.0  # a province at most has a point to be near to


class Context:
    """Weigh countries and provinces by the places chosen so far, always without the name that is being decided."""

    def __init__(self, hints: Mapping[str, float], chosen: Mapping[str, Candidate], times: Mapping[str, float]) -> None:
        """Take `hints` (countries with weights), the places chosen by folded name, and how much each name weighs."""
        self.places = dict(list(chosen.items())[:CONTEXT_NAMES])
        self._countries = dict(hints)
        self._provinces: dict[int, float] = {}
        self._own: dict[str, tuple[str | None, float, int | None, float]] = {}
        for key, best in chosen.items():
            country = times[key] * (OWN_WEIGHT if best.layer is Layer.COUNTRY else 1.0)
            province = times[key] * (OWN_WEIGHT if best.layer is Layer.ADMIN1 else 1.0)
            code, number = best.place.country, province_of(best)
            self._own[key] = (code, country, number, province)
            if code is not None:
                self._countries[code] = self._countries.get(code, 0.0) + country
            if number is not None:
                self._provinces[number] = self._provinces.get(number, 0.0) + province
        self._country_total = sum(self._countries.values()) + SMOOTHING
        self._province_total = sum(self._provinces.values()) + SMOOTHING

    def only_country(self) -> str | None:
        """Return the country that a report speaks of where it speaks of one only."""
        named = [code for code, weight in self._countries.items() if weight > 0]
        return named[0] if len(named) == 1 else None

    def country_share(self, c: Candidate, key: str) -> float:
        """Return the share of a candidate's country in what the report names besides `key`."""
        code, weight, _, _ = self._own.get(key, (None, 0.0, None, 0.0))
        own = weight if code is not None else 0.0
        here = self._countries.get(c.place.country or "", 0.0) - (own if code == c.place.country else 0.0)
        return max(0.0, here) / (self._country_total - own)

    def province_share(self, c: Candidate, key: str) -> float:
        """Return the share of a candidate's province in what the report names besides `key`."""
        _, _, number, weight = self._own.get(key, (None, 0.0, None, 0.0))
        own = weight if number is not None else 0.0
        province = province_of(c)
        here = self._provinces.get(province, 0.0) if province is not None else 0.0
        return max(0.0, here - (own if number == province else 0.0)) / (self._province_total - own)

    def nearest_km(self, c: Candidate, key: str) -> float | None:
        """Return the distance from a candidate to the nearest other town or province named, or null."""
        apart = (
            c.distance_km(other)
            for k, other in self.places.items()
            if k != key and other.layer is not Layer.COUNTRY and other.radius_km <= WIDEST_POINT_KM
        )
        return min((d for d in apart if d is not None), default=None)

    def also_named(self, c: Candidate, key: str) -> bool:
        """Tell whether the report names the same place by another name."""
        return any(k != key and other.place.id == c.place.id for k, other in self.places.items())


def province_of(c: Candidate) -> int | None:
    """Return the GeoNames id of the first-level subdivision that a candidate is or lies in."""
    return c.place.geonames_id if c.layer is Layer.ADMIN1 else c.admin1
