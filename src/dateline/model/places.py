"""Places: the words of the text and the gazetteer entry they mean."""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.text import Evidence


class Precision(StrEnum):
    """Tell how exact a place is, from a building to a sea."""

    SUB_CITY = "sub_city"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    LANDSCAPE = "landscape"
    COUNTRY = "country"
    SEA_OR_AIR = "sea_or_air"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold one gazetteer entry: WGS 84 degrees; `country` is ISO 3166-1 alpha-3, null at sea or across borders."""

    id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: Precision
    geonames_id: int | None = None
    admin1: str | None = None
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Hold a toponym and the place it was resolved to.

    `place` is null where nothing fits or several fit equally; `reason` says why, `rejected` lists the other candidates
    in order. `is_government` marks metonymy: "Baku said" means those who govern there, and is no place.
    """

    evidence: Evidence
    place: Place | None
    rejected: tuple[Place, ...] = ()
    reason: str = ""
    is_government: bool = False
